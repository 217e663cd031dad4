"""What one colleague may do in a day, counted from the log: a stolen phone empties no house."""

from __future__ import annotations

from datetime import time

from storage import audit
from storage.rules.clock import to_utc
from storage.work import Work

OPENED, ERASED = "person.open", "person.erase"
"""Rows of the log that count."""


def may_open_profile(work: Work, actor_id: int, person_id: int) -> bool:
    """Tell whether a colleague may open a profile today; one seen today already counts once."""
    since = to_utc(work.today, time(), work.zone.key)
    if audit.is_noted(work, OPENED, actor_id, person_id, since):
        return True
    return audit.counted(work, OPENED, actor_id, since) < work.limits.profiles_per_day


def may_erase(work: Work, actor_id: int) -> bool:
    """Tell whether a colleague may erase one more person today."""
    since = to_utc(work.today, time(), work.zone.key)
    return audit.counted(work, ERASED, actor_id, since) < work.limits.erasures_per_day
