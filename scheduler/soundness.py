"""Is an installation sound: its settings against each other, against its sources, and against this machine.

Everything is looked at and nothing written."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scheduler.edge import clock
from scheduler.port import bind
from seeds.agreement import contradictions, doubts, unknown_sources
from seeds.errors import BusyError, DuikouError
from seeds.fields import size_text
from seeds.lint import problems
from seeds.load import SHIPPED, seed_files, sources
from seeds.settings import Settings
from store.database import left_alone
from store.locks import is_held
from store.migrate import age, current
from store.retention import NEARLY, used

SECONDS = 3.0  # for a proxy or mail server to take a connection


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`wrong`: it will not work like this; else it is worth a second look."""

    line: str
    wrong: bool


def findings(settings: Settings) -> tuple[Finding, ...]:
    broken = tuple(_seeds(settings))
    known = () if broken else sources(*_own(settings))
    wrong = [
        *contradictions(settings),
        *broken,
        *(() if broken else unknown_sources(settings, known)),
        *_home(settings),
        *_health(settings),
        *_beyond_budget(settings),
    ]
    doubtful = [*(() if broken else doubts(settings, known)), *_near_budget(settings), *_unanswered(settings)]
    return (
        *(Finding(line=line, wrong=True) for line in wrong),
        *_database(settings),
        *(Finding(line=line, wrong=False) for line in doubtful),
    )


def _own(settings: Settings) -> list[Path]:
    return [settings.seeds] if settings.seeds else []


def _seeds(settings: Settings) -> Iterator[str]:
    try:
        files = [path for folder in (SHIPPED, *_own(settings)) for path in seed_files(folder)]
    except DuikouError as error:
        yield f"seeds: {error}"
        return
    yield from problems(*files, today=clock().date())


def _home(settings: Settings) -> Iterator[str]:
    place = _there_is(settings.home)
    if not place.is_dir():
        yield f"home: {settings.home} cannot be made: {place} is no folder"
    elif not os.access(place, os.W_OK | os.X_OK):
        yield f"home: {settings.home} cannot be written: we have no right to {place}"


def _database(settings: Settings) -> tuple[Finding, ...]:
    try:
        with left_alone(settings.database) as connection:
            if connection is None or current(connection):
                return ()
            return (Finding(line=f"database_url: {age(connection)}", wrong=False),)
    except DuikouError as error:
        return (Finding(line=f"database_url: {error}", wrong=True),)


def _health(settings: Settings) -> Iterator[str]:
    try:
        bind(settings.health).close()
    except BusyError as error:
        if not is_held(settings.home, "daemon"):  # then it is our own daemon that has it
            yield str(error)
    except DuikouError as error:
        yield str(error)


def _beyond_budget(settings: Settings) -> Iterator[str]:
    budget, taken = settings.disk_budget, used(settings.home)
    if budget is not None and taken >= budget:
        said = f"{settings.home} takes {size_text(taken)} of {size_text(budget)} already"
        yield f"disk_budget: {said}: no crawl will begin"


def _near_budget(settings: Settings) -> Iterator[str]:
    budget, taken = settings.disk_budget, used(settings.home)
    if budget is None or taken >= budget:
        return
    if taken >= NEARLY * budget:
        yield f"disk_budget: {settings.home} takes {size_text(taken)} of {size_text(budget)}"
    free = shutil.disk_usage(_there_is(settings.home)).free
    if free < budget - taken:
        yield f"disk_budget: {size_text(budget - taken)} more are allowed, but only {size_text(free)} are free"


def _unanswered(settings: Settings) -> Iterator[str]:
    mail = urlsplit(settings.smtp_url or "")
    with suppress(ValueError):  # a port that is none is told elsewhere
        places = {
            "via": urlsplit(f"//{settings.via or ''}"),
            "smtp_url": mail,
        }
        for key, parts in places.items():
            port = parts.port or {"smtp": 25, "smtps": 465}.get(parts.scheme, 0)
            if parts.hostname and (why := _silence(parts.hostname, port)):
                yield f"{key}: nothing answers at {parts.hostname}:{port} now ({why})"


def _there_is(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    return place


def _silence(host: str, port: int) -> str:
    """Why no connection can be made; empty if one can."""
    try:
        socket.create_connection((host, port), SECONDS).close()
    except OSError as error:
        return error.strerror or str(error)
    return ""
