"""The way in of before, for callers that carry no Work yet."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage.exchange import loading
from storage.exchange.loading import LoadReport
from storage.limits import Limits
from storage.work import Work

__all__ = ["LoadReport", "load"]


def load(session: Session, text: str, now: datetime, zone: ZoneInfo, limits: Limits) -> LoadReport:
    """Load a file, see `loading.load`."""
    return loading.load(Work(session, now, zone, limits), text)
