"""What hostile servers do: each mode answers the path of the bad page, and leaves all others to the files."""

import asyncio
import socket
import zlib
from collections.abc import AsyncIterator
from functools import cache

import brotli
from backports import zstd

from tests.hostile.server import Mode, answer

BAD = "/list/100002.html"
MEGABYTE = bytes(2**20)
UNPACKED = 1024  # megabytes in a bomb
DEEP = 200_000
TITLE = "样例之乡的援藏干部修通了水渠"
ARTICLE = (
    f"<html><head><meta charset='{{}}'><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
    "<p>2024-07-05 10:00 来源：样例日报</p>"
    "<div class='text'><p>工作队在高原县开展了为期三天的入户走访，帮助牧民解决了饮水和用电的困难。</p>"
    "<p>县里的干部说，这样的活动每个季度都会举行，明年还要扩大到更多的乡镇。</p></div></body></html>"
)


def only(path: str, *chunks: bytes, pause: float = 0, forever: bytes = b"") -> Mode:
    """These chunks at that path, then one more again and again."""

    async def stream() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk
        while forever:
            await asyncio.sleep(pause)
            yield forever

    return lambda asked: stream() if asked == path else None


def bomb(coding: str) -> Mode:
    async def stream() -> AsyncIterator[bytes]:
        yield answer(packed(coding), f"Content-Encoding: {coding}")  # packed when asked for, not when imported

    return lambda path: stream() if path == BAD else None


@cache
def packed(coding: str) -> bytes:
    """A gigabyte of nothing."""
    if coding == "gzip, gzip":
        once = zlib.compressobj(9, zlib.DEFLATED, 31)
        return once.compress(packed("gzip")) + once.flush()
    if coding == "br":
        return _streamed(brotli.Compressor(quality=1), "process", "finish")
    if coding == "zstd":
        return _streamed(zstd.ZstdCompressor(level=1), "compress", "flush")
    raw = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = raw.compress(MEGABYTE) + raw.flush(zlib.Z_FULL_FLUSH)  # leans on nothing before it, so it can be repeated
    head = b"\x78\x9c" if coding == "deflate" else b"\x1f\x8b\x08" + bytes(6) + b"\xff"
    return head + block * UNPACKED


def _streamed(packer: object, more: str, end: str) -> bytes:
    return b"".join(getattr(packer, more)(MEGABYTE) for _ in range(UNPACKED)) + getattr(packer, end)()


def redirect(location: str) -> Mode:
    return only(BAD, answer(b"", f"Location: {location}", status="302 Found"))


def endless_redirects() -> Mode:
    async def onward(number: int) -> AsyncIterator[bytes]:
        yield answer(b"", f"Location: /onward/{number + 1}.html", status="302 Found")

    def mode(path: str) -> AsyncIterator[bytes] | None:
        if path == BAD or path.startswith("/onward/"):
            return onward(0 if path == BAD else int(path[8:-5]))
        return None

    return mode


def calendar() -> Mode:
    """A page for every month for ever, each with articles that nobody saw before."""

    async def month(number: int) -> AsyncIterator[bytes]:
        links = "".join(
            f"<li><a href='/a/{number}{each}.html'>第{number}月的样例报道之{each}</a></li>" for each in "12"
        )
        page = f"<meta charset='utf-8'><ul class='list'>{links}</ul><a href='/list/{number + 1}'>下一页</a>"
        yield answer(page.encode())

    async def article() -> AsyncIterator[bytes]:
        yield answer(ARTICLE.format("utf-8").encode())

    def mode(path: str) -> AsyncIterator[bytes] | None:
        if path.startswith("/list/"):
            return month(int(path[6:] or 0))
        return article() if path.startswith("/a/") else None

    return mode


def charset(*, real: str, said: str, meta: str) -> Mode:
    body = ARTICLE.format(meta).encode(real)
    return only(BAD, answer(body, kind=f"text/html; charset={said}"))


def nested() -> bytes:
    deep = b"<div>" * DEEP
    return ARTICLE.format("utf-8").encode().replace(b"<h1>", deep + b"<h1>").replace(b"</body>", b"</div>" * DEEP)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
WHOLE = ARTICLE.format("utf-8").encode()

HOSTILE: dict[str, Mode] = {
    "honest": lambda _: None,
    "bomb_gzip": bomb("gzip"),
    "bomb_deflate": bomb("deflate"),
    "bomb_br": bomb("br"),
    "bomb_zstd": bomb("zstd"),
    "bomb_twice": bomb("gzip, gzip"),
    "endless_body": only(BAD, HEAD + b"\r\n", forever=b"<p>\xe6\xb0\xb4</p>" * 20_000),
    "slow_headers": only(BAD, HEAD, forever=b"X-Wait: longer\r\n", pause=0.3),
    "slow_body": only(BAD, HEAD + b"\r\n", forever=b"<p>", pause=0.3),
    "short_length": only(BAD, answer(WHOLE, length=len(WHOLE) + 500)),
    "many_headers": only(BAD, answer(WHOLE, f"Set-Cookie: a={'x' * 60_000}")),
    "endless_headers": only(BAD, HEAD, forever=b"X-More: " + b"x" * 8_000 + b"\r\n"),
    "redirects": endless_redirects(),
    "gbk_as_utf8": charset(real="gbk", said="utf-8", meta="gbk"),
    "utf8_as_gb2312": charset(real="utf-8", said="gb2312", meta="utf-8"),
    "gbk_all_lies": charset(real="gbk", said="utf-8", meta="utf-8"),
    "nested": only(BAD, answer(nested())),
    "calendar": calendar(),
    "to_private": redirect("http://127.0.0.1:9/secret.html"),
    "to_oddly_written": redirect("http://2130706433:9/secret.html"),
    "to_mapped": redirect("http://[::ffff:127.0.0.1]:9/secret.html"),
    "to_named": redirect("http://localhost:9/secret.html"),
    "to_this_machine": redirect(f"http://{socket.gethostname()}:9/secret.html"),
    "to_file": redirect("file:///etc/passwd"),
    "to_ftp": redirect("ftp://127.0.0.1/secret.html"),
}
