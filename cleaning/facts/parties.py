"""Who gives and who receives: mentions with their side, and the parties of a report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cleaning.facts.mention import Mention, Side
from cleaning.facts.names import names
from cleaning.facts.resolve import Standing, resolve
from cleaning.facts.sides import gives
from cleaning.facts.weight import donors, identity, recipients
from cleaning.report import Batch, Block, Pair, Party, Report
from seeds.register.organisations import organisation
from seeds.register.places import ancestors, places
from seeds.register.regions import receives


@dataclass(frozen=True, kw_only=True)
class Parties:
    """The parties of a report, in the order of their first mention."""

    donors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    pairs: tuple[Pair, ...] = ()
    batches: tuple[Batch, ...] = ()


def blocks(report: Report) -> dict[Block, str]:
    """The texts that mentions index."""
    return {"title": report.title, "body": report.body, "captions": "\n".join(report.captions)}


def mentions(report: Report) -> tuple[Mention, ...]:
    """Every party named, in the order of title, body and captions, with the side on which the report puts it."""
    texts = blocks(report)
    standings = resolve([(block, text, list(names(text))) for block, text in texts.items()])
    year = report.published.moment.year if report.published.moment else None
    giving = donors(standings, texts, year)
    taking = recipients(standings, texts, giving, year)
    return tuple(mention_of(standing, side_of(standing, giving, taking)) for standing in standings)


def mention_of(standing: Standing, side: Side) -> Mention:
    start, end = standing.name.start, standing.name.end
    return Mention(block=standing.block, start=start, end=end, party=party_of(standing), side=side)


def party_of(standing: Standing) -> Party:
    if standing.code:
        place = places()[standing.code]
        return Party(code=place.code, name=place.name, level=place.level)
    known = organisation(standing.organisation or "")
    assert known is not None
    return Party(code=None, name=known.name, level=known.level)


def side_of(standing: Standing, giving: dict[str, float], taking: dict[str, float]) -> Side:
    who = identity(standing)
    if who in taking:
        return "recipient"
    if standing.dead:
        return "none"
    if who in giving:
        return "donor"
    return "either" if any(who in ancestors(each) for each in (*giving, *taking)) else "none"


def key(party: Party) -> str:
    """What identifies a party: its code, else its name."""
    return party.code or party.name


def parties(report: Report, named: Sequence[Mention]) -> Parties:
    """The parties out of the mentions."""
    return Parties(
        donors=distinct(mention.party for mention in named if mention.side == "donor"),
        recipients=distinct(mention.party for mention in named if mention.side == "recipient"),
    )


def distinct(found: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({key(party): party for party in found}.values())
