"""Scrapy's signals, sent where somebody listens."""

from typing import Any, Self

from pydispatch import dispatcher  # type: ignore[import-untyped]  # it has no types
from scrapy.crawler import Crawler
from scrapy.signalmanager import SignalManager


class HeardSignals(SignalManager):
    """Scrapy sends nine signals for a page, and we listen to those of a crawl's end. To find nobody in pydispatch's
    four places takes a tenth of what fetching a page does."""

    def send_catch_log(self, signal: Any, **kwargs: Any) -> list[tuple[Any, Any]]:
        return super().send_catch_log(signal, **kwargs) if self._is_heard(signal) else []

    async def send_catch_log_async(self, signal: Any, **kwargs: Any) -> list[tuple[Any, Any]]:
        return await super().send_catch_log_async(signal, **kwargs) if self._is_heard(signal) else []

    def _is_heard(self, signal: Any) -> bool:
        """By who connected to it or to all signals, of this crawler or of everybody."""
        of_ours = dispatcher.connections.get(id(self.sender), ())
        of_all = dispatcher.connections.get(id(dispatcher.Any), ())
        return any(each in of_ours or each in of_all for each in (signal, dispatcher.Any))


class OnlyHeard:
    """EXTENSIONS: gives the crawler such signals, before its engine is made."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        crawler.signals = HeardSignals(crawler)
        return cls()
