"""Catching up: stored reports that have no story yet are given one, whoever starts first after an update."""

import logging
from threading import Event

from store.backlog import place_some, sketch_some, waiting
from store.database import Database

log = logging.getLogger("duikou.stories")

BREATH = 0.02  # seconds between two blocks, in which others may write


def catch_up(database: Database, stop: Event) -> int:
    """Places all that wait for a story, block by block, until `stop` is set; how many there were."""
    with database.read() as connection:
        ahead = waiting(connection)
    if not ahead:
        return 0
    log.info("stories: %d stored reports and stories to catch up with", ahead)
    done = 0
    for step in (sketch_some, place_some):
        while not stop.wait(BREATH):
            some = database.transact(step)
            if not some:
                break
            done += some
    log.info("stories: %d caught up with", done)
    return done
