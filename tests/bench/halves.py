"""The study corpus in two halves by a hash of the key: one to develop on, one that is only measured."""

import hashlib
import json
from pathlib import Path
from typing import Any

STUDY = Path(__file__).parents[3] / "shared"


def texts(*, measured: bool) -> list[dict[str, Any]]:
    """Rows of the corpus whose key falls into that half; none where the corpus is not beside the checkout."""
    file = STUDY / "corpus" / "pages.jsonl"
    if not file.exists():
        return []
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [row for row in rows if _is_measured(row["key"]) == measured]


def _is_measured(key: str) -> bool:
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 1
