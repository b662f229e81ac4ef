"""What stands in boxes that are named like furniture, and what beside them."""

from hypothesis import given
from hypothesis import strategies as st

from cleaning.document import parse
from cleaning.extract.aside import Aside
from cleaning.extract.lines import Lines
from cleaning.extract.walk import lines_of

BOXES = st.recursive(
    st.sampled_from(["<p>山谷</p>", "<p class=nav>首页</p>", "<p></p>"]),
    lambda inner: st.builds(
        lambda name, held: f"<div class='{name}'>{''.join(held)}</div>",
        st.sampled_from(["", "content", "menu", "foot"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=24,
)


def nearest(page: Lines, box: int) -> int:
    """The box of furniture around a box, found by climbing; -1 if there is none."""
    return next((at for at in page.ancestors(box) if page.boxes[at].hint < 0), -1)


@given(BOXES)
def test_asked_or_climbed_for_it_is_the_same(markup: str) -> None:
    page = lines_of(parse(markup).body)
    aside = Aside(page, [at for at, box in enumerate(page.boxes) if box.hint < 0])
    for top, box in enumerate(page.boxes):
        within = range(box.first, box.last)
        assert aside.holds(top) is (nearest(page, top) >= 0)
        assert aside.beside(top) == [at for at in within if nearest(page, page.lines[at].box) <= top]
        assert all(aside.divides(top, at) is (nearest(page, at) > top) for at in range(top, box.end))
