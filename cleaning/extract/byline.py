"""Date, publisher and people: what stands between the headline and the text, at the text's ends and in meta tags."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from cleaning.article import Stated
from cleaning.extract import meta
from cleaning.extract.dates import (
    Found,
    compact_dates_in,
    dates_in,
    is_possible,
    relative_dates_in,
    yearless_dates_in,
)
from cleaning.extract.lines import Lines
from cleaning.extract.publisher import is_spoofed, publisher_in, publisher_of_dateline

SHOWN = re.compile(r"(?:发[布表稿佈]|发文|刊发|发稿|日期|时间|時間|來源|来源|稿源|作者|编辑|字号|浏览|点击|阅读)")
OTHER = re.compile(
    r"(?:更新|修改|来源时间|访问|今天是|截至|截止|有效|成文|生效|废止|注册|登录|最后|活动|会议|开幕|出生)[^\d]{0,12}$|今天是|现在是|农历"
)
DATELINE = re.compile(r"^.{0,30}?(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日(?:电|讯|消息|報道|报道|\s*[(（])")
SIGNED = re.compile(r"^.{0,30}?(?:19|20|二[〇○零]).{1,3}年.{1,3}月.{1,3}[日号]$")
ADDRESS = (
    re.compile(
        r"[/_t](?P<year>19[89]\d|20[0-4]\d)[-/_]?(?P<month>0[1-9]|1[0-2])[-/_]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    ),
    re.compile(r"/(?P<year>19[89]\d|20[0-4]\d)[-/](?P<month>1[0-2]|0?[1-9])[-/](?P<day>3[01]|[12]\d|0?[1-9])(?=/)"),
    re.compile(r"[/_t-](?P<year>20[0-4]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\d*"),
)
LABEL = 8  # characters that the label of a cell has at most
WINDOW = 14  # lines above the text that may belong to its byline


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What surrounds a body, as keys of lines: `head` from the headline to the text, `foot` behind it."""

    head: Sequence[str]
    foot: Sequence[str]
    first: Sequence[str]  # the opening paragraphs
    last: Sequence[str]
    metas: Mapping[str, str]
    linked_data: str
    address: str


def frame_of(page: Lines, *, title: int, start: int, end: int, body: Sequence[int]) -> tuple[list[str], list[str]]:
    """The lines above and below a body that may speak of it."""
    above = max(title - 4, 0) if 0 <= title < start else max(start - WINDOW, 0)
    head = [page.lines[at].key for at in range(above, start) if at != title and len(page.lines[at].text) < 200]
    taken = set(body)
    foot = [page.lines[at].key for at in range(start, min(end + 12, len(page.lines))) if at not in taken]
    return head, [text for text in foot if len(text) < 200]


def published(frame: Frame, *, now: datetime, zone: tzinfo) -> Stated:
    """Where they disagree: meta, byline, dateline, address. What a spoofed byline says is not believed."""
    shown = _shown(frame, now, zone)
    spoofed = any(map(is_spoofed, (*frame.head, *frame.metas.values())))
    tagged = None if spoofed else _tagged(frame, now, zone)
    if tagged and shown and shown.moment.date() == tagged.moment.date() and _exact(shown) > _exact(tagged):
        return _stated(shown, "byline")
    if tagged:
        return _stated(tagged, "meta")
    if shown and not spoofed:
        return _stated(shown, "byline")
    written = _in_address(frame.address, now, zone)
    latest = written.moment if written else shown.moment if shown else now
    if dated := _dateline(frame, latest, now, zone, spoofed=spoofed):
        return _stated(dated, "dateline")
    return _stated(written, "address") if written else Stated()


def _stated(found: Found, place: str) -> Stated:
    return Stated(moment=found.moment, precision=found.precision, found=place)  # type: ignore[arg-type]


def _exact(found: Found) -> int:
    return ("day", "minute", "second").index(found.precision)


