"""The archive: every page as fetched, in one file of records (store/warc.py) a source and month."""

import errno
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from isal import isal_zlib

from cleaning.page import Page
from seeds.errors import CannotWriteError, DiskFullError
from store.warc import GZIP, member_of, page_in

log = logging.getLogger(__name__)

MAGIC = b"\x1f\x8b\x08"
CHUNK = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Record:
    """Where the bytes lie: `file` relative to the archive's folder, `offset` and `length` in bytes of it."""

    file: str
    offset: int
    length: int


class Archive:
    """The writer for one source. The source's lock sees to it that there is only one."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._file: BinaryIO | None = None
        self._path: Path | None = None
        self._month = ""
        self._end = 0

    def append(self, page: Page, *, status: int) -> Record:
        """The page at the end of its month's file. Safe only after `sync`."""
        moment = page.fetched_at
        if moment is None:
            raise ValueError(f"{page.url}: a page without the moment it was fetched cannot be archived")
        file = self._open(_month_of(moment))
        member = member_of(page, moment, status)
        record = Record(file=f"{self._name}/{self._open_path.name}", offset=self._end, length=len(member))
        try:
            file.write(member)
            file.flush()
        except OSError as error:
            self._undo()
            raise _explained(error, self._open_path) from error
        self._end += len(member)
        return record

    def sync(self) -> None:
        """Everything appended is on the disk. To be called before the row that points to it."""
        if self._file:
            try:
                os.fsync(self._file.fileno())
            except OSError as error:
                raise _explained(error, self._open_path) from error

    def close(self) -> None:
        if self._file:
            self.sync()
            self._file.close()
            self._file = None

    @property
    def _open_path(self) -> Path:
        assert self._path is not None
        return self._path

    def _open(self, month: str) -> BinaryIO:
        if self._file and month == self._month:
            return self._file
        path = self._folder / self._name / f"{month}.warc.gz"
        self.close()
        try:
            new = not path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("r+b" if not new else "x+b", buffering=0)
            self._end = _cut_torn_tail(self._file, path)
            if new:
                sync_folder(path.parent)
        except OSError as error:
            raise _explained(error, path) from error
        self._path, self._month = path, month
        return self._file

    def _undo(self) -> None:
        """Half a record must not stay: what follows it could not be found by a reader that goes from the start."""
        if self._file:
            self._file.truncate(self._end)
            self._file.seek(self._end)


def read_record(folder: Path, record: Record) -> Page:
    """The page as it was appended. Raises OSError or ValueError if the bytes are not there or not whole."""
    with (folder / record.file).open("rb") as file:
        file.seek(record.offset)
        member = file.read(record.length)
    page = page_in(member)
    if page is None:
        raise ValueError(f"{record.file}: no page at byte {record.offset}")
    return page


def members(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Offset and length of each whole gzip member, from the file's start; damaged stretches are passed over."""
    offset, size = 0, file.seek(0, os.SEEK_END)
    while offset < size:
        length = _length(file, offset)
        if length:
            yield offset, length
        offset = offset + length if length else _next_magic(file, offset + 1)


def sync_folder(folder: Path) -> None:
    """A new name is safe only when its folder is: https://lwn.net/Articles/457667/"""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _month_of(moment: datetime) -> str:
    """Of UTC, as files are named by it: 2026-11."""
    return moment.astimezone(UTC).isoformat()[: len("2026-11")]


def _cut_torn_tail(file: BinaryIO, path: Path) -> int:
    """The end of the last whole record. What a kill or a power cut left behind it is taken off."""
    end = next_expected = 0
    for offset, length in members(file):
        if offset != next_expected:
            log.warning("%s: bytes %d to %d are damaged; what follows is whole", path, next_expected, offset)
        end = next_expected = offset + length
    size = file.seek(0, os.SEEK_END)
    if size > end:
        log.warning("%s: cut a torn record of %d bytes at %d", path, size - end, end)
        file.truncate(end)
        file.seek(end)
        os.fsync(file.fileno())
    return end


def _length(file: BinaryIO, offset: int) -> int:
    """Bytes of the gzip member that begins here; 0 if none does or it does not end. Every process that fetches for a
    source asks it of all its records of the month: ISA-L answers in less than half of zlib's time."""
    file.seek(offset)
    unpacker = isal_zlib.decompressobj(GZIP)
    taken = 0
    try:
        while not unpacker.eof and (chunk := file.read(CHUNK)):
            unpacker.decompress(chunk)
            taken += len(chunk) - len(unpacker.unused_data)
    except isal_zlib.error:  # type: ignore[misc]  # a class; its stubs say that it is an exception
        return 0
    return taken if unpacker.eof else 0


def _next_magic(file: BinaryIO, start: int) -> int:
    """Where the next member may begin at or after `start`; the file's size if nowhere."""
    position = start
    while True:
        file.seek(position)
        chunk = file.read(CHUNK)
        found = chunk.find(MAGIC)
        if found >= 0:
            return position + found
        if len(chunk) < len(MAGIC):
            return position + len(chunk)
        position += len(chunk) - len(MAGIC) + 1


def _explained(error: OSError, path: Path) -> CannotWriteError | DiskFullError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFullError(f"{path}: the disk is full; make room and start again")
    return CannotWriteError(f"{path}: cannot be written: {error.strerror}; check the rights of file and folder")
