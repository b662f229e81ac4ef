"""The two limits of a crawl's memory, each reached."""

from pathlib import Path

import pytest

from tests.crawler.test_walks import lay_out, numbered
from tests.crawler.world import World


@pytest.mark.faults
@pytest.mark.parametrize(
    ("how", "outcome", "reason"),
    [
        ("Slowly", "incomplete", "memusage_exceeded"),
        ("AtOnce", "ok", "unreadable: 1 pages"),
    ],
)
def test_a_crawl_that_takes_too_much_memory(tmp_path: Path, how: str, outcome: str, reason: str) -> None:
    """What grows ends the run, in good order; what would grow beyond measure within one page costs that page."""
    with World(tmp_path) as world:
        world.source("greedy")
        lay_out(world, "greedy", numbered(*range(30, 0, -1)))
        done = world.python("tests.crawler.greedy", how, "greedy")
        run = world.runs("greedy")[-1]
        assert (done.returncode, run.outcome, run.reason) == (0, outcome, reason)
        assert len(world.kept("greedy")) == (29 if how == "AtOnce" else run.counts.new)
        assert run.counts.new > 0
