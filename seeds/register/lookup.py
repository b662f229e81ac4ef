"""A party as people write it: a code, a division's name in full or short, an organisation's name or alias."""

from difflib import get_close_matches
from functools import cache

from seeds.errors import WrongUsageError
from seeds.register.organisations import organisations
from seeds.register.places import places, within

RANK = ("province", "corps_division", "prefecture", "county")


def party(word: str) -> str:
    """Its code, or the name of an organisation. Of divisions that share a short name the highest is meant (海南 is the
    province). Raises WrongUsageError."""
    found = {word} if word in places() else forms().get(word, set())
    highest = [code for code in found if level(code) == min(map(level, found))]
    if len(highest) == 1:
        return highest[0]
    if highest:
        named = "、".join(f"{code} {places()[code].name}" for code in sorted(highest))
        raise WrongUsageError(f"{word!r} may be {named}; give the code")
    near = get_close_matches(word, forms(), n=3, cutoff=0.5)
    raise WrongUsageError(f"no party is called {word!r}" + (f"; did you mean {'、'.join(near)}?" if near else ""))


def parties_within(word: str) -> tuple[str, ...]:
    """The party and, of a division, all divisions below it."""
    code = party(word)
    return (code, *(other for other in places() if other != code and within(other, code)))


def name(code: str) -> str:
    """What a party is called; an organisation is its own name."""
    return places()[code].name if code in places() else code


def forms_of(code: str) -> tuple[str, ...]:
    """What a party may be called in a text."""
    place = places().get(code)
    return (place.name, *place.short) if place else (code,)


def level(code: str) -> int:
    return RANK.index(places()[code].level) if code in places() else 0


@cache
def forms() -> dict[str, set[str]]:
    """What each form may stand for. A name of today outweighs a former or a short one."""
    found: dict[str, set[str]] = {}
    for place in places().values():
        for form in (*place.short, *place.traditional, *(name for name, _ in place.former)):
            found.setdefault(form, set()).add(place.code)
    for organisation in organisations():
        for form in (organisation.name, *organisation.aliases):
            found[form] = {organisation.name}
    full: dict[str, set[str]] = {}
    for place in places().values():
        full.setdefault(place.name, set()).add(place.code)
    return found | full
