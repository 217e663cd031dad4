"""What a handler of something due is given, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage.limits import Limits
from storage.models import Due


@dataclass(frozen=True)
class Moment:
    """Now, with everything that decides what is done now."""

    session: Session
    now: datetime
    limits: Limits
    zone: ZoneInfo


Handler: TypeAlias = Callable[[Moment, Due], datetime | None]
"""Does what is due and returns when to come again; None: it is done."""
