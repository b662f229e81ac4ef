"""Recorded sites under their own names, asked with a plain HTTP client."""

import http.client
import socket
from pathlib import Path

import pytest

from crawler.replay import Asked, Replay
from seeds.errors import BusyError


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    host = tmp_path / "sites" / "www.sample.cn"
    (host / "cn").mkdir(parents=True)
    (host / "cn" / "index.html").write_bytes("<html>列表</html>".encode("gb18030"))
    (host / "cn" / "index.html?page=2").write_bytes(b"<html>2</html>")
    (host / "robots.txt").write_bytes(b"User-agent: *\nDisallow:\n")
    (tmp_path / "sites" / "www.other.cn").mkdir()
    (tmp_path / "sites" / "secret.txt").write_text("secret")
    return tmp_path / "sites"


def ask(
    via: Replay, url: str, method: str = "GET", headers: dict[str, str] | None = None
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(via.address, timeout=60)
    connection.request(method, url, headers=headers or {})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("http://www.sample.cn/cn/", 200),
        ("http://www.sample.cn/cn", 200),
        ("http://WWW.sample.cn/cn/index.html", 200),
        ("http://www.sample.cn/cn/?page=2", 404),
        ("http://www.sample.cn/cn/index.html?page=2", 200),
        ("http://www.sample.cn/robots.txt", 200),
        ("http://www.sample.cn/nothing.html", 404),
        ("http://www.other.cn/", 404),
        ("http://unknown.cn/", 404),
        ("http://www.sample.cn/../secret.txt", 404),
        ("http://www.sample.cn/%2e%2e/secret.txt", 404),
        ("http://../secret.txt", 404),
        ("http://www.sample.cn/" + "x" * 300, 404),
        ("http://www.sample.cn/%00", 404),
    ],
)
def test_a_folder_is_a_host(sites: Path, url: str, status: int) -> None:
    with Replay(sites) as via:
        response, _ = ask(via, url)
    assert (response.status, via.requests) == (status, [Asked("GET", url, False, status)])


def test_pages_come_as_recorded_with_validators(sites: Path) -> None:
    with Replay(sites) as via:
        response, body = ask(via, "http://www.sample.cn/cn/")
        assert body == "<html>列表</html>".encode("gb18030")
        assert response.headers["content-type"] == "text/html"
        for name, value in (
            ("If-None-Match", response.headers["etag"]),
            ("If-None-Match", f'W/{response.headers["etag"]}, "other"'),
            ("If-Modified-Since", response.headers["last-modified"]),
        ):
            again, nothing = ask(via, "http://www.sample.cn/cn/", headers={name: value})
            assert (again.status, nothing) == (304, b"")
        for name, value in (("If-None-Match", '"other"'), ("If-Modified-Since", "Mon, 01 Jan 1990 00:00:00 GMT")):
            assert ask(via, "http://www.sample.cn/cn/", headers={name: value})[0].status == 200
        assert [each.conditional for each in via.requests] == [False, True, True, True, True, True]


def test_head_has_no_body_and_other_methods_are_not_replayed(sites: Path) -> None:
    with Replay(sites) as via:
        head, nothing = ask(via, "http://www.sample.cn/cn/", "HEAD")
        assert (head.status, nothing, head.headers["content-length"]) == (200, b"", "17")
        assert ask(via, "http://www.sample.cn/cn/", "PUT")[0].status == 501
        assert ask(via, "www.sample.cn:443", "CONNECT")[0].status == 501


def test_a_form_is_looked_up_as_if_it_stood_in_the_address(sites: Path) -> None:
    (sites / "www.sample.cn" / "rows.jsp?start=1&col=7").write_bytes("第七栏".encode())
    with Replay(sites) as via:
        connection = http.client.HTTPConnection(via.address, timeout=60)
        for form, status in ((b"col=7", 200), (b"col=8", 404), (b"", 404)):
            connection.request("POST", "http://www.sample.cn/rows.jsp?start=1", form)
            response = connection.getresponse()
            assert (response.status, bool(response.read())) == (status, True)
        connection.close()
        assert via.requests[0].url == "http://www.sample.cn/rows.jsp?start=1&col=7"


def test_one_connection_serves_many_requests_and_direct_ones_too(sites: Path) -> None:
    with Replay(sites) as via:
        connection = http.client.HTTPConnection(via.address, timeout=60)
        for _ in range(3):
            connection.request("GET", "/cn/", headers={"Host": "www.sample.cn"})
            assert connection.getresponse().read()
        connection.close()
    assert [each.url for each in via.requests] == ["http://www.sample.cn/cn/"] * 3


@pytest.mark.parametrize("sent", [b"nonsense\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"GET\r\n\r\n", b"x" * 70_000, b""])
def test_nonsense_is_refused_and_the_next_one_served(sites: Path, sent: bytes) -> None:
    with Replay(sites) as via:
        host, _, port = via.address.partition(":")
        with socket.create_connection((host, int(port)), timeout=60) as client:
            client.sendall(sent)
            client.shutdown(socket.SHUT_WR)
            try:
                answer = client.recv(100)
            except ConnectionResetError:  # we close while the rest of the 70 kB is still coming
                answer = b""
        assert answer == b"" or answer.startswith(b"HTTP/1.1 400")
        assert ask(via, "http://www.sample.cn/cn/")[0].status == 200


def test_it_stops_with_clients_still_connected_and_frees_its_port(sites: Path) -> None:
    with Replay(sites) as via:
        client = http.client.HTTPConnection(via.address, timeout=60)
        client.request("GET", "http://www.sample.cn/cn/")
        assert client.getresponse().read()
        client.sock.sendall(b"GET ")  # and in the middle of the next request
    assert client.sock.recv(1) == b""
    client.close()
    with Replay(sites, port=int(via.address.partition(":")[2])) as again:
        assert again.address == via.address


def test_a_taken_port_is_said(sites: Path) -> None:
    with Replay(sites) as via, pytest.raises(BusyError, match=r"port \d+ on 127\.0\.0\.1 is taken"):
        Replay(sites, port=int(via.address.partition(":")[2])).__enter__()
