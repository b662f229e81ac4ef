"""What a figure was measured on."""

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def describe(*packages: str) -> dict[str, object]:
    """Machine and versions, for every line of a bench."""
    python = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    return {
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {_memory()} GB",
        "load": round(os.getloadavg()[0], 1),
        "versions": python | {name: _version(name) for name in packages},
    }


def _memory() -> int:
    lines = Path("/proc/meminfo").read_text().splitlines()
    return round(int(lines[0].split()[1]) / 2**20)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
