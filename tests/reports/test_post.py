"""Letters on real servers: only who got none is written to again, and nobody twice, killed or not."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as SERVED
from aiosmtpd.smtp import Envelope, Session

from reports import post as module
from reports.issue import make_issue
from reports.post import send_again
from seeds.errors import BusyError
from seeds.settings import Settings, Subscription
from store import digests
from store.database import Within, open_database
from store.deliveries import states, subscriptions_due
from store.runs import open_run
from tests import ROOT
from tests.postgres import make_postgres
from tests.reports.conftest import Home
from tests.reports.rows import NOW
from tests.reports.test_issue import DAY, issues, made, titles, with_mail
from tests.reports.test_mail import free_port
from tests.store.test_transact import cut

A, B, C = (f"{name}@readers.example" for name in "abc")
THREE = Subscription(to=(A, B, C))
SOON, LATER = timedelta(minutes=6), timedelta(hours=1)


class Choosy:
    """A server that answers each reader as told, at RCPT or after the final dot, and keeps what it took."""

    def __init__(self, **answers: str) -> None:
        self.answers, self.taken = answers, []  # type: ignore[var-annotated]

    async def handle_RCPT(  # noqa: N802
        self, server: SERVED, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address[0], "")
        if answer and not answer.startswith("dot "):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SERVED, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.get(envelope.rcpt_tos[0][0], "")
        if answer.startswith("dot "):
            return answer.removeprefix("dot ")
        self.taken.append((envelope.rcpt_tos[0], envelope.content))
        return "250 OK"


@contextmanager
def served(home: Home, **answers: str) -> Iterator[Choosy]:
    with running(home, Choosy(**answers)) as box:
        yield box


@contextmanager
def running(home: Home, box: Choosy) -> Iterator[Choosy]:
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    with_mail(home, controller.port)
    try:
        yield box
    finally:
        controller.stop()


def sent(home: Home, **order: Any) -> list[str]:
    return [delivery.outcome for delivery in made(home, THREE, send=True, **order).sent]


def known(home: Home) -> dict[str, str]:
    with home.database.read() as conn:
        return states(conn, issues(home)[0].id)


def again(home: Home, after: timedelta, subscription: Subscription = THREE) -> int:
    return send_again(home.database, subscription, home.settings, now=NOW + after)


def waiting(home: Home, after: timedelta) -> frozenset[str]:
    with home.database.read() as conn:
        return subscriptions_due(conn, now=NOW + after)


@pytest.mark.parametrize("answer", ["451 greylisted", "dot 452 full"])
def test_only_who_got_none_is_written_to_again(home: Home, answer: str) -> None:
    home.keep("一")
    with served(home, b=answer) as box:
        assert sent(home) == ["sent", "failed", "sent"]
        assert [to for to, _ in box.taken] == [A, C]
        assert known(home) == {A: "sent", B: "failed", C: "sent"}
        assert (waiting(home, timedelta()), waiting(home, SOON)) == (frozenset(), {"daily"})
        assert again(home, SOON) == 1  # it fails again
        box.answers.clear()
        assert again(home, SOON) == 0  # and pauses longer
        assert again(home, LATER) == 1
        assert again(home, 2 * LATER) == 0
    assert [to for to, _ in box.taken] == [A, C, B]
    assert known(home) == {A: "sent", B: "sent", C: "sent"}
    assert b"To: b@readers.example" in box.taken[2][1]
    assert waiting(home, 9 * DAY) == frozenset()


def test_the_first_of_them_may_be_the_one_that_fails(home: Home) -> None:
    home.keep("一")
    with served(home, a="451 later", b="550 nobody") as box:
        assert sent(home) == ["failed", "refused", "sent"]
        assert known(home) == {A: "failed", B: "refused", C: "sent"}
        box.answers.clear()
        assert again(home, SOON) == 1
    assert [to for to, _ in box.taken] == [C, A]


@pytest.mark.parametrize("answer", ["451 later", "dot 451 later", "550 nobody", "dot 554 no"])
def test_where_nobody_got_it_nothing_is_out(home: Home, answer: str) -> None:
    home.keep("一")
    with served(home, a=answer, b=answer, c=answer) as box:
        assert set(sent(home)) <= {"failed", "refused"}
        assert issues(home) == []
        assert waiting(home, 9 * DAY) == frozenset()
        box.answers.clear()
        shown = made(home, THREE, now=NOW + DAY, send=True)
    assert (titles(shown), [issue.number for issue in issues(home)]) == (["一"], [1])
    assert [to for to, _ in box.taken] == [A, B, C]


def test_what_became_of_a_letter_outlives_the_connection(
    tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database's server ends it in the middle of writing down that a letter is out."""
    server = make_postgres(postgres, "post_cut")
    settings = Settings(home=tmp_path / "var", database_url=server)
    database = open_database(server, home=settings.home)
    home, settle, cuts = Home(database, settings), module._settle, []

    def settle_or_be_cut(conn: Within, *given: Any) -> None:
        settle(conn, *given)
        if not cuts:
            cuts.append(True)
            cut(conn, server)

    monkeypatch.setattr(module, "_settle", settle_or_be_cut)
    with database.write() as conn:
        assert open_run(conn, "test", "reports", now=NOW) == 1
    home.keep("一")
    with served(home) as box:
        assert sent(home) == ["sent", "sent", "sent"]
        assert cuts
        assert known(home) == {A: "sent", B: "sent", C: "sent"}
        assert again(home, LATER) == 0
    assert [to for to, _ in box.taken] == [A, B, C]
    database.close()


