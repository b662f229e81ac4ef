"""Sites that turned, and honest ones in a new dress."""

import pytest

from cleaning.document import open_document
from cleaning.page import Page
from cleaning.stories.drift import Look, judge, look_of, remembered
from tests.noise.sites import Site, taken_over


def look(html: str) -> Look:
    return look_of(open_document(Page(url="http://www.site.example/list/", body=html.encode())))


def known(site: Site) -> Look:
    first = look(site.listing(0))
    for day in range(1, 4):
        first = remembered(first, look(site.listing(day)))
    return first


@pytest.mark.parametrize("seed", range(20))
def test_a_site_that_was_taken_over_is_caught(seed: int) -> None:
    assert judge(known(Site(seed=seed)), look(taken_over(seed))).turned


@pytest.mark.parametrize("seed", range(20))
def test_an_honest_site_in_a_new_dress_is_let_through(seed: int) -> None:
    site = Site(seed=seed)
    verdict = judge(known(site), look(site.listing(9, dress=seed + 1)))
    assert not verdict.turned, verdict
    assert "title" in verdict.signs


@pytest.mark.parametrize("html", ["", "<html><body>网站维护中</body></html>"])
def test_a_page_that_says_nothing_is_not_judged(html: str) -> None:
    assert not judge(known(Site(seed=1)), look(html)).turned
