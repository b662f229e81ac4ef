"""The columns of each kind of row, in order, with the types that a typed format gives them."""

from collections.abc import Mapping
from typing import Literal

What = Literal["reports", "figures", "stories", "runs"]
# words: a text; json: an object or a list of objects, as text where a format has no place for it
Type = Literal["words", "whole", "number", "truth", "moment", "list", "json"]

REPORTS: Mapping[str, Type] = {
    "id": "whole", "url": "words", "source": "words", "site": "words", "title": "words", "body": "words",
    "captions": "list", "published_at": "moment", "date_precision": "words", "date_from": "words",
    "publisher": "words", "authors": "list", "editors": "list", "script": "words", "hijacked": "truth",
    "mirror_of": "words", "damage": "json", "damaged": "json", "relevance": "json", "programmes": "list",
    "donors": "json", "recipients": "json", "pairs": "json", "batches": "json", "sectors": "list",
    "official_fields": "list", "figures": "json", "quarantine": "words", "story": "words", "relation": "words",
    "version": "whole", "first_seen": "moment", "last_checked": "moment", "gone_at": "moment",
}  # fmt: skip
FIGURES: Mapping[str, Type] = {
    "id": "words", "url": "words", "story": "words", "title": "words", "publisher": "words",
    "published_at": "moment", "kind": "words", "text": "words", "sentence": "words", "block": "words",
    "start": "whole", "end": "whole", "value": "number", "value_low": "number", "value_high": "number",
    "unit": "words", "noun": "words", "qualifier": "words", "qualifier_word": "words", "role": "words",
    "stage": "words", "in_plan": "truth", "aggregation": "words", "part_of": "words", "repeats": "words",
    "period": "json", "as_of": "words", "programme": "words", "batch": "whole", "donors": "list",
    "recipients": "list", "purpose": "words", "sector": "words", "readability": "words", "confidence": "number",
    "review": "words", "counted": "truth", "not_counted_because": "words", "taken_from": "words",
    "correction": "json",
}  # fmt: skip
STORIES: Mapping[str, Type] = {
    "id": "words", "origin": "words", "title": "words", "first_published": "moment", "reports": "whole",
    "independent_sources": "whole", "publishers": "list", "mirrors": "list", "programmes": "list", "donors": "list",
    "recipients": "list", "sectors": "list", "figures": "list",
    "relation": "words", "earlier": "words",
}  # fmt: skip
RUNS: Mapping[str, Type] = {
    "id": "whole", "kind": "words", "subject": "words", "due": "moment", "started": "moment", "ended": "moment",
    "outcome": "words", "reason": "words", "requests": "whole", "bytes": "whole", "listed": "whole", "new": "whole",
    "changed": "whole", "unchanged": "whole", "gone": "whole", "unreadable": "whole",
}  # fmt: skip
COLUMNS: Mapping[What, Mapping[str, Type]] = {"reports": REPORTS, "figures": FIGURES, "stories": STORIES, "runs": RUNS}
