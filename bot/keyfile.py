"""The key of the embedded database, made once and kept for its owner's eyes only."""

from __future__ import annotations

import os
import secrets
import stat
from base64 import b64encode
from pathlib import Path


class KeyFileError(Exception):
    """The key is missing or not safe; the text is one sentence for the operator."""


def kept_key(path: Path, *, database_exists: bool) -> str:
    """Return the kept key, made at the first start (base64 of 32 random bytes, mode 0600).

    A database without its key is refused: a new key could not open it.
    """
    try:
        if path.exists():
            return _read(path)
        if database_exists:
            raise KeyFileError(
                f"{path} is missing although the database exists: "
                "put the file back or set JIP_SECRET_KEY."
            )
        return _make(path)
    except OSError as error:
        raise KeyFileError(f"{path} cannot be used: {error.strerror}.") from None


def _read(path: Path) -> str:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyFileError(f"{path} can be read by others: run chmod 600 on it.")
    return path.read_text().strip()


def _make(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = b64encode(secrets.token_bytes(32)).decode()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key + "\n")
    return key
