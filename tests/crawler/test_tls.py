"""Sites by https: whom we believe, and that the bounds hold behind TLS too."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.exceptions import DownloadFailedError

from crawler.reasons import reason_of
from tests.crawler.tls import DAY, TlsServer, sign, write
from tests.crawler.world import World

NAMES = ("trusted", "stranger", "expired", "misnamed", "endless")


class Secure(World):
    """Crawls straight, without a proxy."""

    def __init__(self, folder: Path, authority: Path) -> None:
        super().__init__(folder)
        self.authority = authority
        self.prepared: list[str] = []  # names to which connections were

    @property
    def environment(self) -> dict[str, str]:
        told = super().environment | {"SSL_CERT_FILE": str(self.authority)}
        return {name: value for name, value in told.items() if name != "DUIKOU_VIA"}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Secure, TlsServer]]:
    folder = tmp_path_factory.mktemp("tls")
    authority = sign("authority of the tests", authority=True)
    certificates = {
        "stranger.test": sign("stranger.test"),
        "trusted.test": sign("trusted.test", authority),
        "endless.test": sign("endless.test", authority),
        "expired.test": sign("expired.test", authority, ends=-DAY),
        "misnamed.test": sign("another.test", authority),
    }
    files = {name: write(folder, name, signed) for name, signed in certificates.items()}
    with Secure(folder, write(folder, "authority", authority)) as world, TlsServer(files) as server:
        for name in NAMES:
            world.source(name, f"https://{name}.test:{server.port}/list/")
        done = world.python("tests.crawler.secure", str(server.port), *NAMES)
        assert done.returncode == 0, done.stderr
        world.prepared = done.stdout.split()
        yield world, server


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("trusted", "ok", "finished"),
        ("stranger", "failed", "robots_tls_certificate"),
        ("expired", "failed", "robots_tls_certificate"),
        ("misnamed", "failed", "robots_tls_other_name"),
        ("endless", "failed", "robots_connection"),
    ],
)
def test_how_the_runs_end(crawled: tuple[Secure, TlsServer], name: str, outcome: str, reason: str) -> None:
    run = crawled[0].runs(name)[-1]
    assert (run.outcome, run.reason) == (outcome, reason)


def test_what_is_fetched_behind_a_good_certificate_is_stored(crawled: tuple[Secure, TlsServer]) -> None:
    kept = crawled[0].kept("trusted")["100001.html"]
    assert kept.report.title == "工作队开展入户走访"


def test_of_strangers_nothing_is_asked_not_even_once_more(crawled: tuple[Secure, TlsServer]) -> None:
    server = crawled[1]
    assert {each.partition("/")[0] for each in server.asked} == {"trusted.test", "endless.test"}
    for name in ("stranger", "expired", "misnamed"):
        assert server.begun.count(f"{name}.test") == 1


def test_what_a_connection_needs_is_made_for_a_connection_and_not_for_a_request(
    crawled: tuple[Secure, TlsServer],
) -> None:
    world, server = crawled
    asked = [each for each in server.asked if each.startswith("trusted.test")]
    assert len(asked) > server.begun.count("trusted.test")
    assert Counter(world.prepared) == Counter(server.begun)


def test_each_name_is_asked_for_by_itself_and_nothing_but_http_1_is_spoken(crawled: tuple[Secure, TlsServer]) -> None:
    names = {each.server_name for each in crawled[1].handshakes}
    assert names == {"trusted.test", "endless.test"}
    assert {each.alpn for each in crawled[1].handshakes} <= {None, "http/1.1"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("[<Failure OpenSSL.SSL.Error: [('SSL routines', '', 'certificate verify failed')]>]", "tls_certificate"),
        ("[<Failure service_identity.exceptions.VerificationError: ...]", "tls_other_name"),
        ("[<Failure OpenSSL.SSL.Error: [('SSL routines', '', 'wrong version number')]>]", "tls"),
    ],
)
def test_words_for_what_went_wrong(words: str, reason: str) -> None:
    assert reason_of(DownloadFailedError(words)) == reason
