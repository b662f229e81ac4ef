"""What a digest says in words, whatever it is rendered in: dateline, counts, sources in trouble, remarks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reports.digest import Digest, Group
from reports.figure_words import Row, rows, sum_lines
from reports.item import Item
from reports.item_words import DOT, ItemWords
from reports.material import SourceState
from reports.snippet import tidy
from reports.wording import Wording, wording


@dataclass(frozen=True)
class Section:
    """A heading with its reports; `more` of them are left out for want of room."""

    heading: str
    count: str
    items: tuple[Item, ...]
    more: int = 0


@dataclass(frozen=True)
class Face:
    """A digest with the words of its language."""

    digest: Digest
    wording: Wording = field(init=False)
    about: ItemWords = field(init=False)  # what is said of each of its reports

    def __post_init__(self) -> None:
        headings = frozenset(group.name for group in self.digest.groups)
        object.__setattr__(self, "wording", wording(self.digest.language))
        object.__setattr__(self, "about", ItemWords(self.wording, headings))

    @property
    def title(self) -> str:
        return self.wording.show(tidy(self.digest.title))

    @property
    def date(self) -> str:
        """An issue is dated by the day on which it was made, a selection by the days it covers."""
        start, end = self.digest.start, self.digest.end
        if self.digest.number is not None:
            return self.wording.weekday(self.digest.moment)
        return self.wording.weekday(start) if start == end else self._days()

    @property
    def number(self) -> str:
        if self.digest.number is None:
            return self.wording.say("face.selection")
        return self.wording.say("face.number", n=self.digest.number)

    @property
    def count(self) -> str:
        if self.digest.items:
            return self.wording.say("face.news", n=len(self.digest.items)) + self.wording.say("stop")
        return self.wording.say("face.empty" if self.digest.number is not None else "face.empty_selection")

    @property
    def health(self) -> str:
        """`30 个来源中 27 个正常`; empty where no sources were asked for."""
        total, troubled = len(self.digest.sources), len(self.digest.troubled)
        if not total:
            return ""
        key = "face.in_order" if troubled else "face.all_in_order"
        return self.wording.say(key, total=total, ok=total - troubled) + self.wording.say("stop")

    @property
    def opening(self) -> str:
        return self.wording.say("between").join(part for part in (self.count, self.health) if part)

    @property
    def missing(self) -> str:
        """The names of the sources in trouble, on the face."""
        names = self.wording.say("comma").join(self.wording.show(source.title) for source in self.digest.troubled[:5])
        more = "……" if len(self.digest.troubled) > 5 else self.wording.say("stop")
        return f"{self.wording.say('face.troubled')}{self.wording.say('colon')}{names}{more}" if names else ""

    @property
    def lead(self) -> tuple[str, ...]:
        """What a reader must know before the first report."""
        return tuple(line for line in (self.missing, self._backfill(), self._changes(), self._how()) if line)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done with pages that are listed, and with those that are not."""
        return tuple(line for line in (self._repaired(), self._quarantined(), self._aside()) if line)

    @property
    def subject(self) -> str:
        """Of a mail: what came and its first headline, since that is all an inbox shows."""
        first = next((self.wording.show(item.title) for item in self.digest.items), "")
        what = DOT.join(part for part in (self.count.rstrip("。."), first) if part)
        return f"{self.title} {self._days()}{self.wording.say('colon')}{what}"

    @property
    def sections(self) -> tuple[Section, ...]:
        """The groups of news, then what was corrected and what was withdrawn."""
        changes = (("corrected", self.digest.corrected), ("gone", self.digest.gone))
        news = [self._section(self._group(group), group.items) for group in self.digest.groups]
        return (*news, *(self._section(self.wording.say(f"group.{key}"), items) for key, items in changes if items))

    @property
    def figures(self) -> tuple[Row, ...]:
        return rows(self.digest.figures, self.wording)

    @property
    def sums(self) -> tuple[str, ...]:
        return sum_lines(self.digest.figures, self.wording)

    def headed(self, items: Iterable[Item]) -> Iterator[tuple[str, Item]]:
        """Each with who gives to whom, empty where that is as in the one before."""
        before = ""
        for item in items:
            said = self.wording.show(item.pair) or self.wording.say("item.unpaired")
            yield "" if item.pair == before else said, item
            before = item.pair

    def trouble(self, source: SourceState) -> str:
        """What is wrong with a source, and since when."""
        state = self.wording.say(f"state.{source.state}")
        if source.state == "silent":
            return state
        last = source.last_ok
        since = self.wording.say("state.last_ok", date=self.wording.minute(last)) if last else ""
        return self.wording.join("semicolon", state, since or self.wording.say("state.never_ok"))

    @property
    def made(self) -> str:
        return self.wording.say("foot.made", date=self.wording.minute(self.digest.moment))

    def _days(self) -> str:
        """The day of an issue, or the days of a selection."""
        start, end = self.digest.start, self.digest.end
        if self.digest.number is not None or start == end:
            return self.wording.day(self.digest.moment if self.digest.number is not None else start)
        return self.wording.say("face.days", start=self.wording.day(start), end=self.wording.day(end))

    def _section(self, heading: str, items: tuple[Item, ...]) -> Section:
        return Section(heading, self.wording.say("group.count", n=len(items)), items)

    def _group(self, group: Group) -> str:
        return self.wording.show(group.name) or self.wording.say("group.other")

    def _backfill(self) -> str:
        counts = self.digest.backfilled
        return self.wording.count("face.backfill", sum(n for _, n in counts), sources=len(counts))

    def _changes(self) -> str:
        corrected, gone = len(self.digest.corrected), len(self.digest.gone)
        return self.wording.count("face.changes", corrected + gone, corrected=corrected, gone=gone)

    def _repaired(self) -> str:
        damage = self.digest.damage
        lost = sum(one.count - one.repaired for one in damage)
        done = self.wording.count(
            "face.repaired", sum(one.repaired for one in damage), kinds=self.wording.damages(damage)
        )
        return done + self.wording.count("face.unrepaired", lost)

    def _quarantined(self) -> str:
        held = self.digest.quarantined
        reasons = [
            self.wording.say("quarantine.times", reason=self.wording.say(f"quarantine.{reason}"), n=n)
            for reason, n in held
        ]
        return self.wording.count(
            "face.quarantined", sum(n for _, n in held), reasons=self.wording.join("comma", *reasons)
        )

    def _aside(self) -> str:
        return self.wording.count("face.aside", self.digest.aside)

    def _how(self) -> str:
        return self.wording.say("face.converted") if self.digest.language == "zh-Hant" else ""
