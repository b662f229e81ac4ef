"""The sample sites that we ship: what the demo replays and what the golden test reads. Written by us, not recorded."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
SITES = SAMPLES / "sites"  # a folder a host: the sites as they are at last
BEFORE = SAMPLES / "before"  # files that stand in for those of SITES before the later pages came
SOURCES = SAMPLES / "sources"  # seeds for tests and demo only
EXPECTED = SAMPLES / "expected"


@dataclass(frozen=True, kw_only=True)
class Golden:
    """The golden pages of one source. `later`: addresses that only the second state of the site has."""

    source: str
    listing: str
    article: str
    later: tuple[str, ...]

    @property
    def expected(self) -> Path:
        return EXPECTED / f"{self.source}.json"


def golden(source: str) -> Golden | None:
    """The golden pages of a source by its name, None if it has none."""
    return _manifest().get(source)


def later() -> tuple[str, ...]:
    """The addresses of all sources that only the second state of the sites has."""
    return tuple(url for pages in _manifest().values() for url in pages.later)


def file_of(url: str, folder: Path = SITES) -> Path:
    """The file that holds an address: folder/host/path, `index.html` for a path that ends with a slash."""
    path = folder / url.split("://", 1)[1]
    return path / "index.html" if url.endswith("/") else path


@cache
def _manifest() -> dict[str, Golden]:
    tables = tomllib.loads((SAMPLES / "manifest.toml").read_text(encoding="utf-8"))
    return {
        name: Golden(source=name, listing=table["listing"], article=table["article"], later=tuple(table["later"]))
        for name, table in tables.items()
    }
