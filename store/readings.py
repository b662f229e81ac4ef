"""What was read on a page, as columns of its report's row."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from cleaning.report import Report
from cleaning.serial import report_text


def reading_of(report: Report, figures: Sequence[str] | None = None) -> dict[str, Any]:
    """The columns of a report's row that say what was read on its page. `figures`: as `report_text` has them."""
    relevance = report.facts.relevance
    return {
        "published_at": report.published.moment,
        "title": report.title,
        "publisher": report.publisher,
        "quarantine": report.quarantine,
        "is_aid_report": relevance.is_aid_report if relevance else None,
        "text_hash": text_hash(report),
        "document": report_text(report, figures),
    }


def text_hash(report: Report) -> str:
    """Decides whether a text changed: title, body, captions, date and publisher; not what we made of them."""
    moment = report.published.moment
    said = [
        report.title,
        report.body,
        report.captions,
        moment.astimezone(UTC).isoformat() if moment else None,
        report.publisher,
    ]
    return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()
