"""How a crawl ended: from what its walks met, its failures and Scrapy's word for the end. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crawler.walking import Walking
from store.runs import Outcome

WAITING = "waiting"  # a walk's trouble begins so where the site had asked to be left alone


class Ending(NamedTuple):
    """As a run's row holds it."""

    outcome: Outcome
    reason: str


def ending(
    *,
    finish: str,
    walks: Sequence[Walking],
    counts: Mapping[str, int],
    failures: Mapping[str, int],
    trouble: str | None,
    rejected: bool = False,
) -> Ending:
    """`ok`: every walk reached its end. `failed`: nothing of any listing could be read. `rejected`: the site is
    another one than it was. `skipped`: the site had asked to be left alone. Else `incomplete`.

    `finish`: Scrapy's reason; `trouble`: what stopped the crawl as a whole. An `ok` run may name pages that failed:
    they are tried again, and the listing is known in full."""
    waiting = [walk.trouble for walk in walks if walk.trouble and walk.trouble.startswith(WAITING)]
    if waiting and len(waiting) == len(walks):
        return Ending("skipped", waiting[0])
    stops = list(dict.fromkeys(filter(None, [trouble, None if finish == "finished" else finish, *_troubles(walks)])))
    if rejected:
        return Ending("rejected", ", ".join(stops))
    if not walks or all(walk.trouble and walk.pages == 0 for walk in walks):
        return Ending("failed", ", ".join(stops) or "no listing was read")
    if stops or not all(walk.ended for walk in walks):
        return Ending("incomplete", ", ".join([*stops, *_said(failures)]) or "a listing was not read to its end")
    fetched = sum(counts.get(word, 0) for word in ("new", "changed", "unchanged", "gone"))
    return Ending("incomplete" if failures and not fetched else "ok", ", ".join(_said(failures)) or "finished")


def _troubles(walks: Sequence[Walking]) -> list[str]:
    return [walk.trouble for walk in walks if walk.trouble]


def _said(failures: Mapping[str, int]) -> list[str]:
    return [f"{reason}: {pages} pages" for reason, pages in Counter(failures).most_common()]
