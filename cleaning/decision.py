"""What a person decided in review, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cleaning.report import Block

Kind = Literal["quarantine", "aid", "pair", "figure", "story"]  # in the order in which they are applied
Verdict = Literal["accept", "correct", "reject"]
AT = "at"  # key of `found`: how many characters into its sentence a figure begins


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`item`: id of what was decided on; `sentence` in `block`: the words it was made on; `fields`: what a correction
    sets; `found`: the item as the program had read it, as JSON; `at`: ISO 8601."""

    number: int
    item: str
    kind: Kind
    verdict: Verdict
    block: Block
    sentence: str
    by: str
    why: str
    at: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    found: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What became of a decision: `holds` while its words stand; else `successor`: the figure that its sentence was
    changed into, None if there is none."""

    holds: bool
    successor: str | None = None
