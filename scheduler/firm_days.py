"""A firm's one message a day, at the hour it chose."""

from __future__ import annotations

from datetime import datetime

from storage.models import Due
from storage.work import Work


def ask_today(work: Work, row: Due) -> datetime | None:
    """Ask a firm what is open today."""
    return None
