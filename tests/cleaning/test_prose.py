"""What lines weigh: a table of lines, and what is asked of many of them at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.extract.lines import Lines, line_of
from cleaning.extract.prose import Prose, prose_of

WEIGHTS = st.lists(st.sampled_from([-6.0, 0.0, 4.5, 20.0, 160.0]), max_size=40)
PLACE = st.integers(min_value=0, max_value=40)


@pytest.mark.parametrize(
    ("text", "linked", "weight"),
    [
        pytest.param("首页", 0, 0.0, id="a word"),
        pytest.param("青禾县召开动员会", 0, 0.0, id="short, without a stop"),
        pytest.param("青禾县开会，推进援建", 0, 3.0, id="short, with a stop"),
        pytest.param("青禾县召开对口支援工作动员会议", 0, 4.5, id="a headline"),
        pytest.param("青禾县昨天开会，推进援建工作，提前完成任务。", 0, 37.0, id="a sentence"),
        pytest.param("，" * 700, 0, 800.0, id="stops count up to twenty"),
        pytest.param("某县 " * 200, 0, 90.0, id="a link farm without links"),
        pytest.param("青禾县召开对口支援工作动员会议", 15, -4.5, id="a link"),
        pytest.param("青禾县昨天开会，推进援建工作，提前完成任务。", 3, 34.0, id="a link in a sentence"),
    ],
)
def test_what_a_line_weighs(text: str, linked: int, weight: float) -> None:
    assert prose_of(Lines([line_of(text, linked, 0)])).weights == [pytest.approx(weight)]


@given(weights=WEIGHTS, first=PLACE, last=PLACE)
def test_prose_between_two_lines(weights: list[float], first: int, last: int) -> None:
    prose, lines = Prose(weights), range(first, max(first, last))
    among = [at for at, value in enumerate(weights) if value > 0 and at in lines]
    assert prose.among(lines) == among
    assert prose.between(lines.start, lines.stop) == sum(weights[at] for at in among)
    left = prose.without(set(lines))
    assert left.lines == [at for at in prose.lines if at not in lines]
    assert len(left.weights) == len(weights)
