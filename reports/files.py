"""Files that are there whole or not at all: a full disk leaves the old one as it was."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from seeds.errors import CannotWriteError, DiskFullError

FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` when the block ends well, on disk before it is seen.

    Raises DiskFullError or CannotWriteError; whatever is raised, `path` stays as it was."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise _told(path, error) from error
    finally:
        _drop(draft)


def put(path: Path, data: bytes) -> None:
    """The same for bytes at hand."""
    with replacing(path) as file:
        file.write(data)


def _sync(folder: Path) -> None:
    """The rename itself is only safe once the folder is: https://lwn.net/Articles/457667/"""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _drop(draft: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
    except OSError:
        return  # its folder was never there, or is no folder: nothing to drop


def _told(path: Path, error: OSError) -> CannotWriteError | DiskFullError:
    if error.errno in FULL:
        return DiskFullError(f"{path}: the disk is full; the file was left as it was: make room and try again")
    return CannotWriteError(f"{path}: cannot be written: {error.strerror or error}")
