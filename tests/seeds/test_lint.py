"""The linter of seed files."""

import re
from datetime import date
from pathlib import Path

import pytest

from seeds.lint import problems
from seeds.load import SHIPPED, seed_files

TODAY = date(2026, 11, 21)
HEAD = 'title = "某网 · 援藏"\npublisher = "某网"\nkind = "news"\n'
LIST = '[listing]\nurls = ["http://a.example/yz/"]\n'


def lint(folder: Path, *texts: str) -> list[str]:
    for number, text in enumerate(texts):
        (folder / f"a{number}.toml").write_text(text, encoding="utf-8")
    return problems(*seed_files(folder), today=TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + 'timezone = "Asia/Lhasa"\n' + LIST, "timezone: 'Asia/Lhasa' is not a time zone"),
        (HEAD + LIST + 'links = "ul li["\n', "listing.links: .ul li.. is not a CSS selector"),
        (HEAD + LIST + '[article]\nbody = "div:::text"\n', "article.body: 'div:::text' is not a CSS selector"),
        (HEAD + LIST + "allow = '(\\d+'\n", "listing.allow: .* is not a regular expression"),
        (HEAD + LIST + 'next = "index_2.html"\n', "listing.next: .* no {n}"),
        (HEAD + "verified = 2026-11-22\n" + LIST, "verified: 2026-11-22 is in the future"),
        (HEAD + 'every = "5m"\n' + LIST, "every: 0:05:00 is under"),
        (
            HEAD + "[sitemap]\nurls = ['http://a.example/s.xml']\nfollow = '('\n",
            "sitemap.follow: .* regular expression",
        ),
        (HEAD + "[json]\nurls = ['http://a.example/j']\nnext = 'p2'\n", "json.next: .* no {n}"),
        (HEAD, "listing: an enabled source needs one"),
        (HEAD + 'nam = "x"\n', "nam: unknown key"),
    ],
)
def test_each_fault_is_one_line_with_file_and_key(tmp_path: Path, text: str, expected: str) -> None:
    (problem,) = lint(tmp_path, text)
    assert re.search(f"a0.toml: {expected}", problem)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + LIST,
        HEAD + "verified = 2026-11-21\n" + LIST + 'links = "ul > li:nth-of-type(2) a, dt a"\nnext = "index_{n}.html"\n',
        HEAD + "enabled = false\n",
        HEAD + "[feed]\nurls = ['http://a.example/f']\n",
    ],
)
def test_a_good_seed_has_no_problems(tmp_path: Path, text: str) -> None:
    assert lint(tmp_path, text) == []


def test_all_faults_of_all_files_are_told(tmp_path: Path) -> None:
    assert len(lint(tmp_path, HEAD + 'every = "5m"\n', "title = 1", HEAD + LIST)) == 3


def test_a_list_watched_twice(tmp_path: Path) -> None:
    (problem,) = lint(tmp_path, HEAD + LIST, HEAD + LIST)
    assert re.search(r"a1\.toml: listing\.urls: http://a\.example/yz/ is watched by .*a0\.toml too", problem)


def test_an_own_file_may_watch_what_the_shipped_one_of_its_name_watches(tmp_path: Path) -> None:
    own = tmp_path / "tibet_cn.toml"
    own.write_bytes((SHIPPED / "tibet_cn.toml").read_bytes())
    assert problems(*seed_files(SHIPPED), own, today=TODAY) == []


def test_the_shipped_seeds_are_without_fault() -> None:
    assert problems(*seed_files(SHIPPED), today=TODAY) == []
