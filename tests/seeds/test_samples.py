"""The sample sites: whole, in two states, in the encodings they declare, and in nobody's words but ours."""

import html
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from seeds.load import read_source, sources
from seeds.samples_index import BEFORE, SAMPLES, SITES, SOURCES, Golden, file_of, golden, later

NAMES = tuple(tomllib.loads((SAMPLES / "manifest.toml").read_text(encoding="utf-8")))
PAGES = sorted(path for folder in (SITES, BEFORE) for path in folder.rglob("*.html"))
ENCODING = {"www.xzsnw.com": "gbk", "www.qzwhcy.com": "gbk"}  # gb2312 is declared by the first; browsers read gbk
DECLARED = {"www.xzsnw.com": b"charset=gb2312", "www.qzwhcy.com": b"charset=gbk"}
MISSING = "http://www.xzsnw.com/yz/yzxw/167950.html"  # listed, and not there: a page that was taken down
RUN = 25  # characters; a shorter one may be a title or a phrase that everybody uses
HAN = re.compile(r"[\u4e00-\u9fff]")


def host(path: Path) -> str:
    return path.relative_to(SITES if path.is_relative_to(SITES) else BEFORE).parts[0]


def text(path: Path) -> str:
    return path.read_bytes().decode(ENCODING.get(host(path), "utf-8"))


def words(page: str) -> str:
    """What a reader sees, without white space."""
    page = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]+>", "", page, flags=re.DOTALL)
    return re.sub(r"\s+", "", html.unescape(page))


def linked(pages: Golden, folder: Path) -> set[str]:
    """Every address that the source's list page links to."""
    hrefs = re.findall(r'href="([^"#]+)"', text(file_of(pages.listing, folder)))
    return {urljoin(pages.listing, href) for href in hrefs}


def known(name: str) -> Golden:
    pages = golden(name)
    assert pages
    return pages


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(SAMPLES)))
def test_each_page_has_the_bytes_that_it_declares(path: Path) -> None:
    assert DECLARED.get(host(path), b"utf-8") in path.read_bytes()[:1000]
    assert "�" not in text(path)
    assert "演示样例" in text(path) or host(path) == "mirror.example"
    assert 2_000 < path.stat().st_size < 40_000


def test_one_page_needs_more_than_the_gb2312_it_declares() -> None:
    with pytest.raises(UnicodeDecodeError):
        file_of("http://www.xzsnw.com/yz/yzxw/167733_2.html").read_bytes().decode("gb2312")


@pytest.mark.parametrize("name", NAMES)
def test_the_manifest_names_pages_that_are_there(name: str) -> None:
    pages = known(name)
    assert file_of(pages.article).is_file()
    assert pages.article in linked(pages, SITES)
    assert (file_of(pages.listing).parents[len(Path(pages.listing.split("/", 3)[3]).parts)] / "robots.txt").is_file()


@pytest.mark.parametrize("name", [name for name in NAMES if known(name).later])
def test_the_first_state_lacks_just_the_later_pages(name: str) -> None:
    pages = known(name)
    assert linked(pages, SITES) - linked(pages, BEFORE) >= set(pages.later)
    assert not linked(pages, BEFORE) & set(pages.later)
    assert all(file_of(url).is_file() for url in pages.later)
    assert pages.article in linked(pages, BEFORE)


def test_every_enabled_source_has_pages_that_come_later() -> None:
    assert all(known(source.name).later for source in sources() if source.enabled)
    assert set(later()) == {url for name in NAMES for url in known(name).later}


def test_what_stands_in_for_the_first_state_replaces_pages_of_the_second() -> None:
    assert all((SITES / path.relative_to(BEFORE)).is_file() for path in BEFORE.rglob("*.html"))


def test_one_listed_page_is_missing() -> None:
    pages = text(file_of("http://www.xzsnw.com/yz/yzxw/index_2.html"))
    assert MISSING in pages
    assert not file_of(MISSING).exists()


def test_the_mirror_has_a_seed_that_is_not_shipped() -> None:
    mirror = read_source(SOURCES / "mirror_example.toml")
    assert mirror.listing
    assert mirror.listing.urls == (known("mirror_example").listing,)
    assert "mirror_example" not in {source.name for source in sources()}


def test_the_mirror_copies_with_damage() -> None:
    copy = text(file_of(known("mirror_example").article))
    assert "醫(yī)院" in copy  # readings in brackets
    assert "？偼度?350萬元" in copy  # 。總投入7350萬元, one byte out of step: the 7 cannot be had back
    assert "當(dāng)?shù)匾晃恍膬" in copy  # 當地一位心內, a reading put between two bytes
    assert "7350" not in copy


def runs(page: str) -> Iterator[str]:
    return (page[start : start + RUN] for start in range(len(page) - RUN + 1))


@pytest.mark.shared
def test_no_sentence_of_the_study_material_is_in_the_samples(shared: Path) -> None:
    ours = {run for path in PAGES for run in runs(words(text(path))) if len(HAN.findall(run)) >= RUN // 2}
    found = set()
    for path in sorted(shared.rglob("*")):
        if path.suffix in {".txt", ".html", ".jsonl", ".md"}:
            theirs = words(path.read_bytes().decode("gb18030" if _gbk(path) else "utf-8").replace("\\n", ""))
            found |= ours.intersection(runs(theirs))
    assert not found


def _gbk(path: Path) -> bool:
    return b"charset=gb" in path.read_bytes()[:1000]
