"""What a listing links to: its articles, in the order and with the words and dates that it prints."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.html

from cleaning.address import resolve
from cleaning.anchors import base_of, text_of
from cleaning.chosen import chosen
from cleaning.document import Document
from cleaning.page import Listed
from cleaning.selectors import matching
from seeds.source import Source

# How Chinese publishing systems name articles; directories and index pages are none of them.
ARTICLE = re.compile(
    r"/t\d{8}_\d+|content[-_/]\d+|/c_?\d+(?:-\d+)?\.|/\d{4}[-/]?\d{2}[-/]?\d{2}/|\d{5,}(?:_\d+)?\.s?html?$|/art_\d+"
    r"|post_\d+|ARTI\w{10}|_forward_\d+|/\d+/content$|[0-9a-f]{16,}\.s?html?$|/newsContent/\d+/\d+$"
    r"|[?&](?:id|aid|newsid|articleid|infoid|contentid|nid)=\w+",
    re.IGNORECASE,
)
DATE = re.compile(
    r"(?:20|19)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|(?<![\d:-])\d{1,2}\s*[-/月]\s*\d{1,2}日?(?![\d:])(?:\s+\d{1,2}:\d{2})?"
)
ASIDE = re.compile(r"(?<![a-z])(?:nav|menu|foot|copyright|friend|crumbs?|toolbar|login|search|share)", re.IGNORECASE)
LESSER = re.compile(
    r"(?<![a-z])(?:[a-z]?right|[a-z]?side|rank|hot|recommend|top\d*|tj|ph)(?:bar|list)?(?![a-z])", re.IGNORECASE
)
LESSER_HEADING = re.compile(r"排行|排名|热点|热门|推荐|相关|友情|专题|点击|图片|视频")
ROWS = frozenset({"li", "tr", "dd", "dt", "article"})
LISTS = frozenset({"ul", "ol", "dl", "table", "tbody", "body"})
BULLETS = " \t\r\n\u3000\xa0·•▪■◆●○>»›-"
DATED_END = re.compile(rf"\s*(?:[\[(（【]\s*(?:{DATE.pattern})\s*[\])）】]|(?:20|19)\d{{2}}-\d{{1,2}}-\d{{1,2}})\s*$")
# TRS lists that a script writes: url = "./202401/t1.html"; title = "…"; writeln("2024-01-05")
# The date is looked for ahead, up to the next row: what a match takes is lost to the row behind it.
SCRIPTED = re.compile(
    r"""\burl\s*=\s*["']([^"']+)["'].{0,200}?\btitle\s*=\s*["']([^"']+)["'](?=((?:(?!\burl\s*=).){0,200}))""", re.DOTALL
)
# 继续阅读 and its kin lead to the article too, and some repeat its title for those who do not see the page.
MORE = re.compile(
    r"(?:继续阅读|阅读(?:全文|更多|原文)|查看(?:详情|全文|更多)|了解更多|read more|continue reading)", re.IGNORECASE
)
HASH = re.compile(r"[0-9a-f]{16,}")
NUMBER = re.compile(r"\d+")
VALUE = re.compile("=[^&]*")  # of a query's parameter
SENTENCE = 8  # characters that make a title of a link's words, where its address tells nothing
BESIDE = 80  # characters after a link in which its date stands


Rivals = dict[lxml.html.HtmlElement, set[str]]  # targets of links by the elements that hold them


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A link that may lead to an article, and the row it stands in: the highest element that holds no other link."""

    listed: Listed
    row: lxml.html.HtmlElement


def links(document: Document, source: Source) -> tuple[Listed, ...]:
    """The articles that a listing page links to, in page order, absolute and canonical, none twice.

    The seed's selector decides alone where there is one, and a seed's `allow` where there is no selector: a page on
    which they find nothing has changed, and guessing would fetch its menus. Else the page's main lists are found."""
    wanted = source.listing
    if wanted and wanted.links:
        found: Iterable[Candidate] = _candidates(document, _selected(document, wanted.links))
    elif wanted and wanted.allow:
        found = _candidates(document, document.tree.iter("a"))
    else:
        found = _main(tuple(_candidates(document, document.tree.iter("a"))))
    listed = [candidate.listed for candidate in found] or list(_scripted(document))
    return chosen(listed, wanted, here=document.page.url)


