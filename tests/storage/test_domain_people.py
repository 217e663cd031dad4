"""Joining, roles, requests for a person, and one-time invitations."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.invitations import invite, redeem
from storage.models import Chat, Invitation, Person, Profile, Request
from storage.models.people import RoleName
from storage.people import EVERYWHERE, by_ref, employer_doors, grant, join, roles_of, staff_doors
from storage.profiles import profile_of, set_skills
from storage.requests import ask_for_person, close_request, open_requests
from tests.storage.desk import do, look
from tests.storage.domain import LIMITS, Somebody, newcomer
from tests.works import unit_at, work_at

pytestmark = pytest.mark.furnished("district")


@pytest.fixture
def salma(database: Database, now: datetime) -> Somebody:
    """Salma in Reutlingen."""
    return newcomer(database, "Salma", now, "72764")


def asks(database: Database, who: Somebody, topic: str, text: str | None, now: datetime) -> Request:
    return do(
        database,
        lambda s: ask_for_person(work_at(s, now), who.person, "reutlingen", topic, text),
    )


def waiting(database: Database, centre: str | None) -> list[int]:
    return look(database, lambda s: [each.id for each in open_requests(work_at(s), centre)])


def redeemed(database: Database, token: str, who: Somebody, now: datetime) -> bool:
    def unit(session: Session) -> bool:
        return redeem(work_at(session, now), token, session.get_one(Person, who.person)) is not None

    return do(database, unit)


def test_joining_twice_is_being_one_person_with_a_code_and_a_role(
    database: Database, now: datetime, salma: Somebody
) -> None:
    def unit(session: Session) -> Person:
        return join(work_at(session, now), session.get_one(Chat, salma.chat))

    person = do(database, unit)
    assert person.id == salma.person
    assert re.fullmatch(r"R-\d{4,5}", person.ref or "")
    assert (person.consent_version, person.consent_at) == (LIMITS.consent_version, now)
    assert look(database, lambda s: by_ref(work_at(s), person.ref or "")) is not None
    assert look(database, lambda s: roles_of(work_at(s), person.id)) == {(RoleName.NEWCOMER, "")}


def test_staff_and_leads_of_a_centre_hear_its_news_those_of_all_hear_all(
    database: Database, now: datetime, salma: Somebody
) -> None:
    names = ("Anna", "Ben", "Cem", "Dana")
    anna, ben, cem, dana = (newcomer(database, name, now) for name in names)

    def roles(session: Session) -> None:
        for _ in range(2):
            grant(work_at(session), anna.person, RoleName.STAFF, "alb")
        grant(work_at(session), ben.person, RoleName.LEAD, EVERYWHERE)
        grant(work_at(session), cem.person, RoleName.EMPLOYER, "7")
        grant(work_at(session), cem.person, RoleName.ADMIN)  # of nothing
        grant(work_at(session), dana.person, RoleName.LEAD, "alb")

    do(database, roles)
    heard = look(
        database, lambda s: [[d.chat_id for d in staff_doors(work_at(s), k)] for k in ("alb", None)]
    )
    assert heard == [[anna.chat, ben.chat, dana.chat], [ben.chat]]
    assert look(database, lambda s: [d.chat_id for d in employer_doors(work_at(s), 7)]) == [
        cem.chat
    ]


def test_skills_are_replaced_and_a_slip_is_refused(
    database: Database, now: datetime, salma: Somebody
) -> None:
    def choose(session: Session, **levels: int) -> None:
        chosen = {name.replace("__", "."): level for name, level in levels.items()}
        set_skills(work_at(session), session.get_one(Profile, salma.person), chosen)

    do(database, choose, care__dentist=3, care__elderly=1)
    do(database, choose, care__elderly=2, food__cook=1)
    kept = look(
        database,
        lambda s: [(r.skill, r.level) for r in s.get_one(Profile, salma.person).skills],
    )
    assert kept == [("care.elderly", 2), ("food.cook", 1)]
    for wrong in ({"care__dentistt": 1}, {"care__dentist": 4}):
        with pytest.raises(ValueError, match="no skills"):
            do(database, choose, **wrong)


def test_profile_of_makes_one_profile(database: Database, salma: Somebody) -> None:
    def unit(session: Session) -> int:
        return profile_of(work_at(session), session.get_one(Person, salma.person)).person_id

    assert [do(database, unit) for _ in range(2)] == [salma.person] * 2


def test_one_open_request_each_and_the_promised_day_stays(
    database: Database, now: datetime, salma: Somebody
) -> None:
    first = asks(database, salma, "letter", "ein Brief", now)
    again = asks(database, salma, "work", None, now + timedelta(days=2))
    assert (again.id, again.topic, again.text) == (first.id, "letter,work", "ein Brief")
    assert again.answer_by.isoformat() == "2026-11-13T16:00:00+00:00"  # Friday 17:00
    assert waiting(database, "reutlingen") == waiting(database, None) == [first.id]
    assert waiting(database, "alb") == []


def test_the_weekend_does_not_count_and_a_closed_request_makes_room(
    database: Database, now: datetime, salma: Somebody
) -> None:
    thursday = now + timedelta(days=2)
    first = asks(database, salma, "letter", None, thursday)
    assert first.answer_by.isoformat() == "2026-11-17T16:00:00+00:00"
    assert do(database, unit_at(now, close_request), first.id) is not None
    assert do(database, unit_at(now, close_request), first.id) is None
    assert asks(database, salma, "letter", None, thursday).id != first.id


def test_an_invitation_gives_its_role_once(
    database: Database, now: datetime, salma: Somebody
) -> None:
    token = do(database, unit_at(now, invite), RoleName.STAFF, "alb")
    stored = look(database, lambda s: s.scalars(select(Invitation.token_hash)).one())
    assert re.fullmatch(r"[\w-]{22}", token)
    assert stored == hashlib.sha256(token.encode()).hexdigest()
    assert [redeemed(database, token, salma, now) for _ in range(2)] == [True, False]
    roles = look(database, lambda s: roles_of(work_at(s), salma.person))
    assert roles == {(RoleName.NEWCOMER, ""), (RoleName.STAFF, "alb")}


def test_an_old_or_invented_invitation_gives_nothing(
    database: Database, now: datetime, salma: Somebody
) -> None:
    token = do(database, unit_at(now, invite), RoleName.ADMIN, "")
    too_late = now + timedelta(hours=LIMITS.invitation_hours)
    assert not redeemed(database, token, salma, too_late)
    assert not redeemed(database, "A" * 22, salma, now)
    assert look(database, lambda s: roles_of(work_at(s), salma.person)) == {(RoleName.NEWCOMER, "")}
    assert redeemed(database, token, salma, too_late - timedelta(seconds=1))


def test_every_topic_stays_and_something_wrong_comes_first(
    database: Database, now: datetime, salma: Somebody
) -> None:
    kept_so_far = ["other", "work", "wrong,work", "wrong,work", "wrong,work,appointment"]
    for topic, kept in zip(
        ["other", "work", "wrong", "other", "appointment"], kept_so_far, strict=True
    ):
        assert asks(database, salma, topic, None, now).topic == kept
