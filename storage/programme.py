"""What a centre holds, as its staff look after it: in order, alike, paused, closed, who comes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import func, or_, select

from storage import activities_ending
from storage.activities import next_day, save_activity
from storage.models import Activity, Profile, Signup
from storage.rules.slots import DAYS
from storage.work import Work

USUAL = timedelta(weeks=13)
SHOWN_AFTER = timedelta(days=30)
SAME_TITLE = 85.0


class Guest(NamedTuple):
    """Somebody who said "I come", or waits for a place, and the centre they belong to."""

    person_id: int
    waiting: bool
    centre: str | None


def of_centre(work: Work, centre: str | None) -> list[Activity]:
    """Return what a centre holds (None: all of them), what ends first first.

    Then what has no end, then what is over, paused or closed; what is over for a month is left out.
    """
    since = work.today - SHOWN_AFTER
    recent = (
        func.coalesce(Activity.on_date, Activity.until, work.today) >= since,
        or_(Activity.cancelled_at.is_(None), Activity.cancelled_at >= work.now - SHOWN_AFTER),
    )
    rows = select(Activity).where(*recent)
    if centre is not None:
        rows = rows.where(Activity.centre == centre)

    def place(each: Activity) -> tuple[bool, date, int]:
        return not is_open(work, each), ends_on(each) or date.max, each.id

    return sorted(work.session.scalars(rows), key=place)


def ends_on(activity: Activity) -> date | None:
    """Return its last day; None where nobody said one."""
    return activity.on_date or activity.until


def is_open(work: Work, activity: Activity) -> bool:
    """Tell whether it still takes place: neither over, nor paused, nor closed."""
    last = ends_on(activity)
    return activity.cancelled_at is None and (last is None or last >= work.today)


def can_take_back(work: Work, activity: Activity) -> bool:
    """Tell whether nobody has seen it yet."""
    return (
        activity.out_at is not None and activity.out_at > work.now and activity.cancelled_at is None
    )


def hold(work: Work, activity: Activity, owner_id: int | None) -> None:
    """Save a new one; it is shown when the time to take it back is over."""
    activity.owner_id, activity.out_at = owner_id, work.now + work.limits.undo
    save_activity(work, activity)


def pause(work: Work, activity: Activity) -> None:
    """Let it rest, until somebody opens it again; who said "I come" hears of it."""
    activity.cancelled_at, activity.rests = work.now, True
    save_activity(work, activity)


def close(work: Work, activity: Activity) -> None:
    """End it; who said "I come" hears of it."""
    activity.cancelled_at, activity.rests = work.now, None
    save_activity(work, activity)


def reopen(work: Work, activity: Activity) -> None:
    """Let it take place again, longer where it would end soon; who said "I come" hears of it."""
    activity.cancelled_at = activity.rests = None
    soon = work.today + activities_ending.BEFORE
    if activity.weekdays and (activity.until is None or activity.until <= soon):
        activity.until = work.today + USUAL
    save_activity(work, activity)


def confirm(work: Work, activity: Activity) -> None:
    """Let it go on for the usual time from today."""
    later = work.today + USUAL
    activities_ending.prolong(work, activity, max(activity.until or later, later))


def alike(work: Work, planned: Activity, most: int = 3) -> list[Activity]:
    """Return what is there already: same kind or name, on such a day, in the same place."""
    there = (Activity.plz == planned.plz, Activity.cancelled_at.is_(None))
    rows = work.session.scalars(select(Activity).where(*there).order_by(Activity.id))
    found = (
        each
        for each in rows
        if each is not planned
        and is_open(work, each)
        and (each.kind == planned.kind or _is_called_alike(each, planned))
        and _share_a_day(each, planned)
    )
    return [each for each, _ in zip(found, range(most), strict=False)]


def signed_up(work: Work, activity: Activity) -> int:
    """Count who said "I come" to any day that is still to come, or waits for a place."""
    coming = (Signup.activity_id == activity.id, Signup.on_date >= work.today)
    people = select(func.count(func.distinct(Signup.person_id))).where(*coming)
    return work.session.scalar(people) or 0


def guests(work: Work, activity: Activity) -> list[Guest]:
    """Return who comes to its next day, in the order they said so; who waits comes last."""
    day = next_day(work, activity)
    coming = (Signup.activity_id == activity.id, Signup.on_date == day)
    rows = (
        select(Signup.person_id, Signup.waiting, Profile.centre)
        .outerjoin(Profile, Profile.person_id == Signup.person_id)
        .where(*coming)
        .order_by(Signup.waiting, Signup.id)
    )
    return [Guest(*row) for row in work.session.execute(rows)]


def _is_called_alike(one: Activity, other: Activity) -> bool:
    if not one.title_de or not other.title_de:
        return False
    return fuzz.token_sort_ratio(one.title_de, other.title_de) >= SAME_TITLE


def _share_a_day(one: Activity, other: Activity) -> bool:
    """Two single days are the same date; else a day of the week is."""
    if one.on_date is not None and other.on_date is not None:
        return one.on_date == other.on_date
    return bool(_weekdays(one) & _weekdays(other))


def _weekdays(activity: Activity) -> set[str]:
    if activity.on_date is not None:
        return {DAYS[activity.on_date.weekday()]}
    return {day.strip() for day in (activity.weekdays or "").split(",") if day.strip()}
