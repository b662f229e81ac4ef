"""A report: the cleaned article with what it states. Fields, words and closed lists: docs/contract.md."""

from dataclasses import dataclass
from typing import Literal

from cleaning.article import Stated

Script = Literal["hans", "hant", "mixed", "other"]
Block = Literal["title", "body", "captions"]
DamageKind = Literal[
    "pinyin", "byte_slip", "lost_digit", "mojibake", "double_marks", "spaces", "width", "variant_glyphs",
    "spam", "tag_soup", "control", "repetition", "truncated", "brand_swap",
]  # fmt: skip
Quarantine = Literal[
    "not_article", "login_wall", "captcha", "soft_404", "empty", "list_page", "photo_page", "hijacked_mirror",
    "run_rejected", "shuffled_text", "wrong_language",
]  # fmt: skip
Level = Literal[
    "province", "prefecture", "county", "township", "corps_division", "ministry", "enterprise", "institution", "other"
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Damage:
    """So many places of one kind of damage, and how many of them were repaired."""

    kind: DamageKind
    count: int
    repaired: int


@dataclass(frozen=True, kw_only=True)
class Damaged:
    """Characters start to end of a block that could not be restored. No number is read there."""

    block: Block
    start: int
    end: int
    kind: DamageKind


@dataclass(frozen=True, kw_only=True)
class Party:
    """A donor or recipient. `code`: GB/T 2260 of the place's present form, `XPCC-nn` for corps divisions, else None."""

    code: str | None
    name: str
    level: Level


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Who gives to whom, by codes (or names where there is no code), checked against the register."""

    donor: str
    recipient: str
    known: Literal["yes", "no", "contradicts"]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """第N批, as counted by `scope`; `national_number` only where the calendar gives it."""

    donor: str | None
    number: int
    scope: Literal["national", "province", "city", "enterprise", "medical", "education", "other"]
    national_number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Relevance:
    """Is it a report of paired assistance at all; `score` 0 to 1; `why` in words for a reader."""

    is_aid_report: bool
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Period:
    """`start` and `end` as ISO dates cut to what is known (1994, 2024-08); `basis`: stated or inferred."""

    start: str | None
    end: str | None
    basis: Literal["stated", "inferred"]


@dataclass(frozen=True, kw_only=True)
class Was:
    """A field of a figure as the program had read it."""

    field: str
    value: str | bool | float | int | tuple[str, ...] | None


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A person's decision about a figure: who, when (ISO 8601), why, and what stood there before. `was` is empty for a
    figure that the program does not read at all."""

    by: str
    at: str
    why: str
    was: tuple[Was, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A stated amount or count with its evidence: `start` to `end` index `block` and reproduce `text`."""

    id: str
    kind: Literal["money", "count", "percent", "quantity"]
    text: str
    sentence: str
    block: Block
    start: int
    end: int
    value: float | int | None
    value_low: float | int | None
    value_high: float | int | None
    unit: str
    noun: str
    qualifier: Literal["eq", "lt", "le", "gt", "ge", "approx"]
    qualifier_word: str
    role: str | None
    stage: str
    in_plan: bool | None
    aggregation: Literal["single", "cumulative", "annual", "part", "growth"]
    part_of: str | None
    repeats: str | None
    period: Period | None
    as_of: str | None
    programme: str | None
    batch: int | None
    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    purpose: str
    sector: str | None
    readability: Literal["clean", "noise_removed", "unit_missing", "digit_lost", "indeterminate"]
    confidence: float
    review: Literal["auto", "needs_review", "confirmed", "corrected", "rejected"] = "auto"
    counted: bool = False
    not_counted_because: str | None = None
    taken_from: str | None = None  # the address of the origin that states what this copy lost
    correction: Correction | None = None  # once a person has confirmed, corrected or rejected it


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the text states. Empty until read; a field that is not read yet is not printed by `report_json`."""

    relevance: Relevance | None = None
    programmes: tuple[str, ...] = ()
    donors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    pairs: tuple[Pair, ...] = ()
    batches: tuple[Batch, ...] = ()
    sectors: tuple[str, ...] = ()
    official_fields: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """The cleaned article, as kept and sent. `body`: paragraphs joined by a line feed."""

    url: str
    source: str | None
    site: str | None
    title: str
    body: str
    captions: tuple[str, ...]
    published: Stated
    publisher: str
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    script: Script
    hijacked: bool = False
    mirror_of: str | None = None
    damage: tuple[Damage, ...] = ()
    damaged: tuple[Damaged, ...] = ()
    quarantine: Quarantine | None = None
    facts: Facts = Facts()
