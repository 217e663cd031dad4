"""Sealed columns: AES-GCM with key ids, keys derived per column; look-up by HMAC."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from base64 import b64decode
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

NONCE = 12
KEY_ID = 4
ESCAPED_NUL = "\\u0000"


class WrongKeyError(ValueError):
    """A sealed value was written with a key that is not in JIP_SECRET_KEY."""


@lru_cache(maxsize=256)
def derive(secret: bytes, purpose: str) -> bytes:
    """Derive a 32-byte key for one purpose from a secret (HKDF-SHA256, RFC 5869)."""
    return HKDF(hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


@dataclass
class Keyring:
    """The secrets of this process: the first seals, all open. Each is 32 bytes.

    `retained` are keys for look-ups by purpose whose secret is gone: nothing opens with them.
    """

    secrets: list[bytes] = field(default_factory=list)
    retained: dict[str, list[bytes]] = field(default_factory=dict)

    def install(self, encoded: str) -> None:
        """Take the comma-separated base64 secrets of JIP_SECRET_KEY; ValueError if one is off."""
        secrets = [b64decode(part.strip(), validate=True) for part in encoded.split(",")]
        if any(len(secret) != 32 for secret in secrets):
            raise ValueError("each key must be base64 of exactly 32 bytes")
        self.secrets = secrets

    def seal(self, purpose: str, value: bytes, secret: bytes | None = None) -> bytes:
        """Return key id, nonce and ciphertext; the purpose is authenticated with it."""
        secret, nonce = secret or self.secrets[0], os.urandom(NONCE)
        sealed = _cipher(secret, purpose).encrypt(nonce, value, purpose.encode())
        return key_id(secret) + nonce + sealed

    def open(self, purpose: str, sealed: bytes) -> bytes:
        """Return what was sealed for this purpose; WrongKeyError if no key fits."""
        named, nonce, body = (
            sealed[:KEY_ID],
            sealed[KEY_ID : KEY_ID + NONCE],
            sealed[KEY_ID + NONCE :],
        )
        for secret in self.secrets:
            if hmac.compare_digest(key_id(secret), named):
                try:
                    return _cipher(secret, purpose).decrypt(nonce, body, purpose.encode())
                except InvalidTag as error:
                    raise WrongKeyError(purpose) from error
        raise WrongKeyError(purpose)

    def lookup_keys(self, purpose: str, value: str) -> list[str]:
        """Return the HMAC-SHA256 of a value under every key, the sealing one first."""
        keys = [derive(secret, f"lookup:{purpose}") for secret in self.secrets]
        return [
            hmac.new(key, value.encode(), hashlib.sha256).hexdigest()
            for key in (*keys, *self.retained.get(purpose, ()))
        ]


def without_strays(value: Any) -> Any:
    """Drop NUL and lone surrogates, which no message may carry, from every text inside."""
    if isinstance(value, str):
        whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        return whole.replace("\0", "")
    if isinstance(value, dict):
        return {without_strays(key): without_strays(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_strays(item) for item in value]
    return value


def sealable(value: Any) -> bytes:
    """Return a value as JSON in UTF-8, without what no message may carry."""
    text = json.dumps(value, ensure_ascii=False)
    if ESCAPED_NUL not in text:
        try:
            return text.encode()
        except UnicodeEncodeError:  # half of a character
            pass
    return json.dumps(without_strays(value), ensure_ascii=False).encode()


@lru_cache(maxsize=256)
def _cipher(secret: bytes, purpose: str) -> AESGCM:
    return AESGCM(derive(secret, purpose))


@lru_cache
def key_id(secret: bytes) -> bytes:
    """Return the four bytes that tell which secret sealed a value."""
    return hashlib.sha256(b"key id" + secret).digest()[:KEY_ID]


KEYRING = Keyring()


class Sealed(TypeDecorator[str]):
    """A text column only this process can read; `purpose` is table.column."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        """Bind the column to its own derived key."""
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seal."""
        return None if value is None else KEYRING.seal(self.purpose, without_strays(value).encode())

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Open."""
        return None if value is None else KEYRING.open(self.purpose, value).decode()


class SealedJson(TypeDecorator[Any]):
    """A JSON column only this process can read; `purpose` is table.column."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        """Bind the column to its own derived key."""
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Seal the JSON text; None stays NULL."""
        return None if value is None else KEYRING.seal(self.purpose, sealable(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Open."""
        return None if value is None else json.loads(KEYRING.open(self.purpose, value))
