"""A run in one line for people, and as the contract's JSON."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from store.runs import Run

COUNTED = ("listed", "new", "changed", "unchanged", "gone", "unreadable")


def run_line(run: Run) -> str:
    """`tibet_cn: ok, 2 listed, 2 new, 0 changed, …`, with the reason where there is one."""
    counts = ", ".join(f"{getattr(run.counts, name)} {name}" for name in COUNTED)
    return f"{run.subject}: {run.outcome}, {counts}" + (f" ({run.reason})" if run.reason else "")


def run_json(run: Run) -> dict[str, Any]:
    """The row of `duikou export runs`; moments in ISO 8601."""
    head = {
        name: getattr(run, name) for name in ("id", "kind", "subject", "due", "started", "ended", "outcome", "reason")
    }
    row = head | asdict(run.counts)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
