"""Where a walk goes next."""

from cleaning.page import Listed
from crawler.walking import Walking
from store.walks import Seen, Walk

START = "http://a.cn/list/"


def a_walk(resume: str | None = None, max_pages: int = 100) -> Walking:
    walk = Walk(id=1, source="a", start=START, ground=3, covered=None, resume=resume and START + resume)
    return Walking(walk=walk, max_pages=max_pages)


def go(
    walking: Walking, page: str, following: str | None, *, jump: str | None = None, ground: bool = False
) -> str | None:
    walking.arrive(START + page)
    stated = None if following is None else START + following
    seen = Seen(next_url=(jump and START + jump) or stated, ground=ground)
    found = walking.step(seen, links=(Listed(url=START + page + "#"),))
    return found and found.removeprefix(START)


def test_it_goes_on_to_the_end() -> None:
    walking = a_walk()
    assert go(walking, "", "2.html") == "2.html"
    assert go(walking, "2.html", None) is None
    assert walking.ended


def test_one_page_of_known_ground_is_no_end_and_two_in_a_row_are() -> None:
    walking = a_walk()
    assert go(walking, "", "2.html", ground=True) == "2.html"
    assert go(walking, "2.html", "3.html") == "3.html"
    assert go(walking, "3.html", "4.html", ground=True) == "4.html"
    assert not walking.ended
    assert go(walking, "4.html", "5.html", ground=True) is None
    assert walking.ended


def test_a_list_that_leads_back_is_at_its_end() -> None:
    walking = a_walk()
    go(walking, "", "2.html")
    assert go(walking, "2.html", "") is None
    assert walking.ended


def test_the_limit_is_one_of_new_pages() -> None:
    walking = a_walk(max_pages=1)
    assert go(walking, "", "2.html") is None
    assert (walking.ended, walking.trouble) == (False, "max_pages")
    again = a_walk(resume="2.html", max_pages=1)
    assert go(again, "", "2.html") == "2.html"
    assert go(again, "2.html", "3.html") == "3.html"
    assert go(again, "3.html", "4.html") is None
    later = a_walk(resume="9.html", max_pages=1)
    assert go(later, "", "2.html", jump="9.html") == "9.html"
    assert go(later, "9.html", "10.html") == "10.html"
    assert go(later, "10.html", "11.html") is None
    assert later.trouble == "max_pages"
