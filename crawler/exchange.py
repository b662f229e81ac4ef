"""What is asked for and what came, before anybody knows what it means to us."""

from typing import Any

from scrapy.http import Response

from cleaning.address import canonical
from cleaning.page import Page
from cleaning.records import form_of
from crawler.clock import now

FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}


def asking(url: str) -> dict[str, Any]:
    """The arguments of a request for a page of links: a plain one, or a POST where the address holds a form."""
    form = form_of(url)
    return {"url": form.url, "method": "POST", "body": form.body, "headers": FORM} if form else {"url": url}


def page_of(response: Response, *, asked: str | None = None) -> Page:
    """What came, unpacked but not decoded; headers as the server ordered them.

    `asked`: the address that stands for a form and its fields; what comes for it has no other of its own."""
    headers = tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    url = asked if asked and form_of(asked) else canonical(response.url)
    return Page(url=url, body=response.body, headers=headers, fetched_at=now())