def test_letters_left_over_go_out_before_the_next_issue(home: Home) -> None:
    home.keep("一")
    with served(home, b="451 later") as box:
        sent(home)
        box.answers.clear()
        home.keep("二", at=NOW + DAY)
        made(home, THREE, now=NOW + DAY, send=True)
    assert [to for to, _ in box.taken] == [A, C, B, A, B, C]


def test_a_reader_who_left_is_not_written_to(home: Home) -> None:
    home.keep("一")
    with served(home, b="451 later") as box:
        sent(home)
        box.answers.clear()
        assert again(home, SOON, replace(THREE, to=(A, C))) == 1
    assert [to for to, _ in box.taken] == [A, C]
    assert known(home)[B] == "refused"


def test_it_is_given_up_after_four_days(home: Home) -> None:
    home.keep("一")
    with served(home, b="451 later"):
        sent(home)
        tries = [again(home, timedelta(hours=hours)) for hours in range(1, 120)]
    assert known(home)[B] == "given_up"
    assert 10 < sum(tries) < 40


class Killed(BaseException):
    """As a kill: nothing that runs afterwards may count."""


MOMENTS = [
    ("deliver", 1, {}, [A, B, C]),  # nothing is recorded yet: all of it is done again
    ("settle", 1, {A: "uncertain", B: "sent", C: "sent"}, [A, B, C]),  # after the first was taken
    ("deliver", 2, {A: "sent", B: "sent", C: "sent"}, [A, B, C]),
    ("settle", 2, {A: "sent", B: "uncertain", C: "sent"}, [A, B, C]),
    ("deliver", 3, {A: "sent", B: "sent", C: "sent"}, [A, B, C]),
    ("mark_sent", 1, {A: "sent", B: "sent", C: "sent"}, [A, B, C]),
]  # fmt: skip


@pytest.mark.parametrize(("function", "time", "after", "took"), MOMENTS)
def test_a_kill_at_any_moment(
    home: Home, monkeypatch: pytest.MonkeyPatch, function: str, time: int, after: dict[str, str], took: list[str]
) -> None:
    home.keep("一")
    real, calls = getattr(module, function), []

    def killed(*arguments: Any, **named: Any) -> Any:
        calls.append(function)
        if len(calls) == time:
            raise Killed
        return real(*arguments, **named)

    with served(home) as box:
        with monkeypatch.context() as patch:
            patch.setattr(module, function, killed)
            with pytest.raises(Killed):
                made(home, THREE, send=True)
        again(home, timedelta())
        assert len(issues(home)) == bool(after)
        if not issues(home):
            assert sent(home) == ["sent"] * 3
        assert [to for to, _ in box.taken] == took
        assert again(home, 9 * DAY) == 0
    if after:
        assert known(home) == after


