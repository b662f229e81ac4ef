"""The facts of a report, in the order in which they are read."""

from cleaning.facts.figures import figures
from cleaning.facts.parties import mentions, parties
from cleaning.report import Facts, Report


def facts_of(report: Report) -> Facts:
    """Who is named, who gives to whom, and every figure with its evidence. Pure: the same report, the same facts."""
    named = mentions(report)
    who = parties(report, named)
    return Facts(
        donors=who.donors,
        recipients=who.recipients,
        pairs=who.pairs,
        batches=who.batches,
        figures=figures(report, named, who, ()),
    )
