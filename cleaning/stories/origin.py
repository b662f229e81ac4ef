"""Which report of a story the others copy, and how each of the others relates to it. Pure; one comparison at a time,
so that a story of a thousand reprints costs its thousand and first report no more than the second."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone

from cleaning.stories.choice import likeness
from cleaning.stories.compare import Extent, Text, resemblance
from cleaning.stories.member import Member, Relation
from cleaning.stories.variants import house_of, is_form, page_of, same_path
from seeds.register.houses import house_called

COMPLETE = 0.9  # of the longer text: marks, datelines and captions make up the rest
CHINA = timezone(timedelta(hours=8))
NEVER = datetime.max.replace(tzinfo=UTC)
Rank = tuple[object, ...]


def is_older(one: Member, other: Member) -> bool:
    """Whether `one` is rather the origin of the two."""
    return _rank(one, other) < _rank(other, one)


def origin_of(members: Sequence[Member], texts: Sequence[Text]) -> int:
    """The place of the winner among all of a story. Where nothing tells two apart, the one that most resembles all
    others: each copy has changes of its own, and only the origin has none of them."""
    central = sorted(range(len(members)), key=lambda at: (-resemblance(texts[at], texts), at))
    first = central[0]
    for at in central[1:]:
        first = at if is_older(members[at], members[first]) else first
    return first


def is_known(origin: Member) -> bool:
    """Whether the winner can be shown as the origin: among mirrors alone the origin is not known yet."""
    return not origin.hijacked and origin.copy_of is None


def relation(one: Member, text: Text, origin: Member, whole: Text, *, known: Extent | None = None) -> Relation:
    """What a report is to the origin of its story. `known`: how the text changed, where it was compared already."""
    if one.url == origin.url:
        return "origin" if is_known(origin) else "mirror"
    if one.hijacked or is_mirror(one, origin):
        return "mirror"
    if {one.script, origin.script} == {"hans", "hant"}:
        return "translated_script"
    return known or extent(text, whole)


def extent(text: Text, whole: Text) -> Extent:
    """How a text changed against the origin's; a copy of a copy may be too far from it to be compared."""
    found = likeness(text, whole).extent
    if found:
        return found
    return "shortened" if len(text.grams) < COMPLETE * len(whole.grams) else "edited"


def is_mirror(one: Member, origin: Member) -> bool:
    """A host that serves the very page of another's house."""
    if page_of(one.url) == page_of(origin.url) or house_of(one.url) == house_of(origin.url):
        return False
    return one.copy_of is not None or same_path(one.url, origin.url)


def houses(members: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The independent sources among (address, relation): one for each house, none for mirrors."""
    return tuple(dict.fromkeys(house_of(url) for url, related in members if related != "mirror"))


def _rank(one: Member, other: Member) -> Rank:
    """Lower is nearer to the origin. Each line decides only where all before it are equal."""
    return (
        one.hijacked,
        one.copy_of is not None or (same_path(one.url, other.url) and _knows_less(one, other)),
        not one.own,
        one.length < 0.5 * other.length,
        _day(one),
        one.script == "hant",
        _moment(one) if _is_exact(one) and _is_exact(other) else NEVER,
        one.length < COMPLETE * other.length,
        one.damage > other.damage,
        not _is_named(one, other),
        is_form(one.url),
    )


def _knows_less(one: Member, other: Member) -> bool:
    """Of two hosts with one path, the one that no register knows copied the other."""
    return not _is_known(one) and _is_known(other)


def _is_known(member: Member) -> bool:
    return house_called(house_of(member.url)) is not None or ".gov.cn" in member.url


def _is_named(one: Member, other: Member) -> bool:
    """The other page names this one's house as its source."""
    house = house_called(house_of(one.url))
    return house is not None and other.publisher in house.names


def _day(member: Member) -> str:
    """The day in China, where most pages say no more; what has no date comes last."""
    return member.moment.astimezone(CHINA).date().isoformat() if member.moment else "9999"


def _is_exact(member: Member) -> bool:
    return member.moment is not None and member.precision != "day"


def _moment(member: Member) -> datetime:
    return member.moment or NEVER
