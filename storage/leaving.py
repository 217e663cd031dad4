"""A colleague who pauses or leaves: nothing of it is left in their hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from storage import activities_ending, announcements, approvals, audit, hours, offers_ending
from storage.introductions import lists
from storage.models import Chat, Colleague, Dialogue, Invitation, Note, Request, Role
from storage.page import screens
from storage.people import COLLEAGUES
from storage.queues import due
from storage.queues.chats import lock_chats_of
from storage.queues.kinds import Kind
from storage.team import Member, is_last_lead, known, member
from storage.work import Work

SUSPEND, LIFT, REVOKE = "colleague.suspend", "colleague.lift", "colleague.revoke"

A_DAY = timedelta(days=1)


def may_leave(work: Work, who: Member, by: int | None) -> bool:
    """Tell whether the access of a colleague may be paused or ended: never the last lead's.

    Locked until the unit ends are their chats and those of whom they invited lately, then all
    leads. `by` waits for the turns of who has a larger key alone, so nobody waits in a circle: of
    two who end each other's access one begins anew and reads that they may not any more.
    """
    for key in sorted((who.person.id, *_invitees(work, who.person.id))):
        lock_chats_of(work, key, patient=by is None or by < key)
    return not is_last_lead(work, who)


def suspend(work: Work, actor_id: int | None, who: Member) -> None:
    """Take at once what the roles of a colleague allow, until a lead gives it back.

    What they have in hand goes to the centre once the time to undo is over (`Kind.LET_GO`).
    """
    who.row.suspended_at, who.row.pin_used_at = work.now, None
    key = who.person.id
    _end_dialogues(work, key)
    screens.end_of(work, key)
    at, once = work.now + work.limits.undo, f"{work.now:%y%m%d%H%M%S%f}"
    due.schedule(work, Kind.LET_GO, at, subject=key, person_id=key, offset=once)
    audit.note(work, SUSPEND, actor_id, key, who.scope)


def can_undo(work: Work, actor_id: int, who: Member) -> bool:
    """Tell whether it was this actor who suspended a colleague, just now.

    Once a day: who does it again and again does not do it unseen.
    """
    at, key = who.row.suspended_at, who.person.id
    if at is None or work.now >= at + work.limits.undo:
        return False
    did_before = audit.is_noted(work, LIFT, actor_id, key, work.now - A_DAY)
    return audit.is_noted(work, SUSPEND, actor_id, key, at) and not did_before


def is_suspended(work: Work, person_id: int) -> bool:
    """Tell whether a colleague is suspended; False for who is none any more."""
    found = known(work, person_id)
    return found is not None and found.suspended_at is not None


def lift(work: Work, actor_id: int | None, who: Member) -> None:
    """Give back what a suspended colleague may."""
    who.row.suspended_at = None
    due.cancel(work, [Kind.LET_GO], who.person.id)
    _show_menu_anew(work, who.person.id)
    audit.note(work, LIFT, actor_id, who.person.id, who.scope)


def revoke(work: Work, actor_id: int | None, who: Member) -> None:
    """End all roles of a colleague; what they had in hand goes to the centre, for good.

    Whom they invited lately is suspended, until a lead knows them; what they announced and could
    still take back does not go out.
    """
    key = who.person.id
    for each in filter(None, (member(work, each) for each in _invitees(work, key))):
        if each.person.id != actor_id:  # who revokes is known: somebody must be left to lead
            suspend(work, actor_id, each)
    for announced in announcements.not_out_yet(work, key):
        if not approvals.void(work, announced):
            announcements.take_back(work, announced)
    _end_dialogues(work, key)
    screens.end_of(work, key)
    _hand_over(work, key)
    work.session.flush()
    roles = (Role.person_id == key, Role.role.in_(COLLEAGUES))
    work.session.execute(delete(Role).where(*roles))
    work.session.execute(delete(Colleague).where(Colleague.person_id == key))
    audit.note(work, REVOKE, actor_id, key, who.scope)


def _invitees(work: Work, key: int) -> Sequence[int]:
    """Return whom a colleague invited in the last days."""
    since = work.now - timedelta(days=work.limits.invited_days)
    invited = (Colleague.invited_by == key, Colleague.invited_at >= since)
    own = select(Colleague.person_id).where(*invited, Colleague.person_id != key)
    return work.session.scalars(own).all()


def _hand_over(work: Work, key: int) -> None:
    """Let go of requests, notes, offers, people on their way, deputies and links still out.

    Closed requests as well: who says "not finished" is the centre's then. Nobody books their hours.
    """
    owned = update(Request).where(Request.owner_id == key)
    helped = update(Request).where(Request.mediator_id == key)
    out = update(Invitation).where(Invitation.inviter_id == key, Invitation.used_at.is_(None))
    stood_in = update(Colleague).where(Colleague.deputy_id == key)
    run = work.session.execute
    run(owned.values(owner_id=None, taken_at=work.now, word=None))
    run(helped.values(mediator_id=None))
    run(out.values(voided_at=work.now))
    run(stood_in.values(deputy_id=None))
    run(update(Note).where(Note.writer_id == key).values(writer_id=None))
    offers_ending.hand_over(work, key)
    lists.let_go(work, key)
    hours.end_of(work, key)
    activities_ending.hand_over(work, key)


def _end_dialogues(work: Work, key: int) -> None:
    """End what is open in their chats."""
    own = select(Chat.id).where(Chat.person_id == key)
    empty: dict[str, Any] = {"flow": None, "question": None, "notes": {}, "holds_since": None}
    work.session.execute(update(Dialogue).where(Dialogue.chat_id.in_(own)).values(empty))
    _show_menu_anew(work, key)


def _show_menu_anew(work: Work, key: int) -> None:
    work.session.execute(update(Chat).where(Chat.person_id == key).values(menu_language=None))
