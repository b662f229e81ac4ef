"""Data to stdout, talk to stderr."""

import json
import logging
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

log = logging.getLogger("duikou")


def put(line: str) -> None:
    """One line of data, out at once: whoever reads a pipe sees it before the next is made."""
    with reader_may_leave():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """A reader that has seen enough (`| head`) ends the command, and well. What else fails under stdout is raised."""
    try:
        yield
    except OSError as error:
        # Python tries once more at its end to write what is left, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise SystemExit(0) from None
        raise


def put_json(value: Mapping[str, Any]) -> None:
    put(json.dumps(value, ensure_ascii=False))


def put_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns aligned by the width of cells on a terminal: a Chinese character takes two."""
    from rich.cells import cell_len

    lines = [tuple(head), *(tuple("" if cell is None else str(cell) for cell in row) for row in rows)]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        put("  ".join(cells).rstrip())


def set_clock_on_talk() -> None:
    """A moment before each line: what runs for months is read from its end."""
    for handler in logging.getLogger().handlers:
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S%z"))


def set_talk(*, quiet: bool, verbose: bool) -> None:
    """Plain lines on stderr: warnings only if quiet, everything if verbose."""
    # A page's lone surrogate must neither end a listing of thousands nor be lost: JSON reads \udc80 back.
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        stream.reconfigure(encoding="utf-8", errors=errors)  # type: ignore[union-attr]
    logging.basicConfig(format="%(message)s", level=logging.WARNING, force=True)
    log.setLevel(logging.WARNING if quiet else logging.DEBUG if verbose else logging.INFO)
