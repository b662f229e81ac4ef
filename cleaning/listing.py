"""What a listing links to: its articles, in the order and with the words and dates that it prints."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import lxml.html

from cleaning.address import resolve
from cleaning.anchors import base_of
from cleaning.candidates import ARTICLE, DATE, SENTENCE, Candidate, candidates
from cleaning.chosen import chosen
from cleaning.document import Document
from cleaning.page import Listed
from cleaning.selectors import matching
from seeds.source import Source

ASIDE = re.compile(r"(?<![a-z])(?:nav|menu|foot|copyright|friend|crumbs?|toolbar|login|search|share)", re.IGNORECASE)
LESSER = re.compile(
    r"(?<![a-z])(?:[a-z]?right|[a-z]?side|rank|hot|recommend|top\d*|tj|ph)(?:bar|list)?(?![a-z])", re.IGNORECASE
)
LESSER_HEADING = re.compile(r"排行|排名|热点|热门|推荐|相关|友情|专题|点击|图片|视频")
# TRS lists that a script writes: url = "./202401/t1.html"; title = "…"; writeln("2024-01-05")
# The date is looked for ahead, up to the next row: what a match takes is lost to the row behind it.
SCRIPTED = re.compile(
    r"""\burl\s*=\s*["']([^"']+)["'].{0,200}?\btitle\s*=\s*["']([^"']+)["'](?=((?:(?!\burl\s*=).){0,200}))""", re.DOTALL
)
HASH = re.compile(r"[0-9a-f]{16,}")
NUMBER = re.compile(r"\d+")
VALUE = re.compile("=[^&]*")  # of a query's parameter


def links(document: Document, source: Source) -> tuple[Listed, ...]:
    """The articles that a listing page links to, in page order, absolute and canonical, none twice.

    The seed's selector decides alone where there is one, and a seed's `allow` where there is no selector: a page on
    which they find nothing has changed, and guessing would fetch its menus. Else the page's main lists are found."""
    wanted = source.listing
    if wanted and wanted.links:
        found: Iterable[Candidate] = candidates(document, _selected(document, wanted.links))
    elif wanted and wanted.allow:
        found = candidates(document, document.tree.iter("a"))
    else:
        found = _main(tuple(candidates(document, document.tree.iter("a"))))
    listed = [candidate.listed for candidate in found] or list(_scripted(document))
    return chosen(listed, wanted, here=document.page.url)


def _selected(document: Document, selector: str) -> Iterator[lxml.html.HtmlElement]:
    for element in matching(document.tree, selector):
        yield from element.iter("a")


def _main(every: tuple[Candidate, ...]) -> list[Candidate]:
    """Those of the page's main lists: of the best block, and of blocks whose addresses look the same."""
    blocks: defaultdict[lxml.html.HtmlElement, list[Candidate]] = defaultdict(list)
    for candidate in filter(_like_an_article, every):
        blocks[candidate.row.getparent()].append(candidate)
    worth = {block: _worth(block, members) for block, members in blocks.items()}
    best = max(worth, key=lambda block: worth[block], default=None)
    if best is None or not worth[best]:
        return []
    shapes = {_shape(member.listed.url) for member in blocks[best]}
    lesser = set() if _is_lesser(best, blocks[best]) else {each for each in blocks if _is_lesser(each, blocks[each])}
    alike = {block for block, members in blocks.items() if worth[block] and _of_shapes(members, shapes)}
    kin = alike - lesser | {best}
    taken = {id(each) for block in kin for each in blocks[block]}
    return [each for each in every if id(each) in taken]


def _like_an_article(candidate: Candidate) -> bool:
    """By its address; or by a date beside a title of sentence length, for systems whose addresses tell nothing."""
    listed = candidate.listed
    if ARTICLE.search(listed.url):
        return len(listed.title) >= 4
    return bool(listed.date) and len(listed.title) >= SENTENCE and not urlsplit(listed.url).path.endswith("/")


def _worth(block: lxml.html.HtmlElement, members: list[Candidate]) -> float:
    """How much a block of links looks like the list that the page is for. 0: a menu or a footer."""
    if any(ASIDE.search(zone) for zone in _zones(members)):
        return 0
    worth = sum(1 + min(len(each.listed.title), 30) / 10 + 2 * bool(each.listed.date) for each in members)
    return worth / 3 if _is_lesser(block, members) else worth


def _is_lesser(block: lxml.html.HtmlElement, members: list[Candidate]) -> bool:
    """A list beside the one that the page is for: a ranking, a recommendation, or just on the right."""
    return any(LESSER.search(zone) for zone in _zones(members)) or bool(LESSER_HEADING.search(_heading(block)))


def _zones(members: list[Candidate]) -> list[str]:
    """Tags, classes and names of everything around a block."""
    row = members[0].row
    return [f"{each.tag} {each.get('class', '')} {each.get('id', '')}" for each in (row, *row.iterancestors())]


def _heading(block: lxml.html.HtmlElement) -> str:
    """The words right above a block, short ones only."""
    before = block.getprevious()
    words = before.text_content().strip() if before is not None else ""
    return words if len(words) < 20 else ""


def _shape(url: str) -> str:
    """What addresses of one section have in common: /yz/news/0.html for /yz/news/153388.html."""
    place, _, query = HASH.sub("0", url).partition("://")[2].partition("?")
    return NUMBER.sub("0", f"{place}?{VALUE.sub('', query)}")


def _of_shapes(members: list[Candidate], shapes: set[str]) -> bool:
    return sum(_shape(each.listed.url) in shapes for each in members) * 2 > len(members)


def _scripted(document: Document) -> Iterator[Listed]:
    base = base_of(document)
    for url, title, after in SCRIPTED.findall(document.text):
        address, date = resolve(base, url), DATE.search(after)
        if address and ARTICLE.search(address):
            yield Listed(url=address, title=title.strip(), date=date[0] if date else "")
