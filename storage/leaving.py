"""A colleague who pauses or leaves: nothing of it is left in their hands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from storage import audit
from storage.models import Chat, Colleague, Dialogue, Invitation, Note, Request, Role
from storage.people import COLLEAGUES
from storage.team import Member, colleague
from storage.work import Work

SUSPEND, LIFT, REVOKE = "colleague.suspend", "colleague.lift", "colleague.revoke"


def suspend(work: Work, actor_id: int | None, who: Member) -> None:
    """Take what the roles of a colleague allow, until a lead gives it back.

    They interpret no more; what they answer the caller gives to the centre, which hears of it.
    """
    who.row.suspended_at, who.row.pin_used_at = work.now, None
    _end_dialogues(work, who.person.id)
    helped = update(Request).where(Request.mediator_id == who.person.id)
    work.session.execute(helped.where(Request.closed_at.is_(None)).values(mediator_id=None))
    audit.note(work, SUSPEND, actor_id, who.person.id, who.scope)


def lift(work: Work, actor_id: int | None, who: Member) -> None:
    """Give back what a suspended colleague may."""
    who.row.suspended_at = None
    _show_menu_anew(work, who.person.id)
    audit.note(work, LIFT, actor_id, who.person.id, who.scope)


def revoke(work: Work, actor_id: int | None, who: Member) -> None:
    """End all roles of a colleague; what they had in hand goes to the centre, for good.

    Whom they invited in the last week is suspended, until a lead knows them.
    """
    key = who.person.id
    since = work.now - timedelta(days=work.limits.invited_days)
    invitees = select(Colleague.person_id).where(
        Colleague.invited_by == key, Colleague.invited_at >= since, Colleague.person_id != key
    )
    for each in work.session.scalars(invitees).all():
        colleague(work, each).suspended_at = work.now
        audit.note(work, SUSPEND, actor_id, each, who.scope)
    _end_dialogues(work, key)
    _hand_over(work, key)
    work.session.flush()
    roles = (Role.person_id == key, Role.role.in_(COLLEAGUES))
    work.session.execute(delete(Role).where(*roles))
    work.session.execute(delete(Colleague).where(Colleague.person_id == key))
    audit.note(work, REVOKE, actor_id, key, who.scope)


def _hand_over(work: Work, key: int) -> None:
    """Let go of requests, notes, deputies and links that are still out.

    Closed requests as well: who says "not finished" is the centre's then.
    """
    owned = update(Request).where(Request.owner_id == key)
    helped = update(Request).where(Request.mediator_id == key)
    out = update(Invitation).where(Invitation.inviter_id == key, Invitation.used_at.is_(None))
    stood_in = update(Colleague).where(Colleague.deputy_id == key)
    run = work.session.execute
    run(owned.values(owner_id=None, taken_at=None, word=None))
    run(helped.values(mediator_id=None))
    run(out.values(voided_at=work.now))
    run(stood_in.values(deputy_id=None))
    run(update(Note).where(Note.writer_id == key).values(writer_id=None))


def _end_dialogues(work: Work, key: int) -> None:
    """End what is open in their chats."""
    own = select(Chat.id).where(Chat.person_id == key)
    empty: dict[str, Any] = {"flow": None, "question": None, "notes": {}, "holds_since": None}
    work.session.execute(update(Dialogue).where(Dialogue.chat_id.in_(own)).values(empty))
    _show_menu_anew(work, key)


def _show_menu_anew(work: Work, key: int) -> None:
    work.session.execute(update(Chat).where(Chat.person_id == key).values(menu_language=None))
