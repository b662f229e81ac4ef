"""An HTTP server that does what no server should, on as many addresses of loopback as there are ways to do it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

Mode = Callable[[str], AsyncIterator[bytes] | None]  # by path; None: the file of that path


class HostileServer:
    """`with HostileServer(sites, modes) as server` serves each mode on a host of its own, all at `server.port`.

    `modes`: host (127.0.1.1 …) -> what it does; `asked`: (host, path) of every request."""

    def __init__(self, sites: Path, modes: Mapping[str, Mode]) -> None:
        self.asked: list[tuple[str, str]] = []
        self._sites = sites
        self._modes = modes
        self._sockets = sockets_of(modes)
        self._stop: asyncio.Event | None = None
        self._loop: Future[asyncio.AbstractEventLoop] = Future()

    @property
    def port(self) -> int:
        return int(self._sockets[0].getsockname()[1])

    def __enter__(self) -> Self:
        self._thread = Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        self._loop.result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._stop is not None
        self._loop.result().call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def paths(self, host: str) -> list[str]:
        """What was asked of one host, robots.txt left out."""
        return [path for asked, path in self.asked if asked == host and path != "/robots.txt"]

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        servers = [await asyncio.start_server(self._client, sock=each) for each in self._sockets]
        self._loop.set_result(asyncio.get_running_loop())
        await self._stop.wait()
        for server in servers:
            server.close()
        here = {task for task in asyncio.all_tasks() if task is not asyncio.current_task()}
        for task in here:
            task.cancel()
        await asyncio.gather(*here, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ")[1].decode()
            host = writer.get_extra_info("sockname")[0]
            self.asked.append((host, path))
            async for some in self._modes[host](path) or self._file(host, path):
                writer.write(some)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client had enough, which is what all this is about
        finally:
            writer.close()

    async def _file(self, host: str, path: str) -> AsyncIterator[bytes]:
        file = self._sites / host / (path.strip("/") + "/index.html" if path.endswith("/") else path.strip("/"))
        yield answer(file.read_bytes()) if file.is_file() else answer(b"", status="404 Not Found")


def answer(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html", length: int = -1) -> bytes:
    """A whole answer; `length`: what it says of its body's size, by default the truth."""
    said = len(body) if length < 0 else length
    usual = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {said}", "Connection: close"]
    return "\r\n".join([*usual, *headers, "", ""]).encode() + body


def sockets_of(hosts: Mapping[str, Mode]) -> list[socket.socket]:
    """One bound socket a host, all at the same port."""
    made: list[socket.socket] = []
    for host in hosts:
        each = socket.socket()
        each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        each.bind((host, made[0].getsockname()[1] if made else 0))
        made.append(each)
    return made
