"""Pages given all at once, grouped into stories. Kept of each is what it is compared by, not its text."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cleaning.article import Article
from cleaning.clean import clean
from cleaning.stories.compare import Text, text_of
from cleaning.stories.member import Member, member_of
from cleaning.stories.origin import is_known, origin_of, relation
from cleaning.stories.pool import stories
from cleaning.stories.variants import page_of


class Grouping:
    """Takes pages one by one and says at the end which of them are one story."""

    def __init__(self) -> None:
        self._texts: list[Text] = []
        self._members: list[Member] = []

    def add(self, article: Article) -> None:
        report = clean(article)
        self._texts.append(text_of(report.title, report.body, report.published.moment))
        self._members.append(member_of(report))

    def rows(self) -> Iterator[dict[str, Any]]:
        """The contract's line for each page, in the order in which they came. Stories are numbered as they appear."""
        found = stories(self._texts, [page_of(member.url) for member in self._members])
        groups: dict[int, list[int]] = defaultdict(list)
        for at, story in enumerate(found):
            groups[story].append(at)
        origins = {story: self._origin(group) for story, group in groups.items()}
        numbers = {story: number for number, story in enumerate(dict.fromkeys(found), start=1)}
        for at, story in enumerate(found):
            yield self._row(at, numbers[story], origins[story], alone=len(groups[story]) == 1)

    def _origin(self, group: list[int]) -> int:
        return group[origin_of([self._members[at] for at in group], [self._texts[at] for at in group])]

    def _row(self, at: int, number: int, origin: int, *, alone: bool) -> dict[str, Any]:
        one, first = self._members[at], self._members[origin]
        related = relation(one, self._texts[at], first, self._texts[origin])
        known = is_known(first) and not alone
        return {"url": one.url, "story": str(number), "relation": related, "origin": first.url if known else None}
