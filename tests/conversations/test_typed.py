"""Typed twins of every button: numbers in any script, labels, codes, words valid anywhere."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from conversations.kit.events import Typed
from conversations.kit.typed import command_for, mentions, spoken
from conversations.registry import COMMANDS
from locales.languages import LANGUAGES
from storage.models import Appointment
from storage.models.appointments import AppointmentAnswer
from tests.conversations.invited import staff
from tests.conversations.kept import profile
from tests.conversations.test_waiting_list import statements
from tests.people import Phone, Town
from tests.scheduler.desk import booked, newcomer, offered

SORRY = "Sorry, I did not understand."
ANYWHERE = ("stop", "help", "language", "menu", "person", "problem", "delete", "privacy")
WORDS = [
    (entry.name, word)
    for entry in COMMANDS
    if entry.typed is not None
    for code in LANGUAGES
    for word in sorted(spoken(entry.typed, code))
]


@pytest.fixture
def amal(here: Town) -> Phone:
    """Amal is asked how much she would like to work."""
    return newcomer(here, "amal").says("/profile").taps("Change").taps(".hours")


@pytest.mark.parametrize("two", ["2", "٢", "۲", "፪", " 2. ", "2)", "२"])
def test_a_number_in_any_script_is_the_button(amal: Phone, two: str) -> None:
    amal.says(two)
    assert profile(amal).hours == "half"


@pytest.mark.parametrize("none", ["0", "9", "-1", "2 or 3", "1.5", "²"])
def test_a_number_without_a_button_is_not_understood(amal: Phone, none: str) -> None:
    assert amal.says(none).sees.startswith(SORRY)
    assert profile(amal).hours is None


def test_a_number_written_before_the_question_was_asked_answers_nothing(amal: Phone) -> None:
    amal.does(Typed("2", amal.town.now - timedelta(seconds=2)))
    assert profile(amal).hours is None
    assert amal.sees.startswith(SORRY)
    amal.does(Typed("2", amal.town.now))
    assert profile(amal).hours == "half"


def test_a_number_with_no_question_open_is_a_text(here: Town) -> None:
    assert "Shall I send this" in newcomer(here, "amal").says("2").sees


@pytest.mark.parametrize("text", ["Half days", "half  DAYS", "half days!"])
def test_the_label_may_be_typed(amal: Phone, text: str) -> None:
    amal.says(text)
    assert profile(amal).hours == "half"


def test_back_may_be_typed(amal: Phone) -> None:
    assert amal.says("back").sees.startswith("This is what I understood:")


@pytest.mark.parametrize("text", ["Yes, look", "✅ Yes, look", "yes look"])
def test_a_label_may_be_typed_without_its_sign(here: Town, text: str) -> None:
    amal = here.phone("1").settles_in().says(text)
    assert "What can you do?" in amal.sees


def test_several_are_marked_one_by_one(here: Town) -> None:
    amal = newcomer(here, "amal", mobility=[]).says("/profile").taps("Change").taps(".mobility")
    amal.says("2").says("Car").says("5")
    assert profile(amal).mobility == ["bike", "car"]


def test_a_label_in_arabic_and_its_number_from_the_right(here: Town) -> None:
    amal = newcomer(here, "amal", language="ar").says("/profile").taps(".change").taps(".german")
    first = amal.buttons[0]
    amal.says(first)
    assert profile(amal).german == "A0"
    amal.taps(".change").taps(".german").says("٣")
    assert profile(amal).german == "A2"


@pytest.mark.parametrize("text", ["1 T1", "T1 1", "١ t1", "۱ T ۱", " 1  T1 "])
def test_the_code_of_an_appointment_and_the_number_of_its_button(here: Town, text: str) -> None:
    amal = newcomer(here, "amal")
    key = booked(here, amal, date(2026, 11, 12), time(15))
    amal.reads().says("/profile").taps("Change").taps(".hours").says(text)
    assert amal.toast == "Thank you. See you there."
    found = here.do(lambda session: session.get_one(Appointment, key))
    assert found.answer == AppointmentAnswer.COMING
    assert profile(amal).hours is None


@pytest.mark.parametrize("text", ["1 T999", "4 T1", "0 T1", "1 X1", "T1"])
def test_a_code_of_nothing_changes_nothing(here: Town, text: str) -> None:
    amal = newcomer(here, "amal")
    key = booked(here, amal, date(2026, 11, 12), time(15))
    amal.reads().says(text)
    assert here.do(lambda session: session.get_one(Appointment, key)).answer is None
    assert amal.sees


def test_somebody_elses_code_changes_nothing(here: Town) -> None:
    amal, reza = newcomer(here, "amal"), newcomer(here, "reza")
    key = booked(here, amal, date(2026, 11, 12), time(15))
    reza.says("1 T1")
    assert here.do(lambda session: session.get_one(Appointment, key)).answer is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_valid_anywhere_exist_in_every_language(language: str) -> None:
    named = {entry.name for entry in COMMANDS if entry.typed and spoken(entry.typed, language)}
    assert set(ANYWHERE) == named


@pytest.mark.parametrize(("name", "word"), WORDS)
def test_a_word_means_one_command(name: str, word: str) -> None:
    means = {entry.name for entry in COMMANDS if entry.typed and mentions(entry, word) == "edge"}
    found = command_for(COMMANDS, f" {word.upper()}! ")
    assert found is not None
    assert found.name == name
    assert name in means


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("stop", "What should stop?"),
        ("help", "Tap the buttons, or type the number"),
        ("language", "Sprache · Language"),
        ("menu", "What would you like?"),
        ("person", "What is it about?"),
        ("problem", "In danger: call 112 or 110."),
        ("delete", "Delete everything we know about you?"),
    ],
)
def test_the_words_of_all_languages_are_heard_inside_a_question(
    amal: Phone, name: str, reply: str
) -> None:
    for word in {word for known, word in WORDS if known == name}:
        assert reply in amal.says(word).sees
    amal.says("/menu").taps("Go on where we were")
    assert "How much" in amal.sees or reply in amal.sees


def test_typed_again_and_again_show_more_leads_through_the_whole_list(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    for number in range(14):
        newcomer(here, f"person {number}").says("/person").taps("A letter")
    first = petra.reads().says("/inbox").sees
    second, third = (petra.says("Show more").sees for _ in range(2))
    assert [text.count("✉️") for text in (first, second, third)] == [6, 6, 2]


def test_a_list_is_read_once_however_much_stands_on_it(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    read = []
    for many in (1, 5):
        for _firm in range(many):
            offered(here)
        petra.reads().says("/firms")
        with statements() as said:
            petra.says("hm")
        read.append(sum("LEFT OUTER JOIN postcode" in each for each in said))
    assert read[0] == read[1] > 0
    assert "Which firm is it?" in petra.says("Enter a firm").sees
