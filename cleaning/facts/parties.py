"""Who gives and who receives: mentions with their side, and the parties of a report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaning.facts.mention import Mention, Side
from cleaning.facts.names import names
from cleaning.facts.resolve import Standing, resolve
from cleaning.facts.sides import gives, takes
from cleaning.report import Batch, Block, Pair, Party, Report
from seeds.register.organisations import organisation
from seeds.register.pairings import covering
from seeds.register.places import ancestors, places
from seeds.register.regions import receives

JOINT = re.compile(r"[、和与及]|以及|[省市区县](?=[、和与及])")


@dataclass(frozen=True, kw_only=True)
class Parties:
    """The parties of a report, most certain first."""

    donors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    pairs: tuple[Pair, ...] = ()
    batches: tuple[Batch, ...] = ()


def blocks(report: Report) -> tuple[tuple[Block, str], ...]:
    """The texts that mentions index."""
    return ("title", report.title), ("body", report.body), ("captions", "\n".join(report.captions))


def mentions(report: Report) -> tuple[Mention, ...]:
    """Every party named, in the order of title, body and captions."""
    texts = dict(blocks(report))
    standings = resolve([(block, text, list(names(text))) for block, text in texts.items()])
    return tuple(mention_of(standing, texts[standing.block]) for standing in standings)


def mention_of(standing: Standing, text: str) -> Mention:
    start, end = standing.name.start, standing.name.end
    return Mention(block=standing.block, start=start, end=end, party=party_of(standing), side=side_of(standing, text))


def party_of(standing: Standing) -> Party:
    if standing.code:
        place = places()[standing.code]
        return Party(code=place.code, name=place.name, level=place.level)
    known = organisation(standing.organisation or "")
    assert known is not None
    return Party(code=None, name=known.name, level=known.level)


def side_of(standing: Standing, text: str) -> Side:
    if standing.dead:
        return "none"
    start, end = standing.name.start, standing.name.end
    if standing.code and receives(standing.code):
        return "recipient"
    if gives(text, start, end):
        return "donor"
    return "recipient" if takes(text, start) else "either"


def key(party: Party) -> str:
    return party.code or party.name


def parties(report: Report, named: Sequence[Mention]) -> Parties:
    donors = distinct(mention.party for mention in named if mention.side == "donor")
    recipients = distinct(mention.party for mention in named if mention.side == "recipient")
    seen = distinct(mention.party for mention in named if mention.side == "either")
    backed = [party for party in seen if any(speaks(key(party), key(other)) for other in recipients)]
    donors = tuple({key(party): party for party in (*donors, *backed)}.values())
    return Parties(donors=donors, recipients=recipients)


def speaks(donor: str, recipient: str) -> bool:
    return any(p for p in covering(donor, recipient))


def distinct(found: "Sequence[Party] | object") -> tuple[Party, ...]:
    return tuple({key(party): party for party in found}.values())  # type: ignore[attr-defined]
