"""Is it well: three addresses for whoever watches the daemon. /healthz: it lives; /readyz: the database answers and
the sources are fetched in time; /metrics: figures in Prometheus' text format."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from reports.snippet import shorten, tidy

GRACE = timedelta(minutes=15)  # on top of two intervals, before a source counts as late
Application = Starlette
Endpoint = Callable[[Request], Response]
EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class SourceHealth:
    """`last_run`: when a run of it last ended, however; `items`, `failures`: since the archive began."""

    name: str
    every: timedelta
    last_run: datetime | None
    last_success: datetime | None
    items: int
    failures: int


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The state at `now`, all moments aware. `started`: when the daemon did; a source that never ran has from
    then on to show itself."""

    now: datetime
    started: datetime
    sources: tuple[SourceHealth, ...]

    @property
    def late(self) -> tuple[str, ...]:
        return tuple(source.name for source in self.sources if self._overdue(source))

    def _overdue(self, source: SourceHealth) -> bool:
        since = max(source.last_run or self.started, self.started)
        return self.now - since > 2 * source.every + GRACE


def health(snapshot: Callable[[], Snapshot]) -> Application:
    """The application. `snapshot` is called for each request, in a thread of its own; what it raises is an answer."""

    def ready(_: Request) -> Response:
        try:
            state = snapshot()
        except Exception as error:
            return _unready(database=_named(error), late=())
        return _unready(database="ok", late=state.late) if state.late else _ready()

    def metrics(_: Request) -> Response:
        try:
            lines = _metrics(snapshot())
        except Exception:
            lines = _gauge("duikou_database_up", "Whether the database answers.", [("", 0)])
        return _exposed(lines)

    return _application(ready, metrics)


def standby() -> Application:
    """The application of a daemon that waits for the place of another one: it lives, and has no sources to watch."""

    def ready(_: Request) -> Response:
        return JSONResponse({"status": "standing by"}, status_code=503)

    def metrics(_: Request) -> Response:
        lines = _gauge("duikou_standing_by", "Whether this daemon waits for the place of another.", [("", 1)])
        return _exposed(lines)

    return _application(ready, metrics)


def _application(ready: Endpoint, metrics: Endpoint) -> Application:
    return Starlette(routes=[Route("/healthz", _live), Route("/readyz", ready), Route("/metrics", metrics)])


def _exposed(lines: list[str]) -> Response:
    return PlainTextResponse("\n".join(lines) + "\n", media_type=EXPOSITION)


def _live(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _ready() -> Response:
    return JSONResponse({"status": "ok", "database": "ok", "late": []})


def _unready(*, database: str, late: tuple[str, ...]) -> Response:
    return JSONResponse({"status": "not ready", "database": database, "late": list(late)}, status_code=503)


def _named(error: Exception) -> str:
    """The kind of error only: its text may hold the address of the database, password and all."""
    return shorten(tidy(type(error).__name__), 80)


def _metrics(state: Snapshot) -> list[str]:
    by_name = [(f'{{source="{_label(source.name)}"}}', source) for source in state.sources]
    succeeded = [(label, source.last_success) for label, source in by_name]
    return [
        *_gauge("duikou_database_up", "Whether the database answers.", [("", 1)]),
        *_gauge("duikou_sources_late", "Sources whose last run is too long ago.", [("", len(state.late))]),
        *_gauge(
            "duikou_last_success_timestamp_seconds",
            "End of the last good run.",
            [(label, moment.timestamp()) for label, moment in succeeded if moment],
        ),
        *_counter("duikou_items_total", "Reports kept.", [(label, source.items) for label, source in by_name]),
        *_counter("duikou_failures_total", "Failed runs.", [(label, source.failures) for label, source in by_name]),
    ]


def _gauge(name: str, meaning: str, values: list[tuple[str, float]]) -> list[str]:
    return _metric(name, "gauge", meaning, values)


def _counter(name: str, meaning: str, values: list[tuple[str, float]]) -> list[str]:
    return _metric(name, "counter", meaning, values)


def _metric(name: str, kind: str, meaning: str, values: list[tuple[str, float]]) -> list[str]:
    rows = [f"{name}{label} {value}" for label, value in values]
    return [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}", *rows]


def _label(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
