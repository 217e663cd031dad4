"""The way out through a proxy, as the environment names it: HTTPS_PROXY, HTTP_PROXY, NO_PROXY."""

from __future__ import annotations

import os
from base64 import b64encode
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from yarl import URL


def proxy_of(url: str) -> dict[str, Any]:
    """Return the options of a request that goes through a proxy, none where it goes directly.

    Nothing on this computer is asked for through a proxy: there the demo lives.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    named = getproxies().get(parts.scheme)
    if not named or _is_here(host) or proxy_bypass(host):
        return {}
    proxy = URL(named if "://" in named else f"http://{named}")
    if not proxy.user:
        return {"proxy": proxy}
    secret = b64encode(f"{proxy.user}:{proxy.password or ''}".encode()).decode()
    told = "proxy_headers" if parts.scheme == "https" else "headers"
    return {"proxy": proxy.with_user(None), told: {"Proxy-Authorization": f"Basic {secret}"}}


def wrong_proxy() -> str | None:
    """Return the sentence for a proxy that cannot be used."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        value = os.environ.get(name, "")
        scheme = value.partition("://")[0] if "://" in value else "http"
        if value and (scheme not in {"http", "https"} or not _has_host(value)):
            return f"{name} is not a proxy such as http://user:password@host:3128."
    return None


def _has_host(value: str) -> bool:
    try:
        parts = urlsplit(value if "://" in value else f"http://{value}")
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
