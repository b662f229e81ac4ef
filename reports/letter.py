"""A digest as a mail: one letter to one recipient, with nothing in its head that we did not put there."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime
from hashlib import sha256

from reports.digest import Digest
from reports.face import Face
from reports.item import link
from reports.plain import text
from reports.render import html
from reports.snippet import shorten, tidy

ATOM = re.compile(r"[^a-z0-9.-]+")
UNDISCLOSED = "undisclosed-recipients:;"
ADDED = {"MIME-Version", "Content-Type", "Content-Language"}


def letter(
    digest: Digest, *, sender: str, recipient: str | None, unsubscribe: str | None = None, pages: str | None = None
) -> bytes:
    """The letter as it goes over the wire. The same digest and recipient give the same bytes.

    `recipient` None: for a file that is addressed to nobody. `unsubscribe`: an https: or mailto: address; `pages`:
    the web address of the folder with the pages of the reports, if they are on the web.
    Raises ValueError if the head that a reader will parse is not the one we wrote."""
    heads = _heads(digest, sender, recipient, unsubscribe)
    message = EmailMessage(policy=SMTP)
    for name, value in heads.items():
        message[name] = value
    message.set_content(text(digest), cte="base64")
    message.add_alternative(
        html(digest, unsubscribe=link(unsubscribe or ""), pages=pages), subtype="html", cte="base64"
    )
    message["Content-Language"] = digest.language  # only now: making parts would move it into the first
    message.set_boundary("=_" + sha256(heads["Message-ID"].encode()).hexdigest()[:32])
    return _checked(message.as_bytes(), set(heads))


def _heads(digest: Digest, sender: str, recipient: str | None, unsubscribe: str | None) -> dict[str, str]:
    domain = _atom(sender.rpartition("@")[2].strip("> ")) or "localhost"
    heads = {
        "From": header(sender),
        "To": header(recipient) if recipient else UNDISCLOSED,
        "Subject": header(shorten(tidy(Face(digest).subject), 100)),
        "Date": format_datetime(digest.moment),
        "Message-ID": f"<{_issue(digest)}.{_person(recipient)}@{domain}>",
        "List-Id": f"<{_atom(digest.name)}.duikou.{domain}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday notices in reply
    }
    return heads | _leave(unsubscribe)


def _issue(digest: Digest) -> str:
    """What makes the Message-ID. The day on which it begins is in it, since a house set up anew counts from one
    again; not the day on which it was made, which is another one if it has to be made again after a crash."""
    what = str(digest.number) if digest.number is not None else f"{digest.end:%Y%m%d}"
    return f"{_atom(digest.name)}.{digest.start:%Y%m%d}.{what}"


def _person(recipient: str | None) -> str:
    return sha256((recipient or "").encode()).hexdigest()[:16]


def _leave(unsubscribe: str | None) -> dict[str, str]:
    """RFC 2369; one click (RFC 8058) only where there is a web address to click."""
    if unsubscribe is None:
        return {}
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if unsubscribe.startswith("https:") else {}
    return {"List-Unsubscribe": f"<{header(unsubscribe)}>", **one_click}


def header(value: str) -> str:
    """A value that cannot end its line or be decoded into something that does.

    `=?utf-8?q?=0d=0aBcc:…?=` in a title becomes a Bcc line on CPython before 3.11.10 (CVE-2024-6923), and
    CVE-2026-1299 is its kin: so no encoded word of others ever gets in."""
    return tidy(value).replace("=?", "= ?")


def _atom(name: str) -> str:
    return ATOM.sub("-", name.lower()).strip("-.")


def _checked(wire: bytes, wanted: set[str]) -> bytes:
    found = message_from_bytes(wire, policy=default).keys()
    if sorted(found) != sorted(wanted | ADDED):
        raise ValueError(f"the head of the letter came out with other lines than we wrote: {', '.join(found)}")
    return wire
