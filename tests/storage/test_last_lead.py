"""Two leads who suspend each other at the same moment: one of them stays."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.engine.database import Database, transient
from storage.leaving import suspend
from storage.models import Chat
from storage.models.people import RoleName
from storage.people import grant, introduce
from storage.team import colleague, is_last_lead, member
from tests.storage.desk import chat_of, do, look
from tests.works import NOW, work_at


def lead_of(database: Database, name: str) -> int:
    return do(database, _lead, chat_of(database, name, NOW))


def _lead(session: Session, chat_id: int) -> int:
    work = work_at(session)
    person = introduce(work, session.get_one(Chat, chat_id))
    grant(work, person.id, RoleName.LEAD, "alb")
    return colleague(work, person.id).person_id


def suspends(session: Session, actor: int, other: int) -> bool:
    work = work_at(session)
    who = member(work, other)
    if who is None or is_last_lead(work, who):
        return False
    suspend(work, actor, who)
    session.flush()
    return True


def test_one_of_two_stays(postgres_database: Database) -> None:
    anna, lena = lead_of(postgres_database, "anna"), lead_of(postgres_database, "lena")
    with Session(postgres_database.engine) as one, Session(postgres_database.engine) as other:
        assert member(work_at(other), anna)  # the other's unit has begun
        assert suspends(one, anna, lena)
        one.commit()
        with pytest.raises(DBAPIError) as late:
            suspends(other, lena, anna)
        assert transient(late.value)  # so it runs again
    assert not do(postgres_database, suspends, lena, anna)
    assert look(postgres_database, lambda s: colleague(work_at(s), anna).suspended_at) is None
