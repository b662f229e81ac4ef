"""When a page says that it was published: in its meta tags, its byline, its dateline, its address."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta, tzinfo
from itertools import pairwise

from cleaning.article import Stated
from cleaning.extract import meta
from cleaning.extract.dates import (
    compact_dates_in,
    dates_in,
    is_possible,
    relative_dates_in,
    yearless_dates_in,
)
from cleaning.extract.frame import Frame
from cleaning.extract.publisher import is_spoofed
from cleaning.extract.reckoning import Found

SHOWN = re.compile(r"(?:发[布表稿佈]|发文|刊发|发稿|日期|时间|時間|來源|来源|稿源|作者|编辑|字号|浏览|点击|阅读)")
VISIT = re.compile("农历|天气|℃")  # behind the day of whoever looks at the page
EVENT = re.compile(
    r"(?:今天是|现在是|当前时间|访问|截至|截止|有效|废止|注册|登录|活动|会议|开幕|出生|印发|施行|实施|成立)[^\d]{0,12}$"
)
LATER = re.compile(r"(?:更新|修改|来源时间|成文|生效|最后)[^\d]{0,12}$")
YEAR_FIRST = re.compile(r"20[0-4]\d\W?(?:\d{1,2}\W?\n\d{1,2}|\n\d{1,2}\W\d{1,2})\W?$")
PROSE = re.compile("[，。！？；]")
BARE = 3.0  # trust in a mere day
FIRM = 4.0  # trust in a date with a label or a clock time
CLOSE = timedelta(days=2)  # by which a page's dates differ for reasons of its own
MIDNIGHT = time()
DATELINE = re.compile(r"^.{0,30}?(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日(?:电|讯|消息|報道|报道|\s*[(（])")
SIGNED = re.compile(r"^.{0,30}?(?:19|20|二[〇○零]).{1,3}年.{1,3}月.{1,3}[日号]$")
ADDRESS = (
    re.compile(
        r"[/_t](?P<year>19[89]\d|20[0-4]\d)[-/_]?(?P<month>0[1-9]|1[0-2])[-/_]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    ),
    re.compile(r"/(?P<year>19[89]\d|20[0-4]\d)[-/](?P<month>1[0-2]|0?[1-9])[-/](?P<day>3[01]|[12]\d|0?[1-9])(?=/)"),
    re.compile(r"[/_t-](?P<year>20[0-4]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\d*"),
)


def published(frame: Frame, *, now: datetime, zone: tzinfo) -> Stated:
    """Where they disagree: meta, byline, dateline, address; but byline and address together overrule a meta tag, which
    is then that of another day of the page's life. What a spoofed byline says is not believed."""
    written = _in_address(frame.address, now, zone)
    shown = _shown(frame, written, now, zone)
    spoofed = any(map(is_spoofed, (*frame.head, *frame.metas.values())))
    tagged = None if spoofed else _tagged(frame, now, zone)
    if tagged and shown and (_refines(shown, tagged) or _overrule(shown, written, tagged)):
        return _stated(shown, "byline")
    if tagged:
        return _stated(tagged, "meta")
    if shown and not spoofed:
        return _stated(shown, "byline")
    latest = written.moment if written else shown.moment if shown else now
    if dated := _dateline(frame, latest, now, zone, spoofed=spoofed):
        return _stated(dated, "dateline")
    return _stated(written, "address") if written else Stated()


def _refines(shown: Found, tagged: Found) -> bool:
    """Whether the byline tells the hour of the day that the meta tag names; midnight is none."""
    exact = _exact(shown) if shown.moment.time() != MIDNIGHT else 0
    told = _exact(tagged) if tagged.moment.time() != MIDNIGHT else 0
    return shown.moment.date() == tagged.moment.date() and exact > told


def _overrule(shown: Found, written: Found | None, tagged: Found) -> bool:
    return written is not None and not _differ(shown, written) and _differ(shown, tagged) and _differ(written, tagged)


def _differ(one: Found, other: Found) -> bool:
    return abs(one.moment.date() - other.moment.date()) > CLOSE


def _stated(found: Found, place: str) -> Stated:
    return Stated(moment=found.moment, precision=found.precision, found=place)  # type: ignore[arg-type]


def _exact(found: Found) -> int:
    return ("day", "minute", "second").index(found.precision)


def _tagged(frame: Frame, now: datetime, zone: tzinfo) -> Found | None:
    values = [frame.metas[name] for name in meta.DATES if name in frame.metas]
    for value in [*values, frame.linked.date]:
        found = dates_in(value, now=now, zone=zone) or compact_dates_in(value, now=now, zone=zone)
        if found:
            return found[0]
    return None


def _shown(frame: Frame, written: Found | None, now: datetime, zone: tzinfo) -> Found | None:
    """The date of the byline: one behind a label or with a clock time rather than a bare one."""
    best, most = None, 0.0
    for rank, (before, line) in enumerate(_labelled(frame.head)):
        for found in dates_in(line, now=now, zone=zone):
            above = rank < frame.above
            score = _trust(before + line[: found.start], line, found) - rank / 100 - above
            if above and score < FIRM and written and _differ(found, written):
                continue  # the day of the visit
            if score > most:
                best, most = found, score
    return best or _stacked(frame.head, now, zone) or _below(frame, now, zone) or _recent(frame, now, zone)


def _stacked(lines: Sequence[str], now: datetime, zone: tzinfo) -> Found | None:
    """A date in boxes one above the other: `18`, `2020-06`; `2020`, `06/18`."""
    for pair in pairwise(piece for line in lines for piece in line.split("  ")):
        for early, late in (pair, pair[::-1]):
            if YEAR_FIRST.match(f"{early}\n{late}"):
                numbers = "-".join(re.findall(r"\d+", f"{early} {late}"))
                return next(iter(dates_in(numbers, now=now, zone=zone)), None)
    return None


def _below(frame: Frame, now: datetime, zone: tzinfo) -> Found | None:
    """The date below a text. Those of several days are a list's or of comments, unless one alone has a label."""
    dated = [
        (_trust(before + line[: found.start], line, found), found)
        for before, line in _labelled(frame.foot)
        for found in dates_in(line, now=now, zone=zone)
    ]
    dated = [(score, found) for score, found in dated if score >= BARE]
    if frame.posts:
        return min((found for _, found in dated), key=lambda found: found.moment, default=None)
    firm = [(score, found) for score, found in dated if score >= FIRM]
    for some in (dated, firm):
        if len({found.moment.date() for _, found in some}) == 1:
            return max(some, key=lambda one: one[0])[1]
    return None


def _recent(frame: Frame, now: datetime, zone: tzinfo) -> Found | None:
    lines = frame.head[frame.above :] or frame.head
    recent = [date for line in lines for date in relative_dates_in(line, now=now, zone=zone)]
    recent += [date for line in lines if len(line) < 60 for date in _yearless(line, now, zone)]
    return recent[0] if recent else None


def _labelled(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line with the label in the cell before it, if there is one."""
    for before, line in zip(["", *lines], lines, strict=False):
        yield before if before.endswith(("：", ":")) else "", line


def _trust(before: str, line: str, found: Found) -> float:
    """0 for a day that is not this page's, 3 for a bare day, more with a clock time and a label."""
    if VISIT.search(line[found.end : found.end + 16]) or EVENT.search(before[-24:]):
        return 0.0
    if LATER.search(before[-24:]):
        return 0.5
    if PROSE.search(line) and not SHOWN.search(line):
        return 0.0
    return BARE + _exact(found) + 2 * bool(SHOWN.search(before[-16:])) + bool(SHOWN.search(line)) - (len(line) > 120)


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
