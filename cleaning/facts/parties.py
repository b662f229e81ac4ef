"""Who gives and who receives: mentions with their side, and the parties of a report."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from cleaning.border import blocks
from cleaning.facts.batches import batches, with_batches
from cleaning.facts.mention import Mention, Side, key
from cleaning.facts.names import names
from cleaning.facts.pairs import pairs
from cleaning.facts.programmes import spoken_of
from cleaning.facts.receiving import recipients
from cleaning.facts.relevance import relevance
from cleaning.facts.resolve import Standing, resolve
from cleaning.facts.weight import donors, identity
from cleaning.report import Batch, Pair, Party, Relevance, Report
from seeds.register.organisations import organisation
from seeds.register.places import ancestors, places


@dataclass(frozen=True, kw_only=True)
class Parties:
    """The parties of a report, in the order of their first mention, with what had to be known to name them."""

    relevance: Relevance
    programmes: tuple[str, ...] = ()
    donors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    pairs: tuple[Pair, ...] = ()
    batches: tuple[Batch, ...] = ()


def mentions(report: Report) -> tuple[Mention, ...]:
    """Every party named, in the order of title, body and captions, with the side on which the report puts it."""
    texts = blocks(report)
    standings = resolve([(block, text, list(names(text))) for block, text in texts.items() if text])
    year = year_of(report)
    giving = donors(standings, texts, year)
    taking = recipients(standings, texts, giving, year)
    above = {each for who in (*giving, *taking) for each in ancestors(who)}
    found = [mention_of(standing, side_of(standing, giving, taking, above)) for standing in standings]
    return with_batches(found, texts)


def mention_of(standing: Standing, side: Side) -> Mention:
    start, end = standing.name.start, standing.name.end
    batch = standing.name.entry.batch if side == "donor" else None
    return Mention(block=standing.block, start=start, end=end, party=party_of(standing), side=side, batch=batch)


def party_of(standing: Standing) -> Party:
    return place_called(standing.code) if standing.code else body_called(standing.organisation or standing.name.form)


@cache
def place_called(code: str) -> Party:
    place = places()[code]
    return Party(code=place.code, name=place.name, level=place.level)


def body_called(name: str) -> Party:
    known = organisation(name)
    return Party(code=None, name=name, level=known.level if known else "institution")


def side_of(standing: Standing, giving: Container[str], taking: Container[str], above: Container[str]) -> Side:
    """`above`: the divisions above givers and receivers."""
    who = identity(standing)
    if who in taking:
        return "recipient"
    if standing.dead:
        return "none"
    if who in giving:
        return "donor"
    return "either" if who in above else "none"


def parties(report: Report, named: Sequence[Mention]) -> Parties:
    """The parties out of the mentions; none of a report that is not about aid."""
    about = relevance(report, named)
    if not about.is_aid_report:
        return Parties(relevance=about)
    texts, year, under = blocks(report), year_of(report), spoken_of(report, named)
    donors = distinct(mention.party for mention in named if mention.side == "donor")
    recipients = distinct(mention.party for mention in named if mention.side == "recipient")
    return Parties(
        relevance=about,
        programmes=under,
        donors=donors,
        recipients=recipients,
        pairs=pairs(named, donors, recipients, texts, year),
        batches=batches(named, texts, under, month_of(report)),
    )


def year_of(report: Report) -> int | None:
    return report.published.moment.year if report.published.moment else None


def month_of(report: Report) -> str:
    moment = report.published.moment
    return f"{moment.year}-{moment.month:02d}" if moment else ""


def distinct(found: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({key(party): party for party in found}.values())
