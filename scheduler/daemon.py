"""The daemon: at every tick it asks what is due and sees to it. What is due is decided in due.py, from the database."""

import logging
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING

from apscheduler.schedulers.background import BackgroundScheduler

from crawler.process import run_crawl
from reports.issue import make_issue
from scheduler.due import Job, due
from scheduler.edge import UTC, Clock
from scheduler.lines import run_line
from scheduler.state import state_of
from seeds.errors import DuikouError
from seeds.settings import Settings, Subscription
from seeds.source import Source
from store.database import Database
from store.digests import last_issue
from store.runs import Counts, Run, abandon_open, close_run, last_run, open_run

log = logging.getLogger("duikou.daemon")

TICK = 20  # seconds
GLANCE = 5.0  # seconds between two looks at the clocks
JUMP = timedelta(minutes=5)  # of the clock that is worth a warning
GRACE = 12.0  # seconds that crawls have to end after they were told to
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]  # after something could not be begun


class Daemon:
    """Crawls and issues at their times, until `stop` is set. Its only memory is of what it is doing right now."""

    def __init__(self, database: Database, settings: Settings, sources: Sequence[Source], *, clock: Clock) -> None:
        self.stop = Event()
        self._database = database
        self._settings = settings
        self._sources = [source for source in sources if source.enabled and source.listing]
        self._clock = clock
        self._crawlers = ThreadPoolExecutor(settings.at_once, thread_name_prefix="crawl")
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="digest")
        self._serving: dict[tuple[str, str], datetime] = {}
        self._noticed: dict[tuple[str, datetime], datetime] = {}
        self._failures: dict[tuple[str, str], tuple[int, datetime]] = {}

    def tick(self) -> None:
        """Begins what is due and not yet begun. An error is told and the next tick tries again."""
        if self.stop.is_set():
            return
        now = self._clock()
        try:
            jobs = self.due(now)
        except DuikouError as error:
            log.error("%s", error)
            return
        for job in jobs:
            if self._may_begin(job, now):
                self._serving[job.kind, job.subject] = job.due
                pool, work = (self._crawlers, self._crawl) if job.kind == "crawl" else (self._desk, self._issue)
                pool.submit(self._see_to, job, work)

    def due(self, now: datetime) -> tuple[Job, ...]:
        serving = {subject: moment for (kind, subject), moment in self._serving.items() if kind == "crawl"}
        with self._database.read() as connection:
            state = state_of(connection, self._settings, self._sources, now=now, serving=serving)
        jobs = due(now, replace(state, noticed=self._noticed))
        self._noticed = {
            (job.subject, job.due): self._noticed.get((job.subject, job.due), now) for job in jobs if job.kind == "digest"
        }
        return jobs
