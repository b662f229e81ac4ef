"""The disk budget: told before it is reached, and no crawl begins beyond it."""

import logging

from seeds.errors import DiskFullError
from seeds.fields import size_text
from seeds.settings import Settings
from store.retention import NEARLY, used

log = logging.getLogger(__name__)


def refuse_beyond(settings: Settings) -> None:
    """Raises DiskFullError if everything under home takes more than `disk_budget`."""
    budget = settings.disk_budget
    if budget is None:
        return
    taken = used(settings.home)
    said = f"{settings.home} takes {size_text(taken)} of the {size_text(budget)} of disk_budget"
    if taken >= budget:
        raise DiskFullError(f"{said}; raise it, or let go more with keep_archive and keep_versions")
    if taken >= NEARLY * budget:
        log.warning("%s; at the full budget crawls stop", said)
