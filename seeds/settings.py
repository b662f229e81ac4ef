"""The settings of an installation: `duikou.toml` and `DUIKOU_…`, read once at the edge into one typed object."""

import difflib
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass
from pydantic_core import ErrorDetails

from seeds.errors import ConfigurationError, without_prefix
from seeds.fields import (
    ClockTime,
    DatabaseAddress,
    Folder,
    HostPort,
    LeaveAddress,
    Line,
    Mail,
    MailServer,
    Seconds,
    Size,
    WebFolder,
    Whole,
    Zone,
)
from seeds.source import STRICT, Span

PREFIX = "DUIKOU_"
CONFIG = "DUIKOU_CONFIG"  # names the file; no key of it
FILE = "duikou.toml"


def all_different(found: "tuple[Subscription, ...]") -> "tuple[Subscription, ...]":
    names = [subscription.name for subscription in found]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"two subscriptions are named {name!r}; each issue's number and place hang on its name")
    return found


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Subscription:
    """A periodical: who gets a digest of what, how often and when. Times are in the installation's time zone."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")] = "daily"
    title: Line = "援助报道日报"
    period: Literal["day", "week", "month"] = "day"
    at: ClockTime = time(8, 0)
    weekday: Annotated[Whole, Field(ge=1, le=7)] = 1  # for weekly ones: 1 is Monday
    to: tuple[Mail, ...] = ()  # mail addresses; none: the issue is written, not mailed
    sources: tuple[str, ...] = ()  # seed names; none: all
    language: Literal["zh-Hans", "zh-Hant", "en"] = "zh-Hans"
    send_empty: bool = True  # an issue with nothing new is sent all the same, and says so


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Settings:
    """Every key of `duikou.toml`; the same in capitals behind `DUIKOU_` in the environment."""

    home: Folder = Path("var")
    database_url: DatabaseAddress | None = None  # None: sqlite under home
    smtp_url: MailServer | None = None  # None: nothing is mailed
    mail_from: Mail = "duikou@localhost"
    unsubscribe: LeaveAddress | None = None  # https: or mailto: address for who wants no more mail
    web: WebFolder | None = None  # address under which <home>/digests is on the web; mails link their figures there
    timezone: Zone = "Asia/Shanghai"
    via: HostPort | None = None  # HTTP proxy for all requests
    contact: Line = ""  # web address or mail address that our User-Agent names
    delay: Seconds | None = None  # seconds, instead of the seeds' own
    seeds: Folder | None = None  # folder of further seed files
    health: HostPort = "127.0.0.1:8650"
    at_once: Annotated[Whole, Field(ge=1, le=32)] = 2  # sources crawled side by side
    keep_archive: Span | None = None  # for how long pages are kept as fetched; None: for good
    keep_versions: Annotated[Whole, Field(ge=1)] | None = None  # of each report; None: all
    disk_budget: Size | None = None  # bytes under home beyond which no crawl begins; None: no limit but the disk's
    subscriptions: Annotated[tuple[Subscription, ...], AfterValidator(all_different)] = (Subscription(),)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.home / 'duikou.db'}"


KEYS = tuple(Settings.__dataclass_fields__)
VARIABLES = tuple(f"{PREFIX}{key.upper()}" for key in KEYS)
SUBSCRIPTION_KEYS = tuple(Subscription.__dataclass_fields__)
PLAINER = {  # than pydantic's own words, by its type of error
    "path_type": "write a path in quotes",
    "tuple_type": 'write a list, e.g. ["one", "two"]',
    "string_pattern_mismatch": "write small letters, digits, _ or -, a letter first",
}
ADAPTER = TypeAdapter(Settings)


def read_settings(environ: Mapping[str, str], folder: Path) -> Settings:
    """The settings of an installation: `duikou.toml` in `folder` (or the file that DUIKOU_CONFIG names) and `environ`.

    Raises ConfigurationError, also where DUIKOU_CONFIG names a file that cannot be read."""
    return settings_from(_text(environ, folder), environ, where=environ.get(CONFIG) or FILE)


def judge_settings(environ: Mapping[str, str], folder: Path) -> tuple[Settings | None, tuple[str, ...]]:
    """As `read_settings`, but all that is wrong, one line each; then there are no settings."""
    try:
        toml = _text(environ, folder)
    except ConfigurationError as error:
        return None, (str(error),)
    return _judged(toml, environ, environ.get(CONFIG) or FILE)


def settings_file(environ: Mapping[str, str], folder: Path) -> Path:
    """Where the settings are, if they are in a file at all."""
    return folder / (environ.get(CONFIG) or FILE)


def settings_from(toml: str, environ: Mapping[str, str], *, where: str = FILE) -> Settings:
    """Settings out of the text of a `duikou.toml` (may be empty) and an environment, which wins.

    Raises ConfigurationError: one line that names file or variable, key, and the nearest known key."""
    found, wrong = _judged(toml, environ, where)
    if found is None:
        raise ConfigurationError(wrong[0])
    return found


def _text(environ: Mapping[str, str], folder: Path) -> str:
    named, path = environ.get(CONFIG), settings_file(environ, folder)
    if not named and not path.exists():
        return ""
    try:
        return path.read_text("utf-8-sig")  # Notepad begins a file with a byte order mark, which TOML does not know
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        hint = f" ({CONFIG} names it)" if named else ""
        raise ConfigurationError(f"{path}: cannot be read{hint}: {error.strerror}") from error


def _judged(toml: str, environ: Mapping[str, str], where: str) -> tuple[Settings | None, tuple[str, ...]]:
    unknown = tuple(_unknown_variables(environ))
    try:
        given = _from_environment(environ)
        values = _named(_parsed(toml, where), where) | given
    except ConfigurationError as error:
        return None, (*unknown, str(error))
    try:
        found = ADAPTER.validate_python(values)
    except ValidationError as error:
        wrong = (_sentence(each, values, _place(each, given, where)) for each in error.errors())
        return None, (*unknown, *dict.fromkeys(wrong))
    return (None, unknown) if unknown else (found, ())


def _place(error: ErrorDetails, given: Mapping[str, Any], where: str) -> str:
    key = str(error["loc"][0]) if error["loc"] else ""
    return f"{PREFIX}{key.upper()}" if key in given else where


def _parsed(toml: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{where}: not valid TOML: {error}") from error


def _named(values: dict[str, Any], where: str) -> dict[str, Any]:
    """`[subscriptions.weekly]` tables as a list of subscriptions that know their names."""
    tables = values.get("subscriptions")
    if not isinstance(tables, dict):
        return values
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigurationError(f"{where}: subscriptions.{name}: write a table [subscriptions.NAME]")
    return values | {"subscriptions": [{"name": name} | table for name, table in tables.items()]}


def _unknown_variables(environ: Mapping[str, str]) -> Iterator[str]:
    for name, value in environ.items():
        if value and name.startswith(PREFIX) and name not in (CONFIG, *VARIABLES):
            yield f"environment: unknown variable {name!r}{near(name, VARIABLES)}"


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    names = [name for name, value in environ.items() if value and name in VARIABLES]
    values: dict[str, Any] = {name.removeprefix(PREFIX).lower(): environ[name] for name in names}
    if "subscriptions" not in values:
        return values
    variable = f"{PREFIX}SUBSCRIPTIONS"
    try:
        return _named(values | {"subscriptions": json.loads(values["subscriptions"])}, variable)
    except json.JSONDecodeError as error:
        raise ConfigurationError(f"{variable}: not valid JSON: {error}") from error


def _sentence(error: ErrorDetails, values: Mapping[str, Any], place: str) -> str:
    """What pydantic found, in one line: place, key, what is wrong, what is there now."""
    *inside, key = (str(part) for part in error["loc"]) if error["loc"] else ("",)
    if error["type"] == "unexpected_keyword_argument":
        known = SUBSCRIPTION_KEYS if inside else KEYS
        return ": ".join([place, *_path(inside, values), f"unknown key {key!r}{near(key, known)}"])
    message = PLAINER.get(error["type"], without_prefix(error["msg"]).replace("Input should", "should"))
    # A database or mail address may hold a password.
    now = "" if key.endswith("_url") or error["type"] == "missing" else f" (now: {str(error['input'])[:80]!r})"
    return ": ".join([place, *_path([*inside, key], values), message + now])


def _path(parts: list[str], values: Mapping[str, Any]) -> list[str]:
    """`subscriptions.0.at` as the file's writer knows it: `subscriptions.weekly.at`."""
    if len(parts) > 1 and parts[1].isdigit() and isinstance(values.get(parts[0]), list):
        entry = values[parts[0]][int(parts[1])]
        name = entry.get("name") if isinstance(entry, dict) else None
        parts = [parts[0], str(name or parts[1]), *parts[2:]]
    return [".".join(parts)] if parts else []


def near(key: str, known: Sequence[str], *, most: int = 1) -> str:
    """The end of a message about an unknown name: the `most` nearest known ones, or some of all."""
    close = difflib.get_close_matches(key if key.isupper() else key.lower(), known, most)
    if close:
        return f"; did you mean {' or '.join(map(repr, close))}?"
    return f"; known: {', '.join(known[:20])}{' …' if len(known) > 20 else ''}"
