"""The settings of an installation: `duikou.toml` and `DUIKOU_…`, read once at the edge into one typed object."""

import difflib
import json
import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from seeds.errors import ConfigurationError
from seeds.source import STRICT

PREFIX = "DUIKOU_"
NOT_SETTINGS = {"DUIKOU_CONFIG"}


def zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("not a time zone; write e.g. Asia/Shanghai") from error
    return name


def host_and_port(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit() and 0 <= int(port) < 65536):
        raise ValueError("write HOST:PORT, e.g. 127.0.0.1:8080")
    return text


Zone = Annotated[str, AfterValidator(zone)]
HostPort = Annotated[str, AfterValidator(host_and_port)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Subscription:
    """A periodical: who gets a digest of what, how often and when. Times are in the installation's time zone."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")] = "daily"
    title: str = "援助报道日报"
    period: Literal["day", "week", "month"] = "day"
    at: time = time(8, 0)
    weekday: Annotated[int, Field(ge=1, le=7)] = 1  # for weekly ones: 1 is Monday
    to: tuple[str, ...] = ()  # mail addresses; none: the issue is written, not mailed
    sources: tuple[str, ...] = ()  # seed names; none: all
    language: Literal["zh-Hans", "zh-Hant", "en"] = "zh-Hans"
    send_empty: bool = True  # an issue with nothing new is sent all the same, and says so


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Settings:
    """Every key of `duikou.toml`; the same in capitals behind `DUIKOU_` in the environment."""

    home: Path = Path("var")
    database_url: str | None = None  # None: sqlite under home
    smtp_url: str | None = None  # smtp://user:password@host:587?starttls=1
    mail_from: str = "duikou@localhost"
    timezone: Zone = "Asia/Shanghai"
    via: HostPort | None = None  # HTTP proxy for all requests
    contact: str = ""  # web address or mail address that our User-Agent names
    delay: Annotated[float, Field(ge=0)] | None = None  # seconds between requests, instead of the seeds' own
    seeds: Path | None = None  # folder of further seed files
    health: HostPort = "127.0.0.1:8650"
    at_once: Annotated[int, Field(ge=1, le=32)] = 2  # sources crawled side by side
    subscriptions: tuple[Subscription, ...] = (Subscription(),)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.home / 'duikou.db'}"


KEYS = tuple(Settings.__dataclass_fields__)
ADAPTER = TypeAdapter(Settings)


def settings_from(toml: str, environ: Mapping[str, str], *, where: str = "duikou.toml") -> Settings:
    """Settings out of the text of a `duikou.toml` (may be empty) and an environment, which wins.

    Raises ConfigurationError that names file or variable, key, and the nearest known key."""
    values = _subscriptions(_parsed(toml, where)) | _from_environment(environ)
    for key in values:
        if key not in KEYS:
            raise ConfigurationError(f"{where}: unknown key {key!r}{_nearest(key)}")
    try:
        return ADAPTER.validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ConfigurationError(f"{_place(key, environ, where)}: {key}: {first['msg']}") from error


def _parsed(toml: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{where}: not valid TOML: {error}") from error


def _subscriptions(values: dict[str, Any]) -> dict[str, Any]:
    """`[subscriptions.weekly]` tables as a list of subscriptions that know their names."""
    tables = values.get("subscriptions")
    if isinstance(tables, dict):
        named = tuple({"name": name} | table for name, table in tables.items() if isinstance(table, dict))
        return values | {"subscriptions": named}
    return values


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    found = {key: value for key, value in environ.items() if key.startswith(PREFIX) and key not in NOT_SETTINGS}
    values: dict[str, Any] = {key.removeprefix(PREFIX).lower(): value for key, value in found.items() if value}
    if "subscriptions" in values:
        try:
            values["subscriptions"] = json.loads(values["subscriptions"])
        except json.JSONDecodeError as error:
            raise ConfigurationError(f"{PREFIX}SUBSCRIPTIONS: not valid JSON: {error}") from error
        return _subscriptions(values)
    return values


def _nearest(key: str) -> str:
    near = difflib.get_close_matches(key, KEYS, 1)
    return f"; did you mean {near[0]!r}?" if near else f"; known keys: {', '.join(KEYS)}"


def _place(key: str, environ: Mapping[str, str], where: str) -> str:
    variable = PREFIX + key.split(".", maxsplit=1)[0].upper()
    return variable if variable in environ else where
