"""What a digest says in words, whatever it is rendered in: dateline, counts, sources in trouble, remarks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cleaning.report import Damage
from cleaning.stories.diff import Edit
from reports.digest import Digest, Group
from reports.figure_words import Row, rows, sum_lines
from reports.item import Item
from reports.material import SourceState
from reports.snippet import shorten, tidy
from reports.wording import Wording, wording
from seeds.register.sectors import sector_list

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
        about = self._if("item.sectors", len(item.sectors), sectors=self._listed("comma", *self.sectors(item)))
        stands, mirrored, unlinked = self._stands(item), self._mirrored(item), self._unlinked(item)
        lines = (*map(self._edit, item.edits), about, stands, mirrored, self._damaged(item), unlinked)
        return tuple(line for line in lines if line)

    def standing(self, item: Item) -> tuple[str, ...]:
        """What happened to a report, who else has it, and why it is not linked."""
        lines = (self.event(item), self._stands(item), self._mirrored(item), self._unlinked(item))
        return tuple(line for line in lines if line)

    def repairs(self, item: Item, *, lost: int) -> tuple[str, ...]:
        """What was repaired in the text of a report, and what could not be."""
        lines = tuple(line for line in (self._damaged(item), self._if("page.lost", lost)) if line)
        return lines or (self.wording.say("page.whole"),)

    def _stands(self, item: Item) -> str:
        first = self.wording.say("item.first", publisher=self.wording.show(item.first)) if item.first else ""
        return self._listed("semicolon", first, self._if("item.also", item.also))

    def headed(self, items: Iterable[Item]) -> Iterator[tuple[str, Item]]:
        """Each with who gives to whom, empty where that is as in the one before."""
        before = ""
        for item in items:
            said = self.wording.show(item.pair) or self.wording.say("item.unpaired")
            yield "" if item.pair == before else said, item
            before = item.pair

    def sectors(self, item: Item) -> tuple[str, ...]:
        """What it is about, as labels."""
        known = (sector_list()[one] for one in item.sectors if one in sector_list())
        return tuple(one.name_en if self.digest.language == "en" else self.wording.show(one.name) for one in known)

    def event(self, item: Item) -> str:
        """What happened to a corrected or withdrawn report; empty for what is as it came."""
        if item.gone_at:
            return self.wording.say("item.gone", date=self.wording.minute(item.gone_at))
        return self.wording.say("item.corrected", n=item.version) if item.version > 1 else ""

    def trouble(self, source: SourceState) -> str:
        """What is wrong with a source, and since when."""
        state = self.wording.say(f"state.{source.state}")
        if source.state == "silent":
            return state
        last = source.last_ok
        since = self.wording.say("state.last_ok", date=self.wording.minute(last)) if last else ""
        return self._listed("semicolon", state, since or self.wording.say("state.never_ok"))

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
        return self._if("face.backfill", sum(n for _, n in counts), sources=len(counts))

    def _changes(self) -> str:
        corrected, gone = len(self.digest.corrected), len(self.digest.gone)
        return self._if("face.changes", corrected + gone, corrected=corrected, gone=gone)

    def _repaired(self) -> str:
        damage = self.digest.damage
        lost = sum(one.count - one.repaired for one in damage)
        done = self._if("face.repaired", sum(one.repaired for one in damage), kinds=self._kinds(damage))
        return done + self._if("face.unrepaired", lost)

    def _quarantined(self) -> str:
        held = self.digest.quarantined
        reasons = [
            self.wording.say("quarantine.times", reason=self.wording.say(f"quarantine.{reason}"), n=n)
            for reason, n in held
        ]
        return self._if("face.quarantined", sum(n for _, n in held), reasons=self._listed("comma", *reasons))

    def _aside(self) -> str:
        return self._if("face.aside", self.digest.aside)

    def _how(self) -> str:
        return self.wording.say("face.converted") if self.digest.language == "zh-Hant" else ""

    def _damaged(self, item: Item) -> str:
        kinds = self._kinds(item.damage)
        done = self.wording.say("item.damage", kinds=kinds) if kinds else ""
        return self._listed("semicolon", done, self._if("item.unrepaired", item.unrepaired))

    def _unlinked(self, item: Item) -> str:
        if item.url:
            return ""
        return self.wording.say("item.hijacked" if item.hijacked else "item.unlinked")

    def _edit(self, edit: Edit) -> str:
        key = "edited" if edit.before and edit.after else "added" if edit.after else "removed"
        before, after = self.wording.show(edit.before), self.wording.show(edit.after)
        return self.wording.say(f"item.{key}", before=before, after=after)

    def _mirrored(self, item: Item) -> str:
        """Hijacked copies by name, so that a reader who meets one knows it; never as an address."""
        hosts = self._listed("comma", *(shorten(tidy(host), 60) for host in item.mirrors[:3]))
        return self._if("item.mirrors", len(item.mirrors), hosts=hosts)

    def _kinds(self, damage: tuple[Damage, ...]) -> str:
        repaired = [(self.wording.say(f"damage.{one.kind}"), one.repaired) for one in damage if one.repaired]
        return self._listed("comma", *(self.wording.say("damage.times", kind=kind, n=n) for kind, n in repaired))

    def _if(self, key: str, n: int, **values: object) -> str:
        """The phrase if there is anything to count."""
        return self.wording.say(key, n=n, **values) if n else ""

    def _listed(self, mark: str, *parts: str) -> str:
        return self.wording.say(mark).join(part for part in parts if part)
