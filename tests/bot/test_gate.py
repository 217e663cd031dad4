"""What people send, from the raw update to what they read: cleaned once, never guessed at."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from storage.models import Appointment
from storage.models.appointments import AppointmentAnswer
from tests.conversations.announcing import a_minute_later, planned
from tests.conversations.invited import firm, staff
from tests.conversations.kept import person, place, profile
from tests.people import Phone, Town
from tests.raw import Wire
from tests.scheduler.desk import booked, held, newcomer

FORWARDED = (
    {"forward_origin": {"type": "user"}},
    {"forward_date": 1_790_000_000},
    {"via_bot": {"id": 5, "is_bot": True}},
    {"sender_chat": {"id": -100, "type": "channel"}},
)
HELLO = ("hallo", "Hello!", "Guten Morgen", "مرحباً", "السلام عليكم", "سلام", "ሰላም", "ሰላም።")
SORRY = "Sorry, I did not understand."


@pytest.fixture
def amal(here: Town) -> Phone:
    """Amal is asked how much she would like to work."""
    return newcomer(here, "7001").says("/profile").taps("Change").taps(".hours")


def answer_of(town: Town, key: int) -> AppointmentAnswer | None:
    """Return what was said to an appointment."""
    return town.do(lambda session: session.get_one(Appointment, key)).answer


@pytest.mark.parametrize("mark", FORWARDED)
@pytest.mark.parametrize("text", ["/delete", "stop", "löschen", "2", "Half days", "1 T1", "/stop"])
def test_what_was_forwarded_is_text_for_a_person_never_a_command_or_an_answer(
    amal: Phone, mark: dict[str, Any], text: str
) -> None:
    key = booked(amal.town, amal, date(2026, 11, 12), time(15))
    assert "Shall I send this to your centre?" in Wire(amal.reads()).sends(text, **mark).sees
    assert profile(amal).hours is None
    assert person(amal).stopped_at is None
    assert answer_of(amal.town, key) is None
    assert "How much" in amal.taps("No").sees


def test_a_forwarded_place_is_nobodys_answer(here: Town) -> None:
    amal = here.phone("7001").says("/start").taps("English").taps("I agree").taps("18 or")
    place_there: dict[str, Any] = {"location": {"latitude": 48.4931, "longitude": 9.4001}}
    Wire(amal).sends(None, **place_there, forward_origin={"type": "user"})
    assert place(amal) == ("welcome", "place")
    assert Wire(amal).sends(None, **place_there).sees
    assert profile(amal).ags == "08415078"


@pytest.mark.parametrize("part", ["text", "caption"])
def test_a_changed_message_gets_one_kind_answer(amal: Phone, part: str) -> None:
    heard = len(amal.bubbles)
    Wire(amal).sends(None, "edited_message", **{part: "2"})
    assert [bubble.text for bubble in amal.bubbles[heard:]] == [
        "I do not see what you changed. Please write it again as a new message."
    ]
    assert profile(amal).hours is None
    assert "How much" in amal.taps("Go on where we were").sees


def test_a_place_shared_live_changes_in_silence(amal: Phone) -> None:
    heard = len(amal.bubbles)
    Wire(amal).sends(None, "edited_message", location={"latitude": 48.4, "longitude": 9.4})
    assert len(amal.bubbles) == heard


@pytest.mark.parametrize("hello", HELLO)
def test_a_greeting_is_greeted_back_with_the_menu(here: Town, hello: str) -> None:
    amal = Wire(newcomer(here, "7001")).sends(hello)
    assert amal.sees.split("\n") == ["Hello! 👋", "What would you like?"]
    assert "💼 Offers for me" in amal.buttons


@pytest.mark.parametrize("hello", HELLO)
def test_a_greeting_to_a_question_is_greeted_back_and_asked_again(amal: Phone, hello: str) -> None:
    lines = Wire(amal).sends(hello).sees.split("\n")
    assert lines[0] == "Hello! 👋"
    assert "How much" in str(lines)
    assert profile(amal).hours is None


@pytest.mark.parametrize(
    "pasted",
    ["\u2066/stop\u2069", "\u200f/stop", "/stop\u00a0", "\ufeff/stop", "\u202a/stop\u202c"],
)
def test_a_command_pasted_with_its_marks_is_the_command(here: Town, pasted: str) -> None:
    assert Wire(newcomer(here, "7001")).sends(pasted).sees == "What should stop?"


@pytest.mark.parametrize(
    "pasted",
    ["1 \u2066T1\u2069", "\u2066T1\u2069\u200f 1", "1\u00a0T1.", "١ \u2068T1\u2069", "(1 T1)"],
)
def test_a_code_pasted_with_its_marks_is_the_button(here: Town, pasted: str) -> None:
    amal = newcomer(here, "7001", language="ar")
    key = booked(here, amal, date(2026, 11, 12), time(15))
    Wire(amal.reads()).sends(pasted)
    assert answer_of(here, key) == AppointmentAnswer.COMING


@pytest.mark.parametrize(
    "two", ["2\u200f", "\u20662\u2069", "2.)", "２", "2️⃣", "(2)", "፪", "\u200f٢\u200f"]
)
def test_a_number_with_marks_is_the_number(amal: Phone, two: str) -> None:
    Wire(amal).sends(two)
    assert profile(amal).hours == "half"


@pytest.mark.parametrize(
    ("typed", "echo", "ags"),
    [
        ("Mörsingen", "📍 Mörsingen (Zwiefalten)", "08415085"),
        ("moersingen", "📍 Mörsingen (Zwiefalten)", "08415085"),
        ("Reutlingen", "📍 Reutlingen", "08415061"),
        ("72 764", "📍 Reutlingen", "08415061"),
        ("٧٢ ٧٦٤", "📍 Reutlingen", "08415061"),
        ("\u206788529\u2069.", "📍 Zwiefalten", "08415085"),
        ("ሮይትሊንገን", "📍 Reutlingen", "08415061"),
    ],
)
def test_a_place_typed_is_said_back(here: Town, typed: str, echo: str, ags: str) -> None:
    amal = here.phone("7001").says("/start").taps("English").taps("I agree").taps("18 or")
    heard = len(amal.bubbles)
    Wire(amal).sends(typed)
    assert amal.bubbles[heard].text.split("\n")[0] == echo
    assert profile(amal).ags == ags


def test_a_place_shared_is_said_back(here: Town) -> None:
    amal = here.phone("7001").says("/start").taps("English").taps("I agree").taps("18 or")
    amal.taps("Another place").taps("Share my place")
    Wire(amal).sends(None, location={"latitude": 48.2339, "longitude": 9.462})
    assert "📍 Zwiefalten" in str([bubble.text for bubble in amal.bubbles])


@pytest.mark.parametrize(
    ("typed", "asked", "ags"),
    [
        ("Marbach", "Marbach (Gomadingen), right?", "08415027"),
        ("Ich wohne nicht in Reutlingen", "Reutlingen, right?", "08415061"),
        ("Neuhausen bei Metzingen", "Metzingen, right?", "08415050"),
        ("رويتلينغين", "Reutlingen, right?", "08415061"),
    ],
)
@pytest.mark.parametrize("yes", ["yes", "1", "ja", "Yes!"])
def test_where_it_is_not_sure_it_is_asked(
    here: Town, typed: str, asked: str, ags: str, yes: str
) -> None:
    amal = here.phone("7001").says("/start").taps("English").taps("I agree").taps("18 or")
    assert Wire(amal).sends(typed).sees == asked
    Wire(amal).sends(yes)
    assert profile(amal).ags == ags


def test_an_unknown_place_is_not_answered_with_three_centres(here: Town) -> None:
    amal = here.phone("7001").says("/start").taps("English").taps("I agree").taps("18 or")
    Wire(amal).sends("xqzvw")
    assert amal.sees.startswith("I do not know this place.")
    assert "Integrationszentrum" not in str(amal.buttons)
    assert "Reutlingen" in amal.buttons


@pytest.mark.parametrize(
    "typed",
    [
        "I will come",
        "i  will come!",
        "✅ I will come",
        "Ich komme",
        "\u2066I will come\u2069",
        "ክመጽእ እየ",
        "ክመጽእ  እየ።",
    ],
)
def test_a_label_of_an_older_message_means_its_newest_living_card(here: Town, typed: str) -> None:
    amal = newcomer(here, "7001")
    keys = [booked(here, amal, date(2026, 11, day), time(15)) for day in (12, 13)]
    Wire(amal.reads().says("/profile").taps("Change").taps(".hours")).sends(typed)
    first, last = (answer_of(here, key) for key in keys)
    assert (first, last) == (None, AppointmentAnswer.COMING)


def test_the_label_of_a_menu_runs_its_command(here: Town) -> None:
    amal = newcomer(here, "7001").says("/menu").says("/profile").taps("Change").taps(".hours")
    assert "You have no appointment" in Wire(amal).sends("my appointments").sees


@pytest.mark.furnished("demo")
def test_a_firm_may_type_yes(here: Town) -> None:
    boss = firm(here, "7002", "E9")
    assert "How many places?" in Wire(boss).sends("yes").sees


def test_stop_is_the_word_valid_anywhere_below_a_report_too(here: Town) -> None:
    newcomer(here, "7003")
    petra = planned(staff(here, "7004", "alb")).taps("Send now")
    a_minute_later(here)
    petra.reads()
    assert "⏹️ Send no more" in petra.buttons
    assert Wire(petra).sends("stop").sees == "What should stop?"
    assert "Stopped" in str(Wire(petra).sends("Send no more").bubbles)


def test_an_answer_that_came_before_the_question_answers_nothing(amal: Phone) -> None:
    """The phone was without a net: a tap and a number arrive together."""
    amal.says("/profile").taps("Change")
    wire = Wire(amal)
    wire.brings(wire.tap(".hours"), wire.update(text="2"))
    assert profile(amal).hours is None
    wire.sends("2")
    assert profile(amal).hours == "half"


def test_a_number_older_than_the_question_is_told_by_the_messengers_own_time(amal: Phone) -> None:
    wire = Wire(amal)
    wire.brings(wire.update("message", amal.town.now - timedelta(seconds=2), text="2"))
    assert profile(amal).hours is None
    assert amal.sees.startswith(SORRY)


SOON = timedelta(milliseconds=699)


def test_a_second_fast_tap_does_not_answer_the_question_nobody_has_seen(here: Town) -> None:
    amal = here.phone("7001").settles_in().taps("Yes, look")
    wire = Wire(amal)
    wire.brings(wire.tap(".textile"))
    asked = amal.sees
    wire.brings(wire.tap("Tailoring", after=SOON))
    assert amal.sees == asked
    assert amal.toast == "This changed in the meantime. Please look again."
    wire.brings(wire.tap("Tailoring", after=timedelta(milliseconds=1)))
    assert "☑️" in str(amal.buttons)


def test_who_marks_several_things_quickly_marks_them_all(here: Town) -> None:
    amal = here.phone("7001").settles_in().taps("Yes, look")
    wire = Wire(amal)
    wire.brings(wire.tap(".textile"))
    marks = [label.removeprefix("⬜ ") for label in amal.buttons if "⬜" in label][:3]
    for number, label in enumerate(marks):
        wire.brings(wire.tap(label, after=SOON if number else timedelta(seconds=1)))
    assert sum("☑️" in label for label in amal.buttons) == len(marks) == 3


def test_a_question_that_came_as_a_new_message_may_be_answered_at_once(here: Town) -> None:
    amal = newcomer(here, "7001").says("/person")
    wire = Wire(amal)
    wire.brings(wire.tap("A letter or paper", after=timedelta()))
    assert amal.toast is None
    assert "A letter or paper" not in str(amal.buttons)


def test_a_clock_that_jumped_makes_no_button_dead(here: Town) -> None:
    amal = here.phone("7001").says("/start").taps("English")
    wire = Wire(amal)
    here.now += timedelta(days=400)
    wire.brings(wire.tap(".start"))
    here.now -= timedelta(days=397)
    wire.brings(wire.tap("16 or 17"))
    assert "Where do you live?" in amal.sees


def test_a_second_fast_tap_does_not_take_back_what_the_first_did(here: Town) -> None:
    held(here, date(2026, 11, 12))
    amal = newcomer(here, "7001").says("/week")
    wire = Wire(amal)
    wire.brings(wire.tap("I will come"))
    wire.brings(wire.tap("I cannot come", after=SOON))
    assert amal.sees.startswith("✅ You are coming.")
    wire.brings(wire.tap("I cannot come"))
    assert not amal.sees.startswith("✅ You are coming.")
