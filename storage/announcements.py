"""Announcements: the audience is frozen, the outbox is the only state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, exists, func, insert, literal, select

from storage.activities import one, save_activity
from storage.models import (
    Activity,
    Announcement,
    Chat,
    Delivery,
    Outbox,
    Person,
    Profile,
    Role,
)
from storage.models.announcements import AnnouncementState
from storage.models.outbox import OPEN, OutboxState
from storage.models.people import RoleName
from storage.queues import due, outbox
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.work import Work

AHEAD = 36
BLOCKED = Chat.blocked_at.is_not(None)
WANTS_NEWS = and_(Person.stopped_at.is_(None), Person.activities_on, Person.news_on)


class NeedsSecondPersonError(ValueError):
    """So many people are written to only when a colleague has seen it."""


class NotADraftError(ValueError):
    """It was approved or stopped before."""


@dataclass(frozen=True)
class Audience:
    """Chats to write to, and how many were left out because they paused or blocked us."""

    chats: list[int]
    paused: int
    blocked: int


def audience(work: Work, centre: str) -> Audience:
    """Find the newcomers of a centre who can be written to and want news of activities."""
    chats, paused, blocked = [], 0, 0
    for chat_id, is_blocked, wants in work.session.execute(_newcomers(centre)):
        if is_blocked:
            blocked += 1
        elif not wants:
            paused += 1
        else:
            chats.append(chat_id)
    return Audience(chats, paused, blocked)


def find(work: Work, announcement_id: int | None) -> Announcement | None:
    """Return an announcement; None where it is gone."""
    return work.session.get(Announcement, announcement_id)


def announce(work: Work, activity: Activity, by: int | None) -> Announcement:
    """Save an activity and let its announcement go out: all of it or nothing.

    NeedsSecondPersonError where more people would hear of it than one may decide about.
    """
    with work.savepoint():
        save_activity(work, activity)
        announcement = draft(work, activity, activity.centre, by)
        approve(work, announcement)
    return announcement


def draft(work: Work, activity: Activity, centre: str, created_by: int | None) -> Announcement:
    """Prepare an announcement; who gets it is settled now."""
    announcement = Announcement(
        activity_id=activity.id,
        centre=centre,
        state=AnnouncementState.DRAFT,
        created_by=created_by,
        created_at=work.now,
    )
    work.session.add(announcement)
    work.session.flush()
    chats = (
        _newcomers(centre)
        .where(~BLOCKED, WANTS_NEWS)
        .with_only_columns(literal(announcement.id), Chat.id)
    )
    work.session.execute(insert(Delivery).from_select(["announcement_id", "chat_id"], chats))
    return announcement


def approve(work: Work, announcement: Announcement, by: int | None = None) -> None:
    """Let a draft go out after the time to undo; `by` is the colleague who has seen it.

    Raises NeedsSecondPersonError above the limit when that is nobody or who wrote it, and
    NotADraftError the second time.
    """
    if announcement.state != AnnouncementState.DRAFT:
        raise NotADraftError(announcement.state)
    alone, people = by is None or by == announcement.created_by, frozen(work, announcement)
    if alone and people > work.limits.approval_above:
        raise NeedsSecondPersonError(people)
    announcement.state = AnnouncementState.APPROVED
    work.session.flush()
    at = work.waking(work.now + work.limits.undo)
    due.schedule(work, Kind.ANNOUNCEMENT, at, subject=announcement.id)


def goes_out_at(work: Work, announcement: Announcement) -> datetime | None:
    """Return when it begins to go out; None once it did, or was stopped."""
    if announcement.state != AnnouncementState.APPROVED or progress(work, announcement):
        return None
    return due.when(work, Kind.ANNOUNCEMENT, announcement.id)


def not_out_yet(work: Work, person_id: int) -> list[Announcement]:
    """Return what somebody announced and can still take back."""
    approved = Announcement.state == AnnouncementState.APPROVED
    theirs = select(Announcement).where(Announcement.created_by == person_id, approved)
    return [each for each in work.session.scalars(theirs) if goes_out_at(work, each)]


def take_back(work: Work, announcement: Announcement) -> None:
    """Send nothing of it: it does not take place."""
    activity = one(work, announcement.activity_id)
    activity.cancelled_at = work.now
    save_activity(work, activity)
    stop(work, announcement)


def stop(work: Work, announcement: Announcement) -> None:
    """Send no more of it; what has not gone out yet is not sent."""
    announcement.state = AnnouncementState.STOPPED
    work.session.flush()
    due.cancel(work, [Kind.ANNOUNCEMENT], announcement.id)
    for row_id in work.session.scalars(_rows(announcement, OutboxState.TODO)).all():
        outbox.expire(work.session, row_id, work.now)


def expand(work: Work, announcement: Announcement, few: int = AHEAD) -> bool:
    """Put the next few into the outbox while fewer wait; True while some are left."""
    if announcement.state != AnnouncementState.APPROVED:
        return False
    waiting = _rows(announcement, *OPEN).where(Outbox.not_before <= work.now)
    room = few - len(work.session.scalars(waiting).all())
    next_ones = work.session.scalars(_not_put(announcement).limit(max(0, room) + 1)).all()
    for chat_id in next_ones[: max(0, room)]:
        speak(work, chat_id, Kind.ANNOUNCEMENT, announcement.id, whom=None)
    left = len(next_ones) > max(0, room)
    if not left:
        announcement.state = AnnouncementState.DONE
    work.session.flush()
    return left


def progress(work: Work, announcement: Announcement) -> dict[OutboxState, int]:
    """Count what became of the messages put so far."""
    ours = (Outbox.kind == Kind.ANNOUNCEMENT, Outbox.subject == announcement.id)
    rows = select(Outbox.state, func.count()).where(*ours).group_by(Outbox.state)
    return dict(work.session.execute(rows).all())


def is_under_way(work: Work, announcement: Announcement) -> bool:
    """Tell whether something that was put has not ended yet."""
    return not set(OPEN).isdisjoint(progress(work, announcement))


def frozen(work: Work, announcement: Announcement) -> int:
    """Count the people who are to get it."""
    deliveries = select(func.count()).where(Delivery.announcement_id == announcement.id)
    return work.session.scalar(deliveries) or 0


def about(work: Work, activity_id: int) -> list[int]:
    """Return the keys of the announcements of an activity."""
    ours = select(Announcement.id).where(Announcement.activity_id == activity_id)
    return list(work.session.scalars(ours.order_by(Announcement.id)))


def _newcomers(centre: str) -> Select[int, bool, bool]:
    """Return the chats of a centre: whether they blocked us, and whether they want news."""
    newcomer = exists().where(Role.person_id == Person.id, Role.role == RoleName.NEWCOMER)
    return (
        select(Chat.id, BLOCKED, WANTS_NEWS)
        .join(Person, Person.id == Chat.person_id)
        .join(Profile, Profile.person_id == Person.id)
        .where(Profile.centre == centre, Chat.language.is_not(None), newcomer)
        .where(Person.practice_of.is_(None))
        .order_by(Chat.id)
    )


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
