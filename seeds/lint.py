"""The linter of seed files: what strict reading cannot see in one file, or would only show at the first crawl."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cssselect import HTMLTranslator, SelectorError

from seeds.errors import ConfigurationError
from seeds.load import SHIPPED, place, read_source
from seeds.samples_index import golden
from seeds.source import WAYS, Source

SHORTEST = timedelta(minutes=10)  # more often is no news, only load on the site


def problems(*files: Path, today: date) -> list[str]:
    """What is wrong with these seed files, one line each, beginning with file and key. `today` judges `verified`."""
    read: dict[Path, Source] = {}
    found: list[str] = []
    for path in files:
        try:
            read[path] = read_source(path)
        except ConfigurationError as error:
            found.append(str(error))
    for path, source in read.items():
        found += [f"{place(path)}: {problem}" for problem in _problems(source, today, shipped=path.parent == SHIPPED)]
    return found + list(_doubled(read))


def _problems(source: Source, today: date, *, shipped: bool) -> Iterator[str]:
    yield from _zone(source)
    yield from _selectors(source)
    yield from _addresses(source)
    if source.every < SHORTEST:
        yield f"every: {source.every} is under {SHORTEST}; write e.g. 6h"
    if source.verified and source.verified > today:
        yield f"verified: {source.verified} is in the future"
    if source.enabled and source.access is None:
        yield "listing: an enabled source needs one (or a feed, sitemap, json), or enabled = false"
    if source.enabled and shipped and golden(source.name) is None:
        yield "enabled: a shipped source needs golden pages in seeds/samples, or enabled = false"


def _zone(source: Source) -> Iterator[str]:
    try:
        ZoneInfo(source.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"timezone: {source.timezone!r} is not a time zone; write e.g. Asia/Shanghai"


def _selectors(source: Source) -> Iterator[str]:
    selectors = {f"article.{key}": text for key, text in asdict(source.article).items()}
    if source.listing:
        selectors["listing.links"] = source.listing.links
    for key, text in selectors.items():
        try:
            HTMLTranslator().css_to_xpath(text or "*")
        except SelectorError as error:
            yield f"{key}: {text!r} is not a CSS selector: {error}"


def _addresses(source: Source) -> Iterator[str]:
    for way in WAYS:
        access = getattr(source, way)
        for key, text in asdict(access).items() if access else ():
            yield from (f"{way}.{key}: {text!r} {fault}" for fault in _faults(key, text))


def _faults(key: str, text: Any) -> Iterator[str]:
    if key == "next" and text and "{n}" not in text:
        yield "has no {n}, so page 2 would come again and again"
    if key in {"allow", "follow"}:
        try:
            re.compile(text or "")
        except re.error as error:
            yield f"is not a regular expression: {error}"


def _doubled(read: dict[Path, Source]) -> Iterator[str]:
    """A list that two sources watch would bring every report twice."""
    watched: defaultdict[str, list[Path]] = defaultdict(list)
    for path in {path.stem: path for path in read}.values():  # an own file replaces the shipped one of its name
        for url in read[path].starts:
            watched[url].append(path)
    for url, paths in watched.items():
        if len(paths) > 1:
            yield f"{place(paths[1])}: {way_of(read[paths[1]])}.urls: {url} is watched by {place(paths[0])} too"


def way_of(source: Source) -> str:
    return next(way for way in WAYS if getattr(source, way))
