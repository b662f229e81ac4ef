"""What is doubtful, in lines for people and as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from scheduler.output import put, put_table
from seeds.register.lookup import name
from store.decisions import Told
from store.doubts import Doubt

SHOWN = (
    "value",
    "value_low",
    "value_high",
    "unit",
    "qualifier",
    "role",
    "stage",
    "aggregation",
    "programme",
    "purpose",
)


def doubt_json(doubt: Doubt) -> dict[str, Any]:
    """One object; `says` is the item itself: a figure as the contract has it, a pair, or where a report was put."""
    row = {key: value for key, value in asdict(doubt).items() if key not in ("told", "published")}
    row["published_at"] = doubt.published.isoformat() if doubt.published else None
    return {**row, "decision": told_json(doubt.told) if doubt.told else None}


def told_json(told: Told) -> dict[str, Any]:
    one = told.decision
    said = {key: getattr(one, key) for key in ("number", "verdict", "fields", "by", "why", "at")}
    ended = told.ended_at.isoformat() if told.ended_at else None
    return {**said, "state": told.state, "successor": told.successor, "ended_at": ended, "ended_by": told.ended_by}


def show_doubts(found: Sequence[Doubt]) -> None:
    rows = ((one.id, one.kind, ",".join(one.reasons), summary(one), one.url) for one in found)
    put_table(("ID", "KIND", "WHY", "WHAT", "URL"), rows)


def summary(doubt: Doubt) -> str:
    """The item in a few words."""
    says = doubt.says
    if doubt.kind == "figure":
        parties = "、".join(map(name, says["donors"])) or "?", "、".join(map(name, says["recipients"])) or "?"
        return f"{says['text']} ({parties[0]} → {parties[1]})"
    if doubt.kind == "pair":
        return f"{name(says['donor'])} → {name(says['recipient'])}"
    if doubt.kind == "story":
        return f"{says['relation']} {says['score']} of {says['origin']}"
    return str(says.get("quarantine") or says.get("is_aid_report"))


def show_doubt(doubt: Doubt, made: Sequence[Told]) -> None:
    for key, line in _lines(doubt):
        if line:
            put(f"{key:<10} {line}")
    for told in made:
        put(f"{'decision':<10} {_decision(told)}")


def _lines(doubt: Doubt) -> Iterator[tuple[str, str]]:
    yield "id", doubt.id
    yield "kind", doubt.kind
    yield "why", ", ".join(doubt.reasons)
    yield "what", summary(doubt)
    yield "title", doubt.title
    yield "publisher", doubt.publisher
    yield "published", doubt.published.isoformat() if doubt.published else ""
    yield "url", doubt.url
    yield "place", f"{doubt.block}, characters {doubt.start} to {doubt.end}" if doubt.end else ""
    yield "sentence", _marked(doubt)
    for key in SHOWN if doubt.kind == "figure" else ():
        yield key, "" if doubt.says[key] is None else str(doubt.says[key])
    if doubt.kind == "story":
        yield "because", str(doubt.says["why"])


def _marked(doubt: Doubt) -> str:
    """The sentence with the figure's words in 【】, which need no colour."""
    words = str(doubt.says.get("text") or "")
    return doubt.sentence.replace(words, f"【{words}】", 1) if words else doubt.sentence


def _decision(told: Told) -> str:
    one = told.decision
    fields = " ".join(f"{key}={value}" for key, value in one.fields.items())
    ended = f", over since {told.ended_at:%Y-%m-%d %H:%M} by {told.ended_by}" if told.ended_at else ""
    state = ", its words were changed" if told.state == "open" else ended
    return f"{one.number}: {one.verdict} {fields} by {one.by}, {one.at[:16]}: {one.why or 'no reason'}{state}"
