"""Which place a name means here: its neighbours and the rest of the report decide between those that share it."""

import re
from collections import Counter
from collections.abc import Set

from cleaning.facts.names import Name
from seeds.register.pairings import giving_to, receiving_from
from seeds.register.places import ancestors
from seeds.register.words import words

SUPPORT = re.compile(
    r"(?:[省市县区州]?(?:委|政府|人民政府)|援[藏疆青川]|对口|第[一二三四五六七八九十\d]+批|工作队|前方?指|前指|支援|帮扶|医疗队|支教|指挥部|两地|[市县区州])"
)
# 富川、昭平、钟山等县: the word for what they are stands behind the list.
LISTED = re.compile(
    r"(?:[、和及][\u4e00-\u9fff]{2,4}?){0,8}(?:等[\d一二三四五六七八九十]*个?(?:县|市|区|旗)|[两二三四五六七八九十\d]+个?(?:县|区|旗))"
)


def choose(name: Name, text: str, beside: str | None, certain: Set[str], around: Counter[str]) -> str | None:
    below = [code for code in name.entry.codes if beside and is_kin(beside, code)]
    if len(below) == 1:
        return below[0]
    codes = below or list(name.entry.codes)
    if name.entry.strength == "weak":
        sure = [code for code in codes if code in certain]
        codes = sure or [
            code
            for code in codes
            if (near(code, around) and (SUPPORT.match(text, name.end) or LISTED.match(text, name.end)))
            or (name.form not in words("everyday") and is_helped(code, around))
        ]
    if len(codes) > 1:
        codes = likeliest(codes, around) or bound(codes, around)
    return codes[0] if len(codes) == 1 else None


def is_helped(code: str, around: Counter[str]) -> bool:
    """Is one spoken of that officially supports this very place: 万州 beside 上海."""
    return any(each.recipient == code and around[each.donor] > 0 for each in giving_to(code))


def near(code: str, around: Counter[str]) -> bool:
    """Is a division above it spoken of in the report."""
    return any(around[above] for above in ancestors(code))


def likeliest(codes: list[str], around: Counter[str]) -> list[str]:
    """The one whose divisions above are spoken of most, nearest division first; none if two are level."""
    weight = {code: tuple(around[above] for above in ancestors(code)) or (0,) for code in codes}
    best = max(weight.values())
    leading = [code for code, each in weight.items() if each == best]
    return leading if any(best) else []


def bound(codes: list[str], around: Counter[str]) -> list[str]:
    """Those whose official receivers are spoken of: 通州区 beside 囊谦县 is the one of 北京."""
    return [code for code in codes if any(is_near(pairing.recipient, around) for pairing in receiving_from(code))]


def is_near(recipient: str, around: Counter[str]) -> bool:
    return not recipient.endswith("0000") and around[recipient] > 0


def is_kin(before: str, code: str) -> bool:
    """Does a place follow the one above it, or one of the same division: 成都市青羊区, 合肥、黄山."""
    return before in ancestors(code) or ancestors(before) == ancestors(code)
