"""Pages from the network: what is fetched, and every way in which an address, a site or a name is refused."""

import gzip
import io
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest

from extract.errors import InputError, UsageError
from extract.intake.add import Request, receive, shelve
from extract.intake.addresses import is_public
from extract.intake.web import Policy, fetch, fetched
from extract.rules import load_rules

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "tests" / "pages" / "report.html").read_bytes()
HERE = ("127.0.0.1/32",)
SAVE = "save the page in a browser and add the file"


class Site(BaseHTTPRequestHandler):
    """A site on this machine with a page of every sort."""

    def do_GET(self) -> None:
        {
            "/page.html": lambda: self._send(PAGE),
            "/packed": lambda: self._send(gzip.compress(PAGE), encoding="gzip"),
            "/bomb": lambda: self._send(gzip.compress(bytes(30_000_000)), encoding="gzip"),
            "/torn": lambda: self._send(PAGE, length=len(PAGE) + 9),
            "/torn-packed": lambda: self._send(gzip.compress(PAGE)[:-99], encoding="gzip"),
            "/moved": lambda: self._move("/page.html"),
            "/loop": lambda: self._move("/loop"),
            "/inside": lambda: self._move(f"http://127.0.0.2:{self.server.server_port}/page.html"),
            "/metadata": lambda: self._move("http://169.254.169.254/latest/"),
            "/disk": lambda: self._move("file:///etc/hosts"),
            "/slow": lambda: time.sleep(2),
            "/drip": self._drip,
            "/endless": self._endless,
            "/agent": lambda: self._send(f"{self.headers['Host']} {self.headers['Authorization']}".encode()),
        }.get(self.path, lambda: self.send_error(404))()

    def _send(self, body: bytes, encoding: str = "", length: int = 0) -> None:
        self.send_response(200)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _move(self, onward: str) -> None:
        self.send_response(302)
        self.send_header("Location", onward)
        self.end_headers()

    def _drip(self) -> None:
        """One byte of a header after another, each soon enough."""
        self._pour(b"X", 0.1)

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        self._pour(bytes(1 << 20), 0)

    def _pour(self, piece: bytes, pause: float) -> None:
        try:
            for _ in range(100):
                self.wfile.write(piece)
                time.sleep(pause)
        except OSError:
            return  # the visitor left

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("path", ["/page.html", "/packed", "/moved"])
def test_a_page_is_fetched(site: str, path: str) -> None:
    assert fetched(site + path, Policy(allowed=HERE)) == PAGE


def test_credentials_are_neither_sent_nor_kept(site: str, tmp_path: Path) -> None:
    where = site.removeprefix("http://")
    assert fetched(f"http://li:secret@{where}/agent", Policy(allowed=HERE)) == f"{where} None".encode()
    request = Request(f"http://li:secret@{where}/page.html#text", tmp_path)
    added = shelve(receive(request, io.BytesIO(), Policy(allowed=HERE)), request, load_rules(ROOT / "rules"))
    assert added.entry.origin == f"{site}/page.html"
    assert "secret" not in (tmp_path / "sources.csv").read_text("utf-8")
    with pytest.raises(InputError) as refused:
        receive(Request(f"http://li:secret@{where}/none", tmp_path), io.BytesIO(), Policy(allowed=HERE))
    assert str(refused.value) == f"{site}/none: the site answered 404 Not Found; {SAVE}"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/loop", "more than 5 redirects"),
        ("/inside", "127.0.0.2 is no public address"),
        ("/metadata", "169.254.169.254 is no public address"),
        ("/slow", "the site did not answer within 0.5 seconds"),
        ("/drip", "the site did not answer within 0.5 seconds"),
        ("/torn", "the site could not be read (IncompleteRead)"),
        ("/torn-packed", "the site could not be read (IncompleteRead)"),
    ],
)
def test_a_site_that_misleads_or_delays_is_refused(site: str, path: str, said: str) -> None:
    limited = Policy(seconds=0.5 if "answer" in said else 30, allowed=HERE)
    begun = time.monotonic()
    with pytest.raises(InputError) as refused:
        fetched(site + path, limited)
    assert str(refused.value) == f"{said}; {SAVE}"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_an_endless_body_is_refused(site: str, path: str) -> None:
    with pytest.raises(InputError, match=r"^larger than 20 MB, the limit for a page; a report is far smaller$"):
        fetched(site + path, Policy(allowed=HERE))


def test_this_machine_and_other_schemes_are_refused(site: str) -> None:
    refusals = {
        f"{site}/page.html": f"127.0.0.1 is no public address; {SAVE}",
        "http://[::1]/": f"::1 is no public address; {SAVE}",
        "http://2130706433/": f"2130706433 is 127.0.0.1, which is no public address; {SAVE}",
        "http://[::ffff:10.0.0.1]/": f"::ffff:10.0.0.1 is ::ffff:a00:1, which is no public address; {SAVE}",
        "file:///etc/hosts": "file: is no web address; give one that begins with http:// or https://",
        "ftp://example.com/a": "ftp: is no web address; give one that begins with http:// or https://",
        "http://": "not a web address; give one such as https://www.example.com/page.html",
        "http://a:b:c/": "not a web address; give one such as https://www.example.com/page.html",
        "http://example.com/a\nb": "not a web address; give one such as https://www.example.com/page.html",
    }
    said = {}
    for url in refusals:
        with pytest.raises((InputError, UsageError)) as refused:
            fetched(url, Policy())
        said[url] = str(refused.value)
    assert said == refusals


def test_a_redirect_to_another_scheme_is_refused(site: str) -> None:
    with pytest.raises(UsageError, match=r"^file: is no web address;"):
        fetched(f"{site}/disk", Policy(allowed=HERE))


NOT_PUBLIC = """
0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 168.63.129.16 169.254.169.254 172.16.0.1 192.0.0.192 192.168.1.1
198.18.0.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
:: ::1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1:: fc00::1 fd00:ec2::254 fe80::1 ff02::1 ff0e::1 2001:db8::1
"""


def test_addresses_that_are_nobodys_or_ones_own() -> None:
    assert [address for address in NOT_PUBLIC.split() if is_public(ip_address(address))] == []


@pytest.mark.parametrize("address", ["1.1.1.1", "61.135.1.1", "2400:3200::1", "64:ff9b::101:101"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_name_is_looked_up_once_and_the_checked_address_is_dialled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is checked and this machine a moment later."""
    answers, dialled = ["1.1.1.1", "127.0.0.1"], []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    def dial(place: tuple[str, int], **_: object) -> socket.socket:
        dialled.append(place)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", dial)
    with pytest.raises(InputError) as refused:
        fetch("http://rebinding.example/", Policy())
    assert str(refused.value) == f"no connection to rebinding.example (Connection refused); {SAVE}"
    assert (dialled, answers) == ([("1.1.1.1", 80)], ["127.0.0.1"])


def test_a_name_with_one_private_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(InputError, match=r"^mixed\.example is 10\.0\.0\.1, which is no public address;"):
        fetch("http://mixed.example/", Policy())
