"""A walk over a listing while it is on its way: where it goes next, and when it is at its end."""

from dataclasses import dataclass, field

from cleaning.address import canonical
from cleaning.page import Listed
from store.walks import Seen, Walk

# One page wholly inside known ground may be a page of pinned old items, or shifted while we walked: two are not.
GROUND_PAGES = 2


@dataclass(kw_only=True)
class Walking:
    """`ended`: everything behind is known. `trouble`: why it stopped before that, in one word."""

    walk: Walk
    max_pages: int
    pages: int = 0
    ended: bool = False
    trouble: str | None = None
    _ground: int = 0
    _left: int | None = None  # pages that this run may still ask for
    _visited: set[str] = field(default_factory=set)
    _last: tuple[str, ...] = ()

    @property
    def start(self) -> str:
        return canonical(self.walk.start)

    def arrive(self, url: str) -> None:
        self.pages += 1
        self._left = (self.max_pages if self._left is None else self._left) - 1
        self._visited.add(url)

    def step(self, seen: Seen, *, links: tuple[Listed, ...] | None) -> str | None:
        """The next page, None at the end or at a limit. `links`: None if the page is as it was (304)."""
        self._ground = self._ground + 1 if seen.ground else 0
        following = seen.next_url
        if self._ground >= GROUND_PAGES or following is None or following in self._visited or self._repeats(links):
            self.ended = True
            return None
        if following == self.walk.resume:  # the limit is one of new pages, or a limited walk would never end
            self._left = self.max_pages + 1
        if not self._left:
            self.trouble = "max_pages"
            return None
        return following

    def _repeats(self, links: tuple[Listed, ...] | None) -> bool:
        """Some servers answer a page beyond the end with the last one, for ever."""
        urls = tuple(link.url for link in links or ())
        repeats = bool(urls) and urls == self._last
        self._last = urls
        return repeats
