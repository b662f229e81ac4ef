"""A lexicon finds what a search for each form by itself finds."""

from hypothesis import given
from hypothesis import strategies as st

from cleaning.facts.lexicon import Lexicon

FORMS = st.dictionaries(st.text("东西路街上", min_size=2, max_size=4), st.integers(), min_size=1, max_size=12)
TEXTS = st.text("东西路街上，", max_size=40)


@given(FORMS, TEXTS)
def test_every_form_is_found_wherever_it_stands(forms: dict[str, int], text: str) -> None:
    found = {(at, form, meaning) for at, form, meaning in Lexicon(forms).find(text)}
    assert found == {
        (at, form, meaning) for form, meaning in forms.items() for at in range(len(text)) if text.startswith(form, at)
    }


@given(FORMS, TEXTS)
def test_the_longest_from_the_left_do_not_overlap(forms: dict[str, int], text: str) -> None:
    free = 0
    for at, form, _ in Lexicon(forms).find_longest(text):
        assert at >= free
        assert not any(len(other) > len(form) and text.startswith(other, at) for other in forms)
        free = at + len(form)


def test_forms_may_begin_with_marks_of_expressions() -> None:
    assert [form for _, form, _ in Lexicon({"]-": 1, "^a": 2, "甲乙": 3}).find("甲乙]-^a")] == ["甲乙", "]-", "^a"]


@given(FORMS, TEXTS)
def test_of_overlapping_forms_the_longest_stand(forms: dict[str, int], text: str) -> None:
    lexicon, standing = Lexicon(forms), []
    for at, form, meaning in sorted(lexicon.find(text), key=lambda found: (-len(found[1]), found[0])):
        if all(at + len(form) <= other or other + len(longer) <= at for other, longer, _ in standing):
            standing.append((at, form, meaning))
    assert lexicon.find_standing(text) == sorted(standing)
