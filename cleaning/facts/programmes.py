"""Under which programmes a report's aid runs: by who receives from whom, and by the words used."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from cleaning.facts.mention import Mention
from cleaning.facts.relevance import JOINED
from cleaning.facts.takers import eastern
from cleaning.report import Report
from seeds.register.pairings import pairing_between
from seeds.register.places import ancestors
from seeds.register.regions import Region, programme_of, spoken_for

ORDER = ("援藏", "援青", "援疆", "东西部协作", "四省涉藏州县", "援三峡", "对口合作", "省内", "其他")
WORDS = {
    "援藏": re.compile(r"援藏|对口(?:支援|援助)西藏"),
    "援青": re.compile(r"援青(?!办)|对口(?:支援|援助)青海"),
    "援疆": re.compile(r"援疆(?!办)|对口(?:支援|援助)新疆"),
    "东西部协作": re.compile(rf"东西部(?:扶贫)?协作(?!和对口支援)|东西协作|{JOINED}"),
    "援三峡": re.compile(r"(?:支援|援助)三峡|三峡库区"),
    "对口合作": re.compile(r"对口合作"),
}
CUES = {
    "援藏": ("援藏", "西藏"), "援青": ("援青", "青海"), "援疆": ("援疆", "新疆"), "东西部协作": ("协作",),
    "援三峡": ("三峡",), "对口合作": ("合作",),
}  # fmt: skip  # looked for first: without one of these the words are not there
SIDES = ("donor", "recipient")
BEGUN = 1996  # the year in which the eastern provinces were paired with the western
TOGETHER = re.compile(r"携手奔小康")


def spoken_of(report: Report, named: Sequence[Mention]) -> tuple[str, ...]:
    """Whatever the report is about; 其他 for aid under no programme known here, () if nobody gives or receives."""
    found = set(by_places(named, report)) | set(by_words(report, named))
    if not found and any(mention.side == "donor" for mention in named):
        found = {"东西部协作" if is_east_to_west(named, report) else "其他"}
    return tuple(programme for programme in ORDER if programme in found)


def is_east_to_west(named: Sequence[Mention], report: Report) -> bool:
    """Does a place of a giving province help one of a receiving province, since there is such a programme."""
    year = report.published.moment.year if report.published.moment else None
    if year is None or year < BEGUN:
        return False
    codes = {side: [mention.party.code or "" for mention in named if mention.side == side] for side in SIDES}
    provinces = {side: {code[:2] + "0000" for code in found} for side, found in codes.items()}
    return not eastern().isdisjoint(product(provinces["donor"], provinces["recipient"]))


def by_places(named: Sequence[Mention], report: Report) -> Iterator[str]:
    donors = {mention.party.code or mention.party.name for mention in named if mention.side == "donor"}
    recipients = {code for mention in named if mention.side == "recipient" and (code := mention.party.code)}
    above = {each for recipient in recipients for each in ancestors(recipient)}
    spoken = spoken_for("\n".join((report.title, report.body)))
    at_home, together = "援藏" in report.body, bool(WORDS["东西部协作"].search(report.body))
    year = report.published.moment.year if report.published.moment else None
    for recipient in recipients - above:
        if programme := of_recipient(recipient, donors, spoken, at_home, together) or official(recipient, donors, year):
            yield programme


def of_recipient(
    recipient: str, donors: set[str], spoken: Sequence[Region], at_home: bool, together: bool
) -> str | None:
    """Receivers in 四川 whose givers are all of 四川, or not named where the text says 援藏 (what 四川 calls the aid of
    its own cities), are helped within the province. `spoken`: the regions that receive in a text with these words."""
    told = next((each.programme for each in spoken if recipient.startswith(each.prefix)), None)
    if told == "援三峡" and not together:
        return told
    if donors and all(donor[:2] == recipient[:2] for donor in donors):
        return "省内"
    region = programme_of(recipient)
    if region == "四省涉藏州县" and not donors and at_home:
        return "省内"
    if region == "援青" and recipient[:4] in ("6301", "6302") and together:
        return "东西部协作"
    return region or told


def official(recipient: str, donors: set[str], year: int | None) -> str | None:
    """The programme under which the register has one of the pairs."""
    found = (pairing_between(donor, recipient, year) for donor in donors)
    return next((pairing.programme for pairing in found if pairing), None)


def by_words(report: Report, named: Sequence[Mention]) -> Iterator[str]:
    """援藏 is also said of aid within 四川: there the places decide."""
    codes = [mention.party.code for mention in named if mention.side == "recipient" and mention.party.code]
    elsewhere = bool(codes) and not any(code.startswith(("54", "63", "65", "XPCC")) for code in codes)
    for programme in WORDS:
        enough = 1 if programme in ("援青", "援疆") else 2
        if told(programme, report) >= enough and not (programme == "援藏" and elsewhere):
            yield programme


def told(programme: str, report: Report) -> int:
    """How often it is named; in the title twice. 携手奔小康 counts beside 东西部协作, not by itself."""
    if not any(cue in report.body or cue in report.title for cue in CUES[programme]):
        return 0
    count = len(WORDS[programme].findall(report.body)) + 2 * len(WORDS[programme].findall(report.title))
    return count + len(TOGETHER.findall(report.body)) if count and programme == "东西部协作" else count
