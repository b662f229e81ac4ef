"""`duikou totals`: sums that do not count twice."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scheduler.commands.wording import described
from seeds.errors import WrongUsageError

if TYPE_CHECKING:
    from cleaning.statements import Statement
    from cleaning.sums import Sum
    from cleaning.totals import Totals
    from store.ledger import Selection

SIGNS = {"eq": "", "lt": "under ", "le": "at most ", "gt": "over ", "ge": "at least ", "approx": "about "}


def add_to(app: typer.Typer) -> None:
    app.command(
        "totals",
        **described(
            "Sums that do not count twice, with what was left out and why.",
            "duikou totals --donor 安徽省 --recipient 山南市",
            "duikou totals --programme 援藏 --year 2026 --json",
            more="Two measures, never mixed: what reports state singly, added up; and the latest of what they state as "
            "given since a start. A division stands for all below it. Donations, gifts in kind and other currencies "
            "are summed apart.",
        ),
    )(totals)


def totals(
    donor: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Who gives; 安徽, 安徽省 or 340000.")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Who receives.")] = None,
    programme: Annotated[str | None, typer.Option(metavar="NAME", help="援藏, 援青, 援疆, 东西部协作 …")] = None,
    sector: Annotated[str | None, typer.Option(metavar="ID", help="edu_school, health_hospital …")] = None,
    stage: Annotated[str | None, typer.Option(metavar="WORD", help="committed, disbursed, spent or completed.")] = None,
    year: Annotated[int | None, typer.Option(metavar="YEAR", help="Stated of that year.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Published on that day or later.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, with the figures' ids.")] = False,
) -> None:
    from cleaning.totals import totals as add_up
    from cleaning.totals import totals_json
    from scheduler.edge import NOTHING_YET, settings_here, stored_database
    from scheduler.output import log, put_json
    from store.ledger import entries

    settings = settings_here()
    wanted = {"programme": programme, "sector": sector, "stage": stage, "year": year}
    selection = _selection(donor, recipient, since, settings.timezone, wanted)
    with stored_database(settings) as database:
        if database is None:
            log.info(NOTHING_YET, settings.home)
            found = add_up(())
        else:
            with database.read() as connection:
                found = add_up(entries(connection, selection), year=year)
    if as_json:
        put_json(totals_json(found))
    else:
        _show(found)


def _selection(
    donor: str | None, recipient: str | None, since: datetime | None, zone: str, wanted: dict[str, Any]
) -> "Selection":
    from zoneinfo import ZoneInfo

    from seeds.register.lookup import parties_within
    from store.ledger import Selection

    _check(wanted)
    return Selection(
        kind="money",
        donors=parties_within(donor) if donor else (),
        recipients=parties_within(recipient) if recipient else (),
        published=since.replace(tzinfo=ZoneInfo(zone)) if since else None,
        **wanted,
    )


def _check(wanted: dict[str, Any]) -> None:
    """A word that no figure can have is a slip of the hand: it would find nothing, and say so as if it were true."""
    from cleaning.facts import programmes, stages
    from seeds.register.sectors import sector_list
    from seeds.settings import near

    lists = {"programme": programmes.ORDER, "sector": tuple(sector_list()), "stage": stages.ORDER}
    for name, known in lists.items():
        word = wanted[name]
        if word is not None and word not in known:
            raise WrongUsageError(f"--{name}: there is no {word!r}{near(word, known)}")


def _show(found: "Totals") -> None:
    from scheduler.output import put, put_table

    put_table(("STATED SINGLY", "AMOUNT", "FIGURES", "REPORTS", "DOUBTFUL"), map(_line, found.singles))
    put("")
    put_table(("STATED SINCE A START", "AMOUNT", "FIGURES", "REPORTS", "DOUBTFUL"), map(_line, found.together))
    for rows in (_statements(found.stated), _left_out(found), _checks(found)):
        lines = list(rows)
        if len(lines) > 1:
            put("")
            put_table([str(word) for word in lines[0]], lines[1:])


def _line(found: "Sum") -> tuple[object, ...]:
    name = found.role.replace("_", " ")
    return name, _amount(found.value, found.qualifier, found.unit), found.figures, len(found.urls), found.doubtful


def _statements(stated: "Sequence[Statement]") -> Iterator[tuple[object, ...]]:
    yield ("GIVER", "RECEIVER", "PROGRAMME", "SINCE", "AS OF", "STATED", "ADDED", "URL")
    for one in stated:
        figure = one.entry.figure
        start = figure.period.start if figure.period else None
        amount = _amount(figure.value or 0, figure.qualifier, figure.unit)
        parties = (_names(figure.donors), _names(figure.recipients), figure.programme or "-")
        yield (*parties, start or "-", figure.as_of or "-", amount, "yes" if one.added else "no", one.entry.url)


def _left_out(found: "Totals") -> Iterator[tuple[object, ...]]:
    yield ("LEFT OUT OF WHAT IS STATED SINGLY", "FIGURES")
    for left in found.left_out:
        yield (left.reason, left.figures)


def _checks(found: "Totals") -> Iterator[tuple[object, ...]]:
    yield ("CHECK: SINGLE SUMS", "AGAINST", "VERDICT", "URL")
    for check in found.checks:
        figure, singles = check.statement.entry.figure, check.singles
        sums = _amount(singles.value, singles.qualifier, singles.unit)
        verdict = "within it" if check.verdict == "within" else "MORE THAN IT"
        yield (sums, figure.text, verdict, check.statement.entry.url)


def _amount(value: float, qualifier: str, unit: str) -> str:
    return f"{SIGNS[qualifier]}{value:,} {unit}"


def _names(parties: "Sequence[str]") -> str:
    from seeds.register.lookup import name

    return "、".join(map(name, parties)) or "-"
