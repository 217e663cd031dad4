"""Who may come in, how often, and what every answer carries; nothing of it knows a person."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from aiohttp import web

from bot.proxies import Network, real_address

PER_MINUTE, MISSES_PER_MINUTE = 1200, 30
BEGUN_PER_HOUR = 300
"""Requests of one address, links of it that do not exist, conversations that begin there.

A shelter is one address, a fair another.
"""
MINUTE, HOUR = 60.0, 3600.0
MOST_ADDRESSES = 10_000
NOBODY = "frame-ancestors 'none'"
POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        NOBODY,
    ]
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "Server": "jip",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
HSTS = "max-age=31536000"


def headers(url: str, framed_by: str | None = None) -> dict[str, str]:
    """Return what goes with every page; HSTS where the address is one with TLS."""
    found = HEADERS | ({"Strict-Transport-Security": HSTS} if url.startswith("https:") else {})
    if framed_by is not None:
        del found["X-Frame-Options"]
        found["Content-Security-Policy"] = POLICY.replace(NOBODY, f"frame-ancestors {framed_by}")
    return found


def is_ours(request: web.Request, url: str) -> bool:
    """Tell whether a request names the host this page has."""
    return request.headers.get("Host", "") == urlsplit(url).netloc


def is_same_origin(request: web.Request, url: str) -> bool:
    """Tell whether a post comes from a page of ours, with or without a session.

    Browsers say so by themselves (Sec-Fetch-Site), older ones name the origin.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    parts = urlsplit(url)
    return request.headers.get("Origin") == f"{parts.scheme}://{parts.netloc}"


def address_of(request: web.Request, proxies: Sequence[Network]) -> str:
    """Return where a request comes from, as far as it can be known."""
    forwarded = request.headers.getall("X-Forwarded-For", [])
    return real_address(request.remote or "", forwarded, proxies)


@dataclass
class Tally:
    """How often somebody came in a time; addresses are hashed with what ends with the process."""

    most: int
    seconds: float = MINUTE
    clock: Callable[[], float] = time.monotonic
    _salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    _left: OrderedDict[bytes, tuple[float, float]] = field(default_factory=OrderedDict)

    def takes(self, address: str) -> bool:
        """Count one more and tell whether it is not too many."""
        key, now = self._key(address), self.clock()
        left, at = self._left.pop(key, (float(self.most), now))
        left = min(float(self.most), left + (now - at) * self.most / self.seconds)
        self._left[key] = max(0.0, left - 1), now
        if len(self._left) > MOST_ADDRESSES:
            self._left.popitem(last=False)
        return left >= 1

    def is_full(self, address: str) -> bool:
        """Tell whether nothing more is taken from an address now, without counting."""
        left, at = self._left.get(self._key(address), (float(self.most), self.clock()))
        return left + (self.clock() - at) * self.most / self.seconds < 1

    def _key(self, address: str) -> bytes:
        return hashlib.sha256(self._salt + household(address).encode()).digest()[:16]


def household(address: str) -> str:
    """Return what one household has of an address: in IPv6 that is a network of very many."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(found.ipv4_mapped or ip_network((int(found) >> 64 << 64, 64)))
