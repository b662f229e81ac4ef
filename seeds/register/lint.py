"""Checks the register's tables against themselves: unknown codes, impossible years, overlaps, forms that two share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from seeds.register.calendars import Term, terms
from seeds.register.organisations import Organisation, organisations
from seeds.register.pairings import Pairing, pairings
from seeds.register.places import Place, ancestors, places
from seeds.register.publishers import Publisher, publishers
from seeds.register.sectors import Sector, sector_list
from seeds.register.units import units

PROGRAMMES = ("援藏", "援青", "援疆", "东西部协作", "四省涉藏州县", "援三峡", "对口合作", "省内")
FIELDS = ("智力支援", "产业支援促进就业", "保障和改善民生", "交往交流交融", "文化教育支援")
FIRST, LAST = 1979, 2100
CODE = re.compile(r"\d{6}|XPCC-\d\d")
MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def problems() -> list[str]:
    """One line per problem, each naming table and row; empty when the register is well."""
    return [
        *of_places(places().values()),
        *of_pairings(pairings()),
        *of_terms(terms()),
        *of_organisations(organisations()),
        *of_sectors(sector_list().values()),
        *shared_forms("publishers", ((each.name, form) for each in publishers() for form in forms_of(each))),
        *shared_forms("units", ((each.unit, form) for each in units() for form in each.forms)),
    ]


def forms_of(named: Organisation | Publisher) -> tuple[str, ...]:
    return (named.name, *named.aliases)


def of_places(found: Iterable[Place]) -> Iterator[str]:
    for place in found:
        if not CODE.fullmatch(place.code):
            yield f"places: {place.name}: not a code: {place.code}"
        if place.level in ("county", "prefecture") and not ancestors(place.code):
            yield f"places: {place.code} {place.name}: no province above it"
        for name, year in place.former:
            if name == place.name:
                yield f"places: {place.code} {place.name}: is its own former name"
            if year is not None and not FIRST <= year <= LAST:
                yield f"places: {place.code} {name}: impossible year {year}"


def of_pairings(found: Sequence[Pairing]) -> Iterator[str]:
    known = {*places(), *(each.name for each in organisations())}
    for pairing in found:
        where = f"pairings: {pairing.programme} {pairing.donor} > {pairing.recipient}"
        for party in (pairing.donor, pairing.recipient):
            if party not in known:
                yield f"{where}: unknown code or name {party!r}"
        if pairing.programme not in PROGRAMMES:
            yield f"{where}: unknown programme"
        if pairing.confidence not in ("A", "B", "C"):
            yield f"{where}: unknown confidence {pairing.confidence!r}"
        if pairing.confidence != "C" and not pairing.publisher:
            yield f"{where}: no source; mark it C or name publisher, date and title"
        yield from years_of(pairing, where)
    yield from overlaps_of(found)


def years_of(pairing: Pairing, where: str) -> Iterator[str]:
    given = [year for year in (pairing.since, pairing.until) if year is not None]
    if any(not FIRST <= year <= LAST for year in given) or given != sorted(given):
        yield f"{where}: impossible years {pairing.since} to {pairing.until}"


def overlaps_of(found: Sequence[Pairing]) -> Iterator[str]:
    same: dict[tuple[str, str, str], list[Pairing]] = {}
    for pairing in found:
        same.setdefault((pairing.programme, pairing.donor, pairing.recipient), []).append(pairing)
    for (programme, donor, recipient), rows in same.items():
        for one, other in combinations(rows, 2):
            if (one.since or 0) < (other.until or LAST) and (other.since or 0) < (one.until or LAST):
                yield f"pairings: {programme} {donor} > {recipient}: two rows for the same years"


def of_terms(found: Sequence[Term]) -> Iterator[str]:
    for term in found:
        where = f"batches: {term.programme} {'|'.join(term.counters)} {term.number}"
        if any(text and not MONTH.fullmatch(text) for text in (term.start, term.end)):
            yield f"{where}: write months as 2022-07"
        if term.end and term.start > term.end:
            yield f"{where}: ends before it starts"
    for one, other in combinations(found, 2):
        if (one.programme, one.counters) == (other.programme, other.counters):
            yield from two_terms(*sorted((one, other), key=lambda term: term.start))


def two_terms(earlier: Term, later: Term) -> Iterator[str]:
    where = f"batches: {later.programme} {'|'.join(later.counters)} {later.number}"
    if earlier.number >= later.number:
        yield f"{where}: number does not grow with time"
    if earlier.end > later.start:
        yield f"{where}: starts before {earlier.number} ends"


def of_organisations(found: Sequence[Organisation]) -> Iterator[str]:
    yield from shared_forms("organisations", ((each.name, form) for each in found for form in forms_of(each)))
    taken = {place.name for place in places().values()}
    for each in found:
        for form in forms_of(each):
            if form in taken:
                yield f"organisations: {each.name}: {form} is a place"


def of_sectors(found: Iterable[Sector]) -> Iterator[str]:
    for sector in found:
        for code in sector.crs_purpose:
            if not (code.isdigit() and len(code) == 5 and code.startswith(sector.crs_category)):
                yield f"sectors: {sector.id}: {code} is not in the categories {'|'.join(sector.crs_category)}"
        for field in sector.official_fields:
            if field not in FIELDS:
                yield f"sectors: {sector.id}: unknown field {field}"


def shared_forms(table: str, forms: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Forms that stand for two."""
    for form, count in Counter(form for _, form in dict.fromkeys(forms)).items():
        if count > 1:
            yield f"{table}: {form!r} stands for {count}"
