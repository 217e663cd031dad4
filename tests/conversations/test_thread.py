"""A person asks, a colleague answers: taken once, both told, nothing lands in the wrong thread."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.events import Typed
from storage import team
from storage.models import Request
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, person_of

pytestmark = pytest.mark.both_databases


def called(at: Town, phone: Phone, name: str) -> Phone:
    """Let a colleague have a first name."""
    who = person_of(phone)

    def name_them(session: Session) -> None:
        work = at.work(session)
        team.colleague(work, who).first_name = name

    at.do(name_them)
    return phone


def petra_of(at: Town) -> Phone:
    return called(at, staff(at, "petra", "alb"), "Petra")


def asks(at: Town, name: str, topic: str = "A letter or paper") -> Phone:
    return newcomer(at, name.lower(), first_name=name).says("/person").taps(topic)


def request(at: Town) -> Request:
    return at.do(lambda session: session.scalars(select(Request)).one())


def test_before_it_is_taken_colleagues_see_topic_language_and_age_alone(here: Town) -> None:
    petra = petra_of(here)
    asks(here, "Amal")
    petra.reads()
    assert petra.sees.startswith("👋 Somebody asks for a person:\nQ1 ✉️ A letter or paper · English")
    assert "Amal" not in petra.sees
    assert "Amal" not in petra.reads().says("/inbox").sees


def test_a_request_is_taken_answered_and_closed_and_amal_is_told_each_time(here: Town) -> None:
    petra = petra_of(here)
    amal = asks(here, "Amal")
    petra.reads().says("/inbox").taps("Take")
    assert "Amal" in petra.sees
    amal.reads()
    assert amal.sees.startswith("👋 Petra (Integrationszentrum Alb) answers you now.")
    petra.taps("Write").says("Please bring it on Thursday.")
    amal.reads()
    assert "💬 Petra (Integrationszentrum Alb):\n✉️ Please bring it on Thursday." in amal.sees
    amal.says("Thank you, I come at ten")
    assert petra.reads().sees.endswith("✉️ Thank you, I come at ten")
    petra.taps("Show again").taps("Close")
    here.walk(here.now + timedelta(minutes=2))
    assert "✔️ The centre worked on this" in amal.reads().sees
    amal.taps("Not finished")
    assert "not finished yet" in petra.reads().sees
    assert request(here).closed_at is None


def test_a_sentence_is_read_in_the_own_language(here: Town) -> None:
    petra = petra_of(here)
    amal = newcomer(here, "amal", first_name="Amal", language="ar").says("/person")
    amal.taps(".letter")
    petra.reads().taps("Take").taps("Ready sentences").taps("I will call you today")
    assert "سأتصل" in amal.reads().sees


def test_two_taps_one_owner(here: Town) -> None:
    petra, eva = petra_of(here), called(here, staff(here, "eva", "alb"), "Eva")
    asks(here, "Amal")
    petra.reads().says("/inbox")
    eva.reads().says("/inbox")
    petra.taps("Take")
    eva.taps("Take")
    assert eva.toast == "Somebody has it already."
    assert "Petra answers" in eva.sees


def test_a_reply_belongs_to_the_thread_it_answers(here: Town) -> None:
    petra = petra_of(here)
    amal, reza = asks(here, "Amal"), asks(here, "Reza", "German course")
    petra.reads().says("/inbox").taps("Take Q1")
    of_amal = petra.bubbles[-1]
    petra.reads().says("/inbox").taps("Take Q2")
    amal.reads()
    reza.reads()
    petra.does(Typed("For you, Amal", here.now, replies_to=of_amal.row))
    assert "For you, Amal" in amal.reads().sees
    assert "Amal" not in reza.reads().sees


def test_without_a_reply_staff_say_to_whom(here: Town) -> None:
    petra = petra_of(here)
    amal, reza = asks(here, "Amal"), asks(here, "Reza", "German course")
    petra.reads().says("/inbox").taps("Take Q1")
    petra.reads().says("/inbox").taps("Take Q2")
    amal.reads()
    reza.reads()
    reza.says("I wrote last")
    petra.reads().says("Please come at nine")
    assert "To whom does this go?" in petra.sees
    petra.taps("Amal")
    assert "Please come at nine" in amal.reads().sees
    assert "Please come at nine" not in reza.reads().sees
