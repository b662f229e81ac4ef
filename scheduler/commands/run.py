"""`duikou run`: the daemon."""

import logging
import os
import signal
import socket
from contextlib import ExitStack
from types import FrameType
from typing import TYPE_CHECKING

import typer

from scheduler.commands.wording import described

if TYPE_CHECKING:
    from scheduler.daemon import Daemon
    from seeds.settings import Settings


def add_to(app: typer.Typer) -> None:
    app.command(
        "run",
        **described(
            "The daemon: crawls and sends digests at their times, for good.",
            "duikou run",
            "DUIKOU_HEALTH=127.0.0.1:9000 duikou run",
            more="Answers /healthz, /readyz and /metrics at `health` (127.0.0.1:8650). SIGTERM or Ctrl-C ends it "
            "within 20 seconds, a second one at once.",
        ),
    )(run)


def run() -> None:
    from scheduler.edge import clock, database_of, known_sources, settings_here
    from scheduler.output import log, set_clock_on_talk

    settings = settings_here()
    sources = [source for source in known_sources(settings) if source.enabled and source.access]
    from store.locks import hold

    with ExitStack() as stack:
        listening = stack.enter_context(_listening(settings))
        stack.enter_context(hold(settings.home, "daemon"))
        from scheduler.daemon import Daemon  # heavy: only once the place is ours
        from scheduler.health import serving

        database = stack.enter_context(database_of(settings))
        set_clock_on_talk()
        stack.enter_context(serving(listening, database, sources, clock=clock))
        daemon = Daemon(database, settings, sources, clock=clock)
        _obey_signals(daemon)
        log.info("watching %d sources; health at http://%s:%d/healthz", len(sources), *listening.getsockname()[:2])
        daemon.serve()
        log.info("stopped")
    # A mail server that does not answer may hold a thread for minutes; what it was doing is recorded as it stands.
    logging.shutdown()
    os._exit(0)


def _listening(settings: "Settings") -> socket.socket:
    """The port for health. Where another daemon of this home has it, that daemon is what the message is about."""
    from scheduler.port import bind
    from seeds.errors import BusyError
    from store.locks import hold

    try:
        return bind(settings.health)
    except BusyError:
        if settings.home.exists():
            with hold(settings.home, "daemon"):
                pass
        raise


def _obey_signals(daemon: "Daemon") -> None:
    def stop(number: int, _: FrameType | None) -> None:
        if daemon.stop.is_set():
            os._exit(128 + number)
        daemon.stop.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
