"""A digest as plain text and as Markdown: complete, whatever its length."""

import re
from collections.abc import Iterator

from reports.digest import Digest
from reports.face import Face
from reports.figure_words import plain
from reports.item import TOLD, Item, Passage
from reports.item_words import DOT

RULE = "─" * 24
INLINE = re.compile(r"([\\`*_\[\]<>|~&$])")  # may begin markup anywhere in a line
OPENING = re.compile(r"^(?=[-+#=])|^(\d+)(?=[.)](\s|$))")  # only at its start; 2,687.5 stays as it is


def text(digest: Digest) -> str:
    """Lines for a terminal or the plain part of a mail."""
    return "\n".join(_text(Face(digest))) + "\n"


def _text(face: Face) -> Iterator[str]:
    yield from (face.title, f"{face.date}{DOT}{face.number}", RULE, f"{face.opening}")
    yield from face.lead
    for section in face.sections:
        yield from ("", f"【{section.heading}】{section.count}", "")
        for number, (pair, item) in enumerate(face.headed(section.items), 1):
            yield from (f"—— {pair}", "") if pair else ()
            yield from _entry(face, item, number)
    if face.figures:
        yield from ("", f"【{face.wording.say('figure.heading')}】{_tally(face)}", "")
        yield from (f"  {line}" for line in plain(face.digest.figures, face.wording))
    yield from face.sums
    yield from _troubles(face)
    if face.notes:
        yield from ("", f"【{face.wording.say('group.notes')}】", "", *face.notes)
    yield from ("", RULE, face.made)


def _entry(face: Face, item: Item, number: int) -> Iterator[str]:
    yield f"{number}. {face.about.headline(item)}"
    said = (face.about.byline(item), face.about.event(item), _joined(face, item.summary))
    lines = (*said, *_evidence(face, item), *face.about.remarks(item), item.url)
    yield from (f"   {line}" for line in lines if line)
    yield ""


def _evidence(face: Face, item: Item) -> list[str]:
    return [f"▎{_joined(face, passage)}" for passage in item.evidence]


def _joined(face: Face, passage: Passage) -> str:
    """A figure that is doubtful or damaged is said to be so right behind it."""
    parts = []
    for run in passage:
        doubt = f"〔{face.wording.say(f'item.{run.mark}')}〕" if run.mark in TOLD else ""
        parts.append(face.wording.show(run.text) + doubt)
    return "".join(parts)


def _tally(face: Face) -> str:
    return face.wording.say("figure.count", n=len(face.figures))


def _troubles(face: Face) -> Iterator[str]:
    if face.digest.troubled:
        yield from ("", f"【{face.wording.say('group.sources')}】", "")
    for source in face.digest.troubled:
        name = face.wording.show(source.title)
        yield f"  {name}{face.wording.say('colon')}{face.trouble(source)}"


def markdown(digest: Digest) -> str:
    """CommonMark; nothing in a title can become markup."""
    return "\n".join(_markdown(Face(digest))) + "\n"


def _markdown(face: Face) -> Iterator[str]:
    yield from (f"# {escape(face.title)}", "", escape(f"{face.date}{DOT}{face.number}"), "")
    yield from (escape(f"{face.opening}"), "")
    yield from (f"- {escape(note)}" for note in face.lead)
    for section in face.sections:
        yield from ("", f"## {escape(section.heading)}{DOT}{escape(section.count)}", "")
        for pair, item in face.headed(section.items):
            yield from (f"### {escape(pair)}", "") if pair else ()
            yield from _bullet(face, item)
    if face.figures:
        yield from ("", f"## {escape(face.wording.say('figure.heading'))}{DOT}{escape(_tally(face))}", "")
        yield from (f"- {escape(line)}" for line in plain(face.digest.figures, face.wording))
    yield from (line for said in face.sums for line in ("", escape(said)))
    if face.digest.troubled:
        yield from ("", f"## {escape(face.wording.say('group.sources'))}", "")
    yield from (
        f"- {escape(face.wording.show(source.title))}{DOT}{escape(face.trouble(source))}"
        for source in face.digest.troubled
    )
    if face.notes:
        yield from ("", f"## {escape(face.wording.say('group.notes'))}", "")
    yield from (f"- {escape(note)}" for note in face.notes)
    yield from ("", "---", "", escape(face.made))


def _bullet(face: Face, item: Item) -> Iterator[str]:
    title = escape(face.about.headline(item))
    yield f"- [{title}](<{_target(item.url)}>)" if item.url else f"- {title}"
    yield f"  {escape(face.about.byline(item))}"
    quotes = [f"> {escape(_joined(face, passage))}" for passage in item.evidence]
    lines = (
        escape(face.about.event(item)),
        escape(_joined(face, item.summary)),
        *quotes,
        *map(escape, face.about.remarks(item)),
    )
    for line in filter(None, lines):
        yield from ("", f"  {line}")
    yield ""


def escape(text: str) -> str:
    """The text for CommonMark or GitHub's Markdown, read as it stands."""
    return OPENING.sub(r"\1\\", INLINE.sub(r"\\\1", text))


def _target(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E")
