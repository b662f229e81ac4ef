"""Signals reach whoever listens, however he connected, and cost nothing where nobody does."""

import asyncio
from typing import Any

import pytest
from pydispatch import dispatcher  # type: ignore[import-untyped]  # it has no types
from scrapy import signals

from crawler.signals import HeardSignals


class Crawl:
    """Who sends."""


class Listener:
    def __init__(self) -> None:
        self.heard: list[Any] = []

    def listen(self, signal: object) -> str:
        self.heard.append(signal)
        return "heard"


OURS, ANOTHER = Crawl(), Crawl()


@pytest.mark.parametrize(
    ("connected", "sender", "is_heard"),
    [
        (signals.item_scraped, OURS, True),
        (signals.item_scraped, dispatcher.Any, True),
        (dispatcher.Any, OURS, True),
        (dispatcher.Any, dispatcher.Any, True),
        (signals.item_dropped, OURS, False),
        (signals.item_scraped, ANOTHER, False),
    ],
)
def test_a_signal_reaches_its_listeners(connected: object, sender: object, is_heard: bool) -> None:
    listener, sent = Listener(), HeardSignals(OURS)
    dispatcher.connect(listener.listen, connected, sender)
    answers = sent.send_catch_log(signals.item_scraped)
    later = asyncio.run(sent.send_catch_log_async(signals.item_scraped))
    assert listener.heard == [signals.item_scraped] * 2 * is_heard
    assert answers == later == [(listener.listen, "heard")] * is_heard


def test_who_no_longer_listens_hears_nothing() -> None:
    listener, sent = Listener(), HeardSignals(OURS)
    sent.connect(listener.listen, signals.item_scraped)
    sent.disconnect(listener.listen, signals.item_scraped)
    assert sent.send_catch_log(signals.item_scraped) == []
    assert listener.heard == []
