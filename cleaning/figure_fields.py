"""What a person may set of a figure, as words on a command line: checked, and as the figure's own fields."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from cleaning.facts import programmes, stages
from cleaning.facts.aggregation import Aggregation
from cleaning.facts.amounts import read_amounts
from cleaning.facts.qualifiers import Qualifier
from cleaning.facts.roles import Role
from seeds.errors import WrongUsageError
from seeds.register.lookup import party
from seeds.register.sectors import sector_list
from seeds.register.units import units
from seeds.settings import near

Fields = dict[str, Any]
MOST = 10**15  # more than any money there is
LONGEST = 200  # characters of a purpose


def fields_of(words: Iterable[str]) -> Fields:
    """`value=500000000`, `amount=近5亿元`, `giver=安徽省,合肥市`: the fields of a figure that they set.

    A value stands alone: bounds that were read with the old one go. An empty giver, receiver, programme or sector is
    nobody's. Raises WrongUsageError, which names the word and what it could be."""
    found: Fields = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise WrongUsageError(f"{word!r}: write FIELD=VALUE; fields: {', '.join(FIELDS)}")
        if name not in FIELDS:
            raise WrongUsageError(f"a figure has no field {name!r} to set{near(name, tuple(FIELDS))}")
        found |= FIELDS[name](name, value.strip())
    low, high = found.get("value_low"), found.get("value_high")
    if low is not None and high is not None and low > high:
        raise WrongUsageError(f"low={low} is more than high={high}")
    return found


def _value(name: str, word: str) -> Fields:
    return {"value": _number(name, word), "value_low": None, "value_high": None}


def _bound(name: str, word: str) -> Fields:
    return {f"value_{name}": _number(name, word)}


def _amount(name: str, word: str) -> Fields:
    """As it would be read in a text."""
    amounts = list(read_amounts(word))
    if len(amounts) != 1 or amounts[0].readability != "clean" or amounts[0].kind != "money":
        raise WrongUsageError(f"{name}={word}: write one sum of money as a text would state it: 近5亿元")
    one = amounts[0]
    return {
        "value": one.value, "value_low": one.low, "value_high": one.high, "unit": one.unit,
        "qualifier": one.qualifier, "qualifier_word": one.word,
    }  # fmt: skip


def _number(name: str, word: str) -> float | int:
    try:
        value = float(word.replace(",", "").replace("，", "").replace("_", ""))
    except ValueError:
        value = -1
    if not 0 <= value <= MOST:
        raise WrongUsageError(f"{name}={word}: write a number in the base unit (500000000), or amount=近5亿元")
    return int(value) if value == int(value) else value


def _parties(name: str, word: str) -> Fields:
    found = tuple(dict.fromkeys(party(one) for one in word.replace("、", ",").replace("，", ",").split(",") if one))
    return {"donors" if name == "giver" else "recipients": list(found)}


def _purpose(name: str, word: str) -> Fields:
    if len(word) > LONGEST or not word.isprintable():
        raise WrongUsageError(f"{name}: write at most {LONGEST} characters on one line")
    return {name: word}


def _one_of(known: Iterable[str], *, nothing: bool = False) -> Callable[[str, str], Fields]:
    """A word of a closed list; `nothing`: or none."""

    def check(name: str, word: str) -> Fields:
        listed = tuple(known)
        if nothing and not word:
            return {name: None}
        if word not in listed:
            raise WrongUsageError(f"{name}: there is no {word!r}{near(word, listed)}")
        return {name: word}

    return check


def _qualifier(name: str, word: str) -> Fields:
    """The word that stood before the number said something else, so it goes."""
    return {**_one_of(get_args(Qualifier))(name, word), "qualifier_word": ""}


FIELDS: Mapping[str, Callable[[str, str], Fields]] = {
    "value": _value,
    "low": _bound,
    "high": _bound,
    "amount": _amount,
    "unit": _one_of(dict.fromkeys(unit.unit for unit in units())),
    "qualifier": _qualifier,
    "role": _one_of(get_args(Role)),
    "stage": _one_of(stages.ORDER),
    "aggregation": _one_of(get_args(Aggregation)),
    "giver": _parties,
    "receiver": _parties,
    "programme": _one_of(programmes.ORDER, nothing=True),
    "sector": _one_of(sector_list(), nothing=True),
    "purpose": _purpose,
}
