"""Keeping no more than the settings say: old bytes and old versions of one source."""

import logging
from dataclasses import dataclass
from datetime import datetime

from seeds.settings import Settings
from store.claims import claim
from store.database import Database
from store.retention import drop_file, drop_versions, outlived

log = logging.getLogger("duikou.retention")


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """What went: the archive's files, their bytes, and texts of older versions."""

    source: str
    files: tuple[str, ...] = ()
    bytes: int = 0
    versions: int = 0


def retain(database: Database, settings: Settings, source: str, *, now: datetime) -> Dropped:
    """Lets go what `keep_archive` and `keep_versions` do not keep. Raises BusyError if the source is being crawled."""
    if settings.keep_archive is None and settings.keep_versions is None:
        return Dropped(source=source)
    archive = settings.home / "archive"
    with claim(settings.database, settings.home, f"crawl-{source}"):
        files = outlived(archive, source, keep=settings.keep_archive, now=now) if settings.keep_archive else ()
        with database.write() as connection:
            for file in files:
                drop_file(connection, archive, file)
            versions = drop_versions(connection, source, keep=settings.keep_versions) if settings.keep_versions else 0
        size = sum(file.stat().st_size for file in files)
        for file in files:
            file.unlink()
    names = tuple(file.name for file in files)
    if files or versions:
        log.info("%s: let go %d archive files (%d bytes) and %d old versions", source, len(files), size, versions)
    return Dropped(source=source, files=names, bytes=size, versions=versions)
