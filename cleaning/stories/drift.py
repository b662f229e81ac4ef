"""Has a watched site turned into another one? Domains lapse and are bought by casinos; honest sites change their dress.

Judged by the listing page against earlier ones: its language, what it speaks of, its title and where its links lead."""

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml.html import HtmlElement

from cleaning.address import site
from cleaning.document import Document
from cleaning.repair.spam import STRONG
from cleaning.script import simplify
from cleaning.stories.shingles import essence
from cleaning.stories.titles import alike

HAN = re.compile(r"[\u3400-\u9fff]")
LETTER = re.compile(r"[^\W\d_]")
KEPT = 600  # pairs of characters that a site is remembered by
FADES = 0.8  # what a pair weighs one look later
LONGEST = 20_000  # characters of link texts that are looked at
LEAST = 60  # characters from which a page says enough to be judged
ON_TOPIC = 0.12  # of the pairs of an honest listing that were there before; another site's share 0.05 at most
CHINESE = 0.4  # of the letters; a casino's page in another language has a tenth
OUTSIDE = 0.5  # of the links
MORE_OUTSIDE = 0.3
CATCHWORDS = 0.3  # of the link texts


@dataclass(frozen=True, kw_only=True)
class Look:
    """A listing page as a person sees it: `chinese`, `outside` and `catchwords` are shares from 0 to 1; `pairs` of
    characters in its link texts with weights; `size` in characters."""

    title: str
    chinese: float
    outside: float
    catchwords: float
    size: int
    pairs: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`signs`: what changed, in words for the operator; `turned`: whether that is too much for a new dress."""

    turned: bool
    signs: tuple[str, ...]


def look_of(document: Document) -> Look:
    anchors = [
        (simplify(" ".join(link.text_content().split())), link.get("href", "")) for link in document.tree.iter("a")
    ]
    texts = [text for text, _ in anchors if text]
    title = simplify(_title(document.tree))
    shown = essence(" ".join([title, *texts])[:LONGEST])
    return Look(
        title=title,
        chinese=len(HAN.findall(shown)) / max(len(LETTER.findall(shown)), 1),
        outside=_outside([href for _, href in anchors], document.page.url),
        catchwords=sum(bool(STRONG.search(text)) for text in [title, *texts]) / (len(texts) + 1),
        size=len(shown),
        pairs=dict(Counter(shown[at : at + 2] for at in range(len(shown) - 1)).most_common(KEPT)),
    )


def judge(before: Look, after: Look) -> Verdict:
    """Another language or another subject, and more that is new: turned. A new title or new links alone are a dress."""
    if after.size < LEAST:
        return Verdict(turned=False, signs=())
    foreign = before.chinese >= CHINESE > after.chinese
    elsewhere = on_topic(before, after) < ON_TOPIC
    renamed = alike(before.title, after.title) is False
    outside = after.outside >= max(OUTSIDE, before.outside + MORE_OUTSIDE)
    catchwords = after.catchwords >= CATCHWORDS > before.catchwords
    found = {"language": foreign, "topic": elsewhere, "title": renamed, "links": outside, "catchwords": catchwords}
    turned = catchwords or ((foreign or elsewhere) and (renamed or outside))
    return Verdict(turned=turned, signs=tuple(name for name, is_so in found.items() if is_so))


def on_topic(before: Look, after: Look) -> float:
    """The share of what is said now that was said before."""
    return sum(weight for pair, weight in after.pairs.items() if pair in before.pairs) / max(
        sum(after.pairs.values()), 1
    )


def remembered(before: Look, after: Look) -> Look:
    """The new look with what the earlier ones said, fading: one odd day does not make a site forget itself."""
    pairs = Counter({pair: weight * FADES for pair, weight in before.pairs.items()})
    pairs.update(after.pairs)
    return Look(**(vars(after) | {"pairs": dict(pairs.most_common(KEPT))}))


def _title(tree: HtmlElement) -> str:
    return " ".join((tree.findtext(".//title") or "").split())


def _outside(links: list[str], url: str) -> float:
    """The share of web links that lead to another site."""
    sites = [_site(link, url) for link in links]
    web = [each for each in sites if each]
    return sum(each != site(url) for each in web) / max(len(web), 1)


def _site(link: str, url: str) -> str:
    try:
        address = urljoin(url, link.strip())
        return site(address) if address.startswith("http") else ""
    except ValueError:  # e.g. a bracket that opens no IPv6 address
        return ""
