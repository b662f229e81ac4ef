"""A story as an exported row."""

from typing import Any
from urllib.parse import urlsplit

from cleaning.stories.origin import houses
from store.story_rows import Story


def story_row(story: Story) -> dict[str, Any]:
    """Facts are the origin's; `figures` are ids. Without a known origin, `origin` is null and no figure is given.

    What mirrors say of day and publisher is left out where anybody else says it. `relation` to the `earlier` story:
    series, item, roundup, null."""
    facts, known = story.origin.report.facts, story.origin.relation == "origin"
    mirrors = [report.url for report in story.reports if report.relation == "mirror"]
    papers = [report for report in story.reports if report.relation != "mirror"] or story.reports
    dates = [report.published for report in papers if report.published]
    return {
        "id": str(story.id),
        "origin": story.origin.url if known else None,
        "title": story.origin.report.title,
        "first_published": min(dates).isoformat() if dates else None,
        "reports": len(story.reports),
        "independent_sources": len(houses((report.url, report.relation) for report in story.reports)),
        "publishers": list(dict.fromkeys(report.publisher for report in papers if report.publisher)),
        "mirrors": sorted({urlsplit(url).hostname or "" for url in mirrors}),
        "programmes": list(facts.programmes),
        "donors": [party.code or party.name for party in facts.donors],
        "recipients": [party.code or party.name for party in facts.recipients],
        "sectors": list(facts.sectors),
        "figures": [figure.id for figure in facts.figures] if known else [],
        "relation": story.kinship,
        "earlier": str(story.earlier) if story.earlier else None,
    }
