"""`duikou review`: what is doubtful. What people decide on it: deciding.py."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.commands.deciding import DECISIONS, Id
from scheduler.commands.wording import described
from seeds.errors import WrongUsageError

if TYPE_CHECKING:
    from store.doubts import Doubt

Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="figure, pair, story or quarantine.")]
Source = Annotated[str | None, typer.Option("--source", metavar="NAME", help="Of that source only.")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="WORD", help="digit_lost, unsure, changed …")]
Limit = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="The table of cases that gets one more line.")]
CASES = Path("tests/facts/reviewed.jsonl")
WITHIN = "A decision is kept with who, when and why, holds while its sentence stands, and is shown as a person's."


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(
        rich_markup_mode=None,
        invoke_without_command=True,
        **described(
            "What is doubtful: figures, pairs, reprints, pages held back.",
            "duikou review",
            "duikou review show 41f0c6b1d2a3e4f5",
            'duikou review correct 41f0c6b1d2a3e4f5 amount=近5亿元 --why "typing error, the table says 5亿"',
            more=WITHIN,
        ),
    )
    group.callback()(list_)
    for command, what, example in COMMANDS:
        name = command.__name__.removesuffix("_").replace("_", "-")
        group.command(name, **described(what, f"duikou review {name} {example}".rstrip()))(command)
    app.add_typer(group, name="review")


def list_(
    context: typer.Context,
    kind: Kind = None,
    source: Source = None,
    reason: Reason = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    if context.invoked_subcommand:
        return
    from scheduler.doubt_lines import doubt_json, show_doubts
    from scheduler.output import log, put_json

    shown = _waiting(kind, source, reason, most=limit + 1)
    if as_json:
        for one in shown[:limit]:
            put_json(doubt_json(one))
    elif shown:
        show_doubts(shown[:limit])
    else:
        log.info("nothing is waiting for review")
    if len(shown) > limit:
        log.info("and more; --limit %d shows them", 4 * limit)


def _waiting(kind: str | None, source: str | None, reason: str | None, *, most: int) -> "list[Doubt]":
    from itertools import islice

    from scheduler.edge import chosen_sources, settings_here, stored_database
    from store.doubts import LISTS, REASONS, doubts

    _known("--kind", kind, tuple(LISTS))
    _known("--reason", reason, REASONS)
    settings = settings_here()
    if source:
        chosen_sources(settings, [source])
    with stored_database(settings) as database:
        if database is None:
            return []
        with database.read() as connection:
            found = doubts(connection, kind=kind, source=source)  # type: ignore[arg-type]  # it is one of LISTS
            return list(islice((one for one in found if reason is None or reason in one.reasons), most))


def show(item: Id, as_json: AsJson = False) -> None:
    from scheduler.doubt_lines import doubt_json, show_doubt, told_json
    from scheduler.edge import reading
    from scheduler.output import put_json
    from store.finding import find
    from store.review import history

    with reading(item) as connection:
        doubt, made = find(connection, item), history(connection, item)
    if as_json:
        put_json({**doubt_json(doubt), "decisions": [told_json(one) for one in made]})
    else:
        show_doubt(doubt, made)


def case(item: Id, out: Out = CASES) -> None:
    import json

    from cleaning.cases import case_of, wrong
    from scheduler.edge import reading
    from scheduler.output import log, put
    from store.review import decided_report

    with reading(item) as connection:
        report, decision = decided_report(connection, item)
    made = case_of(report, decision)
    line = json.dumps(made, ensure_ascii=False)
    if out.exists() and line in out.read_text("utf-8").splitlines():
        log.info("%s: is in %s already", item, out)
        return
    with out.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    put(str(out))
    log.info("%s: %s", item, f"the program still reads it wrong: {said}" if (said := wrong(made)) else "read right now")


COMMANDS: tuple[tuple[Callable[..., None], str, str], ...] = (
    (list_, "What waits for a decision.", "--kind figure --json"),
    (show, "One of them, with its sentence and what was decided before.", "41f0c6b1d2a3e4f5"),
    *DECISIONS,
    (case, "A decision as one more line in a table of test cases.", f"41f0c6b1d2a3e4f5 --out {CASES}"),
)


def _known(option: str, word: str | None, known: tuple[str, ...]) -> None:
    from seeds.settings import near

    if word is not None and word not in known:
        raise WrongUsageError(f"{option}: there is no {word!r}{near(word, known)}")
