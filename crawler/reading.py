"""From archived pages to what is stored of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cleaning.article import Article
from cleaning.clean import clean_all
from cleaning.read import read
from crawler.fetched import Archived
from seeds.source import Source
from store.whereabouts import Brought


def brought(items: Sequence[Archived], *, source: Source, run: int, now: datetime) -> list[Brought]:
    """The reports of a source's articles. Each of their pages was parsed once, when it came."""
    reports = clean_all([_article(item, source, now) for item in items])
    return [
        Brought(
            address=item.address.id,
            report=report,
            records=item.records,
            run=run,
            now=now,
            validators=item.validators,
            backfill=item.address.backfill,
        )
        for item, report in zip(items, reports, strict=True)
    ]


def _article(item: Archived, source: Source, now: datetime) -> Article:
    article = read(item.documents, source=source, listed=item.address.listed, now=now)
    return replace(article, noticed={**article.noticed, "truncated": 1}) if item.missing else article
