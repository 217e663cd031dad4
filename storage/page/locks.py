"""A colleague's screen that nobody used for a while: the PIN comes first, counted per session."""

from __future__ import annotations

from datetime import datetime

from storage import pins
from storage.models import Chat, PageSession
from storage.models.page import Device
from storage.people import COLLEAGUES, find, roles_of
from storage.team import colleague, known
from storage.work import Work


def keeper(work: Work, chat: Chat | None) -> int | None:
    """Return the colleague whose chat it is, also while they practise; None for anybody else."""
    person = find(work, chat.person_id) if chat else None
    if person is None:
        return None
    key = person.practice_of or person.id
    return key if is_colleague(work, key) else None


def is_colleague(work: Work, person_id: int) -> bool:
    """Tell whether somebody works for the programme and is not suspended."""
    return any(role in COLLEAGUES and scope for role, scope in roles_of(work, person_id))


def has_pin(work: Work, person_id: int) -> bool:
    """Tell whether there is a PIN that can be asked for; looking changes nothing."""
    found = known(work, person_id)
    return found is not None and found.pin is not None


def is_shut(work: Work, session: PageSession, chat: Chat) -> bool:
    """Tell whether a screen shows its chat only after the PIN; one that was lent, not again."""
    idle = work.now - session.used_at
    if session.device is Device.DESK:
        return idle >= (work.limits.desk_idle if keeper(work, chat) else work.limits.idle)
    if idle < work.limits.pc_idle:
        return False
    key = keeper(work, chat)
    return key is not None and has_pin(work, key)


def waits_until(work: Work, session: PageSession) -> datetime | None:
    """Return until when no PIN is heard at a desk after too many wrong ones; None where one is."""
    until = session.used_at + work.limits.pin_wait
    return until if is_over(work, session) and work.now < until else None


def begin_try(work: Work, session: PageSession, person_id: int) -> str | None:
    """Count a PIN before it is known whether it is right; return the hash it is held against.

    So many at once are no more tries than one after the other. None: none is heard now. A desk
    hears again after a while, any other screen never.
    """
    is_desk = session.device is Device.DESK
    if is_desk:
        session.chat_id = None  # whoever was here before is not any more
    if is_over(work, session):
        if not is_desk or waits_until(work, session):
            return None
        session.misses = 0
    session.misses += 1
    if is_desk and is_over(work, session):
        session.used_at = work.now
    work.session.flush()
    found = known(work, person_id)
    return found.pin if found else None


def prove(work: Work, person_id: int) -> None:
    """Open what is for colleagues as a PIN in a chat does; not where too many were wrong there."""
    if pins.shut_until(work, person_id) is None:
        colleague(work, person_id).pin_used_at = work.now


def is_over(work: Work, session: PageSession) -> bool:
    """Tell whether so many PINs were tried at a screen that it hears none now."""
    return session.misses >= work.limits.pin_misses
