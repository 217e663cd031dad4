"""A second person sees an announcement before many people, or those of another centre, read it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from storage.activities import begins_at, one
from storage.announcements import NotADraftError, approve, progress, take_back
from storage.models import Announcement, Approval
from storage.models.announcements import AnnouncementState, ApprovalAnswer
from storage.people import Door, doors_of_all_leads
from storage.queues import due
from storage.queues.kinds import Kind
from storage.team import lead_doors
from storage.work import Work


class NobodyToAskError(ValueError):
    """There is no lead besides who wrote it."""


def find(work: Work, announcement_id: int | None) -> Approval | None:
    """Return what a second person was asked about an announcement; None: nobody was."""
    return work.session.get(Approval, announcement_id)


def ask(work: Work, announcement: Announcement) -> list[Door]:
    """Ask the leads of the centre whose people it is for, else all; return their doors.

    NobodyToAskError where who wrote it is the only one.
    """
    whose: str | None = announcement.audience or announcement.centre
    doors = _others(work, announcement, whose)
    if not doors:
        whose, doors = None, _others(work, announcement, None)
    if not doors:
        raise NobodyToAskError(announcement.centre)
    asked = Approval(announcement_id=announcement.id, whose=whose)
    work.session.add(asked)
    _wait(work, announcement, asked)
    return doors


def ask_anew(work: Work, announcement: Announcement) -> list[Door] | None:
    """Ask once more what was asked or answered for another text; return the doors of the leads.

    None where nothing is asked any more: it goes out already, or ended; of what does not take place
    nothing is sent.
    """
    found, activity = find(work, announcement.id), one(work, announcement.activity_id)
    open_ones = (AnnouncementState.DRAFT, AnnouncementState.APPROVED)
    if found is None or announcement.state not in open_ones or progress(work, announcement):
        return None
    due.cancel(work, [Kind.ANNOUNCEMENT, Kind.APPROVAL_OVER], announcement.id)
    found.answer = found.answered_by = found.answered_at = found.revision = None
    announcement.state = AnnouncementState.DRAFT
    if activity.cancelled_at is not None:
        void(work, announcement)
        return None
    begins = announcement.begins_at
    is_later = begins is not None and begins > work.now + 2 * work.limits.undo
    announcement.begins_at = begins if is_later else None
    _wait(work, announcement, found)
    return doors_of(work, announcement, found)


def was_let(work: Work, announcement: Announcement) -> bool:
    """Tell whether a second person said yes to it, as it was then."""
    found = find(work, announcement.id)
    return found is not None and found.answer == ApprovalAnswer.YES


def is_seen(work: Work, announcement: Announcement) -> bool:
    """Tell whether what a second person said yes to, where one must, is what it is now."""
    found = find(work, announcement.id)
    if found is None:
        return True
    activity = one(work, announcement.activity_id)
    return found.answer == ApprovalAnswer.YES and found.revision == activity.revision


def _wait(work: Work, announcement: Announcement, asked: Approval) -> None:
    """Let a question wait until it is too late for an answer."""
    activity = one(work, announcement.activity_id)
    ends = [work.now + timedelta(hours=work.limits.approval_hours)]
    if activity.on_date is not None:
        ends.append(begins_at(work, activity, activity.on_date) - work.limits.undo)
    if announcement.begins_at is not None:
        ends.append(announcement.begins_at)
    asked.asked_at, asked.answer_by = work.now, min(ends)
    work.session.flush()
    once = f"{work.now:%y%m%d%H%M%S%f}"
    due.schedule(work, Kind.APPROVAL_OVER, min(ends), subject=announcement.id, offset=once)


def doors_of(work: Work, announcement: Announcement, approval: Approval) -> list[Door]:
    """Return the chats of the leads who were asked."""
    return _others(work, announcement, approval.whose)


def _others(work: Work, announcement: Announcement, whose: str | None) -> list[Door]:
    doors = lead_doors(work, whose) if whose else doors_of_all_leads(work)
    return [door for door in doors if door.person_id != announcement.created_by]


def is_too_late(work: Work, announcement: Announcement) -> bool:
    """Tell whether it would begin before anybody reads of it, also if it were let go now."""
    activity, soon = one(work, announcement.activity_id), work.now + work.limits.undo
    read = work.waking(max(soon, announcement.begins_at or soon))
    day = activity.on_date
    return day is not None and begins_at(work, activity, day) <= read


def yes(work: Work, announcement: Announcement, by: int) -> None:
    """Let it go out: `by`, who did not write it, has seen it.

    NeedsSecondPersonError for who wrote it, NotADraftError where it was answered before.
    """
    with work.savepoint():
        if not _end(work, announcement, ApprovalAnswer.YES, by):
            raise NotADraftError(announcement.state)
        seen = one(work, announcement.activity_id).revision
        work.session.get_one(Approval, announcement.id).revision = seen
        approve(work, announcement, by)


def no(work: Work, announcement: Announcement, by: int, reason: str | None) -> bool:
    """Send nothing of it; `reason` is read by who wrote it. False where it was answered before."""
    ended = _end(work, announcement, ApprovalAnswer.NO, by, reason)
    if ended:
        take_back(work, announcement)
    return ended


def void(work: Work, announcement: Announcement) -> bool:
    """What was asked holds no longer: who wrote it changes it or takes it back."""
    ended = _end(work, announcement, ApprovalAnswer.VOID, announcement.created_by)
    if ended:
        take_back(work, announcement)
    return ended


def over(work: Work, announcement: Announcement) -> bool:
    """End what nobody answered in time; False where somebody did."""
    ended = _end(work, announcement, ApprovalAnswer.OVER, None)
    if ended:
        take_back(work, announcement)
    return ended


def _end(
    work: Work,
    announcement: Announcement,
    answer: ApprovalAnswer,
    by: int | None,
    reason: str | None = None,
) -> bool:
    """Answer once: of two who answer at the same time one does."""
    still = (Approval.announcement_id == announcement.id, Approval.answer.is_(None))
    values = {"answer": answer, "answered_by": by, "answered_at": work.now, "reason": reason}
    row = update(Approval).where(*still).values(values).returning(Approval.announcement_id)
    if work.session.scalar(row) is None:
        return False
    due.cancel(work, [Kind.APPROVAL_OVER], announcement.id)
    return True
