"""Who a colleague is while they practise: never counted, matched or reminded, then erased."""

from __future__ import annotations

from sqlalchemy import delete, select

from storage.erasure import erase_silently
from storage.models import Chat, Person, Seat
from storage.seats import sit
from storage.work import Work


def begin(work: Work, colleague_id: int) -> Person:
    """Return who a colleague practises as, the same one until the practice ends."""
    mine = select(Person).where(Person.practice_of == colleague_id)
    person = work.session.scalar(mine)
    if person is None:
        person = Person(created_at=work.now, active_at=work.now, practice_of=colleague_id)
        work.session.add(person)
        work.session.flush()
    return person


def end(work: Work, chat: Chat, person: Person) -> None:
    """Give the chat back to the colleague and erase who they practised as."""
    colleague_id = person.practice_of
    sit(work, chat, colleague_id)
    erase_silently(work, person.id)
    bare = (Seat.chat_id == chat.id, Seat.person_id == colleague_id, Seat.digits.is_(None))
    work.session.execute(delete(Seat).where(*bare))
