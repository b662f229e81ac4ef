"""The demo: the shipped sample sites, served on loopback under their own names, crawled over real HTTP, and the digests
of it. First the sites as of an earlier day, then with their newest articles: those are the news."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from crawler.replay import Replay
from reports.issue import Made, make_issue
from scheduler.crawls import Ended, crawl_all, exit_code
from scheduler.edge import Clock, database_of
from scheduler.lines import run_line
from scheduler.output import log
from seeds.errors import DuikouError, WrongUsageError
from seeds.load import sources
from seeds.samples_index import BEFORE, SITES, SOURCES, file_of, golden
from seeds.settings import Settings, Subscription
from seeds.source import Source
from store.database import Database
from store.reports import select

MARK = ".duikou-demo"  # in a folder that is ours to clear
DAILY = Subscription()
MONTHLY = Subscription(name="monthly", title="援助报道月报", period="month")


def play(home: Path, *, clock: Clock) -> tuple[int, list[Path]]:
    """Runs the demo in `home`: the exit code of its crawls, and the digests. Raises WrongUsageError (full folder)."""
    clear(home)
    sites = home / "sites"
    watched = [source for source in sources(SOURCES) if source.enabled and source.access]
    set_back(sites, watched)
    with Replay(sites) as via:
        settings = Settings(
            home=home, via=via.address, delay=0, seeds=SOURCES, contact="", subscriptions=(DAILY, MONTHLY)
        )
        log.info("serving %d sample sites at %s", len(watched), via.address)
        first = _crawl("first crawl: what is there is no news", watched, settings)
        shutil.copytree(SITES, sites, dirs_exist_ok=True)
        newer = [source for source in watched if (pages := golden(source.name)) and pages.later]
        second = _crawl("second crawl: the sites have published since", newer, settings)
        log.info("%d requests were made", len(via.requests))
    return exit_code([*first, *second]), _issues(settings, clock=clock)


def clear(home: Path) -> None:
    """An empty folder with our mark. Only a folder with the mark is cleared."""
    if home.exists() and any(home.iterdir()) and not (home / MARK).exists():
        raise WrongUsageError(f"{home}: not empty, and no earlier demo; give a new folder with --out")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / MARK).touch()


def set_back(sites: Path, watched: Sequence[Source]) -> None:
    """The sites as of the earlier day: older lists, and the later articles not there yet."""
    shutil.copytree(SITES, sites)
    shutil.copytree(BEFORE, sites, dirs_exist_ok=True)
    for pages in filter(None, (golden(source.name) for source in watched)):
        for url in pages.later:
            file_of(url, sites).unlink()


def _crawl(title: str, watched: Sequence[Source], settings: Settings) -> list[Ended]:
    log.info("%s", title)
    ended = []
    for source, result in crawl_all(watched, settings):
        log.info("  %s", f"{source.name}: {result}" if isinstance(result, DuikouError) else run_line(result))
        ended.append((source, result))
    return ended


def _issues(settings: Settings, *, clock: Clock) -> list[Path]:
    with database_of(settings) as database:
        daily = make_issue(database, DAILY, settings, now=clock(), send=False)
        monthly = make_issue(database, MONTHLY, settings, now=clock(), on=_newest(database, clock), send=False)
    return [*_told(MONTHLY, monthly), *_told(DAILY, daily)]


def _told(subscription: Subscription, made: Made) -> list[Path]:
    log.info("%s: %d reports", subscription.title, made.items)
    return list(reversed(made.paths))


def _newest(database: Database, clock: Clock) -> date:
    """The day of the newest article: its month has something to show, whenever the demo is run."""
    with database.read() as connection:
        moments = [kept.report.published.moment for kept in select(connection)]
    return max(filter(None, moments), default=clock()).date()
