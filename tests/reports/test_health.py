"""The three addresses over real HTTP."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import uvicorn

from reports.health import Snapshot, SourceHealth, health
from tests.reports.rows import NOW

HOUR = timedelta(hours=1)
SAMPLE = re.compile(r"[a-z_]+(\{source=\"(?:[^\"\\\n]|\\.)*\"\})? -?\d+(\.\d+)?(e\+?\d+)?")


def source(name: str = "alpha_com", *, ran: float | None = 1.0, well: bool = True) -> SourceHealth:
    """`ran`: hours ago."""
    last = NOW - ran * HOUR if ran is not None else None
    return SourceHealth(
        name=name, every=HOUR, last_run=last, last_success=last if well else None, items=9, failures=0 if well else 4
    )


def snapshot(*sources: SourceHealth, up: float = 100) -> Snapshot:
    return Snapshot(now=NOW, started=NOW - up * HOUR, sources=sources)


@contextmanager
def served(state: Callable[[], Snapshot]) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(health(state), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def get(address: str) -> tuple[int, str]:
    try:
        with urlopen(address, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def broken() -> Snapshot:
    raise ConnectionError("postgresql://user:secret@host refused")


@pytest.mark.parametrize(
    ("sources", "up", "late"),
    [
        ((), 100, []),
        ((source(ran=2.2),), 100, []),
        ((source(ran=2.3),), 100, ["alpha_com"]),
        ((source(ran=50),), 1, []),
        ((source(ran=None),), 2.2, []),
        ((source(ran=None),), 2.3, ["alpha_com"]),
        ((source(ran=1, well=False), source("beta_com", ran=9)), 100, ["beta_com"]),
    ],
)
def test_late(sources: tuple[SourceHealth, ...], up: float, late: list[str]) -> None:
    assert list(snapshot(*sources, up=up).late) == late


def test_well() -> None:
    with served(lambda: snapshot(source())) as at:
        assert get(f"{at}/healthz") == (200, '{"status":"ok"}')
        code, said = get(f"{at}/readyz")
        assert (code, json.loads(said)["late"]) == (200, [])
        assert get(f"{at}/other")[0] == 404


def test_late_sources_make_it_unready() -> None:
    with served(lambda: snapshot(source(ran=9))) as at:
        code, said = get(f"{at}/readyz")
        assert (code, json.loads(said)["late"]) == (503, ["alpha_com"])
        assert get(f"{at}/healthz")[0] == 200


def test_a_database_that_does_not_answer_is_said_and_its_address_is_not() -> None:
    with served(broken) as at:
        code, said = get(f"{at}/readyz")
        assert (code, json.loads(said)["database"]) == (503, "ConnectionError")
        assert get(f"{at}/healthz")[0] == 200
        code, metrics = get(f"{at}/metrics")
        assert code == 200
        assert "duikou_database_up 0" in metrics
        assert "secret" not in said + metrics


def test_metrics_are_prometheus_text() -> None:
    odd = source('od"d\\\n', well=False)
    with served(lambda: snapshot(source(), odd)) as at:
        metrics = get(f"{at}/metrics")[1]
    samples = [line for line in metrics.splitlines() if not line.startswith("#")]
    assert all(SAMPLE.fullmatch(line) for line in samples)
    assert f'duikou_last_success_timestamp_seconds{{source="alpha_com"}} {(NOW - HOUR).timestamp()}' in samples
    assert 'duikou_items_total{source="alpha_com"} 9' in samples
    assert 'duikou_failures_total{source="od\\"d\\\\\\n"} 4' in samples
    assert "duikou_database_up 1" in samples
    assert not any(line.startswith("duikou_last_success") and "od" in line for line in samples)
