"""A report as the JSON of docs/contract.md, keys in its order, and back again. The round trip is exact."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import to_json

from cleaning.article import Stated
from cleaning.report import (
    Batch,
    Correction,
    Damage,
    Damaged,
    Facts,
    Figure,
    Pair,
    Party,
    Period,
    Relevance,
    Report,
    Was,
)

T = TypeVar("T")

# They go into our frozen types by themselves: no copy of a report is made on its way to the store. What they know the
# types of they write in half the time of `to_json`, which asks every value what it is. All write what `json` writes,
# but for numbers below 0.0001 (0.00001 in place of 1e-05). By the serializers alone: `dump_json` hands a dozen
# options on to them, in half the time that a figure takes.
FACTS, FIGURE = TypeAdapter(Facts).serializer, TypeAdapter(Figure).serializer
LAST = {"figures"}  # of the facts; most of a report, and each of them is kept by itself as well


def report_json(report: Report) -> dict[str, Any]:
    """What `duikou clean` prints. Fields of facts are left out while nothing has read them (relevance is None)."""
    facts = vars(report.facts) if report.facts.relevance else {}
    fields = {**_page_fields(report), **facts, "quarantine": report.quarantine}
    return {name: _plain(value) for name, value in fields.items()}


def report_text(report: Report, figures: Sequence[str] | None = None) -> str:
    """`report_json` as compact JSON. `figures`: the texts of its figures, if they were made before."""
    parts = [to_json(_page_fields(report)).decode()]
    if report.facts.relevance:
        texts = [figure_text(figure) for figure in report.facts.figures] if figures is None else figures
        parts += [FACTS.to_json(report.facts, exclude=LAST).decode(), f'{{"figures":[{",".join(texts)}]}}']
    parts.append(to_json({"quarantine": report.quarantine}).decode())
    return "{" + ",".join(part[1:-1] for part in parts) + "}"


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure as it stands inside a report; an exported row adds what the report around it knows."""
    plain: dict[str, Any] = _plain(figure)
    return plain


def figure_text(figure: Figure) -> str:
    """`figure_json` as compact JSON."""
    return FIGURE.to_json(figure).decode()


def _page_fields(report: Report) -> dict[str, Any]:
    """All but the facts, by the names of the contract; their values as they are in the report."""
    published = report.published
    return {
        "url": report.url,
        "source": report.source,
        "site": report.site,
        "title": report.title,
        "body": report.body,
        "captions": report.captions,
        "published_at": published.moment.isoformat() if published.moment else None,
        "date_precision": published.precision,
        "date_from": published.found,
        "publisher": report.publisher,
        "authors": report.authors,
        "editors": report.editors,
        "script": report.script,
        "hijacked": report.hijacked,
        "mirror_of": report.mirror_of,
        "damage": report.damage,
        "damaged": report.damaged,
    }


def report_from_json(row: Mapping[str, Any]) -> Report:
    """The inverse of `report_json`; keys that it does not know (of an exported row) are passed over."""
    return Report(
        url=row["url"],
        source=row["source"],
        site=row["site"],
        title=row["title"],
        body=row["body"],
        captions=tuple(row["captions"]),
        published=_stated(row),
        publisher=row["publisher"],
        authors=tuple(row["authors"]),
        editors=tuple(row["editors"]),
        script=row["script"],
        hijacked=row["hijacked"],
        mirror_of=row["mirror_of"],
        damage=_all(Damage, row["damage"]),
        damaged=_all(Damaged, row["damaged"]),
        quarantine=row["quarantine"],
        facts=_facts(row) if "relevance" in row else Facts(),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return {name: _plain(one) for name, one in vars(value).items()} if hasattr(value, "__dict__") else value


def _stated(row: Mapping[str, Any]) -> Stated:
    moment = row["published_at"]
    return Stated(
        moment=datetime.fromisoformat(moment) if moment else None,
        precision=row["date_precision"],
        found=row["date_from"],
    )


def _facts(row: Mapping[str, Any]) -> Facts:
    return Facts(
        relevance=_one(Relevance, row["relevance"]),
        programmes=tuple(row["programmes"]),
        donors=_all(Party, row["donors"]),
        recipients=_all(Party, row["recipients"]),
        pairs=_all(Pair, row["pairs"]),
        batches=_all(Batch, row["batches"]),
        sectors=tuple(row["sectors"]),
        official_fields=tuple(row["official_fields"]),
        figures=tuple(figure_from_json(one) for one in row["figures"]),
    )


def figure_from_json(row: Mapping[str, Any]) -> Figure:
    """The inverse of `figure_json`."""
    period, correction = row["period"], row.get("correction")
    nested = {"period": Period(**period) if period else None, "correction": _correction(correction)}
    return _one(Figure, {**row, **nested})


def _correction(row: Mapping[str, Any] | None) -> Correction | None:
    return _one(Correction, {**row, "was": _all(Was, row["was"])}) if row else None


def _all(kind: type[T], rows: list[Mapping[str, Any]]) -> tuple[T, ...]:
    return tuple(_one(kind, row) for row in rows)


def _one(kind: type[T], row: Mapping[str, Any]) -> T:
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
