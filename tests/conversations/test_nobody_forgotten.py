"""What people ask again, tell later or leave behind reaches somebody, whoever had it before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.models import Profile, Request
from storage.models.people import RoleName
from storage.threads import overdue
from tests.conversations.invited import invited, staff
from tests.conversations.test_thread import asks
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, person_of

pytestmark = pytest.mark.both_databases


def taken(at: Town) -> tuple[Phone, Phone, Phone]:
    """Let Petra answer Amal; Eva works beside her."""
    petra, eva = staff(at, "petra", "alb"), invited(at, "eva", RoleName.LEAD, "alb", name="Eva")
    amal = asks(at, "Amal")
    petra.reads().taps("Take")
    eva.reads()
    amal.reads()
    return petra, eva, amal


def owner(at: Town) -> int | None:
    return at.do(lambda session: session.scalars(select(Request.owner_id)).one())


def late(at: Town) -> int:
    return at.do(lambda session: len(overdue(at.work(session), "alb")))


def test_a_problem_of_somebody_who_is_answered_already_is_told_to_all(here: Town) -> None:
    _petra, eva, amal = taken(here)
    amal.says("/person").taps("Something is wrong")
    assert owner(here) is None
    assert "Take Q1" in eva.reads().buttons[0]


def test_a_second_topic_reaches_who_answers(here: Town) -> None:
    petra, eva, amal = taken(here)
    amal.says("/person").taps("German course")
    assert petra.reads().sees.startswith("➕ More from Amal")
    assert "German course" in petra.sees
    assert "More from" not in eva.reads().sees


def test_what_was_opened_again_is_promised_anew_and_an_old_answer_is_none(here: Town) -> None:
    petra, _eva, amal = taken(here)
    petra.taps("Write").says("Please come").taps("Close")
    here.walk(here.now + timedelta(minutes=2))
    amal.reads().taps("Not finished")
    here.walk(here.now + timedelta(days=3))
    assert late(here) == 0
    here.walk(here.now + timedelta(days=4))
    assert late(here) == 1


def test_a_colleague_who_deletes_herself_leaves_what_she_answered_to_the_centre(here: Town) -> None:
    petra, eva, _amal = taken(here)
    petra.says("/delete").taps("Yes, delete everything")
    assert owner(here) is None
    assert eva.reads().sees.startswith("👋 Somebody asks for a person:")


def test_the_last_lead_does_not_go_in_silence(here: Town) -> None:
    _petra, eva, _amal = taken(here)
    assert eva.says("/delete").sees.startswith("You are the last lead here.")
    assert person_of(eva)


def test_a_request_of_a_centre_where_nobody_works_is_everybodys(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    selam = newcomer(here, "selam", plz="72555").says("/person").taps("A letter or paper")
    assert "We told the centre" in selam.sees
    assert "Take" in petra.reads().buttons[0]


def test_a_sentence_is_no_name(here: Town) -> None:
    staff(here, "petra", "alb")
    amal = newcomer(here, "amal", first_name=None).says("/person").taps("A letter or paper")
    assert "What is your first name?" in amal.sees
    amal.says("My boss does not pay me what shall I do")
    assert "Shall I send this to your centre?" in amal.sees
    assert here.do(lambda session: session.scalars(select(Profile.first_name)).all()) == [None]
