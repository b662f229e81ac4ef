"""Which places receive in a report: those that always do, and those that its words or official pairs make receivers."""

from collections.abc import Callable, Iterable

from seeds.register.pairings import giving_to
from seeds.register.places import ancestors
from seeds.register.regions import receives, spoken_for

HELP = ("支援", "帮扶", "援助", "援建", "协作", "结对", "捐", "支教", "选派", "派出", "义诊")


def takers(codes: Iterable[str], text: str) -> Callable[[str | None], bool]:
    """Which places receive here: those that always do, else those that the words of the text make receivers."""
    named = set(codes)
    always = any(map(receives, named))
    prefixes = tuple(region.prefix for region in spoken_for(text))
    paired = official(named, prefixes) if any(word in text for word in HELP) else set()
    prefixes = () if always else prefixes
    return lambda code: code is not None and (receives(code) or code in paired or code.startswith(prefixes))


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