def _tagged(frame: Frame, now: datetime, zone: tzinfo) -> Found | None:
    values = [frame.metas[name] for name in meta.DATES if name in frame.metas]
    for value in [*values, frame.linked_data]:
        found = dates_in(value, now=now, zone=zone) or compact_dates_in(value, now=now, zone=zone)
        if found:
            return found[0]
    return None


def _shown(frame: Frame, now: datetime, zone: tzinfo) -> Found | None:
    """The date of the byline: one behind a label or with a clock time rather than a bare one."""
    best, most = None, 0.0
    lines = [*frame.head, *frame.foot]
    for rank, line in enumerate(lines):
        label = lines[rank - 1] if rank and lines[rank - 1].endswith(("：", ":")) else ""  # in the cell before
        for found in dates_in(line, now=now, zone=zone):
            score = (
                _trust(label + line[: found.start], line, found) - rank / 100 - (2 if rank >= len(frame.head) else 0)
            )
            if score > most:
                best, most = found, score
    if best is None:
        recent = [date for line in frame.head for date in relative_dates_in(line, now=now, zone=zone)]
        recent += [date for line in frame.head if len(line) < 60 for date in _yearless(line, now, zone)]
        return recent[0] if recent else None
    return best


def _trust(before: str, line: str, found: Found) -> float:
    if OTHER.search(before[-24:]):
        return 0.5
    return 3.0 + _exact(found) + 2 * bool(SHOWN.search(before[-16:])) + bool(SHOWN.search(line)) - (len(line) > 120)


def _yearless(line: str, now: datetime, zone: tzinfo) -> list[Found]:
    """`04-09 16:13` without a year is a byline only with a clock time."""
    return [date for date in yearless_dates_in(line, latest=now, zone=zone) if date.precision != "day"]


def _dateline(frame: Frame, latest: datetime, now: datetime, zone: tzinfo, *, spoofed: bool) -> Found | None:
    for text in frame.first:
        if match := DATELINE.match(text):
            full = dates_in(match[0], now=now, zone=zone)
            year = _year_told(frame, latest, zone) if spoofed else latest
            if found := full or yearless_dates_in(match[0], latest=year, zone=zone):
                return found[0]
    for text in frame.last:
        if len(text) < 40 and SIGNED.match(text) and (found := dates_in(text, now=now, zone=zone)):
            return found[0]
    return None


def _year_told(frame: Frame, latest: datetime, zone: tzinfo) -> datetime:
    """The end of the last year that the text speaks of: the byline's own year is a lie."""
    years = [
        int(year) for text in (*frame.first, *frame.last) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)年", text)
    ]
    past = [year for year in years if year <= latest.year]
    return datetime(max(past), 12, 31, tzinfo=zone) if past else latest


def _in_address(address: str, now: datetime, zone: tzinfo) -> Found | None:
    path = address.partition("://")[2].partition("/")[2]
    for form in ADDRESS:
        for match in form.finditer("/" + path):
            try:
                moment = datetime(*(int(match[part]) for part in ("year", "month", "day")), tzinfo=zone)  # type: ignore[misc, arg-type]
            except ValueError:
                continue
            if is_possible(moment, now):
                return Found(moment=moment, precision="day", start=match.start(), end=match.end())
    return None


def _in_one(lines: Sequence[str]) -> list[str]:
    """A label in one cell and its value in the next make one line."""
    before = ["", *lines]
    return [
        label + line if 1 < len(label) <= LABEL and label.endswith(("：", ":")) else line
        for label, line in zip(before, lines, strict=False)
    ]


def publisher(frame: Frame, title: str) -> str:
    """Whom the page names as source: in its byline, its meta tags, at its end, or in its dateline."""
    named = publisher_in(_in_one(frame.head)) or publisher_in([meta.first(frame.metas, meta.PUBLISHERS)], bare=True)
    return named or publisher_in(frame.foot) or publisher_in(frame.last) or publisher_of_dateline(frame.first, title)
