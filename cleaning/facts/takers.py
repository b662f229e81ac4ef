"""Which places receive in a report: those that always do, and those that its words or official pairs make receivers."""

import re
from collections.abc import Iterable, Set
from functools import cache

from seeds.register.abbreviations import east_and_west
from seeds.register.pairings import giving_to
from seeds.register.places import ancestors
from seeds.register.regions import receives, spoken_for

HELP = re.compile(
    "对口|支援|工作队|工作组|联络组|联络小组|挂职|帮扶|援助|援建|协作|结对|捐|支教|选派|派出|义诊|资助|慰问金|赠送|援派"
)


def takers(codes: Iterable[str], helping: Set[str], text: str) -> set[str]:
    """Which of them receive here: those that always do, else those that the words of the text make receivers.
    `helping`: who is said to help another: it receives nothing because of where it lies."""
    named = set(codes)
    always = any(map(receives, named))
    prefixes = tuple(region.prefix for region in spoken_for(text))
    paired: set[str] = set()
    if HELP.search(text):
        paired = (official(named, prefixes) | (set() if always else western(named))) - helping
    prefixes = () if always else prefixes
    return {code for code in named if receives(code) or code in paired or code.startswith(prefixes)}


def official(named: set[str], spoken: tuple[str, ...]) -> set[str]:
    """Whom somebody named beside them supports officially: 万州 beside 上海; whole provinces only where the text speaks
    of their programme, for they give too."""
    lines = {line for code in named for line in (code, *ancestors(code))}
    return {
        code
        for code in named
        if any(
            each.donor in lines and (each.recipient[2:] != "0000" or code.startswith(spoken or ("-",)))
            for each in giving_to(code)
        )
    }


def western(named: set[str]) -> set[str]:
    """Those in a western province beside somebody of an eastern one: 昆山 and 碧江, whoever is paired with whom; not
    the provinces themselves, which do much else together."""
    provinces = {code[:2] + "0000" for code in named if code.isdigit()}
    taking = {west for east, west in eastern() if east in provinces and west in provinces}
    return {code for code in named if code[:2] + "0000" in taking and not code.endswith("0000")}


@cache
def eastern() -> frozenset[tuple[str, str]]:
    """Every province that gives under 东西部协作 with every one that receives."""
    return frozenset(east_and_west())
