"""What sentences tell: who stands with whom, givers with receivers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from cleaning.facts.clauses import adjoin
from cleaning.facts.mention import Mention, key
from cleaning.report import Block
from seeds.register.places import ancestors

Run = list[Mention]
# 静海区、北辰区分别与卡若区、丁青县; 黄石、襄阳、宜昌三市援助的曲松、琼结、加查三县.
RESPECTIVELY = re.compile(
    r"[省市区县]?(?:等?[两二三四五六七八九十\d]*[省市区县]?分别|[两二三四五六七八九十\d]+[省市区县](?:对口)?(?:支援|援助|帮扶|援建))"
)
EACH_TO = re.compile(r"分别(?:与|和|同|跟|向|对|赴|到|为|给|前往|走进)?(?:对口)?(?:支援|援助|帮扶|援建|结对)?$")
ENDS = re.compile(r"[。！？\n]")


@dataclass(frozen=True, kw_only=True)
class Told:
    """Donor -> receivers, as sentences say it. `close`: with the divisions written before them (昌都市洛隆县);
    `itself`: only what stands for itself; `loose`: of several with several."""

    close: dict[str, set[str]]
    itself: dict[str, set[str]]
    loose: dict[str, set[str]]

    def of(self, donor: str, recipients: Sequence[str], *, loose: bool = True) -> set[str]:
        said = self.close.get(donor, set()) | (self.loose.get(donor, set()) if loose else set())
        return said & set(recipients)


def told_pairs(named: Sequence[Mention], texts: Mapping[Block, str]) -> Told:
    """Who stands with whom in a sentence, nearest giver first."""
    told = Told(close=defaultdict(set), itself=defaultdict(set), loose=defaultdict(set))
    for sentence in sentences(named, texts):
        text = texts[sentence[0].block]
        for giver, taker in joined(list(runs_of(sentence, text)), text):
            match(giver, taker, text, told)
    return told


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
        if run and (run[-1].side != mention.side or not adjoin(text, run[-1].end, mention.start)):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def joined(runs: Sequence[Run], text: str) -> Iterator[tuple[Run, Run]]:
    """Each run of receivers with the givers before it, else with the first after it."""
    giver: Run | None = None
    waiting: list[Run] = []
    for run, onward in zip_longest(runs, runs[1:]):
        if giver and is_but_label(run, giver):
            continue
        if run[0].side == "donor":
            giver = run
            for taker in waiting:
                yield run, taker
            waiting = []
        elif giver and not is_next_pair(giver, run, onward, text):
            yield giver, run
        else:
            waiting.append(run)


def is_next_pair(giver: Run, run: Run, onward: Run | None, text: str) -> bool:
    """甘州区与静海区、民乐县与蓟州区: the second receiver is told of with the giver behind it."""
    if onward is None or text[giver[-1].end : run[0].start] not in ("、", "；"):
        return False
    return onward[0].side == "donor" and text[run[-1].end : onward[0].start] in ("与", "和", "同")


def is_but_label(run: Run, giver: Run) -> bool:
    """肇庆市投入粤桂协作资金: the one character names what the money is called after, not another giver."""
    above = {code for mention in giver for code in ancestors(key(mention.party))}
    return all(mention.end - mention.start == 1 and key(mention.party) in above for mention in run)


def are_respective(text: str, end: int, start: int) -> bool:
    """Does 分别 stand behind the givers, that end there, or before the receivers, that start there."""
    return bool(RESPECTIVELY.match(text, end) or EACH_TO.search(text, max(end, start - 10), start))


def match(giver: Run, taker: Run, text: str, told: Told) -> None:
    """One to one after 分别, else each with each; of several with several it is not said who gives to whom."""
    above = {each for mention in taker for each in ancestors(key(mention.party))}
    narrow = [mention for mention in taker if key(mention.party) not in above]
    over = {each for mention in giver for each in ancestors(key(mention.party))}
    each_for_itself = [mention for mention in giver if key(mention.party) not in over]
    if len(each_for_itself) == len(narrow) and are_respective(text, giver[-1].end, taker[0].start):
        for donor, recipient in zip(each_for_itself, narrow, strict=True):
            told.close[key(donor.party)].add(key(recipient.party))
        return
    if len(giver) > 1 and len(narrow) > 1:
        for donor in giver:
            told.loose[key(donor.party)].update(key(recipient.party) for recipient in taker)
        return
    for donor in giver:
        told.close[key(donor.party)].update(key(recipient.party) for recipient in taker)
    for donor in each_for_itself:
        told.itself[key(donor.party)].update(key(recipient.party) for recipient in narrow)
