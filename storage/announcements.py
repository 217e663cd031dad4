"""Announcements: the audience is frozen, the outbox is the only state."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from sqlalchemy import Select, delete, exists, func, insert, select

from storage import bundles, firms_invited
from storage.activities import begins_at, one, save_activity
from storage.announced import move_signups
from storage.audience import audience, frozen
from storage.models import Activity, Announcement, Delivery, Outbox
from storage.models.announcements import AnnouncementState
from storage.models.outbox import OPEN, OutboxState
from storage.queues import due, outbox
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.work import Work

AHEAD = 30
"""Rows put ahead of the sender: as many go out in a second."""
S = AnnouncementState
GOING = (S.APPROVED, S.PAUSED)


class NeedsSecondPersonError(ValueError):
    """So many people are written to only when a colleague has seen it."""


class NotADraftError(ValueError):
    """It was approved or stopped before."""


def find(work: Work, announcement_id: int | None) -> Announcement | None:
    """Return an announcement; None where it is gone."""
    return work.session.get(Announcement, announcement_id)


def prepare(
    work: Work,
    activity: Activity,
    by: int | None,
    *,
    to: str | None = None,
    at: datetime | None = None,
    bundle: int | None = None,
) -> Announcement:
    """Save an activity that is new and draft its announcement.

    `to` is another centre whose people it is for, `at` when it goes out at the earliest, `bundle`
    the key of the needs of firms whose people alone it is for; those firms are asked to come.
    """
    known = activity.id is not None
    if not known:
        save_activity(work, activity)
    some = bundles.among(work, bundle)
    announcement = draft(work, activity, to or activity.centre, by, some)
    if (needs := bundles.find(work, bundle)) is not None:
        firms_invited.invite(work, activity, [need.firm for need in needs.checked])
    announcement.centre, announcement.known, announcement.begins_at = activity.centre, known, at
    announcement.audience = to if to != activity.centre else None
    announcement.bundle = bundle
    work.session.flush()
    return announcement


def draft(
    work: Work,
    activity: Activity,
    centre: str,
    created_by: int | None,
    some: Collection[int] | None = None,
) -> Announcement:
    """Prepare an announcement; who gets it is settled now: `some` people alone, where named."""
    announcement = Announcement(
        activity_id=activity.id,
        centre=centre,
        state=S.DRAFT,
        created_by=created_by,
        created_at=work.now,
    )
    work.session.add(announcement)
    work.session.flush()
    chats = audience(work, centre, some).chats
    rows = [{"announcement_id": announcement.id, "chat_id": chat} for chat in chats]
    if rows:
        work.session.execute(insert(Delivery), rows)
    return announcement


def needs_second_person(work: Work, announcement: Announcement) -> bool:
    """Tell whether who wrote it may not decide alone: many people, or those of another centre."""
    many = frozen(work, announcement) > work.limits.approval_above
    return many or announcement.audience is not None


def approve(work: Work, announcement: Announcement, by: int | None = None) -> None:
    """Let a draft go out after the time to undo; `by` is the colleague who has seen it.

    Raises NeedsSecondPersonError where that is nobody or who wrote it and one person may not
    decide alone, and NotADraftError the second time.
    """
    if announcement.state != S.DRAFT:
        raise NotADraftError(announcement.state)
    alone = by is None or by == announcement.created_by
    if alone and needs_second_person(work, announcement):
        raise NeedsSecondPersonError(frozen(work, announcement))
    announcement.state = S.APPROVED
    soon = work.now + work.limits.undo
    announcement.begins_at = work.waking(max(soon, announcement.begins_at or soon))
    work.session.flush()
    _go_out(work, announcement, announcement.begins_at)


def _go_out(work: Work, announcement: Announcement, at: datetime) -> None:
    """Let it begin or go on at a time; said anew each time, since a due row is done only once."""
    once = f"{work.now:%y%m%d%H%M%S%f}"
    due.schedule(work, Kind.ANNOUNCEMENT, at, subject=announcement.id, offset=once)


def goes_out_at(work: Work, announcement: Announcement) -> datetime | None:
    """Return when it begins to go out; None once it did, or was stopped."""
    if announcement.state != S.APPROVED or progress(work, announcement):
        return None
    return due.when(work, Kind.ANNOUNCEMENT, announcement.id)


def not_out_yet(work: Work, person_id: int) -> list[Announcement]:
    """Return what somebody announced and can still take back."""
    open_ones = Announcement.state.in_((S.DRAFT, S.APPROVED))
    theirs = select(Announcement).where(Announcement.created_by == person_id, open_ones)
    rows = work.session.scalars(theirs).all()
    return [each for each in rows if each.state == S.DRAFT or goes_out_at(work, each)]


def take_back(work: Work, announcement: Announcement) -> None:
    """Send nothing of it; an activity that was made for it does not take place."""
    if not announcement.known:
        activity = one(work, announcement.activity_id)
        activity.cancelled_at = work.now
        save_activity(work, activity)
    stop(work, announcement)


def pause(work: Work, announcement: Announcement) -> None:
    """Put no more of it until it is resumed; what waits untouched comes then."""
    announcement.state = S.PAUSED
    work.session.flush()
    due.cancel(work, [Kind.ANNOUNCEMENT], announcement.id)
    untouched = _rows(announcement, OutboxState.TODO).where(Outbox.attempts == 0)
    ids = work.session.scalars(untouched.with_for_update(skip_locked=True)).all()
    work.session.execute(delete(Outbox).where(Outbox.id.in_(ids)))


def resume(work: Work, announcement: Announcement) -> None:
    """Go on exactly where it was paused, not before it shall begin."""
    announcement.state = S.APPROVED
    work.session.flush()
    _go_out(work, announcement, max(work.now, announcement.begins_at or work.now))


def stop(work: Work, announcement: Announcement) -> None:
    """Send no more of it; what has not gone out yet is not sent."""
    announcement.state = S.STOPPED
    work.session.flush()
    due.cancel(work, [Kind.ANNOUNCEMENT], announcement.id)
    for row_id in work.session.scalars(_rows(announcement, OutboxState.TODO)).all():
        outbox.expire(work.session, row_id, work.now)


def move(work: Work, announcement: Announcement, day: date, starts: time, ends: time) -> None:
    """Let what was announced take place at another time; who comes keeps the place."""
    activity = one(work, announcement.activity_id)
    move_signups(work, activity, day)
    activity.on_date, activity.starts, activity.ends = day, starts, ends
    save_activity(work, activity)


def cancel(work: Work, announcement: Announcement) -> None:
    """Let what was announced not take place; nobody is told of it any more who was not yet."""
    activity = one(work, announcement.activity_id)
    activity.cancelled_at = work.now
    save_activity(work, activity)
    if announcement.state in GOING:
        stop(work, announcement)


def expand(work: Work, announcement: Announcement, few: int = AHEAD) -> bool:
    """Put the next few into the outbox while fewer wait; True while some are left."""
    if announcement.state != S.APPROVED:
        return False
    if _is_over(work, announcement):
        stop(work, announcement)
        return False
    firms_invited.tell(work, one(work, announcement.activity_id))
    waiting = _rows(announcement, *OPEN).where(Outbox.not_before <= work.now)
    room = few - len(work.session.scalars(waiting).all())
    next_ones = work.session.scalars(_not_put(announcement).limit(max(0, room) + 1)).all()
    for chat_id in next_ones[: max(0, room)]:
        speak(work, chat_id, Kind.ANNOUNCEMENT, announcement.id, whom=None)
    left = len(next_ones) > max(0, room)
    if not left:
        announcement.state = S.DONE
    work.session.flush()
    return left


def _is_over(work: Work, announcement: Announcement) -> bool:
    """Tell whether it does not take place, or began by now."""
    activity = one(work, announcement.activity_id)
    if activity.cancelled_at is not None:
        return True
    day = activity.on_date
    return day is not None and begins_at(work, activity, day) <= work.now


def progress(work: Work, announcement: Announcement) -> dict[OutboxState, int]:
    """Count what became of the messages put so far."""
    ours = (Outbox.kind == Kind.ANNOUNCEMENT, Outbox.subject == announcement.id)
    rows = select(Outbox.state, func.count()).where(*ours).group_by(Outbox.state)
    return dict(work.session.execute(rows).all())


def is_under_way(work: Work, announcement: Announcement) -> bool:
    """Tell whether something that was put has not ended yet."""
    return not set(OPEN).isdisjoint(progress(work, announcement))


def about(work: Work, activity_id: int) -> list[int]:
    """Return the keys of the announcements of an activity."""
    ours = select(Announcement.id).where(Announcement.activity_id == activity_id)
    return list(work.session.scalars(ours.order_by(Announcement.id)))


def _not_put(announcement: Announcement) -> Select[int]:
    put = exists().where(
        Outbox.kind == Kind.ANNOUNCEMENT,
        Outbox.subject == announcement.id,
        Outbox.chat_id == Delivery.chat_id,
    )
    frozen = select(Delivery.chat_id).where(Delivery.announcement_id == announcement.id, ~put)
    return frozen.order_by(Delivery.chat_id)


def _rows(announcement: Announcement, *states: OutboxState) -> Select[int]:
    ours = (Outbox.kind == Kind.ANNOUNCEMENT, Outbox.subject == announcement.id)
    return select(Outbox.id).where(*ours, Outbox.state.in_(states))
