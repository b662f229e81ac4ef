"""第N批: which batch of which giver, as that giver counts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from cleaning.facts.clauses import adjoin
from cleaning.facts.mention import Mention, key
from cleaning.report import Batch, Block
from seeds.register.calendars import national_number, term
from seeds.register.places import ancestors

Scope = Literal["national", "province", "city", "enterprise", "medical", "education", "other"]
# Between a giver and its batch may stand what it is and sends: 大邑县第四批, 河北省对口支援第十批.
NUMBER = re.compile(
    r"(?:省|市|区|县|自治区)?(?:[^，。；！？\n第]{0,6})第(?P<first>[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、和至到—-]第?(?P<second>[一二三四五六七八九十]{1,3}|\d{1,2}))?批"
    r"(?P<after>[^，。；！？\n]{0,12})"
)
NATIONAL = re.compile(r"(?:全国|中央)(?:选派的?)?第(?P<first>[一二三四五六七八九十]{1,3}|\d{1,2})批援[藏青疆]")
MEDICAL = re.compile(r"医疗|医生|医师|医务|卫生")
EDUCATION = re.compile(r"教育人才|教师|支教|教育")
DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", 1)}


def number_of(text: str) -> int:
    """一 to 九十九, or digits."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones if ten else tens, 0)


def numbers_at(text: str, end: int) -> tuple[tuple[int, ...], str]:
    """The batch numbers that stand right after `end`, and the words after them."""
    match = NUMBER.match(text, end) if "第" in text[end : end + 12] else None
    if match is None:
        return (), ""
    return tuple(number_of(part) for part in (match["first"], match["second"]) if part), match["after"]


def with_batches(named: Sequence[Mention], texts: Mapping[Block, str]) -> tuple[Mention, ...]:
    """The mentions of givers with the first batch that stands right after them."""
    marked = []
    for mention, end in zip(named, list_ends(named, texts), strict=True):
        numbers, _ = (
            numbers_at(texts[mention.block], end) if mention.side == "donor" and not mention.batch else ((), "")
        )
        marked.append(mention._replace(batch=numbers[0]) if numbers else mention)
    return tuple(marked)


def batches(
    named: Sequence[Mention], texts: Mapping[Block, str], programmes: Sequence[str], month: str
) -> tuple[Batch, ...]:
    """The batches of all givers, each once. `month`: of publication, 2024-08, empty if not known."""
    programme = programmes[0] if programmes else ""
    every = tuple(dict.fromkeys((*found(named, texts, programme, month), *of_the_nation(texts))))
    own = {(batch.donor, batch.number) for batch in every if batch.scope in ("province", "city")}
    teams = ("medical", "education")  # of the same number as the giver's batch: a part of it, not a count of its own
    return tuple(batch for batch in every if batch.scope not in teams or (batch.donor, batch.number) not in own)


def of_the_nation(texts: Mapping[Block, str]) -> Iterator[Batch]:
    """全国第十批援藏干部: counted by the nation, of no giver in particular."""
    for text in (each for each in texts.values() if "批援" in each):
        for match in NATIONAL.finditer(text):
            number = number_of(match["first"])
            yield Batch(donor=None, number=number, scope="national", national_number=number)


def found(named: Sequence[Mention], texts: Mapping[Block, str], programme: str, month: str) -> Iterator[Batch]:
    lists: dict[tuple[Block, int], list[Mention]] = {}
    for mention, end in zip(named, list_ends(named, texts), strict=True):
        if mention.side == "donor":
            lists.setdefault((mention.block, end), []).append(mention)
    for (block, end), members in lists.items():
        numbers, after = numbers_at(texts[block], end)
        numbers = numbers or tuple(member.batch for member in members if member.batch)
        givers = [key(member.party) for member in members]
        for member in members:
            for number in numbers:
                if counts(key(member.party), givers, programme, number, month):
                    yield batch_of(member, number, scope_of(member, after), programme)


def batch_of(mention: Mention, number: int, scope: Scope, programme: str) -> Batch:
    donor = key(mention.party)
    shared = national_number(programme, donor, number) if scope == "province" else None
    return Batch(donor=donor, number=number, scope=scope, national_number=shared)


def counts(donor: str, members: Sequence[str], programme: str, number: int, month: str) -> bool:
    """Of 浙江省温州市第八批 the province counts if its calendar has that batch then, else the city."""
    above = [member for member in members if member in ancestors(donor)]
    below = [member for member in members if donor in ancestors(member)]
    if above and above[0].endswith("0000"):
        return not is_current(programme, above[0], number, month)
    if below and donor.endswith("0000"):
        return is_current(programme, donor, number, month)
    return not below


def is_current(programme: str, donor: str, number: int, month: str) -> bool:
    """Did the batch of that number serve in that month, or was it about to come or just gone."""
    own = term(programme, donor, number)
    return own is not None and bool(month) and own.start <= month[:7] <= (own.end or "9999")


def list_ends(named: Sequence[Mention], texts: Mapping[Block, str]) -> list[int]:
    """For each mention, where the list of its side ends: 湖北、湖南第十批."""
    ends: list[int] = []
    onward: Mention | None = None
    for mention in reversed(named):
        same = onward is not None and (onward.block, onward.side) == (mention.block, mention.side)
        if same and onward and adjoin(texts[mention.block], mention.end, onward.start):
            ends.append(ends[-1])
        else:
            ends.append(mention.end)
        onward = mention
    return ends[::-1]


def scope_of(mention: Mention, after: str) -> Scope:
    if MEDICAL.search(after):
        return "medical"
    if EDUCATION.search(after):
        return "education"
    kinds: dict[str, Scope] = {
        "province": "province",
        "prefecture": "city",
        "county": "city",
        "enterprise": "enterprise",
    }
    return kinds.get(mention.party.level, "other")
