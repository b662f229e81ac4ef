"""Feeds: one page as a rule, which holds the latest and nothing else."""

from collections.abc import Iterator

from scrapy import Request

from cleaning.feeds import read_feed
from cleaning.page import Listed, ListPage, Page
from crawler.spiders.walk import WalkSpider
from crawler.walking import Walking
from store.walks import Seen


class FeedSpider(WalkSpider):
    """A source whose articles a feed names. What left the feed between two crawls cannot be found in it again."""

    def read(self, page: Page, *, start: str) -> ListPage:  # noqa: ARG002 - a feed states its next page in full
        return read_feed(page, self.source)

    def go_on(self, walking: Walking, url: str, seen: Seen, *, listed: tuple[Listed, ...] | None) -> Iterator[Request]:
        """A feed in which nothing is known does not reach back to where we were: the run says that it may lack some."""
        yield from super().go_on(walking, url, seen, listed=listed)
        if walking.ended and seen.new and not seen.known and not walking.walk.first:
            walking.trouble = "feed_gap"
            self.logger.warning("%s: all %d entries are new; crawl it more often", url, len(seen.new))
