"""What a page states of itself where readers do not look: the title of its window, meta tags."""

from collections.abc import Iterable, Mapping
from itertools import islice

from lxml.html import HtmlElement

TITLES = ("articletitle", "og:title", "twitter:title", "title")
DATES = (
    "pubdate", "publishdate", "article:published_time", "firstpublishedtime", "publish-date", "publish_date",
    "og:release_date", "og:time", "docdate",
    "publish_time", "publishtime", "pubtime", "apub:time", "weibo: article:create_at", "weibo:article:create_at",
    "datepublished", "dc.date", "dc.date.issued", "publication_date", "og:published_time", "release_date",
    "createdate", "date", "_pubtime", "rnews:datepublished", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
PUBLISHERS = (
    "contentsource",
    "source",
    "article:source",
    "mediaid",
    "publisher",
    "og:article:source",
    "copyright_source",
)
AUTHORS = ("author", "article:author", "og:article:author")
EDITORS = ("editor", "responsibleeditor", "编辑")
MANY = 200  # meta tags that anybody reads


def window_title(tree: HtmlElement) -> str:
    heads = tree.iterchildren("head")  # first: a look at the tree goes on behind the first title, over the whole page
    element = next((title for head in heads for title in head.iter("title")), None)
    if element is None:
        element = next(tree.iter("title"), None)
    if element is None:
        return ""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(text[:2000].split())


def metas_of(unseen: Iterable[HtmlElement]) -> Mapping[str, str]:
    """Names (or properties) in lower case to contents; the first of a name wins. `unseen`: meta tags among others."""
    found: dict[str, str] = {}
    for element in islice((one for one in unseen if one.tag == "meta"), MANY):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = " ".join((element.get("content") or "")[:2000].split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def first(metas: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")
