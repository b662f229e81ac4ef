"""One-character names, and the pairs that reports make of them: 冀阿 is 河北 and 阿里, 泉洛 is 泉州 and 洛隆."""

from collections.abc import Iterator
from functools import cache
from itertools import product

from seeds.register.naming import stem
from seeds.register.pairings import known, pairings
from seeds.register.places import ancestors, places
from seeds.register.regions import regions
from seeds.register.table import listed, rows

COOPERATION = "东西部协作"


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Code -> one-character names."""
    return {row["code"]: listed(row["abbreviations"]) for row in rows("abbreviations")}


def characters(code: str) -> tuple[str, ...]:
    """The official ones of a province; elsewhere the first character of the name."""
    if code.endswith("0000"):
        return abbreviations().get(code, ())
    return (*abbreviations().get(code, ()), stem(places()[code].name)[0])


@cache
def pairs() -> dict[str, tuple[str, str]]:
    """Two characters -> (donor, recipient) of today's register; the pair of higher divisions wins. A text that writes
    闽宁 states the pair itself, so here the eastern and western provinces need no row of their own."""
    found: dict[str, tuple[str, str]] = {}
    for donor, recipient in sorted({*written(), *east_and_west()}, key=lambda pair: (*map(depth, pair), *pair)):
        for first, second in product(characters(donor), characters(recipient)):
            found.setdefault(first + second, (donor, recipient))
    for partner, other in partners():
        for first, second in product(characters(partner), characters(other)):
            found.setdefault(second + first, (other, partner))
    return found


def partners() -> Iterator[tuple[str, str]]:
    """Pairings of two who are called equal, and so are written in either order: 深哈 and 哈深."""
    yield from ((each.donor, each.recipient) for each in known() if each.programme == "对口合作")


def written() -> Iterator[tuple[str, str]]:
    """Each pairing, and the provinces of both: 粤林 and 粤藏."""
    for pairing in known():
        if pairing.donor in places() and pairing.recipient in places():
            yield pairing.donor, pairing.recipient
            yield from product(provinces(pairing.donor), (pairing.recipient, *ancestors(pairing.recipient)))


def east_and_west() -> Iterator[tuple[str, str]]:
    """Every province that gives under 东西部协作 with every one that receives."""
    east = {above for each in pairings() if each.programme == COOPERATION for above in provinces(each.donor)}
    west = [each.prefix + "0000" for each in regions() if each.programme == COOPERATION and len(each.prefix) == 2]
    yield from product(sorted(east), west)


def provinces(code: str) -> tuple[str, ...]:
    return tuple(above for above in (code, *ancestors(code)) if above.endswith("0000"))


def depth(code: str) -> int:
    return len(ancestors(code))
