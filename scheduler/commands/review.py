"""`duikou review`: what is doubtful, and what people decide on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scheduler.commands.wording import described
from seeds.errors import WrongUsageError

if TYPE_CHECKING:
    from cleaning.decision import Decision
    from store.database import Within
    from store.review import By

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="As `duikou review` lists it.")]
Url = Annotated[str, typer.Argument(metavar="URL", help="As `duikou export reports` has it.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; kept with the decision.")]
Who = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; the login name if not given.")]
Over = Annotated[int | None, typer.Option("--over", metavar="N", help="Replaces decision N, which was made before.")]
KIND = typer.Option("--kind", metavar="KIND", help="figure, pair, story or quarantine.")
REASON = typer.Option("--reason", metavar="WORD", help="digit_lost, unsure, changed, contradicts …")
OUT = typer.Option("--out", metavar="FILE", help="The table of cases that gets one more line.")
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
    group.callback()(review)
    for command, what, example in COMMANDS:
        name = command.__name__.removesuffix("_").replace("_", "-")
        group.command(name, **described(what, f"duikou review {name} {example}".rstrip()))(command)
    app.add_typer(group, name="review")


def review(
    context: typer.Context,
    kind: Annotated[str | None, KIND] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Of that source only.")] = None,
    reason: Annotated[str | None, REASON] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    if context.invoked_subcommand is None:
        list_(kind=kind, source=source, reason=reason, limit=limit, as_json=as_json)


def list_(
    kind: Annotated[str | None, KIND] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Of that source only.")] = None,
    reason: Annotated[str | None, REASON] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    from itertools import islice

    from scheduler.doubt_lines import doubt_json, show_doubts
    from scheduler.edge import NOTHING_YET, chosen_sources, settings_here, stored_database
    from scheduler.output import log, put_json
    from store.doubts import LISTS, REASONS, doubts

    _known("--kind", kind, tuple(LISTS))
    _known("--reason", reason, REASONS)
    settings = settings_here()
    if source:
        chosen_sources(settings, [source])
    with stored_database(settings) as database:
        if database is None:
            log.info(NOTHING_YET, settings.home)
            return
        with database.read() as connection:
            found = doubts(connection, kind=kind, source=source)  # type: ignore[arg-type]  # it is one of LISTS
            shown = list(islice((one for one in found if reason is None or reason in one.reasons), limit + 1))
    if as_json:
        for one in shown[:limit]:
            put_json(doubt_json(one))
    elif shown:
        show_doubts(shown[:limit])
    else:
        log.info("nothing is waiting for review")
    if len(shown) > limit:
        log.info("and more; --limit %d shows them", 4 * limit)


def show(item: Id, as_json: AsJson = False) -> None:
    from scheduler.doubt_lines import doubt_json, show_doubt, told_json
    from scheduler.output import put_json
    from store.finding import find
    from store.review import history

    with _reading(item) as connection:
        doubt, made = find(connection, item), history(connection, item)
    if as_json:
        put_json({**doubt_json(doubt), "decisions": [told_json(one) for one in made]})
    else:
        show_doubt(doubt, made)


def accept(item: Id, why: Why = "", by: Who = None, over: Over = None) -> None:
    from store.review import decide

    _do(item, lambda conn, who: decide(conn, item, "accept", who), why, by, over)


def reject(item: Id, why: Why, by: Who = None, over: Over = None) -> None:
    from store.review import decide

    _do(item, lambda conn, who: decide(conn, item, "reject", who), why, by, over)


def correct(
    item: Id,
    words: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE…", help="value=500000000 role=aid_fund …")],
    why: Why,
    by: Who = None,
    over: Over = None,
) -> None:
    from cleaning.figure_fields import fields_of
    from store.review import decide

    fields = fields_of(words)
    _do(item, lambda conn, who: decide(conn, item, "correct", who, fields=fields), why, by, over)


def is_aid(url: Url, why: Why, by: Who = None, over: Over = None) -> None:
    from store.review import decide_aid

    _do(url, lambda conn, who: decide_aid(conn, url, is_aid=True, by=who), why, by, over)


def not_aid(url: Url, why: Why, by: Who = None, over: Over = None) -> None:
    from store.review import decide_aid

    _do(url, lambda conn, who: decide_aid(conn, url, is_aid=False, by=who), why, by, over)


def join(
    url: Url,
    with_url: Annotated[str, typer.Argument(metavar="WITH", help="Any report of the story that it belongs to.")],
    why: Why,
    by: Who = None,
    over: Over = None,
) -> None:
    from store.review import decide_story

    _do(url, lambda conn, who: decide_story(conn, url, with_url=with_url, by=who), why, by, over)


def split(url: Url, why: Why, by: Who = None, over: Over = None) -> None:
    from store.review import decide_story

    _do(url, lambda conn, who: decide_story(conn, url, with_url=None, by=who), why, by, over)


def take_back(item: Id, over: Annotated[int, typer.Option("--over", metavar="N")], by: Who = None) -> None:
    from store.review import take_back as take

    _do(item, lambda conn, who: take(conn, item, who), "", by, over)


def believe(source: Annotated[str, typer.Argument(metavar="SOURCE")]) -> None:
    from scheduler.edge import chosen_sources, settings_here
    from scheduler.output import put
    from store.review import believe as trust

    chosen_sources(settings_here(), [source])
    with _writing(source) as connection:
        trust(connection, source)
    put(f"{source}: believed as it is at its next crawl")


def case(item: Id, out: Annotated[Path, OUT] = CASES) -> None:
    import json

    from cleaning.cases import case_of, wrong
    from scheduler.output import log, put
    from store.review import decided_report

    with _reading(item) as connection:
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
    (accept, "It is right as it was read (or held back, or placed).", "41f0c6b1d2a3e4f5"),
    (correct, "Set fields of a figure.", '41f0c6b1d2a3e4f5 value=500000000 stage=spent --why "as the table says"'),
    (
        reject,
        "It is wrong: no figure; no such pair; not to be held back; no copy.",
        '41f0c6b1d2a3e4f5 --why "a slogan"',
    ),
    (is_aid, "A report is one of paired assistance.", 'http://www.tibet.cn/cn/a.html --why "names the team"'),
    (not_aid, "A report is none of paired assistance.", 'http://www.tibet.cn/cn/a.html --why "an air route"'),
    (join, "A report is of the story of another.", 'http://a.cn/1.html http://b.cn/2.html --why "the same text"'),
    (split, "A report is of a story of its own.", 'http://a.cn/1.html --why "another year\'s report"'),
    (take_back, "A decision is over: what the program reads counts again.", "41f0c6b1d2a3e4f5 --over 12"),
    (believe, "A site that was taken for turned is honest as it is.", "tibet_cn"),
    (case, "A decision as one more line in a table of test cases.", f"41f0c6b1d2a3e4f5 --out {CASES}"),
)


def _do(
    name: str,
    decide: "Callable[[Within, By], Decision]",
    why: str,
    by: str | None,
    over: int | None,
) -> None:
    from scheduler.edge import clock, login
    from scheduler.output import put
    from store.review import By

    who = By(name=by or login(), why=why, now=clock(), over=over)
    with _writing(name) as connection:
        decision = decide(connection, who)
    put(f"{decision.item}: {decision.verdict}, decision {decision.number} by {decision.by}")


@contextmanager
def _reading(name: str) -> "Iterator[Within]":
    with _database(name) as database, database.read() as connection:
        yield connection


@contextmanager
def _writing(name: str) -> "Iterator[Within]":
    with _database(name) as database, database.write() as connection:
        yield connection


@contextmanager
def _database(name: str) -> Iterator[Any]:
    from scheduler.edge import settings_here, stored_database

    settings = settings_here()
    with stored_database(settings) as database:
        if database is None:
            raise WrongUsageError(f"{name}: nothing is stored yet in {settings.home}; `duikou crawl` begins")
        yield database


def _known(option: str, word: str | None, known: tuple[str, ...]) -> None:
    from seeds.settings import near

    if word is not None and word not in known:
        raise WrongUsageError(f"{option}: there is no {word!r}{near(word, known)}")
