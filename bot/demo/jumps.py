"""Where the clock's buttons lead, in the demo's own zone."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
MORNING = time(8)


def jump(now: datetime, to: str) -> datetime | None:
    """Return the moment a button or an ISO text means; None is the next event.

    Raises ValueError for anything else, and for a moment that is not ahead.
    """
    local = now.astimezone(ZONE)
    if to == "next":
        return None
    if to == "hour":
        return now + timedelta(hours=1)
    if to == "week":
        return (local + timedelta(weeks=1)).astimezone(UTC)
    if to == "morning":
        tomorrow = local.date() + timedelta(days=1)
        return datetime.combine(tomorrow, MORNING, ZONE).astimezone(UTC)
    return _ahead(datetime.fromisoformat(to), now)


def _ahead(moment: datetime, now: datetime) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZONE)
    if moment <= now:
        raise ValueError("The clock only walks forward.")
    return moment.astimezone(UTC)
