"""The key of the embedded database, made once and kept for its owner's eyes only."""

from __future__ import annotations

import os
import secrets
import stat
from base64 import b64encode
from contextlib import suppress
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
    try:
        key = path.read_text("ascii").strip()
    except UnicodeDecodeError:
        raise KeyFileError(f"{path} is not a key: put the right one back.") from None
    if not key:
        raise KeyFileError(
            f"{path} is empty: put the key back, or remove the file where there is no database yet."
        )
    return key


def _make(path: Path) -> str:
    """Write the key aside, to the disk, and only then give it its name: all of it or nothing."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = b64encode(secrets.token_bytes(32)).decode()
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # somebody else was first, and theirs counts
            os.link(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return _read(path)
