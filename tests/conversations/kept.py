"""What is kept about somebody, read from the database after each tap."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Chat, Dialogue, Person, Profile
from tests.people import Phone


def profile(phone: Phone) -> Profile:
    """Return the profile, its skills loaded."""

    def read(session: Session) -> Profile:
        mine = select(Profile).join(Chat, Chat.person_id == Profile.person_id)
        found = session.scalars(mine.where(Chat.id == phone.chat)).one()
        assert found.skills is not None
        return found

    return phone.town.do(read)


def levels(phone: Phone) -> dict[str, int]:
    """Return the skills with how much."""
    return {each.skill: each.level for each in profile(phone).skills}


def person(phone: Phone) -> Person:
    """Return who is behind the phone."""
    mine = select(Person).join(Chat, Chat.person_id == Person.id).where(Chat.id == phone.chat)
    return phone.town.do(lambda session: session.scalars(mine).one())


def place(phone: Phone) -> tuple[str | None, str | None]:
    """Return where the dialogue stands: flow and question."""

    def read(session: Session) -> tuple[str | None, str | None]:
        row = session.get(Dialogue, phone.chat)
        return (row.flow, row.question) if row else (None, None)

    return phone.town.do(read)


def stood_at(phone: Phone, **values: Any) -> None:
    """Let the dialogue stand where an older version of the bot left it."""

    def write(session: Session) -> None:
        row = session.get_one(Dialogue, phone.chat)
        for name, value in values.items():
            setattr(row, name, value)

    phone.town.do(write)
