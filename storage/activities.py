"""Things to do near somebody, as they take place day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, and_, or_, select

from storage import activities_ending, announced, firms_invited
from storage.models import Activity, Announcement
from storage.models.announcements import AnnouncementState
from storage.places import gazetteer
from storage.rules import clock
from storage.rules.activities import Happening, Occurrence, near, occurrences
from storage.rules.way import Spot
from storage.signups import coming, rule_of, sign_off, sign_up, takes_place, tell_of_change
from storage.work import Work

A_YEAR = 366  # days
__all__ = ["Happens", "coming", "save_activity", "sign_off", "sign_up", "takes_place", "this_week"]


@dataclass(frozen=True)
class Happens:
    """One day of an activity, local time; `here` is in the own municipality."""

    activity: Activity
    on_date: date
    starts: time
    ends: time
    here: bool


def find(work: Work, activity_id: int | None) -> Activity | None:
    """Return an activity; None where it is gone."""
    return work.session.get(Activity, activity_id)


def one(work: Work, activity_id: int) -> Activity:
    """Return the activity a row names."""
    return work.session.get_one(Activity, activity_id)


def begins_at(work: Work, activity: Activity, on_date: date) -> datetime:
    """Return when a day of an activity begins."""
    return clock.begins_at(on_date, activity.starts, work.zone.key)


def is_over(work: Work, activity: Activity, on_date: date) -> bool:
    """Tell whether a day of an activity has ended."""
    return (on_date, activity.ends) <= (work.today, work.local.time())


def this_week(
    work: Work, ags: str | None, plz: str | None, centre_key: str | None, *, days: int = 7
) -> list[Happens]:
    """Return what takes place from now on within so many days, the nearest first.

    What was made for an announcement that is not out yet is left out.
    """
    district = gazetteer(work)
    held_back = Activity.out_at.is_not(None) & (Activity.out_at > work.now)
    is_out = Activity.id.not_in(_not_out(work))
    there = (Activity.cancelled_at.is_(None), ~held_back, is_out)
    rows = work.session.scalars(select(Activity).where(*there))
    activities = {each.id: each for each in rows}
    found = [
        Happening(each.id, each.centre, district.spot(each.plz), when)
        for each in activities.values()
        for when in _from_now_on(work, each, days)
    ]
    home, own = district.spot(plz, ags), {centre_key} if centre_key else set()
    return [_happens(activities[each.activity], each, home) for each in near(found, home, own)]


def _not_out(work: Work) -> Select[int]:
    """Return the activities made for an announcement that can still be taken back."""
    waits = and_(
        Announcement.state == AnnouncementState.APPROVED, Announcement.begins_at > work.now
    )
    fresh = or_(Announcement.state == AnnouncementState.DRAFT, waits)
    return select(Announcement.activity_id).where(fresh, Announcement.known.is_not(True))


def save_activity(work: Work, activity: Activity) -> None:
    """Save a new or changed activity; who said "I come", then who read of it, hears of the change.

    ValueError where its days or hours make no sense.
    """
    rule_of(activity)
    known = activity.id is not None
    activity.revision = activity.revision + 1 if known else 1
    work.session.add(activity)
    work.session.flush()
    if known:
        tell_of_change(work, activity)
        announced.tell_of_change(work, activity)
        firms_invited.tell_of_change(work, activity)
    activities_ending.ask_later(work, activity)


def next_day(work: Work, activity: Activity) -> date | None:
    """Return the next day of an activity that is not over, within a year; None: there is none."""
    if activity.cancelled_at is not None:
        return None
    return next((each.on_date for each in _from_now_on(work, activity, A_YEAR)), None)


def _from_now_on(work: Work, activity: Activity, days: int) -> Iterator[Occurrence]:
    last = work.today + timedelta(days=days - 1)
    for each in occurrences(rule_of(activity), work.today, last):
        if not is_over(work, activity, each.on_date):
            yield each


def _happens(activity: Activity, happening: Happening, home: Spot | None) -> Happens:
    when, at = happening.when, happening.at
    here = bool(home and at and home.ags == at.ags)
    return Happens(activity, when.on_date, when.starts, when.ends, here)
