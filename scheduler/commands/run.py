"""`duikou run`: the daemon."""

import logging
import os
import signal
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.commands.wording import described

if TYPE_CHECKING:
    from scheduler.daemon import Daemon
    from scheduler.place import Place
    from seeds.settings import Settings
    from seeds.source import Source


def add_to(app: typer.Typer) -> None:
    app.command(
        "run",
        **described(
            "The daemon: crawls and sends digests at their times, for good.",
            "duikou run",
            "DUIKOU_HEALTH=127.0.0.1:9000 duikou run",
            "duikou run --standby",
            more="Answers /healthz, /readyz and /metrics at `health` (127.0.0.1:8650). SIGTERM or Ctrl-C ends it "
            "within 20 seconds, a second one at once; SIGHUP reads settings and seeds again, if they are right. "
            "One daemon runs on a home, and one on a PostgreSQL database whatever the machine: a second one says who "
            "runs and exits with 75, with --standby it waits to take over.",
        ),
    )(run)


def run(
    standby: Annotated[bool, typer.Option("--standby", help="Wait for the place of a daemon that runs.")] = False,
) -> None:
    from scheduler.edge import settings_here
    from scheduler.output import set_clock_on_talk
    from scheduler.place import place, place_when_free

    settings = settings_here()
    _watched_sources(settings)  # what is wrong with them is said before any place is taken
    if standby:
        set_clock_on_talk()
    with place_when_free(settings) if standby else place(settings) as taken:
        set_clock_on_talk()
        _serve(taken, settings)
    # A mail server that does not answer may hold a thread for minutes; what it was doing is recorded as it stands.
    logging.shutdown()
    os._exit(0)


def _serve(taken: "Place", settings: "Settings") -> None:
    from scheduler.daemon import Daemon  # heavy: only once the place is ours
    from scheduler.edge import clock
    from scheduler.health import serving
    from scheduler.output import log
    from scheduler.place import begin_again
    from store.claim_watch import watched

    sources = _watched_sources(settings)
    with serving(taken.listening, taken.database, sources, clock=clock):
        daemon = Daemon(taken.database, settings, sources, clock=clock)
        _obey_signals(daemon)
        log.info(
            "watching %d sources; health at http://%s:%d/healthz", len(sources), *taken.listening.getsockname()[:2]
        )
        with watched(taken.claim, lost=lambda: _step_down(daemon)):
            daemon.serve()
        log.info("beginning again with new settings" if daemon.begins_again else "stopped")
    if daemon.begins_again:
        begin_again()


def _step_down(daemon: "Daemon") -> None:
    """Another daemon may have the place in a moment: no letter and no page more by this one."""
    from scheduler.crawls import drop_crawls
    from scheduler.output import log
    from scheduler.place import begin_again

    log.error("the place as the database's daemon is lost: what is going on is dropped, and we stand by")
    daemon.stop.set()
    drop_crawls()
    begin_again()


def _watched_sources(settings: "Settings") -> "list[Source]":
    from scheduler.edge import known_sources

    return [source for source in known_sources(settings) if source.enabled and source.access]


def _obey_signals(daemon: "Daemon") -> None:
    def stop(number: int, _: FrameType | None) -> None:
        if daemon.stop.is_set():
            os._exit(128 + number)
        daemon.stop.set()

    signal.signal(signal.SIGHUP, lambda *_: daemon.reread.set())  # no more here: it may be in the middle of a line
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
