"""What databases complain of: as one line that tells what to do, and whether it passes by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from seeds.errors import BusyError, CannotWriteError, ConfigurationError, DiskFullError, DuikouError, UnreachableError

# Classes of PostgreSQL's error codes: connection, transaction rolled back (deadlock, serialization), intervention
# (shutdown, starting up), too many connections. https://www.postgresql.org/docs/current/errcodes-appendix.html
PASSING = ("08", "40", "57", "53300")
OF_THE_DATABASE = (DiskFullError, CannotWriteError, BusyError, ConfigurationError)  # what `explained` makes of them


@contextmanager
def explained(address: URL) -> Iterator[None]:
    """What the database says, as an error of ours; what we do not know passes through."""
    try:
        yield
    except DBAPIError as error:
        known = _known(str(error.orig), shown(address))
        if known is None:
            raise
        raise known from error


def shown(address: URL) -> str:
    """A database's address without password; its options may hold one too."""
    return address.set(query={}).render_as_string(hide_password=True)


def passes(error: DBAPIError) -> bool:
    """Whether the same transaction may well succeed in a moment. SQLite's own waiting is done by then: for it, no."""
    if error.connection_invalidated:
        return True
    code = getattr(error.orig, "sqlstate", "")  # of psycopg alone; None where no server answered
    return isinstance(error, OperationalError) and (code is None or code.startswith(PASSING))


def _known(said: str, where: str) -> DuikouError | None:
    unreachable = f"cannot be reached: {said.splitlines()[0] if said else ''}"
    table: tuple[tuple[str, type[DuikouError], str], ...] = (
        ("disk is full", DiskFullError, "the disk is full; make room and start again"),
        ("No space left", DiskFullError, "the disk is full; make room and start again"),
        ("readonly database", CannotWriteError, "cannot be written; check the rights of file and folder"),
        ("unable to open database", CannotWriteError, "cannot be opened; check the rights of file and folder"),
        ("database is locked", BusyError, "another process has been writing for too long; try again"),
        ("not a database", ConfigurationError, "is no SQLite database; set DUIKOU_DATABASE_URL or restore a backup"),
        ("malformed", ConfigurationError, "is damaged; restore a backup"),
        ("connection failed", UnreachableError, unreachable),
        ("connection is bad", UnreachableError, unreachable),
        ("connection timeout", UnreachableError, unreachable),
    )
    return next((kind(f"{where}: {advice}") for words, kind, advice in table if words in said), None)
