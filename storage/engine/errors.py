"""What may go wrong in the database, by a name of ours."""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy.exc import SQLAlchemyError

DatabaseError: TypeAlias = SQLAlchemyError
"""The database is busy, gone, or refuses."""


class UnusableError(RuntimeError):
    """The database cannot be used as it is set up, and nothing was changed: one sentence."""
