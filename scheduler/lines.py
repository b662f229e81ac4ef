"""A run in one line for people."""

from collections.abc import Sequence

from store.runs import Run

COUNTED = ("listed", "new", "changed", "unchanged", "gone", "unreadable")
NAMED = 10  # addresses in a line


def run_line(run: Run, gone: Sequence[str] = ()) -> str:
    """`tibet_cn: ok, 2 listed, 2 new, 0 changed, …`, with the reason where there is one, and what is gone by name."""
    counts = ", ".join(f"{getattr(run.counts, name)} {name}" for name in COUNTED)
    named = [*gone[:NAMED], *(["…"] if len(gone) > NAMED else [])]
    reason = f" ({run.reason})" if run.reason and run.reason != "finished" else ""
    return f"{run.subject}: {run.outcome}, {counts}{reason}" + (f"; gone: {', '.join(named)}" if named else "")
