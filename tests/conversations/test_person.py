"""A person, please: one open request, the day it is answered by, never a dead end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations import terms
from storage.models import Centre, Request
from tests.conversations.invited import staff
from tests.conversations.kept import profile
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news

NAME = "What is your first name? A nickname is fine too."


def requests(at: Town) -> list[Request]:
    return at.do(lambda session: list(session.scalars(select(Request).order_by(Request.id))))


@pytest.mark.both_databases
def test_a_person_is_asked_for_with_two_taps_and_it_is_said_how_to_talk_now(here: Town) -> None:
    here.now = datetime(2026, 11, 12, 8, tzinfo=UTC)  # a Thursday
    staff(here, "petra", "alb")
    amal = newcomer(here, "amal").says("/person")
    assert amal.buttons == [terms.TOPICS[key].msgid for key in terms.TOPICS]
    amal.taps("A letter or paper")
    assert amal.sees.startswith(
        "Thank you. We told the centre.\nYou hear from us by Tuesday, 17.11."
    )
    assert "Integrationszentrum Alb" in amal.sees
    (asked,) = requests(here)
    assert (asked.topic, asked.centre, asked.closed_at) == ("letter", "alb", None)
    assert asked.answer_by == datetime(2026, 11, 17, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "promised"),
    [
        (None, date(2026, 12, 29)),
        ("Mo-Fr 9-12 Uhr; 28.12.-06.01. geschlossen", date(2027, 1, 7)),
    ],
)
def test_the_promised_day_is_a_working_day_of_the_centre(
    here: Town, hours: str | None, promised: date
) -> None:
    def closes(session: Session) -> None:
        session.get_one(Centre, "alb").hours = hours

    here.do(closes)
    here.now = datetime(2026, 12, 21 if hours else 22, 8, tzinfo=UTC)
    staff(here, "petra", "alb")
    newcomer(here, "amal").says("/person").taps("A letter or paper")
    (asked,) = requests(here)
    assert asked.answer_by.date() == promised


def test_the_centre_is_told(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    newcomer(here, "amal", first_name="Amal").says("/person").taps("German course")
    assert news(petra) == ["👋 Somebody asks for a person:"]
    assert "Q1 🎓 German course · English" in petra.sees


def test_asking_again_adds_to_the_open_request_and_keeps_the_day(here: Town) -> None:
    staff(here, "petra", "alb")
    amal = newcomer(here, "amal").says("/person").taps("German course")
    [promised] = [each.answer_by for each in requests(here)]
    here.walk(here.now.replace(day=11))
    amal.says("/person").taps("A letter or paper")
    [asked] = requests(here)
    assert (asked.topic, asked.answer_by) == ("german,letter", promised)


def test_who_asks_again_after_the_day_reads_that_it_takes_longer_unless_it_was_answered(
    here: Town,
) -> None:
    petra = staff(here, "petra", "alb")
    amal = newcomer(here, "amal").says("/person").taps("German course")
    here.now += timedelta(days=9)
    lines = amal.says("/person").taps("Something else").sees.split("\n")
    longer = lines.index("It takes longer. We are sorry.")
    assert lines[longer + 1] == "You hear from us by Friday, 20.11.2026 at the latest."
    petra.says("/inbox").taps("Take Q1").taps("Write").says("Please come on Monday.")
    amal.reads().says("/person").taps("A letter or paper")
    assert "It takes longer" not in amal.sees


def test_before_agreeing_the_centres_are_named(here: Town) -> None:
    karim = here.phone("1").says("/start").taps("English").says("/person")
    assert "You can always come to the centre or call." in karim.sees
    assert "Reutlingen, Dettingen and Münsingen" in karim.sees
    assert karim.buttons == ["⚠️ I have a problem"]
    assert requests(here) == []


def test_who_only_looks_learns_of_the_own_centre(here: Town) -> None:
    karim = here.phone("1").says("/start").taps("English").taps("Only look").says("Münsingen")
    assert "Integrationszentrum Alb" in karim.says("a person").sees


def test_under_sixteen_a_person_can_be_asked_too(here: Town) -> None:
    child = here.phone("1").says("/start").taps("English").taps("I agree").taps("Under 16")
    child.says("Münsingen").says("/person").taps("Something else")
    assert [each.topic for each in requests(here)] == ["other"]


def test_in_the_middle_of_a_question_and_back_to_it(here: Town) -> None:
    staff(here, "petra", "alb")
    amal: Phone = here.phone("1").settles_in().says("/person").taps("Something else")
    assert "You can always come to the centre or call." in amal.bubbles[-2].text
    assert "Shall I look for work for you too?" in amal.taps("Skip").sees


def test_the_first_name_is_asked_once_after_the_topic_and_a_skip_is_remembered(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal, karim = (here.phone(name).settles_in().says("/person") for name in ("1", "2"))
    assert amal.sees == karim.sees == "What is it about?"
    for phone in (amal, karim):
        assert phone.taps("A letter").sees == NAME
        assert news(petra) == ["👋 Somebody asks for a person:"]  # whoever stops here has asked
    amal.says("Amal")
    karim.taps("Skip")
    assert (profile(amal).first_name, profile(karim).first_name) == ("Amal", "")
    for phone in (amal, karim):
        assert "We told the centre." in phone.says("/person").taps("German course").sees


def test_the_name_interrupts_and_what_was_open_goes_on_afterwards(here: Town) -> None:
    amal = here.phone("1").settles_in().taps("Yes, look").says("/person").taps("German course")
    assert "What can you do?" in amal.says("Amal").sees


def test_a_cry_for_help_at_the_question_for_a_name_is_no_name(here: Town) -> None:
    staff(here, "petra", "alb")
    amal = here.phone("1").settles_in().says("/person").taps("Something else")
    assert amal.says("Number 5?").sees.startswith("Please write only a name, or skip this.")
    assert "Shall I send this to your centre?" in amal.says("my boss beats me").sees
    amal.taps("Yes, send it")
    assert [each.text for each in requests(here)] == ["my boss beats me"]
    assert profile(amal).first_name is None


@pytest.mark.parametrize(
    "typed", ["t.me/amal", "@amal_h", "wa.me/x", "amal.de", "Insta: amal", "＠amal", "amal．de"]
)
def test_an_address_is_no_name(here: Town, typed: str) -> None:
    amal = here.phone("1").settles_in().says("/person").taps("Something else").says(typed)
    assert profile(amal).first_name is None
    assert "What is your first name? A nickname is fine too." in amal.sees


@pytest.mark.parametrize(
    "typed", ["A.", "Abd al-Rahman", "O'Neill", "J. Amal", "ሃይለ፡ስላሴ", "آمنه‌سادات"]
)
def test_names_of_all_scripts_are_names(here: Town, typed: str) -> None:
    amal = here.phone("1").settles_in().says("/person").taps("Something else").says(typed)
    assert profile(amal).first_name == typed
