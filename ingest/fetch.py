"""A report fetched from the web, from public addresses alone, within limits of size and time."""

import hashlib
import ipaddress
import re
import socket
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

import httpcore

from core.errors import InputError
from ingest.readers import SUFFIXES
from ingest.readers.base import MAX_BYTES

SECONDS = 60.0
"""Longest time for a page with all its redirects."""

MOST_REDIRECTS = 5

_SILENCE = 15.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SUFFIXES = {"application/pdf": ".pdf", "text/plain": ".txt", "text/markdown": ".md"}
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_SAFE = "/%:@!$&'()*+,;=~"
_HEADERS: dict[bytes | str, bytes | str] = {
    "Accept-Encoding": "identity",
    "User-Agent": "askreports",
}


def is_address(source: str) -> bool:
    """Whether a source is an address on the web rather than a path."""
    return re.match(r"^[a-z][a-z0-9+.-]*://", source, re.IGNORECASE) is not None


def fetch(address: str, folder: Path) -> Path:
    """Fetch a page or file and return where it was put; the same address has the same place.

    Args:
        address: http or https.
        folder: for what is fetched; made if need be.

    Raises:
        InputError: the scheme is another, it leads to a private or loopback address (by name or
            redirect), it is too large or slow, or the server refuses it; nothing is kept then.
    """
    until = time.monotonic() + SECONDS
    with httpcore.ConnectionPool(network_backend=_PublicOnly(until)) as pool:
        try:
            content, media_type = _follow(pool, address, until)
        except (httpcore.TimeoutException, TimeoutError) as error:
            raise InputError(f"{address}: no answer in time; the library stays as it is") from error
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.UnsupportedProtocol,
            OSError,
            ValueError,
        ) as error:
            reason = str(error) or type(error).__name__
            raise InputError(f"{address}: {reason}; the library stays as it is") from error
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / _file_name(address, media_type)
    file.write_bytes(content)
    return file


def _follow(pool: httpcore.ConnectionPool, address: str, until: float) -> tuple[bytes, str]:
    at = address
    for _ in range(MOST_REDIRECTS + 1):
        if urlsplit(at).scheme.lower() not in {"http", "https"}:
            raise ValueError(f"{at} is neither http nor https")
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), _SILENCE)
        plain, extensions = _ascii(at), {"timeout": timeout}
        with pool.stream("GET", plain, headers=_HEADERS, extensions=extensions) as response:
            headers = {
                k.decode().lower(): v.decode("utf-8", "replace") for k, v in response.headers
            }
            if response.status in _REDIRECTS and "location" in headers:
                at = urljoin(at, headers["location"])
                continue
            if response.status != 200:
                raise ValueError(f"the server says {response.status}")
            content = _body(response.iter_stream(), until)
            return content, headers.get("content-type", "").split(";")[0].strip().lower()
    raise ValueError(f"more than {MOST_REDIRECTS} redirects")


def _body(pieces: Iterable[bytes], until: float) -> bytes:
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > MAX_BYTES:
            raise ValueError(f"more than {MAX_BYTES // 1_000_000} MB")
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(content)


def _ascii(address: str) -> str:
    """The address with what is not ASCII in it encoded, as a browser sends it."""
    split = urlsplit(address)
    host = (split.hostname or "").encode("idna").decode()
    host = f"[{host}]" if ":" in host else host
    port = f":{split.port}" if split.port else ""
    path, query = quote(split.path, safe=_SAFE), quote(split.query, safe=_SAFE + "?")
    return urlunsplit((split.scheme, host + port, path, query, ""))


def _file_name(address: str, media_type: str) -> str:
    split = urlsplit(address)
    path = Path(unquote(split.path))
    stem = re.sub(r"[^\w-]+", "-", path.stem or split.hostname or "page").strip("-")
    own = path.suffix.lower() if path.suffix.lower() in SUFFIXES else ".html"
    suffix = ".html" if media_type in _PAGES else _SUFFIXES.get(media_type, own)
    return f"{stem[:60] or 'page'}-{hashlib.sha256(address.encode()).hexdigest()[:8]}{suffix}"


class _PublicOnly(httpcore.SyncBackend):
    """Connects to the very address that it has looked at, so that no second look-up differs."""

    def __init__(self, until: float) -> None:
        self._until = until

    def connect_tcp(
        self, host: str, port: int, *args: Any, **kwargs: Any
    ) -> httpcore.NetworkStream:
        if time.monotonic() > self._until:
            raise TimeoutError
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [ipaddress.ip_address(str(info[4][0]).split("%")[0]) for info in found]
        if not addresses or not all(map(_is_public, addresses)):
            raise ValueError(f"{host} is no public address")
        stream = super().connect_tcp(str(addresses[0]), port, *args, **kwargs)
        return _Limited(stream, self._until)


class _Limited(httpcore.NetworkStream):
    """A connection that ends in time, however slowly the other side speaks."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if time.monotonic() > self._until:
            raise TimeoutError
        return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        return _Limited(self._stream.start_tls(*args, **kwargs), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if address.is_multicast or address.is_reserved or getattr(address, "is_site_local", False):
        return False
    return address.is_global and (inner is None or inner.is_global)
