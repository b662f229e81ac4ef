"""Issues that are due: each is a run of its own, so that none is made twice and none is forgotten."""

import logging
from datetime import datetime

from scheduler.edge import Clock
from seeds.errors import DuikouError
from seeds.settings import Settings, Subscription
from store.database import Database
from store.digests import last_issue
from store.runs import Counts, Outcome, abandon_open, close_run, last_run, open_run

ARRIVED = {"sent", "uncertain"}

log = logging.getLogger("duikou.daemon")


class NotDeliveredError(DuikouError):
    """An issue that no mail server took for any of its readers; it will be tried again."""


def make_due_issue(
    database: Database, subscription: Subscription, settings: Settings, *, due: datetime, clock: Clock
) -> None:
    """Makes and sends the issue that was due at a moment. Raises BusyError if it is being made or was."""
    from reports.issue import make_issue

    now = clock()
    with database.write() as connection:
        run = open_run(connection, "digest", subscription.name, now=now, due=due)
    try:
        made = make_issue(database, subscription, settings, now=now, send=True)
        if made.sent and all(delivery.outcome not in ARRIVED for delivery in made.sent):
            raise NotDeliveredError(f"nobody got it: {made.sent[0].recipient}: {made.sent[0].detail}")
    except BaseException as error:
        _close(database, run, "failed", str(error), now=clock())
        raise
    _close(database, run, "ok", "", now=clock(), items=made.items)
    log.info("digest %s: %d items, %s", subscription.name, made.items, made.paths[0])


def send_letters(database: Database, subscription: Subscription, settings: Settings, *, now: datetime) -> None:
    """Tries again what could not be handed over when its issue went out. Raises BusyError if an issue is being made."""
    from reports.post import send_again

    tried = send_again(database, subscription, settings, now=now)
    log.info("digest %s: %d letters tried again", subscription.name, tried)


def recover(database: Database, subscription: Subscription, *, now: datetime) -> None:
    """Closes the issue that a killed daemon left open. One that it had recorded is done: it is not made again."""
    with database.write() as connection:
        run, issue = last_run(connection, "digest", subscription.name), last_issue(connection, subscription.name)
        if run and run.outcome is None and issue and issue.built_at >= run.started:
            reason = "recorded before the daemon died; letters that did not go out are sent now"
            close_run(connection, run.id, now=now, outcome="ok", reason=reason, counts=Counts())
            log.warning("digest %s: the last issue was %s", subscription.name, reason)
        abandon_open(connection, "digest", subscription.name, now=now)


def _close(database: Database, run: int, outcome: Outcome, reason: str, *, now: datetime, items: int = 0) -> None:
    counts = Counts(listed=items, new=items)
    database.transact(lambda conn: close_run(conn, run, now=now, outcome=outcome, reason=reason, counts=counts))
