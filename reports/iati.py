"""IATI 2.03: one activity for each report and pair, its sums as transactions or budgets by their stage.

Codes: https://iatistandard.org/en/iati-standard/203/codelists/. We report what others gave, so every activity says
that its reporter is a secondary one. What is planned without an amount, a rate, a part or a sum since a start is not
told: its money is in another figure or in none."""

from collections.abc import Iterable
from datetime import UTC
from decimal import Decimal
from itertools import chain
from typing import BinaryIO

import xxhash
from lxml import etree

from cleaning.ledger import Entry
from cleaning.report import Figure
from reports.activities import BUDGETS, TRANSACTIONS, Activity, activities, days, first_day, last_day, shares
from reports.item import link
from reports.sheet import UNFIT
from seeds.errors import DuikouError
from seeds.register.lookup import name
from seeds.register.organisations import organisation
from seeds.register.places import places

REPORTER = "XI-DUIKOU"
PIPELINE, IMPLEMENTATION, FINALISATION = "1", "2", "3"
KINDS = {"ministry": "10", "place": "11", "enterprise": "70", "institution": "90", "other": "90"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_iati(entries: Iterable[Entry], file: BinaryIO) -> None:
    """`entries`: money, the figures of a report one after another. Raises DuikouError where nothing can be told, for a
    file without an activity is not valid."""
    found = activities(entries)
    first = next(found, None)
    if first is None:
        raise DuikouError("no figure of these reports can be told in IATI; `duikou totals` shows what is left out")
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("iati-activities", version="2.03"):
            for activity in chain([first], found):
                xml.write(element_of(activity), pretty_print=True)


def element_of(activity: Activity) -> etree._Element:
    entry = activity.first
    stored = entry.stored.astimezone(UTC).isoformat(timespec="seconds")
    root = etree.Element("iati-activity", {LANG: "zh", "default-currency": entry.figure.unit})
    root.attrib.update({"humanitarian": "0", "last-updated-datetime": stored})
    _add(root, "iati-identifier", text=f"{REPORTER}-{_identity(entry)}")
    reporter = _add(root, "reporting-org", ref=REPORTER, type="80", **{"secondary-reporter": "1"})
    _narrative(reporter, "Duikou 对口")
    _narrative(_add(root, "title"), entry.title or entry.url)
    _narrative(_add(root, "description", type="1"), _described(activity))
    for party in entry.figure.donors:
        _narrative(_add(root, "participating-org", role="1", type=_kind(party)), name(party))
    _add(root, "activity-status", code=_status(activity))
    _add_dates(root, activity)
    _add(root, "recipient-country", code="CN")
    for party in entry.figure.recipients:
        _add_location(root, party)
    for code, share in shares(activity.figures):
        _add(root, "sector", vocabulary="1", code=code, percentage=share)
    for figure in activity.figures:
        _add_budget(root, figure)
    for one in activity.entries:
        _add_transactions(root, one)
    _add_link(root, entry)
    return root


def _identity(entry: Entry) -> str:
    """Stable while address, parties and currency stay the same, whatever the figures between them."""
    figure = entry.figure
    words = (entry.url, *figure.donors, "", *figure.recipients, "", figure.unit)
    return xxhash.xxh3_64_hexdigest("\x1f".join(words).encode("utf-8", "backslashreplace"))


def _described(activity: Activity) -> str:
    """The sentences, each once."""
    return "\n".join(dict.fromkeys(figure.sentence for figure in activity.figures))


def _kind(party: str) -> str:
    known = organisation(party)
    return KINDS["place"] if party in places() else KINDS[known.level if known and known.level in KINDS else "other"]


def _status(activity: Activity) -> str:
    stages = {figure.stage for figure in activity.figures}
    if stages == {"completed"}:
        return FINALISATION
    return PIPELINE if stages <= {"pledged", "planned"} else IMPLEMENTATION


def _add_dates(root: etree._Element, activity: Activity) -> None:
    """The first day that is spoken of: an actual start, or a planned one of what is in the pipeline."""
    day = min(day for figure in activity.figures for day in days(figure))
    planned = _status(activity) == PIPELINE
    _add(root, "activity-date", type="1" if planned else "2", **{"iso-date": day})
    if _status(activity) == FINALISATION:
        _add(root, "activity-date", type="4", **{"iso-date": max(day for one in activity.figures for day in days(one))})


def _add_location(root: etree._Element, party: str) -> None:
    """GB/T 2260 is not among the vocabularies of IATI, so its code is our reference and stands in words."""
    is_place = party in places()
    location = _add(root, "location", **({"ref": party} if is_place else {}))
    _narrative(_add(location, "name"), name(party))
    if is_place:
        _narrative(_add(location, "description"), f"GB/T 2260 {party}")


def _add_budget(root: etree._Element, figure: Figure) -> None:
    if figure.stage not in BUDGETS:
        return
    period = figure.period
    start, end = (period.start, period.end) if period else (None, None)
    year = days(figure)[-1][:4]
    budget = _add(root, "budget", type="1", status=BUDGETS[figure.stage])
    begin, finish = first_day(start or end or year), last_day(end or start or year)
    _add(budget, "period-start", **{"iso-date": min(begin, finish)})
    _add(budget, "period-end", **{"iso-date": max(begin, finish)})
    _add_value(budget, figure, days(figure)[-1])


def _add_transactions(root: etree._Element, entry: Entry) -> None:
    """One; of a yearly amount one for each year that it is stated for."""
    figure = entry.figure
    if figure.stage not in TRANSACTIONS:
        return
    for day in days(figure):
        transaction = _add(root, "transaction", ref=figure.id, humanitarian="0")
        _add(transaction, "transaction-type", code=TRANSACTIONS[figure.stage])
        _add(transaction, "transaction-date", **{"iso-date": day})
        _add_value(transaction, figure, day)
        _narrative(_add(transaction, "description"), figure.sentence)
        _narrative(_add(transaction, "provider-org", type=_kind(figure.donors[0])), "、".join(map(name, figure.donors)))
        if figure.recipients:
            _narrative(_add(transaction, "receiver-org"), "、".join(map(name, figure.recipients)))


def _add_value(parent: etree._Element, figure: Figure, day: str) -> None:
    """Digits only: a decimal of XML Schema has no exponent."""
    _add(parent, "value", text=f"{Decimal(str(figure.value)):f}", currency=figure.unit, **{"value-date": day})


def _add_link(root: etree._Element, entry: Entry) -> None:
    if link(entry.url) is None:
        return
    document = _add(root, "document-link", format="text/html", url=entry.url)
    _narrative(_add(document, "title"), entry.title or entry.url)
    _add(document, "category", code="A12")  # activity web page
    _add(document, "language", code="zh")
    if entry.published:
        _add(document, "document-date", **{"iso-date": entry.published.date().isoformat()})


def _narrative(parent: etree._Element, text: str) -> None:
    _add(parent, "narrative", text=text)


def _add(parent: etree._Element, tag: str, *, text: str | None = None, **attributes: str) -> etree._Element:
    """XML 1.0 has no control characters, not even escaped: https://www.w3.org/TR/xml/#charsets"""
    element = etree.SubElement(parent, tag, {key: UNFIT.sub("", value) for key, value in attributes.items()})
    element.text = UNFIT.sub("", text) if text is not None else None
    return element
