"""The words around the reports: catalogues in `wordings/`, dates as a reader writes them, traditional characters."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from opencc import OpenCC

from cleaning.article import Stated
from cleaning.report import Damage

FOLDER = Path(__file__).parent / "wordings"
MONTHS = ("January February March April May June July August September October November December").split()


@dataclass(frozen=True)
class Wording:
    """One language of ours. `show` turns the text of a report into what this reader sees: unchanged but for
    zh-Hant, where OpenCC s2t converts (lossy, 发 is 發 and 髮: the face of the digest says so)."""

    language: str
    words: Mapping[str, Any]
    show: Callable[[str], str] = str

    def say(self, key: str, **values: object) -> str:
        """The phrase of that dotted key with its blanks filled; KeyError if the catalogue lacks it."""
        phrase: Any = self.words
        for part in key.split("."):
            phrase = phrase[part]
        return str(phrase).format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """The phrase if there is anything to count."""
        return self.say(key, n=n, **values) if n else ""

    def join(self, mark: str, *parts: str) -> str:
        """Those that say anything, with that mark of the language between them."""
        return self.say(mark).join(part for part in parts if part)

    def damages(self, found: Iterable[Damage]) -> str:
        """What was repaired, by kind: `拼音 3 处、乱码 1 处`."""
        repaired = [(self.say(f"damage.{one.kind}"), one.repaired) for one in found if one.repaired]
        return self.join("comma", *(self.say("damage.times", kind=kind, n=n) for kind, n in repaired))

    @property
    def text_language(self) -> str:
        """BCP 47 tag of report texts as shown: glyphs of 骨 and 直 differ by it. Texts are never translated."""
        return "zh-Hans" if self.language == "en" else self.language

    def day(self, moment: date) -> str:
        return self._date("day", moment)

    def minute(self, moment: datetime) -> str:
        return self._date("minute", moment, H=moment.hour, M=moment.minute)

    def stated(self, stated: Stated) -> str:
        """A publication date as exactly as the page states it, and no more exactly."""
        if stated.moment is None:
            return self.say("date.none")
        return self.day(stated.moment) if stated.precision == "day" else self.minute(stated.moment)

    def weekday(self, moment: date) -> str:
        """The day with its weekday."""
        return self.say("date.weekday", day=self.day(moment), weekday=self.words["weekdays"][moment.weekday()])

    def month(self, moment: date) -> str:
        return self._date("month", moment)

    def partial(self, day: str) -> str:
        """An ISO date that may be cut to its month or year: as exact as it is known."""
        if len(day) == 4:
            return self.say("date.year", y=day)
        whole = date.fromisoformat(day if len(day) > 7 else f"{day}-01")
        return self.day(whole) if len(day) > 7 else self.month(whole)

    def _date(self, form: str, moment: date, **clock: int) -> str:
        month = MONTHS[moment.month - 1]
        return self.say(f"date.{form}", y=moment.year, m=moment.month, d=moment.day, month=month, **clock)


@cache
def wording(language: str) -> Wording:
    """The catalogue of zh-Hans, zh-Hant (made from zh-Hans) or en."""
    if language != "zh-Hant":
        return Wording(language, _read(language))
    convert: Callable[[str], str] = OpenCC("s2t").convert
    return Wording(language, _converted(_read("zh-Hans"), convert), convert)


def _read(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def _converted(words: Any, convert: Callable[[str], str]) -> Any:
    if isinstance(words, dict):
        return {key: _converted(value, convert) for key, value in words.items()}
    if isinstance(words, list):
        return [_converted(value, convert) for value in words]
    return convert(words)
