"""Reports for tests, from a few words."""

from datetime import datetime, timedelta, timezone

from cleaning.article import Stated
from cleaning.report import Report

CHINA = timezone(timedelta(hours=8))


def report(body: str, *, title: str = "", day: str = "2023-08-01", captions: tuple[str, ...] = ()) -> Report:
    moment = datetime.fromisoformat(day).replace(tzinfo=CHINA) if day else None
    return Report(
        url="http://news.example/1.html",
        source=None,
        site=None,
        title=title,
        body=body,
        captions=captions,
        published=Stated(moment=moment, precision="day" if moment else "none"),
        publisher="",
        authors=(),
        editors=(),
        script="hans",
    )
