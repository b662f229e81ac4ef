"""A story before it becomes a page."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, kw_only=True)
class Text:
    """`dirt` that the noises set around it stands in `head` and `tail`, as markup; all else is plain text."""

    title: str
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    hijacked: bool = False
    noises: tuple[str, ...] = field(default=())


def each(text: Text, change: Callable[[str], str]) -> Text:
    return replace(
        text,
        title=change(text.title),
        paragraphs=tuple(map(change, text.paragraphs)),
        captions=tuple(map(change, text.captions)),
    )


def inside(text: Text, change: Callable[[str], str]) -> Text:
    """In the paragraphs alone: what cannot be undone there is looked for there."""
    return replace(text, paragraphs=tuple(map(change, text.paragraphs)))
