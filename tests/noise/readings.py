"""How characters are read, with tones: what hijackers write behind them."""

import functools


@functools.lru_cache(maxsize=4096)
def toned_readings(character: str) -> tuple[str, ...]:
    """The usual one first; none where it has none."""
    from pypinyin.constants import PINYIN_DICT  # loaded late: it takes a third of a second

    return tuple(PINYIN_DICT.get(ord(character), "").split(",")) if ord(character) in PINYIN_DICT else ()
