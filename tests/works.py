"""A Work around a session, for tests that call storage as the rooms above it do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage.limits import Limits
from storage.work import Work

T = TypeVar("T")
P = ParamSpec("P")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)
"""As the fixture `now`: where the time does not matter."""


def work_at(session: Session, now: datetime = NOW, limits: Limits | None = None) -> Work:
    """Return what a unit of the bot would be given at that time."""
    return Work(session, now, BERLIN, limits or Limits())


def unit_at(
    now: datetime, unit: Callable[Concatenate[Work, P], T], limits: Limits | None = None
) -> Callable[Concatenate[Session, P], T]:
    """Turn a function of a Work into one of a session: what `do` runs."""

    def run(session: Session, /, *args: P.args, **options: P.kwargs) -> T:
        return unit(work_at(session, now, limits), *args, **options)

    return run
