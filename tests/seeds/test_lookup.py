"""Parties as people write them."""

import pytest

from seeds.errors import WrongUsageError
from seeds.register.lookup import name, parties_within, party


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("340000", "340000"),
        ("安徽省", "340000"),
        ("安徽", "340000"),
        ("海南", "460000"),
        ("海南州", "632500"),
        ("错那县", "540581"),  # its former name
        ("錯那市", "540581"),
        ("XPCC-03", "XPCC-03"),
        ("中石油", "中国石油"),
    ],
)
def test_party(word: str, code: str) -> None:
    assert party(word) == code


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("安微省", "no party is called '安微省'; did you mean"),
        ("？", "no party is called"),
        ("朝阳区", "give the code"),
    ],
)
def test_what_is_not_known_or_not_clear(word: str, message: str) -> None:
    with pytest.raises(WrongUsageError, match=message):
        party(word)


def test_a_division_stands_for_all_below_it() -> None:
    assert {"540500", "540581", "540522"} <= set(parties_within("山南市"))
    assert not set(parties_within("山南市")) & {"540000", "540300"}
    assert "XPCC-03" in parties_within("新疆")
    assert parties_within("中国石油") == ("中国石油",)


def test_names() -> None:
    assert (name("540581"), name("中国石油")) == ("错那市", "中国石油")
