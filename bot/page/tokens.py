"""What a form carries so that a post counts once: signed, bound to a session and a message."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from storage.engine.sealed import KEYRING, derive

PURPOSE, BEGINS = "page.form", "page.begin"
PACKED = struct.Struct(">QQQ8s")
"""Session, outbox row, microseconds of the time of drawing, nonce."""
MAC = 16


@dataclass(frozen=True)
class Token:
    """Whose form it is (0: nobody's yet), the message it stands under, when it was drawn."""

    session: int
    row: int | None
    drawn_at: datetime
    nonce: bytes = b""

    def sign(self) -> str:
        """Return the text of a token that counts once for every choice."""
        packed = PACKED.pack(
            self.session, self.row or 0, _micros(self.drawn_at), secrets.token_bytes(8)
        )
        return urlsafe_b64encode(packed + _mac(KEYRING.secrets[0], packed)).decode()


def read(text: str, now: datetime, life: timedelta) -> Token | None:
    """Return what a token says; None for what is not ours, or too old."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii"))
    except ValueError:
        return None
    packed, mac = raw[: PACKED.size], raw[PACKED.size :]
    is_as_written = urlsafe_b64encode(raw) == text.encode()  # else one form had many spellings
    if (
        not is_as_written
        or len(packed) != PACKED.size
        or not any(hmac.compare_digest(_mac(secret, packed), mac) for secret in KEYRING.secrets)
    ):
        return None
    session, row, micros, nonce = PACKED.unpack(packed)
    drawn_at = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=micros)
    if not now - life < drawn_at <= now + timedelta(minutes=1):
        return None
    return Token(session, row or None, drawn_at, nonce)


def cookie(text: str) -> str:
    """Return the token of the session a form begins: the same form, sent again, is the same one."""
    made = hmac.new(derive(KEYRING.secrets[0], BEGINS), text.encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(made[:MAC]).decode().rstrip("=")


def source_key(text: str, said: dict[str, str]) -> int:
    """Return the number of a submission, 63 bits: the same form and choice is the same number."""
    words = "\0".join([text, *(f"{name}={said[name]}" for name in sorted(said))])
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8]) >> 1


def _micros(at: datetime) -> int:
    return (at - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)


def _mac(secret: bytes, packed: bytes) -> bytes:
    return hmac.new(derive(secret, PURPOSE), packed, hashlib.sha256).digest()[:MAC]
