"""What a digest says in words, whatever it is rendered in: dateline, counts, sources in trouble, remarks."""

from dataclasses import dataclass, field

from cleaning.report import Damage
from reports.digest import Digest, Group, SourceState
from reports.item import Item
from reports.wording import Wording, wording

DOT = " · "


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

    def __post_init__(self) -> None:
        object.__setattr__(self, "wording", wording(self.digest.language))

    @property
    def title(self) -> str:
        return self.wording.show(self.digest.title)

    @property
    def days(self) -> str:
        """The days it covers; one day is named with its weekday."""
        start, end = self.digest.start, self.digest.end
        if start == end:
            return f"{self.wording.day(start)} {self.wording.weekday(start)}"
        return self.wording.say("face.days", start=self.wording.day(start), end=self.wording.day(end))

    @property
    def date(self) -> str:
        """An issue is dated by the day on which it was made, a selection by the days it covers."""
        made = self.digest.moment
        return self.days if self.digest.number is None else f"{self.wording.day(made)} {self.wording.weekday(made)}"

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
        return f"{self.title} {self.date.split()[0] if self.digest.language != 'en' else self.date}：{what}"

    @property
    def sections(self) -> tuple[Section, ...]:
        """The groups of news, then what was corrected and what was withdrawn."""
        changes = (("corrected", self.digest.corrected), ("gone", self.digest.gone))
        news = [self._section(self._group(group), group.items) for group in self.digest.groups]
        return (*news, *(self._section(self.wording.say(f"group.{key}"), items) for key, items in changes if items))

    def headline(self, item: Item) -> str:
        return self.wording.show(item.title) or self.wording.say("item.untitled")

    def origin(self, item: Item) -> str:
        """Where we saw it, if the heading above or the publisher's name does not say so already."""
        grouped = any(group.name == item.source for group in self.digest.groups)
        if grouped or item.source == item.publisher:
            return ""
        return self.wording.say("item.source", source=self.wording.show(item.source))

    def byline(self, item: Item) -> str:
        parts = (self.wording.show(item.publisher), self.wording.stated(item.published), self.origin(item))
        return DOT.join(part for part in parts if part)

    def machine(self, item: Item) -> str:
        """The date for `<time datetime>`, no more exact than the page states it."""
        moment = item.published.moment
        if moment is None:
            return ""
        return moment.date().isoformat() if item.published.precision == "day" else moment.isoformat()

    def remarks(self, item: Item) -> tuple[str, ...]:
        """What a reader must know of one report besides its text."""
        lines = (self._also(item), self._damaged(item), self._unlinked(item))
        return tuple(line for line in lines if line)

    def event(self, item: Item) -> str:
        """What happened to a corrected or withdrawn report; empty for what is as it came."""
        if item.gone_at:
            return self.wording.say("item.gone", date=self.wording.minute(item.gone_at))
        return self.wording.say("item.corrected", n=item.version) if item.version > 1 else ""

    def trouble(self, source: SourceState) -> str:
        last = source.last_ok
        when = self.wording.say("state.last_ok", date=self.wording.minute(last)) if last else ""
        parts = (self.wording.say(f"state.{source.state}"), when or self.wording.say("state.never_ok"))
        return self.wording.say("semicolon").join(parts)

    @property
    def made(self) -> str:
        return self.wording.say("foot.made", date=self.wording.minute(self.digest.moment))

    def _section(self, heading: str, items: tuple[Item, ...]) -> Section:
        return Section(heading, self.wording.say("group.count", n=len(items)), items)

    def _group(self, group: Group) -> str:
        return self.wording.show(group.name) or self.wording.say("group.other")

    def _backfill(self) -> str:
        counts = self.digest.backfilled
        total = sum(n for _, n in counts)
        return self.wording.say("face.backfill", sources=len(counts), n=total) if counts else ""

    def _changes(self) -> str:
        corrected, gone = len(self.digest.corrected), len(self.digest.gone)
        return self.wording.say("face.changes", corrected=corrected, gone=gone) if corrected or gone else ""

    def _repaired(self) -> str:
        repaired = sum(damage.repaired for damage in self.digest.damage)
        lost = sum(damage.count - damage.repaired for damage in self.digest.damage)
        done = self.wording.say("face.repaired", n=repaired, kinds=self._kinds(self.digest.damage)) if repaired else ""
        return done + (self.wording.say("face.unrepaired", n=lost) if lost else "")

    def _quarantined(self) -> str:
        pairs = [(self.wording.say(f"quarantine.{reason}"), n) for reason, n in self.digest.quarantined]
        reasons = self.wording.say("comma").join(
            self.wording.say("quarantine.times", reason=why, n=n) for why, n in pairs
        )
        return self.wording.say("face.quarantined", n=sum(n for _, n in pairs), reasons=reasons) if pairs else ""

    def _aside(self) -> str:
        return self.wording.say("face.aside", n=self.digest.aside) if self.digest.aside else ""

    def _how(self) -> str:
        return self.wording.say("face.converted") if self.digest.language == "zh-Hant" else ""

    def _also(self, item: Item) -> str:
        return self.wording.say("item.also", n=item.also) if item.also else ""

    def _damaged(self, item: Item) -> str:
        kinds = self._kinds(item.damage)
        done = self.wording.say("item.damage", kinds=kinds) if kinds else ""
        lost = self.wording.say("item.unrepaired", n=item.unrepaired) if item.unrepaired else ""
        return self.wording.say("semicolon").join(part for part in (done, lost) if part)

    def _unlinked(self, item: Item) -> str:
        if item.url:
            return ""
        return self.wording.say("item.hijacked" if item.hijacked else "item.unlinked")

    def _kinds(self, damage: tuple[Damage, ...]) -> str:
        repaired = [(self.wording.say(f"damage.{one.kind}"), one.repaired) for one in damage if one.repaired]
        return self.wording.say("comma").join(self.wording.say("damage.times", kind=kind, n=n) for kind, n in repaired)
