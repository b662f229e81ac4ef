"""Each mode has a host of its own, so that none shares a place in the queue with another."""

from collections.abc import Sequence


def hosts(names: Sequence[str]) -> list[str]:
    return [f"127.0.1.{number}" for number, _ in enumerate(names, 1)]
