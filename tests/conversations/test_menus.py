"""The menu and the help: what one can do here, and the way back to an open question."""

from __future__ import annotations

import pytest

from conversations.kit.events import Tapped
from tests.conversations.invited import staff
from tests.people import Town
from tests.scheduler.desk import newcomer

CLOSED = "This is closed. Here is the menu: /menu"


def test_a_newcomer_sees_what_a_newcomer_can_do(here: Town) -> None:
    amal = newcomer(here, "amal").says("/menu")
    assert amal.buttons == [
        "💼 Offers for me",
        "👥 This week near me",
        "📅 My appointments",
        "➕ New appointment",
        "📝 What you know about me",
        "👋 Talk to a person",
        "⚠️ I have a problem",
        "🌐 Language",
        "👤 Somebody else uses this device",
        "❓ Help",
        "🔕 Stop messages",
        "🗑️ Delete my data",
    ]


def test_each_button_does_what_it_says(here: Town) -> None:
    amal = newcomer(here, "amal").says("/menu").taps("Talk to a person")
    assert "What is it about?" in amal.sees
    amal.taps("What you know about me")
    assert "This is what I understood:" in amal.sees


def test_an_open_question_comes_first(here: Town) -> None:
    amal = here.phone("1").settles_in()
    asked = amal.bubbles[-1]
    amal.says("/menu")
    assert amal.buttons[0] == "▶️ Go on where we were"
    amal.taps("Go on where we were")
    assert "Shall I look for work for you too?" in amal.sees
    assert asked.rows == []


def test_two_interruptions_lead_back_to_the_first_question(here: Town) -> None:
    amal = here.phone("1").settles_in().says("/stop").says("/delete").taps("No, keep it")
    assert "Shall I look for work" in amal.taps("Go on where we were").sees


def test_a_new_beginning_forgets_what_was_put_aside(here: Town) -> None:
    amal = here.phone("1").settles_in().says("/person").taps("Something else").taps("Skip")
    amal.says("/profile").taps("All right").taps("Not now").says("/menu")
    assert amal.buttons[0] == "💼 Offers for me"


def test_go_on_with_nothing_open_shows_the_menu(here: Town) -> None:
    amal = here.phone("1").settles_in().says("/menu")
    old = amal.bubbles[-1]
    amal.taps("Later").taps("Go on where we were", old)
    assert amal.sees == "What would you like?"
    assert amal.buttons[0] == "💼 Offers for me"


@pytest.mark.parametrize("action", ["today", "announce", "nonsense", "start"])
def test_a_button_for_somebody_else_is_answered_and_does_nothing(here: Town, action: str) -> None:
    amal = newcomer(here, "amal").says("/menu")
    heard = len(amal.bubbles)
    amal.does(Tapped(f"1smenu.0.0.{action}", amal.bubbles[-1].row))
    assert amal.toast == CLOSED
    assert len(amal.bubbles) == heard


@pytest.mark.parametrize("command", ["/today", "/announce", "/myoffers", "/nonsense", "/admin"])
def test_unknown_and_forbidden_get_the_same_words(here: Town, command: str) -> None:
    amal = newcomer(here, "amal").says(command)
    assert amal.sees == "I do not know this. Here is what I can do: /menu"


def test_help_says_how_to_answer_and_where_people_are(here: Town) -> None:
    amal = newcomer(here, "amal").says("/help")
    assert amal.sees.startswith("Tap the buttons, or type the number of the button: 1 is the first")
    assert "/person: 👋 Talk to a person" in amal.sees
    assert "Integrationszentrum Alb" in amal.sees
    assert "/today" not in amal.sees
    assert "/today: 🗓️ Today at the centre" in staff(here, "petra", "alb").says("/help").sees
