"""Foreign XML, read so that it can do nothing: no entity is expanded, no file or address is opened, and what is not
well formed is read as far as it goes. https://lxml.de/FAQ.html#is-lxml-vulnerable-to-xml-bombs"""

import html
import re
from collections.abc import Iterator

from lxml import etree

HEAD = re.compile(r"^[\s\ufeff]*<\?xml[^>]*\?>")  # the text is decoded already; what it declares no longer holds
DOCTYPE = re.compile(
    r"^(?:\s*<!--.{0,5000}?-->)*\s*<!DOCTYPE[^>\[]{0,2000}(?:\[.{0,100000}?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:([a-zA-Z][a-zA-Z0-9]{1,30});)?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def open_xml(text: str) -> etree._Element | None:
    """The root of an XML text; None if there is nothing of XML in it. Never raises.

    Feeds use the entities of HTML (`&nbsp;`) without declaring them, and bare ampersands in addresses."""
    bare = CONTROL.sub("", DOCTYPE.sub("", HEAD.sub("", text), count=1))
    plain, *sections = bare.split("<![CDATA[")  # and no expression: it would scan from each unclosed one to the end
    written = _escaped(plain) + "".join(map(_section, sections))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True,
        remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(written.strip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def name_of(element: etree._Element) -> str:
    """The name without its namespace, in small letters: feeds differ in both."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of these names, those of the first name first."""
    for name in names:
        yield from (child for child in element if name_of(child) == name)


def words(element: etree._Element) -> str:
    """All the text in an element, with single blanks."""
    return " ".join("".join(map(str, element.itertext())).split())


def _section(text: str) -> str:
    """What follows the beginning of a CDATA section: it as it is, the text behind it escaped."""
    inside, end, behind = text.partition("]]>")
    return f"<![CDATA[{inside}{end}{_escaped(behind)}"


def _escaped(text: str) -> str:
    return ENTITY.sub(lambda match: _character(match[1]) if match[1] else "&amp;", text)


def _character(name: str) -> str:
    """The character of an HTML entity; an unknown name stays as it was written, as text."""
    found = html.unescape(f"&{name};")
    return found if found != f"&{name};" else f"&amp;{name};"
