"""What may go wrong in the database, by a name of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

DatabaseError: TypeAlias = SQLAlchemyError
"""The database is busy, gone, or refuses."""

READS_ONLY = "the server only reads: it is a standby, or default_transaction_read_only is on"
REASONS = {
    "read-only transaction": READS_ONLY,
    "database is locked": "another program holds it",
    "lock timeout": "another program holds it",
    "file is not a database": "this is no database, or a damaged one",
    "malformed": "the file is damaged: bring back a backup",
    "readonly": "it cannot be written: look at its owner and its folder",
    "unable to open": "it cannot be opened: look at its owner and its folder",
    "disk is full": "the disk is full",
    "no space left": "the disk is full",
    "disk i/o error": "the disk is full, or broken",
    "too many": "the server has no connection left",
    "administrator": "the server ended the connection",
    "password authentication": "the password is wrong",
    "role": "this user is not known there",
    "does not exist": "there is no such database",
    "resolve": "there is no such server",
    "timeout": "the server does not answer",
    "refused": "nobody answers there: is the server running?",
    "no such file": "nobody answers there: is the server running?",
}


class UnusableError(RuntimeError):
    """The database cannot be used as it is set up, and nothing was changed: one sentence."""


@contextmanager
def said_plainly(url: str) -> Iterator[None]:
    """Turn what keeps a database from being used into one sentence, without its password."""
    try:
        yield
    except BlockingIOError:
        raise unusable(url, "another program holds it") from None
    except (DBAPIError, OSError) as error:
        raise unusable(url, reason(error)) from None


def unusable(url: str, why: str) -> UnusableError:
    """Return the sentence about a database."""
    address = make_url(url).render_as_string(hide_password=True)
    return UnusableError(f"The database {address} cannot be used: {why}.")


def reason(error: Exception) -> str:
    """Return why in a few words of ours; what a driver says may hold values."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror[:1].lower()}{error.strerror[1:]}"
    said = str(getattr(error, "orig", error)).lower()
    code = getattr(getattr(error, "orig", None), "sqlstate", None)
    unknown = f"{type(error).__name__} {code or ''}".rstrip()
    return next((words for sign, words in REASONS.items() if sign in said), unknown)
