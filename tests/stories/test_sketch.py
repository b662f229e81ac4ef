"""Sketches: what they say of two texts, against the texts themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.stories.compare import HOPELESS, text_of
from cleaning.stories.shingles import essence, grams
from cleaning.stories.sketch import KEPT, estimate, packed, sketch_of, unpacked
from tests.noise.copying import APPEAL
from tests.noise.stories import Copy, article, edited, half, longer, with_paragraph

ONE, LONG = article(1), article(7, sentences=(900, 901))


def share(one: Copy, other: Copy) -> float:
    return estimate(text_of("", one.text, None).sketch, text_of("", other.text, None).sketch)


@pytest.mark.parametrize(
    ("copy", "least"),
    [(ONE, 1.0), (edited(ONE, 0.1, 3), 0.4), (half(ONE, head=True), 0.9), (half(ONE, head=False), 0.9),
     (longer(ONE, 30), 0.9)],
)  # fmt: skip
def test_a_copy_is_never_hopeless(copy: Copy, least: float) -> None:
    assert share(ONE, copy) >= least > HOPELESS
    assert share(copy, ONE) == share(ONE, copy)


def test_a_book_and_its_half_are_compared_by_what_they_have_in_common() -> None:
    assert share(LONG, half(LONG, head=True)) > 0.8
    assert share(LONG, ONE) == 1.0  # too little is kept of the book to say
    assert share(LONG, article(8, sentences=(900, 901))) < 0.5


def test_a_shared_paragraph_is_not_much_of_two_articles() -> None:
    assert share(with_paragraph(article(3), APPEAL), with_paragraph(article(4), APPEAL)) < 0.6


@given(st.text(alphabet="援藏青疆水电路桥山河田林", max_size=3_000))
def test_what_is_stored_comes_back_and_is_small(text: str) -> None:
    sketch = sketch_of(grams(essence(text)))
    again = unpacked(packed(sketch))
    assert (again.rate, again.hashes.tolist()) == (sketch.rate, sketch.hashes.tolist())
    assert len(sketch.hashes) <= KEPT
    assert np.all(np.diff(sketch.hashes.astype(np.int64)) > 0)
