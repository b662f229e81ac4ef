"""Handing a letter to a mail server: one recipient, one conversation, one of four answers.

smtplib's errors are all OSError, and a time limit of a socket counts for each read anew: a server that drips its
banner held a client of two seconds for fifteen. So here every conversation has one deadline, and what failed
after the final dot is `uncertain`: the server may have taken the letter (RFC 5321 section 6.1)."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from reports.snippet import shorten, tidy
from seeds.errors import ConfigurationError

Outcome = Literal["sent", "refused", "failed", "uncertain"]
Safety = Literal["offered", "required", "never", "implicit"]
PORTS = {"smtp": 25, "smtps": 465}
STARTTLS: dict[str, Safety] = {"1": "required", "0": "never"}
MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
WANTED = "write smtp://user:password@host:587?starttls=1 or smtps://user:password@host"


@dataclass(frozen=True, kw_only=True)
class Server:
    """`safety`: TLS from the first byte, by STARTTLS (required, or used if offered), or never."""

    host: str
    port: int
    user: str | None = None
    password: str = field(default="", repr=False)
    safety: Safety = "offered"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What became of a letter. sent: the server took it. refused: it never will (5xx). failed: not taken, may be
    tried again. uncertain: may have been taken, so a second try may be a second letter. `detail`: why, for people."""

    recipient: str
    outcome: Outcome
    detail: str = ""


class RefusedError(Exception):
    """A reply of the server that ends the conversation."""

    def __init__(self, code: int, reply: bytes) -> None:
        super().__init__(f"{code} {reply.decode('utf-8', 'replace')}")
        self.outcome: Outcome = "refused" if 500 <= code < 600 else "failed"


def server(url: str) -> Server:
    """The server of `smtp://user:password@host:587?starttls=1` or `smtps://…`.

    starttls=0: never; absent: if offered, but a password asks for it.

    Raises ConfigurationError, without the address in it: it holds a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ConfigurationError(f"smtp_url: {WANTED}") from error
    starttls = parse_qs(parts.query).get("starttls", ["1" if parts.username else ""])[-1]
    if parts.scheme not in PORTS or not parts.hostname or starttls not in ("", *STARTTLS):
        raise ConfigurationError(f"smtp_url: {WANTED}")
    return Server(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or ""),
        safety="implicit" if parts.scheme == "smtps" else STARTTLS.get(starttls, "offered"),
    )


def deliver(
    letter: bytes,
    *,
    sender: str,
    recipient: str,
    server: Server,
    seconds: float = 120.0,
    dotting: Callable[[], None] = lambda: None,
) -> Delivery:
    """Sends it once, within `seconds` over all. Never raises for what a server or network does.

    `dotting` is called right before the server may take the letter; what it raises is raised, and nothing is sent."""
    if not (MAILBOX.fullmatch(recipient) and MAILBOX.fullmatch(sender)):
        return Delivery(recipient=recipient, outcome="refused", detail="not a mail address that SMTP can carry")
    progress = Progress(dotting)
    try:
        _converse(server, sender, recipient, letter, progress, seconds)
    except RefusedError as error:
        return Delivery(recipient=recipient, outcome=error.outcome, detail=_told(error))
    except (OSError, ValueError) as error:
        outcome: Outcome = "uncertain" if progress.dotted else "failed"
        return Delivery(recipient=recipient, outcome=outcome, detail=_told(error))
    return Delivery(recipient=recipient, outcome="sent")


@dataclass
class Progress:
    """`dotting`: whom to tell first; `dotted`: the final dot may have reached the server."""

    dotting: Callable[[], None]
    dotted: bool = False

    def dot(self, line: "Line") -> None:
        try:
            self.dotting()
        except BaseException:
            line.close()  # in the middle of the letter: a QUIT would be a line of it
            raise
        self.dotted = True
        line.send(b".\r\n")


def _converse(server: Server, sender: str, recipient: str, letter: bytes, progress: Progress, seconds: float) -> None:
    """Raises RefusedError for a reply, OSError for a broken line or a passed deadline."""
    line = _call(server, name=sender.rpartition("@")[2], seconds=seconds)
    try:
        _enter(line, server)
        _expect(2, *line.mail(sender))
        _expect(2, *line.rcpt(recipient))
        _expect(3, *line.docmd("DATA"))
        line.send(_stuffed(letter))
        progress.dot(line)
        _expect(2, *line.answer())
    finally:
        line.hang_up()


class Line(smtplib.SMTP):
    """A connection that is cut when its time is over, whatever it is waiting for."""

    def __init__(self, server: Server, *, name: str, seconds: float, **tls: Any) -> None:
        self.over = Event()
        self.late = False
        Thread(target=self._cut, args=(seconds,), daemon=True).start()
        try:
            super().__init__(server.host, server.port, local_hostname=name, timeout=seconds, **tls)
        except BaseException:
            self.over.set()
            raise

    def answer(self) -> tuple[int, bytes]:
        """The server's reply; half of one, cut by the deadline, is none."""
        reply = self.getreply()
        if self.late:
            raise TimeoutError("no answer within the deadline")
        return reply

    def hang_up(self) -> None:
        """The letter's fate is sealed by now: how the server says goodbye does not matter."""
        try:
            self.quit()
        except OSError:
            self.close()
        finally:
            self.over.set()

    def _cut(self, seconds: float) -> None:
        self.late = not self.over.wait(seconds)
        while self.late and not self.over.wait(0.05):
            self._shut()

    def _shut(self) -> None:
        try:
            if self.sock:
                self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # closed already, or not connected yet: the next round sees


class SafeLine(Line, smtplib.SMTP_SSL):
    """The same with TLS from the first byte."""


def _call(server: Server, *, name: str, seconds: float) -> Line:
    if server.safety == "implicit":
        return SafeLine(server, name=name, seconds=seconds, context=ssl.create_default_context())
    return Line(server, name=name, seconds=seconds)


def _enter(line: Line, server: Server) -> None:
    """Greeting, TLS, login. A server that lacks what we need raises one of smtplib's errors."""
    line.ehlo_or_helo_if_needed()
    if server.safety == "required" or (server.safety == "offered" and line.has_extn("starttls")):
        line.starttls(context=ssl.create_default_context())
        line.ehlo()
    if server.user:
        line.login(server.user, server.password)


def _expect(hundreds: int, code: int, reply: bytes) -> None:
    if code // 100 != hundreds:
        raise RefusedError(code, reply)


def _stuffed(letter: bytes) -> bytes:
    """Lines that begin with a dot get a second one (RFC 5321 section 4.5.2)."""
    doubled = re.sub(rb"(?m)^\.", b"..", letter)
    return doubled if doubled.endswith(b"\r\n") else doubled + b"\r\n"


def _told(error: Exception) -> str:
    """One line for people. smtplib's login errors repeat the server's reply, never what we sent."""
    said = str(error) if isinstance(error, RefusedError) else f"{type(error).__name__}: {error}"
    return shorten(tidy(said), 200)
