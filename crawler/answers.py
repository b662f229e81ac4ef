"""What an answer is to us: a page, a front page instead of one, something else; and how to ask for it again."""

from urllib.parse import urlsplit

from scrapy.http import Response

from cleaning.document import Document
from cleaning.page import Page
from crawler.fetched import Fetched
from store.frontier import Address, Validators

GONE = {404, 410}
HOME = {"", "/", "/index.html", "/index.htm", "/index.shtml", "/404.html", "/404.htm", "/error.html"}
Parts = tuple[tuple[Document, int], ...]  # pages of an article with their statuses, the first first


def fetched(address: Address, parts: Parts, *, missing: bool) -> Fetched:
    documents, statuses = zip(*parts, strict=True)
    validators = validators_of(documents[0].page)
    return Fetched(address=address, documents=documents, statuses=statuses, validators=validators, missing=missing)


def validators_of(page: Page) -> Validators:
    return Validators(etag=page.header("etag"), last_modified=page.header("last-modified"))


def conditions(validators: Validators) -> dict[str, str]:
    """The headers that ask for a page only if it changed."""
    asked = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in asked.items() if value}


def is_gone(response: Response, address: Address) -> bool:
    return response.status in GONE or led_home(response, address)


def led_home(response: Response, address: Address) -> bool:
    """Sites that send every missing page to their front page, or to one that says 404 with status 200."""
    return urlsplit(response.url).path.lower() in HOME and urlsplit(address.url).path.lower() not in HOME


def readable(response: Response) -> bool:
    """Not a picture, a film or a PDF. Servers that say nothing serve pages."""
    kind = kind_of(response)
    return not kind or kind.startswith("text/") or "html" in kind or "xml" in kind


def kind_of(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
