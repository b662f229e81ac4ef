"""Figures made, and changes to one that was read: its part, its original, whether it counts.

A frozen dataclass sets each of its forty fields by itself, which took as long as reading them did."""

from collections.abc import Callable
from typing import Any, ParamSpec, cast

from cleaning.report import Figure

Fields = ParamSpec("Fields")


def made(kind: Callable[Fields, Figure], /, *_: Fields.args, **fields: Fields.kwargs) -> Figure:
    """The figure with these fields: all of them, in the order of the contract, for nothing fills in what is missing."""
    figure = object.__new__(cast("type[Figure]", kind))
    vars(figure).update(fields)
    return figure


def changed(figure: Figure, **fields: Any) -> Figure:
    """The figure with other values in some fields."""
    other = object.__new__(Figure)
    vars(other).update(vars(figure), **fields)
    return other
