"""The facts of a report, in the order in which they are read."""

from cleaning.border import blocks
from cleaning.facts.figures import figures
from cleaning.facts.parties import mentions, parties
from cleaning.facts.sectors import Spoken, official_fields, sectors
from cleaning.report import Facts, Report


def facts_of(report: Report) -> Facts:
    """Who is named, who gives to whom under which programme, whether it is aid at all, and every figure with its
    evidence. Pure: the same report, the same facts."""
    named = mentions(report)
    who = parties(report, named)
    spoken = {block: Spoken(text) for block, text in blocks(report).items()}
    about = sectors(spoken["title"], spoken["body"])
    return Facts(
        relevance=who.relevance,
        programmes=who.programmes,
        donors=who.donors,
        recipients=who.recipients,
        pairs=who.pairs,
        batches=who.batches,
        sectors=about,
        official_fields=official_fields((report.title, report.body), about),
        figures=figures(report, named, who.programmes, spoken, aid=who.relevance.is_aid_report),
    )
