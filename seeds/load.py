"""Seed files to sources: one TOML file each, judged strictly, with errors that name file and key."""

import dataclasses
import difflib
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from seeds.errors import ConfigurationError, WrongUsageError, without_prefix
from seeds.source import Access, Feed, JsonList, Listing, Selectors, Sitemap, Source

SHIPPED = Path(__file__).parent / "sources"
CHECKOUT = SHIPPED.parent.parent
ADAPTER = TypeAdapter(Source)
TABLES: dict[str, type[Access] | type[Selectors]] = {
    "listing": Listing,
    "feed": Feed,
    "sitemap": Sitemap,
    "json": JsonList,
    "article": Selectors,
}


def sources(*folders: Path) -> tuple[Source, ...]:
    """The shipped sources and those of further folders, sorted by name. A file of a later folder replaces the
    earlier one of the same name, so that an installation can correct or switch off what we ship.

    Raises ConfigurationError that names file, key and the nearest known key."""
    named = _named(folders)
    return tuple(read_source(named[name]) for name in sorted(named))


def source(name: str, *folders: Path) -> Source:
    """One source by its name; no other file is read, for a slip in one must not stop the crawls of all.

    Raises WrongUsageError with near names if there is none, ConfigurationError."""
    known = _named(folders)
    if name not in known:
        near = difflib.get_close_matches(name, known, 3) or known
        raise WrongUsageError(f"no source is called {name!r}; there are: {', '.join(near)}")
    return read_source(known[name])


def _named(folders: Sequence[Path]) -> dict[str, Path]:
    return {path.stem: path for folder in (SHIPPED, *folders) for path in seed_files(folder)}


def seed_files(folder: Path) -> list[Path]:
    """The seed files of one folder, by name. Raises ConfigurationError if there is no such folder."""
    if not folder.is_dir():
        raise ConfigurationError(f"{folder}: no such folder of seed files; make it, or correct `seeds` in duikou.toml")
    return sorted(folder.glob("*.toml"))


def read_source(path: Path) -> Source:
    """The source of one seed file. Raises ConfigurationError."""
    table = _table(path)
    stated = table.get("name", path.stem)
    if stated != path.stem:
        raise ConfigurationError(f"{place(path)}: name: {stated!r} is not the file's name; leave it out")
    try:  # as JSON, because only there strictness lets arrays be tuples; loosely, enabled = "no" would pass
        return ADAPTER.validate_json(json.dumps(table | {"name": path.stem}, default=str), strict=True)
    except ValidationError as error:
        raise ConfigurationError(_sentence(path, error.errors())) from error


def place(path: Path) -> str:
    """How messages call a seed file: from the checkout's root on where it is inside, else in full."""
    return str(path.relative_to(CHECKOUT) if path.is_relative_to(CHECKOUT) else path)


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Windows editors begin a file with a mark
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{place(path)}: not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{place(path)}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        raise ConfigurationError(f"{place(path)}: cannot be read: {error.strerror}") from error


def _sentence(path: Path, errors: list[ErrorDetails]) -> str:
    first, *others = errors
    if not first["loc"]:  # of the seed as a whole
        return f"{place(path)}: {without_prefix(first['msg'])}"
    key = ".".join(str(part) for part in first["loc"])
    reason = _unknown(first["loc"]) if first["type"] == "unexpected_keyword_argument" else _reason(first)
    return f"{place(path)}: {key}: {reason}" + (f" (and {len(others)} more)" if others else "")


def _unknown(where: tuple[int | str, ...]) -> str:
    """An unknown key, with the nearest one of its table or, for a key in the wrong table, the table it belongs to."""
    *tables, key = (str(part) for part in where)
    known = _keys(TABLES[tables[0]] if tables else Source)
    elsewhere = [f"[{name}]" for name, table in TABLES.items() if [name] != tables and key in _keys(table)]
    near = difflib.get_close_matches(key, known, 1)
    if elsewhere:
        return f"unknown key here; it belongs under {elsewhere[0]}"
    if near:
        return f"unknown key; did you mean {near[0]!r}?"
    return f"unknown key; known: {', '.join(known)}"


def _keys(table: type[Source] | type[Access] | type[Selectors]) -> list[str]:
    return [field.name for field in dataclasses.fields(table) if field.name != "name"]


def _reason(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "missing; a seed needs it"
    return without_prefix(error["msg"]) + f", not {error['input']!r}"
