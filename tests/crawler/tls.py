"""A TLS server on loopback with a certificate for each name (SNI), and an authority of its own."""

import socket
import ssl
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from types import TracebackType
from typing import IO, NamedTuple, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

DAY = timedelta(days=1)
LISTING = b"<ul class='list'><li><a href='100001.html'>%s</a><span>2024-07-05</span></li></ul>"
ARTICLE = (
    "<div class='main'><h1>工作队开展入户走访</h1><p>2024-07-05 10:00 来源：样例日报</p><div class='text'>"
    "<p>工作队在高原县开展了为期三天的入户走访，帮助牧民解决了饮水和用电的困难。</p><p>这样的活动每个季度都会举行。</p></div></div>"
).encode()


class Signed(NamedTuple):
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


class Handshake(NamedTuple):
    """What a client asked for, and the protocol that it settled on (None: it did not negotiate)."""

    server_name: str | None
    alpn: str | None


def sign(name: str, issuer: Signed | None = None, *, ends: timedelta = DAY, authority: bool = False) -> Signed:
    """A certificate for a name; signed by itself if no issuer is given. `ends`: from now on, negative is expired."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    public = issuer.key.public_key() if issuer else key.public_key()
    made = (
        x509.CertificateBuilder(
            issuer_name=issuer.certificate.subject if issuer else subject,
            subject_name=subject,
            public_key=key.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=now - 30 * DAY,
            not_valid_after=now + ends,
        )
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Signed(made.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def write(folder: Path, name: str, *chain: Signed) -> Path:
    """The key and the certificates as one PEM file."""
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    parts = [chain[0].key.private_bytes(pem, *plain), *(each.certificate.public_bytes(pem) for each in chain)]
    file = folder / f"{name}.pem"
    file.write_bytes(b"".join(parts))
    return file


class Server(ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Clients that turn away are what this server is for."""
        error = sys.exc_info()[1]
        if error and not isinstance(error, OSError):
            raise error


class TlsServer:
    """`certificates`: the PEM file for each name; whoever asks for none of them gets the first.

    `begun`: the names that were asked for; `handshakes`: those that ended well; `asked`: host and path of requests."""

    def __init__(self, certificates: Mapping[str, Path]) -> None:
        self.handshakes: list[Handshake] = []
        self.begun: list[str | None] = []
        self.asked: list[str] = []
        contexts = {name: _context(file) for name, file in certificates.items()}
        self._front = next(iter(contexts.values()))
        self._names: dict[int, str | None] = {}

        def choose(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
            connection.context = contexts.get(name or "", self._front)
            self._names[id(connection)] = name
            self.begun.append(name)

        self._front.sni_callback = choose
        self._server = Server(("127.0.0.1", 0), _handler(self))

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def secure(self, plain: socket.socket) -> ssl.SSLSocket:
        line = self._front.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        try:
            line.do_handshake()
        except OSError:
            line.close()
            raise
        self.handshakes.append(Handshake(self._names.get(id(line)), line.selected_alpn_protocol()))
        return line

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def _context(file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.set_alpn_protocols(["h2", "http/1.1"])  # as servers do that would rather speak HTTP/2
    return context


def _answer_without_end(file: IO[bytes]) -> None:
    file.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1_000_000):
        file.write(b"X-%d: %s\r\n" % (number, b"x" * 1000))


def _handler(server: TlsServer) -> type[StreamRequestHandler]:
    class Handler(StreamRequestHandler):
        def setup(self) -> None:
            self.request.settimeout(20)
            self.request = server.secure(self.request)
            super().setup()

        def handle(self) -> None:
            while line := self.rfile.readline(8192).decode("latin-1"):
                headers = list(iter(lambda: self.rfile.readline(8192), b"\r\n"))
                host = next((each[5:].strip().decode() for each in headers if each[:5].lower() == b"host:"), "")
                path = line.partition(" ")[2].partition(" ")[0]
                server.asked.append(f"{host.partition(':')[0]}{path}")
                if host.startswith("endless"):
                    _answer_without_end(self.wfile)
                self._answer(path)

        def finish(self) -> None:
            try:
                super().finish()
            finally:
                self.request.close()

        def _answer(self, path: str) -> None:
            body = b"" if "robots" in path else LISTING % "样例".encode() if path.endswith("/") else ARTICLE
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
            self.wfile.write(head.encode() + b"\r\n" + body)

    return Handler
