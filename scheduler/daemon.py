"""The daemon: at every tick it asks what is due and sees to it. What is due is decided in due.py, from the database."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event

from apscheduler.schedulers.background import BackgroundScheduler

from crawler.process import run_crawl
from scheduler.backlog import catch_up
from scheduler.changes import Changes, faults
from scheduler.crawls import end_crawls
from scheduler.due import Job, due
from scheduler.edge import Clock
from scheduler.issues import make_due_issue, recover, send_letters
from scheduler.lines import run_line
from scheduler.retention import retain
from scheduler.state import state_of
from seeds.errors import DuikouError
from seeds.settings import Settings
from seeds.source import Source
from store.database import Database
from store.deliveries import subscriptions_due

log = logging.getLogger("duikou.daemon")

TICK = 20  # seconds
GLANCE = 5.0  # seconds between two looks at the clocks
JUMP = timedelta(minutes=5)  # of the clock that is worth a warning
LAST_WORDS = 3.0  # seconds to record how the last crawls and issues ended
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]  # after something could not be done

Key = tuple[str, str]  # kind and subject
Clocks = tuple[datetime, float]  # of the wall, and monotonic in seconds


class Daemon:
    """Crawls and issues at their times, until `stop` is set. Its only memory is of what it is doing right now."""

    def __init__(self, database: Database, settings: Settings, sources: Sequence[Source], *, clock: Clock) -> None:
        self.stop = Event()
        self.reread = Event()  # somebody asks for the settings to be read again
        self.begins_again = False  # after its end, with the settings as they stand then
        self._database = database
        self._settings = settings
        self._sources = [source for source in sources if source.enabled and source.access]
        self._subscriptions = {subscription.name: subscription for subscription in settings.subscriptions}
        self._changes = Changes(settings)
        self._clock = clock
        self._crawlers = ThreadPoolExecutor(settings.at_once, thread_name_prefix="crawl")
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="digest")
        self._serving: dict[Key, datetime] = {}
        self._noticed: dict[tuple[str, datetime], datetime] = {}
        self._failures: dict[Key, tuple[int, datetime]] = {}

    def serve(self) -> None:
        """Ticks until `stop` is set, then sees its work to an end; returns within 20 seconds of that."""
        for subscription in self._settings.subscriptions:
            recover(self._database, subscription, now=self._clock())
        self._desk.submit(self._catch_up)
        alarm = BackgroundScheduler(timezone=UTC)
        # In memory, and only to wake us: late ticks count (misfire_grace_time None), but once (coalesce).
        ticking = alarm.add_job(
            self.tick, "interval", seconds=TICK, next_run_time=datetime.now(UTC),
            coalesce=True, max_instances=1, misfire_grace_time=None,
        )  # fmt: skip
        alarm.start()
        before = self._clock(), time.monotonic()
        while not self.stop.wait(GLANCE):
            self._changes.tell()
            if self.reread.is_set():
                self._begin_again()
            clocks = self._clock(), time.monotonic()
            if jumped(before, clocks):
                # The alarm reckons by the wall clock: set back by an hour, it would sleep for that hour.
                ticking.modify(next_run_time=datetime.now(UTC))
            before = clocks
        alarm.shutdown(wait=False)
        self._end()

    @property
    def busy(self) -> bool:
        """Is anything that it began still going on?"""
        return bool(self._serving)

    def tick(self) -> None:
        """Begins what is due and not yet begun. An error is told, and the next tick tries again."""
        now = self._clock()
        try:
            jobs = (*self._due(now), *self._letters_due(now))
        except DuikouError as error:
            log.error("%s", error)
            return
        for job in jobs:
            if self._may_begin(job, now):
                self._begin(job)

    def _due(self, now: datetime) -> tuple[Job, ...]:
        serving = {subject: moment for (kind, subject), moment in self._serving.items() if kind == "crawl"}
        state = state_of(self._database, self._settings, self._sources, now=now, serving=serving)
        jobs = due(now, replace(state, noticed=self._noticed))
        issues = [(job.subject, job.due) for job in jobs if job.kind == "digest"]
        self._noticed = {issue: self._noticed.get(issue, now) for issue in issues}
        return jobs

    def _letters_due(self, now: datetime) -> Iterator[Job]:
        """Letters of issues that are out, to readers whose server would not take them at first."""
        if not self._settings.smtp_url:
            return
        with self._database.read() as connection:
            waiting = subscriptions_due(connection, now=now)
        for name in sorted(waiting & self._subscriptions.keys()):
            yield Job(kind="letters", subject=name, due=now)

    def _may_begin(self, job: Job, now: datetime) -> bool:
        _, until = self._failures.get((job.kind, job.subject), (0, now))
        # A pause that ends later than any that we make is of a clock that has been set back since.
        paused = now < until <= now + PAUSES[-1]
        return not (self.stop.is_set() or job.waits or paused or (job.kind, job.subject) in self._serving)

    def _begin(self, job: Job) -> None:
        self._serving[job.kind, job.subject] = job.due
        work = {"crawl": self._crawl, "digest": self._issue, "letters": self._letters}[job.kind]
        pool = self._crawlers if job.kind == "crawl" else self._desk
        pool.submit(self._see_to, job, work)

    def _see_to(self, job: Job, work: Callable[[Job], None]) -> None:
        key = job.kind, job.subject
        try:
            if not self.stop.is_set():
                work(job)
            self._failures.pop(key, None)
        except Exception as error:
            log.error("%s %s: %s", *key, error, exc_info=None if isinstance(error, DuikouError) else error)
            times, _ = self._failures.get(key, (0, None))
            self._failures[key] = times + 1, self._clock() + PAUSES[min(times, len(PAUSES) - 1)]
        finally:
            del self._serving[key]

    def _crawl(self, job: Job) -> None:
        log.info("%s: crawl begins", job.subject)
        log.info("%s", run_line(run_crawl(job.subject, self._settings, due=job.due)))
        retain(self._database, self._settings, job.subject, now=self._clock())

    def _issue(self, job: Job) -> None:
        self._catch_up()  # what was given back to readers meanwhile
        subscription = self._subscriptions[job.subject]
        make_due_issue(self._database, subscription, self._settings, due=job.due, clock=self._clock)

    def _letters(self, job: Job) -> None:
        send_letters(self._database, self._subscriptions[job.subject], self._settings, now=self._clock())

    def _catch_up(self) -> None:
        """Before any issue: without their stories reports would be told as often as they were reprinted."""
        try:
            catch_up(self._database, self.stop)
        except Exception as error:
            trace = None if isinstance(error, DuikouError) else error
            log.error("stories: %s; tried again before the next issue", error, exc_info=trace)

    def _begin_again(self) -> None:
        """Ends as if stopped and begins anew, if the settings are right; else says what is wrong and goes on."""
        self.reread.clear()
        if wrong := faults():
            for line in wrong:
                log.error("%s", line)
            log.error("nothing is read again; the settings of before go on")
            return
        self.begins_again = True
        self.stop.set()

    def _end(self) -> None:
        for pool in (self._crawlers, self._desk):
            pool.shutdown(wait=False, cancel_futures=True)
        end_crawls()
        end = time.monotonic() + LAST_WORDS
        while self._serving and time.monotonic() < end:
            time.sleep(0.05)


def jumped(before: Clocks, after: Clocks) -> bool:
    """Has the wall clock gone another way than time itself? Set back at all or far ahead; far is worth a warning."""
    step = (after[0] - before[0]) - timedelta(seconds=after[1] - before[1])
    if abs(step) > JUMP:
        log.warning(
            "the clock went %s by %s; it was set, or the machine slept",
            "on" if step > timedelta(0) else "back",
            abs(step),
        )
    return step < timedelta(seconds=-GLANCE) or step > JUMP
