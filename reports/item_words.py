"""What is said of one report, in a list of them as on its own page: headline, byline, what happened to it, remarks."""

from dataclasses import dataclass

from cleaning.stories.diff import Edit
from reports.item import Item
from reports.snippet import shorten, tidy
from reports.wording import Wording
from seeds.register.sectors import sector_list

DOT = " · "


@dataclass(frozen=True)
class ItemWords:
    """`headings`: the names of the groups that the reports stand in, which nobody wants to read twice."""

    wording: Wording
    headings: frozenset[str]

    def headline(self, item: Item) -> str:
        return self.wording.show(item.title) or self.wording.say("item.untitled")

    def byline(self, item: Item) -> str:
        parts = (self.wording.show(item.publisher), self.wording.stated(item.published), self.origin(item))
        return DOT.join(part for part in parts if part)

    def machine(self, item: Item) -> str:
        """The date for `<time datetime>`, no more exact than the page states it."""
        moment = item.published.moment
        if moment is None:
            return ""
        return moment.date().isoformat() if item.published.precision == "day" else moment.isoformat()

    def origin(self, item: Item) -> str:
        """Where we saw it, if the heading above or the publisher's name does not say so already."""
        if item.source in self.headings or item.source == item.publisher:
            return ""
        return self.wording.say("item.source", source=self.wording.show(item.source))

    def event(self, item: Item) -> str:
        """What happened to a corrected or withdrawn report; empty for what is as it came."""
        if item.gone_at:
            return self.wording.say("item.gone", date=self.wording.minute(item.gone_at))
        return self.wording.say("item.corrected", n=item.version) if item.version > 1 else ""

    def remarks(self, item: Item) -> tuple[str, ...]:
        """What a reader must know of one report besides its text."""
        about = self.wording.count(
            "item.sectors", len(item.sectors), sectors=self.wording.join("comma", *self.sectors(item))
        )
        stands, mirrored, unlinked = self._stands(item), self._mirrored(item), self._unlinked(item)
        lines = (*map(self._edit, item.edits), about, stands, mirrored, self._damaged(item), unlinked)
        return tuple(line for line in lines if line)

    def standing(self, item: Item) -> tuple[str, ...]:
        """What happened to a report, who else has it, and why it is not linked."""
        lines = (self.event(item), self._stands(item), self._mirrored(item), self._unlinked(item))
        return tuple(line for line in lines if line)

    def repairs(self, item: Item, *, lost: int) -> tuple[str, ...]:
        """What was repaired in the text of a report, and what could not be."""
        lines = tuple(line for line in (self._damaged(item), self.wording.count("page.lost", lost)) if line)
        return lines or (self.wording.say("page.whole"),)

    def sectors(self, item: Item) -> tuple[str, ...]:
        """What it is about, as labels."""
        known = (sector_list()[one] for one in item.sectors if one in sector_list())
        return tuple(one.name_en if self.wording.language == "en" else self.wording.show(one.name) for one in known)

    def _stands(self, item: Item) -> str:
        first = self.wording.say("item.first", publisher=self.wording.show(item.first)) if item.first else ""
        return self.wording.join("semicolon", first, self.wording.count("item.also", item.also))

    def _damaged(self, item: Item) -> str:
        kinds = self.wording.damages(item.damage)
        done = self.wording.say("item.damage", kinds=kinds) if kinds else ""
        return self.wording.join("semicolon", done, self.wording.count("item.unrepaired", item.unrepaired))

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
        hosts = self.wording.join("comma", *(shorten(tidy(host), 60) for host in item.mirrors[:3]))
        return self.wording.count("item.mirrors", len(item.mirrors), hosts=hosts)
