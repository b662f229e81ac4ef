"""Fixtures for every room."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The study material beside the checkout: real pages and texts with their facts. Not part of the project."""
    folder = ROOT.parent / "shared"
    if not (folder / "sites").is_dir():
        pytest.skip(f"study material is not here ({folder}): nothing is measured against it")
    return folder
