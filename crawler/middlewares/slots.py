"""A host's slot in Scrapy's downloader: how to slow it down or hold it without holding other hosts."""

from time import monotonic

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.http import Response

LEAST = 0.001  # seconds: a slot without any delay does not look at its clock


def slow_down(downloader: Downloader, answered: Response, delay: float) -> None:
    """At least `delay` seconds between two requests to the host that answered, also after its slot was idle."""
    key = _key(downloader, answered)
    slot = downloader.slots.get(key)
    kept = downloader.per_slot_settings.setdefault(key, {})
    kept["delay"] = max(delay, slot.delay if slot else 0)
    if slot:
        slot.delay = kept["delay"]


def hold(downloader: Downloader, request: Request, seconds: float) -> None:
    """No request to that host for so many seconds, those that wait already included. The slot counts its delay from
    the last request, so that moment is put forward; AutoThrottle sets the same attributes."""
    slot = downloader.slots.get(_key(downloader, request))
    if slot:
        slot.delay = max(slot.delay, LEAST)
        slot.lastseen = max(slot.lastseen, monotonic() + seconds - slot.delay)


def _key(downloader: Downloader, about: Request | Response) -> str:
    request = about if isinstance(about, Request) else about.request
    assert request is not None
    return downloader.get_slot_key(request)
