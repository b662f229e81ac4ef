"""Fixtures for every room."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests import ROOT

# A shared machine stalls for seconds; how long one example takes says nothing here. Benches measure time.
# The same examples on every run, so that what is green once is green for everybody; `make fuzz` looks for new ones.
SLOW: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("house", derandomize=True, **SLOW)
settings.register_profile("fuzz", max_examples=2_000, **SLOW)
settings.load_profile(os.environ.get("DUIKOU_EXAMPLES", "house"))

os.environ["PYTHONPATH"] = str(ROOT)  # what tests start finds the project from any folder, the server of forks too


@pytest.fixture(scope="session")
def shared() -> Path:
    """The study material beside the checkout: real pages and texts with their facts. Not part of the project."""
    folder = ROOT.parent / "shared"
    if not (folder / "sites").is_dir():
        pytest.skip(f"study material is not here ({folder}): nothing is measured against it")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL server for the session: the address of its maintenance database."""
    from tests.postgres import server  # most tests need none

    with server() as address:
        yield address
