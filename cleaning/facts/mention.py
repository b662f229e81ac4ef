"""A mention: a party named at one place of a report, and on which side it stands there."""

from dataclasses import dataclass
from typing import Literal

from cleaning.report import Block, Party

Side = Literal["donor", "recipient", "either", "none"]


@dataclass(frozen=True, kw_only=True)
class Mention:
    """`start` to `end` index `block` (captions joined by a line feed). `side`: donor and recipient where the words
    around or the register say so; `either`: a place that may be both; `none`: named, but party to nothing here.
    `batch`: the 第N批 that stands at this very mention, as its giver counts."""

    block: Block
    start: int
    end: int
    party: Party
    side: Side
    batch: int | None = None
