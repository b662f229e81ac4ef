"""The addresses for whoever watches the daemon, served beside it in a thread."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

import uvicorn

from reports.health import Application, Snapshot, SourceHealth, health
from scheduler.edge import Clock
from seeds.source import Source
from store.database import Database
from store.holdings import Tally, tallies


@contextmanager
def serving(listening: socket.socket, database: Database, sources: Sequence[Source], *, clock: Clock) -> Iterator[None]:
    """/healthz, /readyz and /metrics for the time of the block."""
    started = clock()

    def snapshot() -> Snapshot:
        with database.read() as connection:
            counted = tallies(connection)
        return Snapshot(
            now=clock(), started=started, sources=tuple(_health(source, counted.get(source.name)) for source in sources)
        )

    with answering(health(snapshot), listening):
        yield


@contextmanager
def answering(application: Application, listening: socket.socket) -> Iterator[None]:
    """Serves it for the time of the block. The socket stays open: who asks later waits for the next to serve."""
    # Its talk would mix with ours: the daemon says what matters.
    server = uvicorn.Server(uvicorn.Config(application, log_config=None, access_log=False, lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [listening.dup()]}, name="health", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=2)


def _health(source: Source, tally: Tally | None) -> SourceHealth:
    tally = tally or Tally()
    return SourceHealth(
        name=source.name,
        every=source.every,
        last_run=tally.last_ended,
        last_success=tally.last_success,
        items=tally.new,
        failures=tally.failures,
    )