CHILD = """
import sys
from datetime import datetime
from reports.issue import make_issue
from seeds.settings import Settings, Subscription
from pathlib import Path
from store.database import open_database
settings = Settings(home=Path(sys.argv[1]), smtp_url=sys.argv[2], mail_from="duikou@a.example")
database = open_database(settings.database, home=settings.home)
now = datetime.fromisoformat(sys.argv[3])
make_issue(database, Subscription(to=tuple(sys.argv[4:])), settings, now=now, send=True)
"""


class Deadly(Choosy):
    """Takes the letter of one reader, and kills its sender before it can hear so."""

    def __init__(self, victim: str) -> None:
        super().__init__()
        self.victim, self.sender = victim, None  # type: ignore[var-annotated]

    async def handle_DATA(self, server: SERVED, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        if envelope.rcpt_tos == [self.victim] and self.sender:
            self.sender.kill()
            self.sender.wait()
        return answer


@pytest.mark.faults
@pytest.mark.parametrize("victim", [A, B, C])
def test_a_real_kill_after_a_letter_was_taken(home: Home, victim: str) -> None:
    home.keep("一")
    box = Deadly(victim)
    with running(home, box):
        command = [sys.executable, "-c", CHILD, str(home.settings.home), str(home.settings.smtp_url), NOW.isoformat()]
        box.sender = subprocess.Popen([*command, A, B, C], cwd=ROOT)
        assert box.sender.wait(timeout=300) == -signal.SIGKILL
        again(home, timedelta())
        assert again(home, 9 * DAY) == 0
    assert sorted(to for to, _ in box.taken) == [A, B, C]
    assert known(home) == {A: "sent", B: "sent", C: "sent"} | {victim: "uncertain"}


def test_a_kill_right_before_the_dot(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written down as maybe taken, though it was not: said to be uncertain, and never sent twice."""
    home.keep("一")
    original = module.Post._dotting

    def killed(self: Any, *arguments: Any) -> None:
        original(self, *arguments)
        raise Killed

    with served(home) as box:
        with monkeypatch.context() as patch:
            patch.setattr(module.Post, "_dotting", killed)
            with pytest.raises(Killed):
                made(home, THREE, send=True)
        assert again(home, timedelta()) == 2
    assert [to for to, _ in box.taken] == [B, C]
    assert known(home) == {A: "uncertain", B: "sent", C: "sent"}


def test_two_makers_of_one_issue(home: Home) -> None:
    """The other one has just recorded it, on another machine: not one letter of ours goes out."""
    home.keep("一")
    with served(home) as box:
        real = digests.record_issue

        def late(conn: Any, *arguments: Any, **named: Any) -> Any:
            real(conn, *arguments, **named)
            return real(conn, *arguments, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(digests, "record_issue", late)
            with pytest.raises(BusyError, match="recorded already"):
                made(home, THREE, send=True)
        assert box.taken == []
    assert issues(home) == []


def test_a_selection_is_sent_and_forgotten(home: Home) -> None:
    home.keep("一")
    with served(home, b="451 later") as box:
        on = made(home).digest.items[0].published.moment
        shown = made(home, replace(THREE, name="weekly"), on=on.date() if on else None, send=True)
        assert [delivery.outcome for delivery in shown.sent] == ["sent", "failed", "sent"]
        assert again(home, LATER, replace(THREE, name="weekly")) == 0
    assert [to for to, _ in box.taken] == [A, C]


def test_each_reader_once(home: Home) -> None:
    home.keep("一")
    with served(home) as box:
        make_issue(home.database, Subscription(to=(A, A)), home.settings, now=NOW, send=True)
    assert len(box.taken) == 1
