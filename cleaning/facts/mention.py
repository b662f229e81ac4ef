"""A mention: a party named at one place of a report, and on which side it stands there."""

from typing import Literal, NamedTuple

from cleaning.report import Block, Party

Side = Literal["donor", "recipient", "either", "none"]


class Mention(NamedTuple):
    """`start` to `end` index `block` (captions joined by a line feed). `side`: what the report as a whole makes of the
    party; `either`: a division above a giver or receiver, not itself one; `none`: named, but party to nothing here.
    `batch`: the 第N批 that stands at this very mention, as its giver counts."""

    block: Block
    start: int
    end: int
    party: Party
    side: Side
    batch: int | None = None


def key(party: Party) -> str:
    """What identifies a party: its code, else its name."""
    return party.code or party.name
