"""A source as the seed file that declares it: only what differs from the defaults, in the order of docs/sources.md."""

import json
import re
from dataclasses import MISSING, fields
from typing import Any
from urllib.parse import urlsplit

from seeds.source import WAYS, Source

HEAD = ("title", "publisher", "kind", "platform", "encoding", "timezone", "note")
INDEX = re.compile(r"(?:index|list|default)(?:[_-]\d+)?\.\w+$|\.\w{2,5}(?:\.gz)?$")
LONGEST = 60


def seed_text(source: Source) -> str:
    """The text of the seed file. Read back, it gives the same source."""
    lines = [f"{key:<9} = {_written(getattr(source, key))}" for key in HEAD if not _is_usual(source, key)]
    for way in WAYS:
        if access := getattr(source, way):
            keys = [field.name for field in fields(access) if not _is_usual(access, field.name)]
            width = max(map(len, keys))
            lines += ["", f"[{way}]", *(f"{key:<{width}} = {_written(getattr(access, key))}" for key in keys)]
    return "\n".join(lines) + "\n"


def seed_name(url: str) -> str:
    """A name for the source at an address: host, folders and fragment in small letters, `tibet_cn_cn_aid_tibet`."""
    parts = urlsplit(url)
    host = (parts.hostname or "site").removeprefix("www.")
    place = f"{host}/{INDEX.sub('', parts.path)}/{parts.fragment}".lower()
    words = re.findall(r"[a-z0-9]+", place)
    name = "_".join(words)[:LONGEST].rstrip("_")
    return name if name[:1].isalpha() else f"site_{name}"


def _is_usual(holder: Any, key: str) -> bool:
    (field,) = (each for each in fields(holder) if each.name == key)
    return field.default is not MISSING and getattr(holder, key) == field.default


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    return json.dumps(value, ensure_ascii=False)
