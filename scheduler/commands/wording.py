"""How a command's help is laid out: what it does in one line, then examples, then the rest."""

from typing import TypedDict


class Help(TypedDict):
    """Arguments of `app.command`."""

    short_help: str
    help: str


def described(what: str, *examples: str, more: str = "") -> Help:
    """The line for the list of commands, and the help with examples first."""
    shown = "\n".join(f"  {example}" for example in examples)
    return Help(short_help=what, help=f"\b\nExamples:\n{shown}\n\n{what}\n\n{more}".rstrip())
