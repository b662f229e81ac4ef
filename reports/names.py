"""How the pages of reports are called, and where in them a figure stands."""

from urllib.parse import quote


def page_name(report: int, version: int) -> str:
    """The file of that version of a report."""
    return f"{report}-{version}.html"


def anchor(figure: str) -> str:
    """The id of the element that a figure is marked with."""
    return f"f-{figure}"


def place(report: int, version: int, figure: str) -> str:
    """The address of a figure's sentence, from the folder of the pages."""
    return f"{page_name(report, version)}#{quote(anchor(figure))}"
