"""Who gives to whom: pairs of a report's donors and recipients, checked against the register."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from cleaning.facts.mention import Mention
from cleaning.report import Block, Pair, Party
from seeds.register.pairings import giving_to, pairing_between, receiving_from
from seeds.register.places import ancestors, within

Known = Literal["yes", "no", "contradicts"]
Run = list[Mention]
JOINT = re.compile(r"(?:以及|[、和与及])?")
# 静海区、北辰区分别与卡若区、丁青县; 黄石、襄阳、宜昌三市援助的曲松、琼结、加查三县.
RESPECTIVELY = re.compile(r"[省市区县]?(?:分别|[两二三四五六七八九十\d]+[省市区县](?:对口)?(?:支援|援助|帮扶|援建))")
ENDS = re.compile(r"[。！？\n]")


def key(party: Party) -> str:
    """What identifies a party: its code, else its name."""
    return party.code or party.name


def pairs(
    named: Sequence[Mention],
    donors: Sequence[Party],
    recipients: Sequence[Party],
    texts: Mapping[Block, str],
    year: int | None,
) -> tuple[Pair, ...]:
    """By donor, then recipient, in the order of their first mention."""
    told = told_pairs(named, texts)
    codes = [key(party) for party in recipients]
    return tuple(
        Pair(donor=key(donor), recipient=code, known=check(key(donor), code, year))
        for donor in donors
        for code in receivers_of(donor, [key(other) for other in donors], codes, told, year)
    )


def receivers_of(
    donor: Party, donors: Sequence[str], recipients: Sequence[str], told: Mapping[str, set[str]], year: int | None
) -> list[str]:
    """A province gives to all that the register or the text gives it; who is below gives to the narrowest named."""
    me = key(donor)
    said = {code for code in told.get(me, ()) if code in recipients}
    official = {code for code in recipients if is_own(me, code, year)}
    narrow = {code for code in recipients if not any(code in ancestors(other) for other in recipients)}
    if any(me in ancestors(other) for other in donors) and donor.level != "province":
        chosen = (said - narrow) if len(donors) > 1 else said
    elif donor.level == "province":
        chosen = official | said if rivals(me, donors) else set(recipients)
    else:
        chosen = (said & narrow) or (official & narrow) or said or (narrow if len(narrow) == 1 else set())
        chosen |= official & narrow
    if donor.level == "province":
        chosen = {code for code in chosen if not within(code, me)}  # its own cities help there
    return [code for code in recipients if code in sober(me, chosen, year)]


def sober(me: str, chosen: set[str], year: int | None) -> set[str]:
    """Where the register has some of the pairs, mere neighbours that it gives to others are none; nor is a whole region
    beside its parts."""
    checks = {code: check(me, code, year) for code in chosen}
    if "yes" in checks.values():
        chosen = {code for code in chosen if checks[code] != "contradicts"}
    return {
        code for code in chosen if not (code.endswith("0000") and any(code in ancestors(other) for other in chosen))
    }


def rivals(me: str, donors: Sequence[str]) -> bool:
    """Are there donors outside this province."""
    return any(not within(other, me) for other in donors if other != me)


def is_own(donor: str, recipient: str, year: int | None) -> bool:
    pairing = pairing_between(donor, recipient, year)
    return pairing is not None and pairing.donor == donor


def check(donor: str, recipient: str, year: int | None) -> Known:
    """`yes`: the register has the pair, now or formerly; `contradicts`: it gives the receiver to others."""
    if pairing_between(donor, recipient, year) or pairing_between(donor, recipient) or serves(donor, recipient):
        return "yes"
    rank = len(ancestors(donor))
    others = [
        each
        for each in giving_to(recipient)
        if each.holds(year)
        and each.donor.isdigit()
        and len(ancestors(each.donor)) == rank
        and each.programme in ("援藏", "援青")
    ]
    return "contradicts" if others and donor.isdigit() else "no"


def serves(donor: str, region: str) -> bool:
    """Does it support a part of this region: 上海 and 西藏."""
    return region.endswith("0000") and any(within(each.recipient, region) for each in receiving_from(donor))


def told_pairs(named: Sequence[Mention], texts: Mapping[Block, str]) -> dict[str, set[str]]:
    """Donor -> receivers that stand with it in a sentence, nearest giver first."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences(named, texts):
        runs = list(runs_of(sentence, texts[sentence[0].block]))
        for giver, taker in joined(runs):
            for donor, recipient in matched(giver, taker, texts[sentence[0].block]):
                found[key(donor.party)].add(key(recipient.party))
    return found


def sentences(named: Sequence[Mention], texts: Mapping[Block, str]) -> Iterator[list[Mention]]:
    """The mentions of givers and receivers, sentence by sentence."""
    current: list[Mention] = []
    for mention in named:
        if mention.side not in ("donor", "recipient"):
            continue
        if current and (
            current[-1].block != mention.block or ENDS.search(texts[mention.block], current[-1].end, mention.start)
        ):
            yield current
            current = []
        current.append(mention)
    if current:
        yield current


def runs_of(sentence: Sequence[Mention], text: str) -> Iterator[Run]:
    """Lists and chains of one side: 湖北、湖南; 昌都市洛隆县."""
    run: Run = []
    for mention in sentence:
        if run and (run[-1].side != mention.side or not JOINT.fullmatch(text, run[-1].end, mention.start)):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def joined(runs: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Each run of receivers with the givers before it, else with the first after it."""
    giver: Run | None = None
    waiting: list[Run] = []
    for run in runs:
        if run[0].side == "donor":
            giver = run
            for taker in waiting:
                yield run, taker
            waiting = []
        elif giver:
            yield giver, run
        else:
            waiting.append(run)


def matched(giver: Run, taker: Run, text: str) -> Iterator[tuple[Mention, Mention]]:
    """One to one after 分别, else each with each."""
    narrow = [m for m in taker if not any(key(m.party) in ancestors(key(other.party)) for other in taker)]
    if len(giver) == len(narrow) and RESPECTIVELY.match(text, giver[-1].end):
        yield from zip(giver, narrow, strict=True)
    else:
        yield from ((donor, recipient) for donor in giver for recipient in taker)
