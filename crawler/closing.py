"""Ending a crawl before its work is done: answers on their way are still taken, the reason goes into the run's row."""

import asyncio

from scrapy.crawler import Crawler

CLOSING: set[asyncio.Task[None]] = set()  # asyncio keeps only weak references to tasks


def close_early(crawler: Crawler, reason: str) -> None:
    task = asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))
    CLOSING.add(task)
    task.add_done_callback(CLOSING.discard)
