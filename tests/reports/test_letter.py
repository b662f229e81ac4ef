"""A letter has the head that we wrote, whatever stands in a title."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.digest import Digest, build
from reports.letter import header, letter
from reports.material import Material
from seeds.settings import Subscription
from tests.reports.rows import NOW, SHANGHAI, TITLES, kept

OURS = [
    "From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "MIME-Version", "Content-Type",
    "Content-Language",
]  # fmt: skip
ATTACKS = (
    "=?utf-8?q?=0d=0aBcc:_x@evil.example?=",
    "=?utf-8?b?DQpCY2M6IHhAZXZpbC5leGFtcGxl?=",
    "标题\r\nBcc: x@evil.example",
    "标题\nBcc: x@evil.example",
    "标题\u2028Bcc: x@evil.example",
    "标题\x85Bcc: x@evil.example\x0b\x0c\x1c",
    "=?utf-8?q?=0a?= =?utf-8?q?Bcc:x?=",
    "=\u200b?utf-8?q?=0d=0aBcc:_x?=",
    "=\r\n?utf-8?q?=0d=0aBcc:_x?=",
    "\udcff\ud800 坏字",
)


def issue(title: str = "雪岭县通车", *, name: str = "daily", number: int | None = 12) -> Digest:
    subscription = Subscription(name=name, title="援助报道日报")
    days = (NOW.date(), NOW.date())
    material = Material(news=(kept(title=title),), titles=TITLES)
    return build(material, subscription, number=number, moment=NOW, days=days, zone=SHANGHAI)


def parsed(wire: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(wire, policy=default))


def sent(digest: Digest, recipient: str | None = "reader@a.example", unsubscribe: str | None = None) -> EmailMessage:
    return parsed(letter(digest, sender="duikou@b.example", recipient=recipient, unsubscribe=unsubscribe))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_title_adds_a_line_to_the_head(attack: str) -> None:
    for digest in (issue(attack), replace(issue(), title=attack)):
        message = sent(digest)
        assert message.keys() == OURS
        assert message["To"] == "reader@a.example"
        assert "\n" not in message["Subject"]
        assert len(list(message.walk())) == 3


@given(st.text(max_size=80))
def test_no_text_adds_a_line_to_the_head(text: str) -> None:
    assert sent(replace(issue(), title=text)).keys() == OURS
    assert "=?" not in header(text)


def test_subject_says_what_came() -> None:
    assert sent(issue())["Subject"] == "援助报道日报 2026年11月21日：本期 1 篇报道 · 雪岭县通车"


def test_both_parts_are_there_and_short_lines_on_the_wire() -> None:
    wire = letter(issue("长" * 200), sender="duikou@b.example", recipient="reader@a.example")
    message = parsed(wire)
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    plain, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert page is not None
    assert "【雪岭新闻网】" in plain.get_content()
    assert '<html lang="zh-Hans">' in page.get_content()
    assert max(len(line) for line in wire.split(b"\r\n")) <= 78
    assert b"\n" not in wire.replace(b"\r\n", b"")


def test_the_same_issue_and_recipient_give_the_same_bytes() -> None:
    first, again = (letter(issue(), sender="duikou@b.example", recipient="a@a.example") for _ in range(2))
    assert first == again


def test_message_ids_differ_by_issue_and_recipient_and_name_nobody() -> None:
    ids = {
        str(sent(digest, recipient)["Message-ID"])
        for digest in (issue(), issue(number=13), issue(number=None), issue(name="weekly"))
        for recipient in ("a@a.example", "b@a.example")
    }
    assert len(ids) == 8
    assert all(id.endswith("@b.example>") and "a.example" not in id for id in ids)


def test_a_letter_to_nobody_names_nobody() -> None:
    assert sent(issue(), None)["To"] == "undisclosed-recipients:;"


@pytest.mark.parametrize(
    ("unsubscribe", "heads"),
    [
        (None, {}),
        ("mailto:stop@b.example", {"List-Unsubscribe": "<mailto:stop@b.example>"}),
        (
            "https://b.example/stop",
            {"List-Unsubscribe": "<https://b.example/stop>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        ),
    ],
)
def test_leaving_is_offered_where_it_is_configured(unsubscribe: str | None, heads: dict[str, str]) -> None:
    message = sent(issue(), unsubscribe=unsubscribe)
    assert {key: value for key, value in message.items() if key.startswith("List-Unsub")} == heads
    page = message.get_body(("html",))
    assert page is not None
    assert ("退订" in page.get_content()) == (unsubscribe == "https://b.example/stop")
    assert message["List-Id"] == "<daily.duikou.b.example>"
    assert message["Auto-Submitted"] == "auto-generated"
