"""Announcements: the audience is frozen, the outbox is the only state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, func, insert, literal, select
from sqlalchemy.orm import Session

from storage.limits import Limits, load_limits
from storage.models import Activity, Announcement, Chat, Delivery, Outbox, Person, Profile, Role
from storage.models.announcements import AnnouncementState
from storage.models.outbox import Lane, OutboxState
from storage.models.people import RoleName
from storage.queues import due, outbox

KIND = "announcement"
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


def audience(session: Session, centre: str, now: datetime) -> Audience:
    """Find the newcomers of a centre who can be written to and want news of activities."""
    chats, paused, blocked = [], 0, 0
    for chat_id, is_blocked, wants in session.execute(_newcomers(centre)):
        if is_blocked:
            blocked += 1
        elif not wants:
            paused += 1
        else:
            chats.append(chat_id)
    return Audience(chats, paused, blocked)


def draft(
    session: Session, activity: Activity, centre: str, created_by: int | None, now: datetime
) -> Announcement:
    """Prepare an announcement; who gets it is settled now."""
    announcement = Announcement(
        activity_id=activity.id,
        centre=centre,
        state=AnnouncementState.DRAFT,
        created_by=created_by,
        created_at=now,
    )
    session.add(announcement)
    session.flush()
    chats = (
        _newcomers(centre)
        .where(~BLOCKED, WANTS_NEWS)
        .with_only_columns(literal(announcement.id), Chat.id)
    )
    session.execute(insert(Delivery).from_select(["announcement_id", "chat_id"], chats))
    return announcement


def approve(
    session: Session,
    announcement: Announcement,
    now: datetime,
    limits: Limits | None = None,
    by: int | None = None,
) -> None:
    """Let a draft go out now; `by` is the colleague who has seen it.

    Raises NeedsSecondPersonError above the limit when that is nobody or who wrote it, and
    NotADraftError the second time.
    """
    if announcement.state != AnnouncementState.DRAFT:
        raise NotADraftError(announcement.state)
    deliveries = select(func.count()).where(Delivery.announcement_id == announcement.id)
    frozen = session.scalar(deliveries) or 0
    alone = by is None or by == announcement.created_by
    if alone and frozen > (limits or load_limits(session)).approval_above:
        raise NeedsSecondPersonError(frozen)
    announcement.state = AnnouncementState.APPROVED
    session.flush()
    due.schedule(session, KIND, now, subject=announcement.id)


def stop(session: Session, announcement: Announcement, now: datetime) -> None:
    """Send no more of it; what has not gone out yet is not sent."""
    announcement.state = AnnouncementState.STOPPED
    session.flush()
    due.cancel(session, [KIND], announcement.id)
    for row_id in session.scalars(_rows(announcement, OutboxState.TODO)).all():
        outbox.expire(session, row_id, now)


def expand(
    session: Session, announcement: Announcement, now: datetime, limits: Limits, few: int = AHEAD
) -> bool:
    """Put the next few into the outbox while fewer wait; True while some are left."""
    if announcement.state != AnnouncementState.APPROVED:
        return False
    waiting = _rows(announcement, *outbox.OPEN)
    room = few - len(session.scalars(waiting).all())
    next_ones = session.scalars(_not_put(announcement).limit(max(0, room) + 1)).all()
    for chat_id in next_ones[: max(0, room)]:
        _put(session, announcement, chat_id, now, limits)
    left = len(next_ones) > max(0, room)
    if not left:
        announcement.state = AnnouncementState.DONE
    session.flush()
    return left


def progress(session: Session, announcement: Announcement) -> dict[OutboxState, int]:
    """Count what became of the messages put so far."""
    ours = (Outbox.kind == KIND, Outbox.subject == announcement.id)
    rows = select(Outbox.state, func.count()).where(*ours).group_by(Outbox.state)
    return dict(session.execute(rows).all())


def _newcomers(centre: str) -> Select[int, bool, bool]:
    """Return the chats of a centre: whether they blocked us, and whether they want news."""
    newcomer = exists().where(Role.person_id == Person.id, Role.role == RoleName.NEWCOMER)
    return (
        select(Chat.id, BLOCKED, WANTS_NEWS)
        .join(Person, Person.id == Chat.person_id)
        .join(Profile, Profile.person_id == Person.id)
        .where(Profile.centre == centre, Chat.language.is_not(None), newcomer)
        .order_by(Chat.id)
    )


def _not_put(announcement: Announcement) -> Select[int]:
    put = exists().where(
        Outbox.kind == KIND,
        Outbox.subject == announcement.id,
        Outbox.chat_id == Delivery.chat_id,
    )
    frozen = select(Delivery.chat_id).where(Delivery.announcement_id == announcement.id, ~put)
    return frozen.order_by(Delivery.chat_id)


def _rows(announcement: Announcement, *states: OutboxState) -> Select[int]:
    ours = (Outbox.kind == KIND, Outbox.subject == announcement.id)
    return select(Outbox.id).where(*ours, Outbox.state.in_(states))


def _put(
    session: Session, announcement: Announcement, chat_id: int, now: datetime, limits: Limits
) -> None:
    outbox.put(
        session,
        chat_id=chat_id,
        lane=Lane.ANNOUNCEMENT,
        dedupe_key=f"{KIND}:{announcement.id}:{chat_id}",
        now=now,
        expires_at=now + timedelta(hours=limits.announcement_hours),
        kind=KIND,
        subject=announcement.id,
    )
