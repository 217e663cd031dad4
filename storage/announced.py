"""What was announced: who was told, who hears that it changed, the list of it all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, exists, func, select, update

from storage.models import Activity, Announcement, Approval, Chat, Outbox, Profile, Signup
from storage.models.announcements import AnnouncementState
from storage.models.outbox import OPEN, OutboxState
from storage.queues import due
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.work import Work

AHEAD = 30
TOLD = (OutboxState.SENDING, OutboxState.SENT, OutboxState.UNCLEAR)
"""Whoever may have read it."""


def note_told(row: Outbox, activity: Activity) -> None:
    """Note which state of an activity a message of its announcement tells."""
    row.revision = activity.revision


def tell_of_change(work: Work, activity: Activity) -> None:
    """Let everybody who read of an activity hear that it changed, after those who joined.

    Whom a second person lets read of it saw another text: they look again.
    """
    for key in work.session.scalars(_in_question(activity)).all():
        due.schedule(work, Kind.APPROVAL_ANEW, work.now, subject=key, revision=activity.revision)
    if work.session.scalar(_outdated(activity).limit(1)) is None:
        return
    kind, revision = Kind.ANNOUNCEMENT_CHANGED, activity.revision
    due.cancel(work, [kind], activity.id, before_revision=revision)
    due.schedule(work, kind, work.now, subject=activity.id, revision=revision)


def expand_change(work: Work, activity: Activity, few: int = AHEAD) -> bool:
    """Put the next few words of a change while fewer wait; True while some are left."""
    ours = (Outbox.kind == Kind.ANNOUNCEMENT_CHANGED, Outbox.subject == activity.id)
    waiting = select(func.count()).where(*ours, Outbox.state.in_(OPEN))
    room = max(0, few - (work.session.scalar(waiting) or 0))
    next_ones = work.session.scalars(_outdated(activity).limit(room + 1)).all()
    about = (Kind.ANNOUNCEMENT_CHANGED, activity.id, activity.revision)
    for chat_id in next_ones[:room]:
        speak(work, chat_id, *about, whom=None)
    return len(next_ones) > room


def _in_question(activity: Activity) -> Select[int]:
    """Return the announcements a second person was asked about, that are not through."""
    waits = Announcement.state.in_((AnnouncementState.DRAFT, AnnouncementState.APPROVED))
    return (
        select(Announcement.id)
        .join(Approval, Approval.announcement_id == Announcement.id)
        .where(Announcement.activity_id == activity.id, waits)
    )


def _outdated(activity: Activity) -> Select[int]:
    """Return the chats that may have read an older state and are not told of this one yet.

    Who comes is told as one who comes.
    """
    ours = select(Announcement.id).where(Announcement.activity_id == activity.id)
    is_old = func.coalesce(Outbox.revision, 0) < activity.revision
    word = Outbox.__table__.alias("word")
    told = exists().where(
        word.c.kind == Kind.ANNOUNCEMENT_CHANGED,
        word.c.subject == activity.id,
        word.c.revision == activity.revision,
        word.c.chat_id == Outbox.chat_id,
    )
    comes = exists().where(
        Signup.activity_id == activity.id,
        Signup.on_date == activity.on_date,
        Signup.person_id == Chat.person_id,
    )
    read = select(Outbox.chat_id).join(Chat, Chat.id == Outbox.chat_id).where(~comes)
    read = read.where(Outbox.kind == Kind.ANNOUNCEMENT, Outbox.subject.in_(ours))
    read = read.where(Outbox.state.in_(TOLD), is_old, ~told)
    return read.distinct().order_by(Outbox.chat_id)


def move_signups(work: Work, activity: Activity, day: date) -> None:
    """Let who comes to the one day of an activity come to another: they can say no."""
    old = (Signup.activity_id == activity.id, Signup.on_date == activity.on_date)
    work.session.execute(update(Signup).where(*old).values(on_date=day))


def sent(work: Work, centre: str | None) -> Sequence[Announcement]:
    """Return what a centre (None: all) announced, the newest first."""
    rows = select(Announcement).order_by(Announcement.id.desc())
    return work.session.scalars(rows.where(Announcement.centre == centre) if centre else rows).all()


def not_announced(work: Work, centre: str, most: int) -> Sequence[Activity]:
    """Return courses and events of a centre on a day to come that nobody announced yet."""
    stopped = AnnouncementState.STOPPED
    told = select(Announcement.activity_id).where(Announcement.state != stopped)
    rows = select(Activity).where(
        Activity.centre == centre, Activity.cancelled_at.is_(None), Activity.on_date > work.today
    )
    rows = rows.where(Activity.id.not_in(told)).order_by(Activity.on_date, Activity.starts)
    return work.session.scalars(rows.limit(most)).all()


def who_comes(work: Work, activity: Activity, centre: str | None) -> tuple[Sequence[Signup], int]:
    """Return who of a centre (None: of all) comes to the one day of an activity, then who waits.

    In the order they said it; the number is how many there are of other centres.
    """
    day = (Signup.activity_id == activity.id, Signup.on_date == activity.on_date)
    rows = select(Signup, Profile.centre).where(*day).order_by(Signup.waiting, Signup.id)
    rows = rows.outerjoin(Profile, Profile.person_id == Signup.person_id)
    every = work.session.execute(rows).all()
    own = [signup for signup, of in every if centre in (None, of)]
    return own, len(every) - len(own)
