"""Real conversations on loopback: with a mail server that works, and with one that misbehaves by a script."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as SERVED
from aiosmtpd.smtp import AuthResult, Envelope, Session

from reports.mail import Delivery, Server, deliver, server
from seeds.errors import ConfigurationError

LETTER = "Subject: x\r\n\r\n.第一行以点开头\r\n..\r\n末行".encode()
SENDER, READER = "duikou@a.example", "reader@b.example"


class Box:
    """Keeps what it is given, on a server of its own."""

    def __init__(self) -> None:
        self.letters: list[Envelope] = []

    async def handle_DATA(self, server: SERVED, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.letters.append(envelope)
        return "250 OK"


@contextmanager
def working(box: object, **options: object) -> Iterator[Server]:
    controller = Controller(box, hostname="127.0.0.1", port=0, **options)  # type: ignore[arg-type]
    controller.port = free_port()
    controller.start()
    try:
        yield Server(host="127.0.0.1", port=controller.port)
    finally:
        controller.stop()


def free_port() -> int:
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as probe:
        return int(probe.server_address[1])


class Script(socketserver.StreamRequestHandler):
    """Answers as told: `replies` by command; None hangs up; "drip" sends a character at a time for ever."""

    def handle(self) -> None:
        if not self.answer("banner", "220 hello"):
            return
        for line in self.rfile:
            command = line.decode().split(":")[0].strip().split(" ")[0].upper()
            if not self.answer(command, {"DATA": "354 go on", "QUIT": "221 bye"}.get(command, "250 fine")):
                return
            if command == "DATA" and self.replies.get("DATA", "354").startswith("354") and not self.take():
                return

    def take(self) -> bool:
        for line in self.rfile:
            if self.replies.get("body", "") is None:
                return False
            if line == b".\r\n":
                self.server.taken += 1  # type: ignore[attr-defined]
                return self.answer("dot", "250 taken")
        return False

    @property
    def replies(self) -> dict[str, str]:
        return self.server.replies  # type: ignore[attr-defined, no-any-return]

    def answer(self, when: str, usual: str) -> bool:
        reply = self.replies.get(when, usual)
        if reply == "drip":
            return self.drip()
        if reply is not None:
            self.wfile.write(f"{reply}\r\n".encode())
        return reply is not None

    def drip(self) -> bool:
        try:
            while not self.server.closing.wait(0.05):  # type: ignore[attr-defined]
                self.wfile.write(b"2")
        except OSError:
            return False
        return False


class Scripted(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, replies: dict[str, str | None]) -> None:
        self.replies, self.taken, self.closing = replies, 0, threading.Event()
        super().__init__(("127.0.0.1", 0), Script)


@contextmanager
def misbehaving(replies: dict[str, str | None]) -> Iterator[Scripted]:
    with Scripted(replies) as scripted:
        threading.Thread(target=scripted.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield scripted
        finally:
            scripted.closing.set()
            scripted.shutdown()


def given_to(scripted: Scripted, *, seconds: float = 5) -> Delivery:
    at = Server(host="127.0.0.1", port=scripted.server_address[1])
    return deliver(LETTER, sender=SENDER, recipient=READER, server=at, seconds=seconds)


def test_a_letter_arrives_as_it_was() -> None:
    box = Box()
    with working(box) as at:
        assert deliver(LETTER, sender=SENDER, recipient=READER, server=at) == Delivery(recipient=READER, outcome="sent")
    (got,) = box.letters
    assert (got.mail_from, got.rcpt_tos, got.content) == (SENDER, [READER], LETTER + b"\r\n")


@pytest.mark.parametrize(
    ("replies", "outcome", "detail", "taken"),
    [
        ({}, "sent", "", 1),
        ({"QUIT": None}, "sent", "", 1),
        ({"RCPT": "550 nobody of that name"}, "refused", "550 nobody", 0),
        ({"RCPT": "451 greylisted"}, "failed", "451 greylisted", 0),
        ({"MAIL": "553 not from you"}, "refused", "553", 0),
        ({"DATA": "554 no"}, "refused", "554", 0),
        ({"DATA": "452 full"}, "failed", "452", 0),
        ({"dot": "552 too big"}, "refused", "552", 1),
        ({"dot": "451 later"}, "failed", "451", 1),
        ({"banner": "421 too busy"}, "failed", "421", 0),
        ({"banner": None}, "failed", "", 0),
        ({"RCPT": None}, "failed", "closed", 0),
        ({"body": None}, "failed", "", 0),
        ({"dot": None}, "uncertain", "closed", 1),
    ],
    ids=lambda value: next(iter(value), "fine") if isinstance(value, dict) else None,
)
def test_what_a_server_says_is_what_we_report(
    replies: dict[str, str | None], outcome: str, detail: str, taken: int
) -> None:
    with misbehaving(replies) as scripted:
        delivery = given_to(scripted)
        assert delivery.outcome in ((outcome, "uncertain") if "body" in replies else (outcome,))
        assert detail in delivery.detail
        assert scripted.taken == taken


@pytest.mark.parametrize(("where", "outcome"), [("banner", "failed"), ("RCPT", "failed"), ("dot", "uncertain")])
def test_one_deadline_for_all_of_it(where: str, outcome: str) -> None:
    """The drip would go on for ever. The seconds are what a slow machine takes to come as far as the dot."""
    with misbehaving({where: "drip"}) as scripted:
        assert given_to(scripted, seconds=2 if where == "dot" else 0.4).outcome == outcome


def test_nobody_there() -> None:
    nobody = Server(host="127.0.0.1", port=free_port())
    assert deliver(LETTER, sender=SENDER, recipient=READER, server=nobody).outcome == "failed"


@pytest.mark.parametrize(
    "recipient", ["", "reader", "a b@c.example", "x@y.example\r\nRCPT TO:<z@y.example>", "读@b.cn"]
)
def test_what_is_no_address_is_never_sent(recipient: str) -> None:
    with misbehaving({}) as scripted:
        at = Server(host="127.0.0.1", port=scripted.server_address[1])
        assert deliver(LETTER, sender=SENDER, recipient=recipient, server=at).outcome == "refused"
        assert scripted.taken == 0


def login(server: SERVED, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    good = getattr(data, "login", b"") == b"user" and getattr(data, "password", b"") == b"p@ss"
    return AuthResult(success=good, handled=False)


@pytest.mark.parametrize(("password", "outcome"), [("p@ss", "sent"), ("wrong-secret", "failed")])
def test_login(password: str, outcome: str) -> None:
    box = Box()
    with working(box, authenticator=login, auth_require_tls=False) as at:
        asked = replace(at, user="user", password=password, safety="never")
        delivery = deliver(LETTER, sender=SENDER, recipient=READER, server=asked)
    assert delivery.outcome == outcome
    assert len(box.letters) == (outcome == "sent")
    assert "secret" not in f"{delivery}{asked}"


def test_a_password_is_not_sent_without_tls() -> None:
    box = Box()
    with working(box, authenticator=login, auth_require_tls=False) as at:
        asked = server(f"smtp://user:p%40ss@127.0.0.1:{at.port}")
        delivery = deliver(LETTER, sender=SENDER, recipient=READER, server=asked)
    assert delivery.outcome == "failed"
    assert "STARTTLS" in delivery.detail
    assert box.letters == []


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://mail.example", Server(host="mail.example", port=25)),
        ("smtp://mail.example:2525?starttls=0", Server(host="mail.example", port=2525, safety="never")),
        (
            "smtp://u:p%2F@mail.example:587?starttls=1",
            Server(host="mail.example", port=587, user="u", password="p/", safety="required"),
        ),
        (
            "smtp://u:p@mail.example:587",
            Server(host="mail.example", port=587, user="u", password="p", safety="required"),
        ),
        ("smtps://mail.example", Server(host="mail.example", port=465, safety="implicit")),
    ],
)
def test_addresses_of_servers(url: str, wanted: Server) -> None:
    assert server(url) == wanted


@pytest.mark.parametrize(
    "url", ["", "mail.example", "http://secret@mail.example", "smtp://", "smtp://secret@h:x", "smtp://h?starttls=maybe"]
)
def test_wrong_addresses_are_refused_without_telling_them(url: str) -> None:
    with pytest.raises(ConfigurationError, match="smtp_url: write smtp://") as raised:
        server(url)
    assert "secret" not in str(raised.value)
