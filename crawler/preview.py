"""A look at an unknown address before it becomes a source: in a process of its own, within ten seconds."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from crawler.environment import environment_of
from seeds.errors import DuikouError
from seeds.settings import Settings

if TYPE_CHECKING:
    from cleaning.look import Way
    from seeds.source import Platform

SECONDS = 8.5  # until the child is killed; the command itself takes the rest of the ten
MARGIN = 1.0  # what the child takes to say what it has


class PreviewError(DuikouError):
    """Nothing could be seen at the address."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An article as a preview shows it. `published`: ISO 8601; `missing`: field -> the reason why it is not there."""

    url: str
    title: str = ""
    published: str | None = None
    precision: str = "none"
    found: str = "none"
    publisher: str = ""
    text: str = ""
    missing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What was seen. `list_url`: where the list is, which need not be `url`; `links`, `dated`: how many of the first
    page; `next_read`: page two was fetched and brought further articles, None if it was not tried;
    `detail`: how a JSON list's items make their addresses, `/detail.html?id={id}`."""

    url: str
    way: "Way"
    platform: "Platform"
    encoding: str
    declared: str | None
    list_url: str
    title: str
    links: int
    dated: int
    next_url: str | None
    next_read: bool | None
    feeds: tuple[str, ...]
    items: tuple[Shown, ...]
    requests: int
    notes: tuple[str, ...]
    detail: str | None = None


def preview(url: str, settings: Settings) -> Preview:
    """Looks at an address politely: ten requests at most, to one site, robots.txt heeded.

    Raises PreviewError if there was no answer, or no list in it."""
    until = monotonic() + SECONDS
    command = [sys.executable, "-m", "crawler.scout", url, "--until", str(until - MARGIN)]
    child = subprocess.Popen(command, env=environment_of(settings), stdout=subprocess.PIPE)  # noqa: S603 - our own module
    try:
        out, _ = child.communicate(timeout=until - monotonic())
    except subprocess.TimeoutExpired:  # it has said what it knows, and still waits for an answer
        child.kill()
        out, _ = child.communicate()
    except KeyboardInterrupt:
        child.kill()
        raise
    return preview_from(url, out)


def preview_from(url: str, out: bytes) -> Preview:
    """What a child said. Raises PreviewError if that is what went wrong, or nothing."""
    try:
        said: dict[str, Any] = json.loads(out.splitlines()[-1])
    except (IndexError, ValueError):
        raise PreviewError(
            f"{url}: nothing was seen in {SECONDS:.0f} seconds; the site is down, or this machine busy"
        ) from None
    if "problem" in said:
        raise PreviewError(f"{url}: {said['problem']}")
    items = tuple(Shown(**item) for item in said.pop("items"))
    return Preview(**said | {name: tuple(said[name]) for name in ("feeds", "notes")}, items=items)
