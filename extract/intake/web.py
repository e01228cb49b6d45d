"""A page from a web address: http and https only, every hop checked, few bytes, little time."""

import http.client
import socket
import ssl
import zlib
from dataclasses import asdict, dataclass
from importlib.metadata import version
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from extract.errors import InputError, UsageError
from extract.intake.addresses import resolved
from extract.intake.confined import Told, Value, confined
from extract.intake.kinds import too_large
from extract.intake.model import LARGEST

_PORTS = {"http": 80, "https": 443}
_MOVED = frozenset({301, 302, 303, 307, 308})
_ADVICE = "save the page in a browser and add the file"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a fetch may cost; `allowed` networks are taken though they are not public, which only tests need."""

    seconds: float = 30.0
    size: int = LARGEST
    hops: int = 5
    allowed: tuple[str, ...] = ()


def fetched(url: str, policy: Policy) -> bytes:
    """The page at the address, fetched by a confined process; raises UsageError for an address that is none."""
    parts_of(url)
    told = Told(f"the site did not answer within {policy.seconds:g} seconds", "the site could not be read", _ADVICE)
    return confined("fetch", {"url": url, "policy": asdict(policy)}, b"", policy.seconds, told)[1]


def fetch_job(value: Value, _: bytes) -> tuple[Value, bytes]:
    """The fetch inside the confined process."""
    told = value["policy"]
    return {}, fetch(value["url"], Policy(told["seconds"], told["size"], told["hops"], tuple(told["allowed"])))


def fetch(url: str, policy: Policy) -> bytes:
    """The page at the address, redirects followed one by one."""
    for _ in range(policy.hops + 1):
        answer = _answer(parts_of(url), policy)
        if isinstance(answer, bytes):
            return answer
        url = urljoin(url, answer)
    raise InputError(f"more than {policy.hops} redirects", advice=_ADVICE)


def parts_of(url: str) -> SplitResult:
    """The parts of a web address; raises UsageError for any other."""
    try:
        parts = urlsplit(url)
        sound = parts.hostname and parts.port != 0 and url.isprintable() and " " not in url
    except ValueError:
        sound, parts = None, SplitResult("http", "", "", "", "")
    if parts.scheme.lower() not in _PORTS:
        raise UsageError(f"{parts.scheme}: is no web address", advice="give one that begins with http:// or https://")
    if not sound:
        raise UsageError("not a web address", advice="give one such as https://www.example.com/page.html")
    return parts


def without_credentials(url: str) -> str:
    """The address as it may be kept: no user, no password, no place in the page.

    >>> without_credentials("https://li:secret@www.example.com:8443/a?b=1#c")
    'https://www.example.com:8443/a?b=1'
    """
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()


def _answer(parts: SplitResult, policy: Policy) -> bytes | str:
    """The page, or the address to which the site sends on."""
    connection = _connection(parts, policy)
    headers = {"User-Agent": f"baogao/{version('baogao')}", "Accept-Encoding": "gzip"}
    try:
        connection.request("GET", _target(parts), headers=headers)
        response = connection.getresponse()
        if response.status in _MOVED and (onward := response.headers["Location"]):
            return onward
        if response.status != http.client.OK:
            raise InputError(f"the site answered {response.status} {response.reason}".rstrip(), advice=_ADVICE)
        return _body(response, policy.size)
    except (OSError, http.client.HTTPException, zlib.error) as error:
        said = getattr(error, "verify_message", "") or getattr(error, "strerror", "") or type(error).__name__
        raise InputError(f"the site could not be read ({said})", advice=_ADVICE) from error
    finally:
        connection.close()


def _connection(parts: SplitResult, policy: Policy) -> http.client.HTTPConnection:
    """A connection to the address that was checked: the name is not looked up again, so it cannot change between."""
    host = str(parts.hostname)
    secure = parts.scheme.lower() == "https"
    port = parts.port or _PORTS[parts.scheme.lower()]
    address = resolved(host, port, policy.allowed)
    made = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = made(host, port, timeout=policy.seconds)
    connection.auto_open = 0
    try:
        plain = socket.create_connection((address, port), timeout=policy.seconds)
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
    except OSError as error:
        said = getattr(error, "verify_message", "") or error.strerror or type(error).__name__
        raise InputError(f"no connection to {host} ({said})", advice=_ADVICE) from error
    return connection


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return path + ("?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._") if parts.query else "")


def _body(response: http.client.HTTPResponse, size: int) -> bytes:
    """The body, unpacked where the site packed it; raises InputError beyond the size, packed or unpacked."""
    data = response.read(size + 1)
    if response.length and len(data) <= size:
        raise http.client.IncompleteRead(data, response.length)
    if response.headers.get("Content-Encoding", "").lower() == "gzip":
        unpacking = zlib.decompressobj(31)
        data = unpacking.decompress(data, size + 1)
        if not unpacking.eof and len(data) <= size:
            raise http.client.IncompleteRead(data)
    if len(data) > size:
        raise too_large(size)
    return data