def _selected(document: Document, selector: str) -> Iterator[lxml.html.HtmlElement]:
    for element in matching(document.tree, selector):
        yield from element.iter("a")


def _candidates(document: Document, anchors: Iterable[lxml.html.HtmlElement]) -> Iterator[Candidate]:
    base, here = base_of(document), resolve(document.page.url, document.page.url)
    rivals = _rivals(document)
    for anchor in anchors:
        url = resolve(base, anchor.get("href", ""))
        if url and url != here:
            row = _row(anchor, rivals)
            words = " ".join(text_of(anchor).split())
            listed = Listed(url=url, title=_title(anchor, words), date=_date_beside(words, row))
            yield Candidate(listed=listed, row=row)


def _rivals(document: Document) -> Rivals:
    """For each element the links in it that may lead to articles, two at most: who knows of two knows enough.

    Links of few words are none of them: a row may name its section, its author and the way to its comments too."""
    found: Rivals = {}
    for anchor in document.tree.iter("a"):
        target = _target(anchor)
        if target and (ARTICLE.search(target) or len(text_of(anchor).strip()) >= SENTENCE):
            for element in (anchor, *anchor.iterancestors()):
                known = found.setdefault(element, set())
                if target in known or len(known) > 1:
                    break  # those above know as much
                known.add(target)
    return found


def _row(anchor: lxml.html.HtmlElement, rivals: Rivals) -> lxml.html.HtmlElement:
    row, ours = anchor, {_target(anchor)}
    while row.tag not in ROWS and (parent := row.getparent()) is not None and parent.tag not in LISTS:
        if rivals.get(parent, set()) - ours:
            break
        row = parent
    return row


def _target(anchor: lxml.html.HtmlElement) -> str:
    return str(anchor.get("href", "")).partition("#")[0].strip()


def _title(anchor: lxml.html.HtmlElement, words: str) -> str:
    """The words of a link; its title attribute where the words are cut short or are an image."""
    if MORE.match(words) or DATE.fullmatch(words):
        return ""
    stated = " ".join(anchor.get("title", "").split())
    image = anchor.find(".//img")
    cut = words.rstrip(".…")
    title = stated if stated and (not words or (stated.startswith(cut) and len(stated) > len(cut))) else words
    title = title or (image.get("alt", "") if image is not None else "")
    return DATED_END.sub("", title).strip(BULLETS)


def _date_beside(words: str, row: lxml.html.HtmlElement) -> str:
    """The date printed with the words of a link: in its row, else right after the row, before the next link; "" if
    none is."""
    near = " ".join([*_texts(row), *_texts_after(row)])
    beside = near.replace(words, " ", 1)
    found = DATE.search(beside) or DATED_END.search(words)
    return " ".join(found[0].strip(" []()（）【】").split()) if found else ""


def _texts(row: lxml.html.HtmlElement) -> Iterator[str]:
    yield from (" ".join(text.split()) for text in row.itertext() if text.strip())


def _texts_after(row: lxml.html.HtmlElement) -> Iterator[str]:
    yield (row.tail or "")[:BESIDE]
    if row.tag in {"li", "tr"}:
        return
    for sibling in row.itersiblings():
        if sibling.tag == "a" or sibling.find(".//a") is not None:
            return
        yield sibling.text_content()[:BESIDE] + (sibling.tail or "")[:BESIDE]


def _main(candidates: tuple[Candidate, ...]) -> list[Candidate]:
    """The candidates of the page's main lists: of the best block, and of blocks whose addresses look the same."""
    blocks: defaultdict[lxml.html.HtmlElement, list[Candidate]] = defaultdict(list)
    for candidate in filter(_like_an_article, candidates):
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
    return [each for each in candidates if id(each) in taken]


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
