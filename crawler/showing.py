"""An article in a preview: what was read of it, and why the rest was not."""

from cleaning.article import Article
from cleaning.document import open_document
from cleaning.page import Listed, Page
from cleaning.read import read
from crawler.clock import now
from crawler.preview import Shown

START = 80  # characters of a text that tell whether it is the right one
WHY = {
    "title": "neither the page nor the list states one",
    "date": "none on the page, in its address or beside its link",
    "text": "no paragraphs found",
}


def show(page: Page, listed: Listed) -> Shown:
    article = read([open_document(page)], listed=listed, now=now())
    text = "".join(article.paragraphs)[:START]
    moment = article.published.moment
    return Shown(
        url=article.url,
        title=article.title,
        published=moment.isoformat() if moment else None,
        precision=article.published.precision,
        found=article.published.found,
        publisher=article.publisher,
        text=text,
        missing=_missing(article, text),
    )


def unread(listed: Listed, reason: str) -> Shown:
    """What its list says of an article that was not read."""
    missing = {name: reason for name in WHY if name != "title" or not listed.title}
    return Shown(url=listed.url, title=listed.title, missing=missing)


def _missing(article: Article, text: str) -> dict[str, str]:
    has = {"title": bool(article.title), "date": article.published.moment is not None, "text": bool(text)}
    why = WHY | ({"text": f"the page is marked {article.quarantine}"} if article.quarantine else {})
    return {name: why[name] for name, there in has.items() if not there}
