"""The server that takes our mail, as one address names it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from bot.values import is_here, wrong

SUCH_AS = "must be such as smtps://user:password@mail.example.org or smtp://... for STARTTLS."
PORTS = {"smtp": 587, "smtps": 465}
ADDRESS = re.compile(r"[^@\s<>,;:\"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


@dataclass(frozen=True)
class MailServer:
    """Whom to give mail to, and how: `tls` from the first byte, by STARTTLS, or not at all."""

    host: str
    port: int
    tls: Literal["from the start", "starttls", "none"]
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def mail_server(url: str) -> MailServer | None:
    """Return the server of an address, None where it is none; without TLS only on this computer."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host, good = parts.hostname, not (parts.path.strip("/") or parts.query or parts.fragment)
    if parts.scheme not in PORTS or not host or port == 0 or not good:
        return None
    tls: Literal["from the start", "starttls", "none"] = "starttls"
    if parts.scheme == "smtps":
        tls = "from the start"
    elif is_here(host):
        tls = "none"
    user = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password else None
    return MailServer(host, port or PORTS[parts.scheme], tls, user, password)


def smtp_url(value: SecretStr | None) -> SecretStr | None:
    """Take the address of a mail server."""
    if value is not None and mail_server(value.get_secret_value()) is None:
        raise wrong(SUCH_AS)
    return value


def mail_from(value: str | None) -> str | None:
    """Take who our mails are from: an address, with a name or without."""
    if value is None:
        return None
    _name, address = parseaddr(value)
    good = ADDRESS.fullmatch(address) and address in value and value.isprintable()
    if not good or not value.isascii():
        raise wrong("must be such as jip@example.org or JIP Reutlingen <jip@example.org>.")
    return value
