"""`python -m tests.crawler.greedy HOW SOURCE`: the crawl's own child, with a cleaning that takes too much memory:
`Slowly`, holding on to what it got, or `AtOnce`."""

import sys

from crawler import child, settings
from crawler.fetched import Archived

PIECES = 8  # one more than the limit holds
HELD: list[bytearray] = []


class Slowly:
    def process_item(self, item: Archived) -> Archived:
        if len(HELD) < PIECES:
            HELD.append(bytearray(b"x") * (settings.MEMUSAGE_LIMIT_MB // (PIECES - 1) * 2**20))
        return item


class AtOnce:
    def process_item(self, item: Archived) -> Archived:
        if "100002" in item.address.url:
            bytearray(child.MEMORY)
        return item


if __name__ == "__main__":
    how, source = sys.argv[1:]
    settings.ITEM_PIPELINES[f"tests.crawler.greedy.{how}"] = 150
    settings.MEMUSAGE_CHECK_INTERVAL_SECONDS = 0.05  # type: ignore[assignment]
    sys.exit(child.main(source, due=None, say=print))
