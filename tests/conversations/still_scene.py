"""How somebody is asked whether they still look for work, and what they answer, by the buttons."""

from __future__ import annotations

from sqlalchemy.orm import Session

from storage import people
from storage.models import Person
from storage.queues.kinds import Kind
from tests.people import Phone
from tests.scheduler.desk import person_of


def asks(phone: Phone) -> tuple[str, ...]:
    """Let somebody be asked, and return their ways: a pause, and on again."""
    town, who = phone.town, person_of(phone)

    def ask(session: Session) -> None:
        session.get_one(Person, who).still_at = town.now
        people.tell(town.work(session), who, Kind.STILL, who, once="asked")

    town.do(ask)
    phone.reads()
    return tuple(f"still.{who}.1.{name}" for name in ("pause", "yes"))
