"""One folder of tests a room; `noise` invents pages and damages, `bench` measures."""

from pathlib import Path

ROOT = Path(__file__).parent.parent  # of the checkout
