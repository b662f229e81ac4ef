"""The post: the letters of an issue, each handed over once, whoever else fails and whenever we are killed.

The issue is recorded, with all its letters, in the moment before the first of them may be taken by a server: before
that nothing is out, after it every letter is in the database until its fate is known."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from reports.mail import Delivery, Server, deliver, server
from seeds.settings import Settings, Subscription
from store.claims import claim
from store.database import Database, Within
from store.deliveries import Waiting, dot, due_letters, enqueue, give_up_dotted, settle, states, withdraw
from store.digests import mark_sent

log = logging.getLogger("duikou.reports")
ARRIVED = ("sent", "uncertain")


@dataclass
class Post:
    """`record`: writes the issue down and gives its number in the database; `issue`: that number, once it is there."""

    database: Database
    server: Server
    sender: str
    name: str
    now: datetime
    record: Callable[[Within], int]
    issue: int | None = None

    def send(self, letters: Mapping[str, bytes]) -> tuple[Delivery, ...]:
        """All of them. If none may have arrived the issue is not out, and nothing of it is left in the database."""
        sent = tuple(self._send(letters, reader) for reader in letters)
        issue = self.issue
        if issue is not None:
            self.database.transact(lambda conn: self._conclude(conn, issue, sent))
        return sent

    def _send(self, letters: Mapping[str, bytes], reader: str) -> Delivery:
        delivery = deliver(
            letters[reader],
            sender=self.sender,
            recipient=reader,
            server=self.server,
            dotting=partial(self._dotting, letters, reader),
        )
        _tell(self.name, delivery)
        if self.issue is not None:
            issue = self.issue
            self.database.transact(lambda conn: _settle(conn, issue, delivery, self.now))
        return delivery

    def _dotting(self, letters: Mapping[str, bytes], reader: str) -> None:
        with self.database.write() as conn:
            issue = self.issue
            if issue is None:
                issue = self.record(conn)
                enqueue(conn, issue, letters, now=self.now)
            dot(conn, issue, reader)
        self.issue = issue  # only now: the transaction may have failed

    def _conclude(self, conn: Within, issue: int, sent: tuple[Delivery, ...]) -> None:
        waiting = {reader for reader, state in states(conn, issue).items() if state == "waiting"}
        for delivery in sent:  # those that failed before the issue was recorded wait as well
            if delivery.recipient in waiting:
                _settle(conn, issue, delivery, self.now)
        if any(delivery.outcome in ARRIVED for delivery in sent):
            mark_sent(conn, issue, now=self.now)
        else:
            withdraw(conn, issue)


def send_again(database: Database, subscription: Subscription, settings: Settings, *, now: datetime) -> int:
    """Letters of earlier issues that have not gone out yet: those of readers whose server failed, and those that a
    killed process left. How many were tried. Raises BusyError if an issue is being made."""
    with claim(settings.database, settings.home, f"digest-{subscription.name}"):
        return again(database, subscription, settings, now=now)


def again(database: Database, subscription: Subscription, settings: Settings, *, now: datetime) -> int:
    """The same for whoever holds the subscription's lock."""
    with database.write() as conn:
        for reader in give_up_dotted(conn, subscription.name):
            log.warning(
                "%s to %s: uncertain: killed while it was being sent; not sent again", subscription.name, reader
            )
        waiting = due_letters(conn, subscription.name, now=now)
    if not settings.smtp_url:
        return 0
    for letter in waiting:
        _again(database, subscription, server(settings.smtp_url), settings.mail_from, letter, now)
    return len(waiting)


def _again(
    database: Database, subscription: Subscription, at: Server, sender: str, letter: Waiting, now: datetime
) -> None:
    if letter.recipient in subscription.to:
        dotting = partial(_dot, database, letter)
        delivery = deliver(letter.letter, sender=sender, recipient=letter.recipient, server=at, dotting=dotting)
    else:
        delivery = Delivery(recipient=letter.recipient, outcome="refused", detail="no reader of it any more")
    _tell(subscription.name, delivery)
    database.transact(lambda conn: _settle(conn, letter.issue, delivery, now))


def _dot(database: Database, letter: Waiting) -> None:
    with database.write() as conn:
        dot(conn, letter.issue, letter.recipient)


def _settle(conn: Within, issue: int, delivery: Delivery, now: datetime) -> None:
    settle(conn, issue, delivery.recipient, delivery.outcome, detail=delivery.detail, now=now)


def _tell(name: str, delivery: Delivery) -> None:
    if delivery.outcome != "sent":
        log.warning("%s to %s: %s: %s", name, delivery.recipient, delivery.outcome, delivery.detail)
