"""Recorded sites served under their own names: an HTTP proxy on loopback over a folder with one folder a host.

`--via 127.0.0.1:PORT` sends a crawl through it, so nothing of the crawl knows that it is no real site."""

import asyncio
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import SplitResult, unquote, urlsplit
from wsgiref.handlers import format_date_time

from crawler.clock import http_moment
from seeds.errors import BusyError

HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
SLOWEST = 30.0  # seconds for a request to arrive; a client that goes silent must not keep a task for ever
LARGEST = 64 * 1024  # bytes of a request line, of all headers, or of a form
METHODS = {"GET", "HEAD", "POST"}


class Asked(NamedTuple):
    """One request as the log keeps it. `conditional`: it carried If-None-Match or If-Modified-Since."""

    method: str
    url: str
    conditional: bool
    status: int


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What goes back: status, headers beside the usual ones, body."""

    status: HTTPStatus
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class Replay:
    """`with Replay(folder) as via:` serves until the block ends; `via.address` is what `--via` wants."""

    def __init__(self, sites: Path, *, port: int = 0) -> None:
        """`port` 0: any free one. Raises BusyError on entering if the port is taken."""
        self.requests: list[Asked] = []
        self.sites = sites.resolve()
        self._port = port
        self._ready: Future[int] = Future()
        self._stop: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._clients: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._ready.result()}"

    def __enter__(self) -> Self:
        self._thread = Thread(target=lambda: asyncio.run(self._serve()), name="replay", daemon=True)
        self._thread.start()
        self._ready.result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._loop is not None
        assert self._stop is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def answer(self, method: str, url: str, headers: Mapping[str, str]) -> Answer:
        """What the recorded site says. `headers`: names lower-case. Tests override it for servers that misbehave."""
        if method not in METHODS:  # CONNECT too: only http addresses are replayed
            return Answer(status=HTTPStatus.NOT_IMPLEMENTED)
        file = self._file(urlsplit(url))
        if file is None:
            return Answer(status=HTTPStatus.NOT_FOUND, body=b"<html><body><h1>404 Not Found</h1></body></html>")
        return _recorded(file, headers)

    def _file(self, parts: SplitResult) -> Path | None:
        """The file of an address: index.html for a folder, `name?query` for one with a query; None if there is none."""
        host = (parts.hostname or "").lower()
        if not HOST.fullmatch(host):
            return None
        path = unquote(parts.path).lstrip("/") + ("?" + parts.query if parts.query else "")
        try:
            file = (self.sites / host / path).resolve()
            file = file / "index.html" if file.is_dir() else file
            inside = file.is_relative_to(self.sites / host)  # no .. and no link leads out of the host's folder
            return file if inside and file.is_file() else None
        except (OSError, ValueError):  # a name too long, a NUL in it
            return None

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        try:
            server = await asyncio.start_server(self._connected, "127.0.0.1", self._port, limit=LARGEST)
        except OSError as error:
            self._ready.set_exception(BusyError(f"port {self._port} on 127.0.0.1 is taken: {error.strerror}"))
            return
        self._ready.set_result(server.sockets[0].getsockname()[1])
        await self._stop.wait()
        server.close()
        for task, writer in self._clients.items():
            task.cancel()
            writer.close()
        await asyncio.gather(*self._clients, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert self._loop is not None
        task = self._loop.create_task(self._client(reader, writer))
        self._clients[task] = writer
        task.add_done_callback(self._clients.pop)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._exchange(reader, writer):
                pass
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the client went away, was too slow or too large: its connection is all that is lost
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; False when the connection is at its end."""
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), SLOWEST)
        try:
            method, url, headers = _request(head.decode("latin-1"))
        except ValueError:
            await _send(writer, Answer(status=HTTPStatus.BAD_REQUEST), body=True)
            return False
        if method == "POST":
            url = _with_form(url, await asyncio.wait_for(reader.readexactly(_length(headers)), SLOWEST))
        answer = await self.reply(method, url, headers)
        conditional = "if-none-match" in headers or "if-modified-since" in headers
        self.requests.append(Asked(method, url, conditional, answer.status))
        await _send(writer, answer, body=method != "HEAD")
        return headers.get("connection", "").lower() != "close" and method in METHODS

    async def reply(self, method: str, url: str, headers: Mapping[str, str]) -> Answer:
        """As `answer`, for a server that takes its time."""
        return self.answer(method, url, headers)


def _request(head: str) -> tuple[str, str, dict[str, str]]:
    """Method, absolute address and headers. Raises ValueError if that is no HTTP request."""
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, target, version = first.split(" ")
    if not version.startswith("HTTP/1."):
        raise ValueError(f"not HTTP/1: {version!r}")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return method, target if "://" in target else f"http://{headers.get('host', '')}{target}", headers


def _length(headers: Mapping[str, str]) -> int:
    stated = headers.get("content-length", "0")
    return min(int(stated), LARGEST) if stated.isdecimal() else 0


def _with_form(url: str, form: bytes) -> str:
    """A form is looked up as if its fields stood in the address: that is how lists are kept that are POSTed for."""
    return "".join((url, "&" if "?" in url else "?", form.decode("latin-1"))) if form else url


def _recorded(file: Path, headers: Mapping[str, str]) -> Answer:
    body = file.read_bytes()
    changed = int(file.stat().st_mtime)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    kept = {"ETag": tag, "Last-Modified": format_date_time(changed)}
    if _still_good(headers, tag, changed):
        return Answer(status=HTTPStatus.NOT_MODIFIED, headers=kept)
    kind = mimetypes.guess_type(file.name.partition("?")[0])[0] or "text/html"  # no charset: recorded pages say it
    return Answer(status=HTTPStatus.OK, body=body, headers=kept | {"Content-Type": kind})


def _still_good(headers: Mapping[str, str], tag: str, changed: int) -> bool:
    """RFC 9110, section 13.2.2: the tag decides where both are given."""
    if "if-none-match" in headers:
        tags = {each.strip().removeprefix("W/") for each in headers["if-none-match"].split(",")}
        return bool(tags & {tag, "*"})
    since = http_moment(headers.get("if-modified-since", ""))
    return since is not None and since.timestamp() >= changed


async def _send(writer: asyncio.StreamWriter, answer: Answer, *, body: bool) -> None:
    lengthless = answer.status == HTTPStatus.NOT_MODIFIED
    usual = {} if lengthless else {"Content-Length": str(len(answer.body))}
    lines = [f"{name}: {value}" for name, value in ({"Server": "duikou-replay"} | usual | dict(answer.headers)).items()]
    head = "\r\n".join([f"HTTP/1.1 {answer.status.value} {answer.status.phrase}", *lines, "", ""])
    writer.write(head.encode("latin-1") + (answer.body if body and not lengthless else b""))
    await writer.drain()
