"""A firm asks the centre about somebody: the question stays until it is answered or it is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.introductions.steps import Facts
from storage.models import Introduction
from storage.models.introductions import Reach
from storage.rules.stages import Move, Side, Stage
from tests.conversations.candidate_scene import (
    a_minute,
    asked,
    calls,
    chooses,
    contact,
    moves,
    says_yes,
    stage,
    way,
)
from tests.conversations.introducing_scene import opened
from tests.conversations.invited import staff
from tests.conversations.test_firm_news import young
from tests.page.phone import PagePhone, PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
DAY, FAR = timedelta(days=1), date(2026, 11, 24)
ASKED = "Can the person sew leather?"
ANSWER = "A little, on small machines."
TOLD = f"Answer of the centre:\n✉️ {ANSWER}"


@pytest.fixture(params=["chat", "page"])
def at(request: pytest.FixtureRequest) -> Town:
    """The district on both faces: the firm reads in its chat, or on its page."""
    if request.param == "chat":
        found: Town = request.getfixturevalue("alb")
        return found
    here: Town = request.getfixturevalue("here")
    return PageTown(here.database, here.now, here.limits)


def asks_and_sends(at: Town) -> tuple[Phone, int]:
    """Let a firm ask about somebody, and want to meet them before there is an answer."""
    firm, _offer, key = asked(at)
    firm.taps("I have a question").says(ASKED)
    assert stage(at, key) is Stage.QUESTION
    firm.taps("Please send")
    assert stage(at, key) is Stage.WANTED
    return firm, key


def all_of(firm: Phone) -> str:
    """Return all that a firm read, without the empty lines of a page."""
    read = "\n".join(each.text for each in firm.reads().bubbles)
    return read.replace("\n\n", "\n")


def answers(petra: Phone) -> Phone:
    return petra.taps("Answer the firm").says(ANSWER)


def test_who_goes_on_before_the_answer_still_gets_it(at: Town) -> None:
    petra = staff(at, "petra", "alb")
    firm, key = asks_and_sends(at)
    assert f"🤔 You asked:\n✉️ {ASKED}" in firm.sees.replace("\n\n", "\n")
    asked_then = way(at, key)
    answers(opened(petra))
    assert TOLD not in firm.reads().says("/mypeople").taps("candidate.").sees
    a_minute(at, petra)
    assert (stage(at, key), way(at, key).revision) == (Stage.WANTED, asked_then.revision)
    assert way(at, key).expires_at == asked_then.expires_at
    at.walk(at.now + DAY)
    assert f"✉️ {ASKED}\n{TOLD}" in all_of(firm)
    assert "Answer the firm" not in " ".join(opened(petra).buttons)


def test_an_answer_begun_before_the_firm_went_on_reaches_it(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, _offer, key = asked(alb)
    firm.taps("I have a question").says(ASKED)
    petra.reads().taps("Answer the firm")
    firm.taps("Please send")
    petra.says(ANSWER)
    assert "↩️ Take it back" in opened(petra).buttons
    a_minute(alb, petra)
    assert stage(alb, key) is Stage.WANTED
    alb.walk(alb.now + DAY)
    assert TOLD in all_of(firm)
    heard = len(firm.bubbles)
    alb.walk(alb.now + DAY)
    assert len(firm.reads().bubbles) == heard


@pytest.mark.parametrize("until", [Stage.NAMING, Stage.CHOOSING, Stage.DATED])
def test_however_far_it_went_the_question_is_there_and_found(alb: Town, until: Stage) -> None:
    petra = staff(alb, "petra", "alb")
    firm, key = asks_and_sends(alb)
    assert "👋 The firm says yes." in petra.reads().sees
    assert f"🤔 The firm asks:\n✉️ {ASKED}" in petra.sees
    says_yes(alb, key)
    if until is not Stage.NAMING:
        alb.walk(alb.now + DAY)
        firm.reads().taps("16.11.")
    if until is Stage.DATED:
        chooses(alb, key, date(2026, 11, 16), 10)
    assert stage(alb, key) is until
    petra.reads().says("/today").taps("Who is on the way").taps("🤔 Question of the firm: 1")
    petra.taps("🤝 Amal")
    options = way(alb, key).options
    answers(petra)
    a_minute(alb, petra)
    assert (stage(alb, key), way(alb, key).options) == (until, options)
    alb.walk(alb.now + DAY)
    assert TOLD in all_of(firm)


def test_a_question_nobody_answers_comes_back_to_the_centre_and_both_hear_it(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, key = asks_and_sends(alb)
    before, heard = len(petra.reads().bubbles), len(firm.reads().bubbles)
    alb.walk(alb.now + 6 * DAY)
    assert "💬 Answer the firm" in petra.reads().buttons
    assert len(petra.bubbles) > before
    assert any(ASKED in each.text for each in firm.reads().bubbles[heard:])
    assert stage(alb, key) is Stage.WANTED


def test_a_question_is_over_with_the_way_and_nobody_is_asked_for_it(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, key = asks_and_sends(alb)
    opened(petra).taps("Answer the firm")
    moves(alb, key, Move.WITHDRAW, Side.PERSON)
    petra.says(ANSWER)
    assert "This changed in the meantime. Please look again." in petra.bubbles[-2].text
    assert "Answer the firm" not in " ".join(petra.buttons)
    assert "Question of the firm" not in " ".join(petra.says("/today on").buttons)
    alb.walk(alb.now + DAY)
    gone = f"👤 Person {way(alb, key).code} is no longer available."
    assert any(gone in each.text for each in firm.reads().bubbles)


def test_a_firm_that_reads_nothing_is_called_with_the_answer(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, key = asks_and_sends(alb)
    offer = way(alb, key).offer_id
    contact(alb, offer, firm, reach=Reach.PHONE)
    answers(opened(petra))
    a_minute(alb, petra)
    assert ("news", key) in calls(alb)
    assert ANSWER in petra.says("/today calls").sees


def test_a_firm_that_was_called_before_the_answer_is_called_again(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, key = asks_and_sends(alb)
    contact(alb, way(alb, key).offer_id, firm, reach=Reach.PHONE)
    says_yes(alb, key)
    moves(alb, key, Move.NAME, Side.FIRM, Facts(options=[f"{FAR}T09:00"]))
    chooses(alb, key, FAR)
    petra.reads().says("/today").taps("Whom to call").taps("Called: Näherei")
    assert "Näherei" not in petra.says("/today calls").sees
    alb.walk(alb.now + DAY)
    opened(petra).taps("Answer the firm").says(ANSWER)
    a_minute(alb, petra)
    assert ANSWER in petra.says("/today calls").sees
    petra.taps("Called: Näherei")
    alb.walk(alb.now + DAY)
    assert "Näherei" not in petra.reads().says("/today calls").sees


def test_a_sign_of_life_hides_no_answer_that_nobody_opened(here: Town) -> None:
    at = PageTown(here.database, here.now, here.limits)
    petra = staff(at, "petra", "alb")
    firm, key = asks_and_sends(at)
    assert isinstance(firm, PagePhone)
    firm.looks_away = True
    promised = way(at, key).news_by
    assert promised is not None
    at.walk(at.now + DAY)
    answers(opened(petra))
    a_minute(at, petra)
    at.walk(local(promised, 18))
    told = way(at, key)
    assert told.told_at
    assert told.answered_at
    assert told.told_at > told.answered_at
    at.walk(local(promised + DAY, 18))
    assert ("news", key) in calls(at)


@pytest.mark.parametrize("age", ["minor", "adult"])
def test_parents_who_are_asked_hide_no_answer_that_nobody_opened(here: Town, age: str) -> None:
    """Whether somebody is 16 or 17, and said yes, or older, and did not answer: the firm is called.

    It could tell one from the other.
    """
    at = PageTown(here.database, here.now, here.limits)
    petra = staff(at, "petra", "alb")
    firm, key = asks_and_sends(at)
    assert isinstance(firm, PagePhone)
    firm.looks_away = True
    answers(opened(petra))
    a_minute(at, petra)
    if age == "minor":
        young(at, way(at, key).person_id)
        moves(at, key, Move.AGREE, Side.PERSON)
        assert stage(at, key) is Stage.GUARDIAN
    at.walk(at.now + 6 * DAY)
    assert ("news", key) in calls(at)


def test_an_answer_that_was_taken_back_can_be_given_anew(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, key = asks_and_sends(alb)
    answers(petra.reads()).taps("Take it back")
    a_minute(alb, petra)
    alb.walk(alb.now + DAY)
    assert TOLD not in all_of(firm)
    assert alb.do(lambda s: s.get_one(Introduction, key).asked_at) is not None
    answers(opened(petra))
    a_minute(alb, petra)
    assert alb.do(lambda s: s.get_one(Introduction, key).asked_at) is None


@pytest.mark.parametrize(
    ("language", "text", "mark"),
    [
        ("العربية", "هل يستطيع الخياطة؟", "\n(in Arabic)"),
        ("ትግርኛ", "ክሰፊ ይኽእል ዶ?", "\n(in Tigrinya)"),
        ("English", ASKED, ""),
    ],
)
def test_staff_read_in_which_language_a_firm_asks(
    alb: Town, language: str, text: str, mark: str
) -> None:
    petra = staff(alb, "petra", "alb")
    asked(alb, language=language)[0].taps(".ask").says(text)
    said = f"✉️ {text}{mark}\n"
    assert said in f"{opened(petra).sees}\n"
    assert said in petra.taps("Answer the firm").sees
    assert ("(in " in petra.sees) is bool(mark)


PROTECTED = ("ist es eine Frau?", "wie alt?", "is he a Muslim", "hat sie Kinder", "woher kommt er")


@pytest.mark.parametrize("text", PROTECTED)
def test_what_nobody_tells_a_firm_is_asked_back_and_goes_nowhere(at: Town, text: str) -> None:
    firm, _offer, key = asked(at)
    firm.taps(".ask").says(text)
    assert "It sounds like sex, age, family, origin, religion or illness." in firm.sees
    assert (stage(at, key), way(at, key).facts) == (Stage.SHOWN, None)
    firm.says("wie jung?")
    assert stage(at, key) is Stage.SHOWN
    firm.says(ASKED)
    assert stage(at, key) is Stage.QUESTION
    assert f"✉️ {ASKED}" in all_of(firm)


def test_a_firm_asks_something_else_or_all_the_same_where_we_read_it_wrong(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, _offer, key = asked(alb)
    firm.taps(".ask").says("Woher kommt das Holz?").taps("Ask something else")
    assert firm.sees.startswith("What would you like to know?")
    firm.says("Woher kommt das Holz?").taps("Ask it all the same")
    assert stage(alb, key) is Stage.QUESTION
    opened(petra).taps("Answer the firm").says("Sie ist eine Frau, 24 Jahre alt.")
    assert "This looks like something we do not tell." in petra.sees


def test_who_goes_back_from_there_sees_the_card_as_it_was(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    firm.taps(".ask").says("wie alt?").says("back")
    assert firm.sees.startswith("What would you like to know?")
    firm.says("back")
    assert (stage(alb, key), "Does this person fit?" in firm.sees) == (Stage.SHOWN, True)
