"""Nothing goes on for ever: who looks after a weekly activity is asked a week before it ends."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy import select, update

from storage.models import Activity, Due
from storage.people import Door, chats_of, staff_doors
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import to_utc
from storage.team import looks_after
from storage.work import Work

ASK, END = "ask", "end"
BEFORE = timedelta(days=7)


def ask_later(work: Work, activity: Activity) -> None:
    """Have somebody asked a week before it ends, and the centre told when it did."""
    until = activity.until
    if until is None or activity.weekdays is None or activity.cancelled_at is not None:
        return
    for stage, day in (ASK, until - BEFORE), (END, until + timedelta(days=1)):
        if day > work.today:
            at = to_utc(day, time(work.limits.push_from_hour), work.zone.key)
            offset = f"{stage}:{until}"
            due.schedule(work, Kind.ACTIVITY_ENDS, at, subject=activity.id, offset=offset)


def prolong(work: Work, activity: Activity, until: date) -> None:
    """Let it go on until then; for who comes nothing changes."""
    activity.until = until
    work.session.flush()
    ask_later(work, activity)


def stage_of(row: Due, activity: Activity) -> str | None:
    """Return what a row is there for; None where it was prolonged or ended meanwhile."""
    stage, _colon, until = row.offset.partition(":")
    is_open = activity.cancelled_at is None and until == f"{activity.until}"
    return stage if is_open else None


def doors(work: Work, activity: Activity) -> list[Door]:
    """Return where its owner is asked; where nobody owns it, or they are not there, the centre."""
    owner = activity.owner_id
    if owner is not None and looks_after(work, owner, activity.centre):
        return [Door(chat.id, owner) for chat in chats_of(work, owner)]
    return staff_doors(work, activity.centre)


def hand_over(work: Work, key: int) -> None:
    """Give the centre what a colleague who leaves owned; what ends soon it is asked at once."""
    theirs = Activity.owner_id == key
    soon = (Activity.until >= work.today, Activity.until <= work.today + BEFORE)
    for each in work.session.scalars(select(Activity).where(theirs, *soon)).all():
        due.schedule(
            work,
            Kind.ACTIVITY_ENDS,
            work.daytime(work.now),
            subject=each.id,
            revision=key,
            offset=f"{ASK}:{each.until}",
        )
    work.session.execute(update(Activity).where(theirs).values(owner_id=None))
