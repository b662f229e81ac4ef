"""Seed files: what is read, and how wrong ones are told."""

import dataclasses
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from seeds.errors import ConfigurationError, WrongUsageError
from seeds.lint import problems
from seeds.load import SHIPPED, place, read_source, source, sources
from seeds.source import WAYS, JsonList, Listing, Selectors, Sitemap, Source

SMALLEST = 'title = "某网 · 援藏"\npublisher = "某网"\nkind = "news"\n'
LISTED = SMALLEST + '[listing]\nurls = ["http://a.example/yz/"]\n'


def write(folder: Path, text: str, name: str = "a_example") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_smallest_seed_has_defaults(tmp_path: Path) -> None:
    read = read_source(write(tmp_path, SMALLEST))
    assert (read.name, read.every, read.delay, read.verified) == ("a_example", timedelta(hours=6), 1.0, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind = news\n", r"a_example\.toml: not valid TOML: .*line 1"),
        (SMALLEST + "every = 6h\n", r"not valid TOML: .*line 4"),
        (SMALLEST + 'publishr = "某网"\n', r"a_example\.toml: publishr: unknown key; did you mean 'publisher'\?"),
        (SMALLEST + "max_pages = 3\n", r"max_pages: unknown key here; it belongs under \[listing\]"),
        (SMALLEST + 'color = "red"\n', r"color: unknown key; known: title, publisher, kind, "),
        (LISTED + 'link = "a"\n', r"listing\.link: unknown key; did you mean 'links'\?"),
        (LISTED + "[article]\nheadline = 'h1'\n", r"article\.headline: unknown key; known: title, date, "),
        ('title = "某网"\nkind = "news"\n', r"publisher: missing"),
        (SMALLEST.replace("news", "paper"), r"kind: Input should be 'news', .*, not 'paper'"),
        (
            SMALLEST + '[listing]\nurls = ["a.example/yz/"]\n',
            r"listing\.urls\.0: an address begins with http.*'a\.example/yz/'",
        ),
        (
            SMALLEST + '[feed]\nurls = ["http://a.cn/f"]\n[json]\nurls = ["http://a.cn/j"]\n',
            r"toml: two ways in, \[feed\] and \[json\]; keep one$",
        ),
        (
            SMALLEST + "[feed]\nurls = ['http://a.cn/f']\nfollow = 'x'\n",
            r"feed\.follow: unknown key here; it belongs under \[sitemap\]",
        ),
        (SMALLEST + "[listing]\nurls = []\n", r"listing\.urls: .*at least 1"),
        (SMALLEST + 'every = "sometimes"\n', r"every: .*not 'sometimes'"),
        (SMALLEST + "every = 6\n", r"every: write minutes, hours or days, .*, not 6"),
        (SMALLEST + 'every = "0h"\n', r"every: .*greater than"),
        (SMALLEST + 'enabled = "no"\n', r"enabled: Input should be a valid boolean, not 'no'"),
        (SMALLEST + 'delay = "2"\n', r"delay: Input should be a valid number, not '2'"),
        (SMALLEST + "verified = 2026\n", r"verified: Input should be a valid date"),
        (SMALLEST + "delay = -1\n", r"delay: .*not -1"),
        (SMALLEST + 'name = "b_example"\n', r"name: 'b_example' is not the file's name"),
        (SMALLEST + 'color = "red"\nkin = "news"\n', r"\(and 1 more\)$"),
    ],
)
def test_a_wrong_seed_is_one_line_that_names_file_and_key(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_source(write(tmp_path, text))
    assert re.search(expected, str(caught.value))
    assert "\n" not in str(caught.value)


def test_toml_dates_and_whole_numbers_are_taken(tmp_path: Path) -> None:
    read = read_source(write(tmp_path, "verified = 2026-11-20\ndelay = 2\n" + LISTED))
    assert (read.verified, read.delay) == (date(2026, 11, 20), 2.0)
    assert read.listing
    assert read.listing.urls == ("http://a.example/yz/",)


def test_bytes_that_are_not_utf8_are_told_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "a_example.toml").write_bytes('title = "西藏"'.encode("gbk"))
    with pytest.raises(ConfigurationError, match="not UTF-8 at byte 9"):
        read_source(tmp_path / "a_example.toml")


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a_example.toml").write_bytes(b"\xef\xbb\xbf" + SMALLEST.encode())
    assert read_source(tmp_path / "a_example.toml").publisher == "某网"


def test_a_file_name_that_is_no_source_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"A-example\.toml: name: "):
        read_source(write(tmp_path, SMALLEST, "A-example"))


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_source(tmp_path / "gone.toml")


def test_sources_of_a_further_folder_join_the_shipped_ones_in_order(tmp_path: Path) -> None:
    write(tmp_path, SMALLEST)
    names = [each.name for each in sources(tmp_path)]
    assert names == sorted(names)
    assert {"a_example", "tibet_cn"} <= set(names)


def test_an_own_file_replaces_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    write(tmp_path, SMALLEST + "enabled = false\n", "tibet_cn")
    assert not source("tibet_cn", tmp_path).enabled
    assert source("tibet_cn").enabled


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such folder"):
        sources(tmp_path / "seeds")


def test_an_unknown_source_is_told_with_near_names() -> None:
    with pytest.raises(WrongUsageError, match="'tibet_com'; there are: tibet_cn"):
        source("tibet_com")


def test_what_we_ship() -> None:
    enabled = {each.name for each in sources() if each.enabled}
    assert enabled == {"xzsnw_com", "tibet_cn", "qzwhcy_com", "tjbh_gov_cn"}
    assert not source("xzxw_com").enabled
    assert place(SHIPPED / "tibet_cn.toml") == "seeds/sources/tibet_cn.toml"


@pytest.mark.parametrize("each", sources(), ids=lambda each: each.name)
def test_no_shipped_source_claims_more_than_we_know(each: Source) -> None:
    assert each.verified is None
    assert each.enabled or each.name == "xzxw_com" or not any(dataclasses.asdict(each.article).values())


@pytest.mark.parametrize(
    ("table", "prefix"),
    [(Source, ""), (Listing, "listing."), (Selectors, "article."), (Sitemap, "sitemap."), (JsonList, "json.")],
)
def test_the_documentation_has_every_key(table: type, prefix: str) -> None:
    text = (SHIPPED.parent.parent / "docs" / "sources.md").read_text(encoding="utf-8")
    keys = {field.name for field in dataclasses.fields(table)} - {"name", "article", *WAYS}
    if prefix in {"sitemap.", "json."}:  # the rest is said once, under listing
        keys -= {field.name for field in dataclasses.fields(Listing)}
    assert {key for key in keys if f"| `{prefix}{key}` |" not in text} == set()


def test_the_example_of_the_documentation_is_a_good_seed(tmp_path: Path) -> None:
    text = (SHIPPED.parent.parent / "docs" / "sources.md").read_text(encoding="utf-8")
    example = text.split("```toml\n")[1].split("```")[0]
    assert problems(write(tmp_path, example, "example_gov_cn"), today=date(2026, 11, 21)) == []


def test_a_slip_in_one_seed_does_not_keep_another_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("title = ")
    assert source("tibet_cn", tmp_path).name == "tibet_cn"
    with pytest.raises(ConfigurationError, match="broken"):
        source("broken", tmp_path)
