"""The edge: the one place where the environment, the working folder and the clock are read."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from seeds.errors import ConfigurationError, WrongUsageError
from seeds.load import sources
from seeds.settings import Settings, Subscription, near, read_settings
from seeds.source import Source

if TYPE_CHECKING:
    from store.database import Database, Within

NOTHING_YET = "nothing is stored yet in %s; `duikou crawl` begins"

Clock = Callable[[], datetime]  # aware; tests bring their own


def clock() -> datetime:
    return datetime.now(UTC)


def login() -> str:
    """The name under which a person works here."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without a list of users
        raise WrongUsageError("who are you? This machine does not say; add --by NAME") from None


def settings_here(*, via: str | None = None) -> Settings:
    """The settings of the installation in the working folder. `via` comes from the command line and wins."""
    environ = dict(os.environ) | ({"DUIKOU_VIA": via} if via else {})
    return read_settings(environ, Path.cwd())


def known_sources(settings: Settings) -> tuple[Source, ...]:
    """All sources of the installation, switched off ones too. Raises ConfigurationError, also for a subscription
    that names none of them."""
    found = sources(*([settings.seeds] if settings.seeds else []))
    names = [source.name for source in found]
    for subscription in settings.subscriptions:
        for name in subscription.sources:
            if name not in names:
                unknown = f"no source is called {name!r}{near(name, names, most=3)}"
                raise ConfigurationError(f"subscriptions.{subscription.name}.sources: {unknown}")
    return found


def chosen_sources(settings: Settings, names: Sequence[str]) -> tuple[Source, ...]:
    """The named sources in the order given, all enabled ones if none is named. Raises WrongUsageError."""
    known = {source.name: source for source in known_sources(settings)}
    for name in names:
        if name not in known:
            raise WrongUsageError(f"no source is called {name!r}{near(name, tuple(known), most=3)}")
    if names:
        return tuple(known[name] for name in dict.fromkeys(names))
    return tuple(source for source in known.values() if source.enabled)


def chosen_subscription(settings: Settings, name: str | None) -> Subscription:
    """The named subscription, the first one if none is named. Raises WrongUsageError."""
    known = {subscription.name: subscription for subscription in settings.subscriptions}
    if not known:
        raise WrongUsageError("duikou.toml has no subscription; add a table [subscriptions.daily]")
    if name and name not in known:
        raise WrongUsageError(f"no subscription is called {name!r}{near(name, tuple(known))}")
    return known[name] if name else settings.subscriptions[0]


@contextmanager
def database_of(settings: Settings) -> Iterator["Database"]:
    """The database, made and brought up to date where need be, closed at the end of the block."""
    from store.database import open_database

    database = open_database(settings.database, home=settings.home)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def stored_database(settings: Settings) -> Iterator["Database | None"]:
    """The database if there is one: commands that only look make none."""
    file = settings.database.removeprefix("sqlite:///")
    if file != settings.database and not Path(file).exists():
        yield None
        return
    with database_of(settings) as database:
        yield database


@contextmanager
def reading(item: str) -> Iterator["Within"]:
    """A look into what is stored. Raises WrongUsageError if nothing is: then there is no such item."""
    with _kept_database(item) as database, database.read() as connection:
        yield connection


@contextmanager
def writing(item: str) -> Iterator["Within"]:
    """The same to write: all of it or nothing."""
    with _kept_database(item) as database, database.write() as connection:
        yield connection


@contextmanager
def _kept_database(item: str) -> Iterator["Database"]:
    settings = settings_here()
    with stored_database(settings) as database:
        if database is None:
            raise WrongUsageError(f"{item}: {NOTHING_YET % settings.home}")
        yield database
