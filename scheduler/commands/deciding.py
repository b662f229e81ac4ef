"""What a person decides on what `duikou review` lists: the verbs."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cleaning.decision import Decision
    from store.database import Within
    from store.review import By

Id = Annotated[str, typer.Argument(metavar="ID", help="As `duikou review` lists it.")]
Url = Annotated[str, typer.Argument(metavar="URL", help="As `duikou export reports` has it.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; kept with the decision.")]
Who = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; the login name if not given.")]
Over = Annotated[int | None, typer.Option("--over", metavar="N", help="Replaces decision N, which was made before.")]


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
    from scheduler.edge import chosen_sources, settings_here, writing
    from scheduler.output import put
    from store.review import believe as trust

    chosen_sources(settings_here(), [source])
    with writing(source) as connection:
        trust(connection, source)
    put(f"{source}: believed as it is at its next crawl")


# In the order of the help: what it is, what it does, an example of what stands behind it.
DECISIONS: tuple[tuple[Callable[..., None], str, str], ...] = (
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
)


def _do(name: str, decide: "Callable[[Within, By], Decision]", why: str, by: str | None, over: int | None) -> None:
    from scheduler.edge import clock, login, writing
    from scheduler.output import put
    from store.review import By

    who = By(name=by or login(), why=why, now=clock(), over=over)
    with writing(name) as connection:
        decision = decide(connection, who)
    put(f"{decision.item}: {decision.verdict}, decision {decision.number} by {decision.by}")
