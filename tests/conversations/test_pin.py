"""The PIN: chosen on joining, asked after an hour, and each time before what weighs most."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.kit.events import Typed
from storage import pins
from storage.digits import Tried, matches
from storage.limits import Limits
from storage.models import Chat, Colleague
from storage.models.people import RoleName
from tests.conversations.announcing import newcomers
from tests.conversations.colleagues import card
from tests.conversations.invited import PIN, invited, staff, token
from tests.people import PIN_ASKED, Phone, Town

pytestmark = pytest.mark.both_databases


def types(phone: Phone, text: str, message_id: int) -> Phone:
    """Type something whose message can be deleted."""
    return phone.does(Typed(text, phone.town.now, message_id=message_id))


def deleted(phone: Phone) -> list[int]:
    return [n for body in phone.others if body["op"] == "delete" for n in body["message_ids"]]


def kept(phone: Phone) -> Colleague:
    def read(at: Town) -> Colleague:
        return at.do(lambda s: s.get_one(Colleague, s.get_one(Chat, phone.chat).person_id))

    return read(phone.town)


@pytest.fixture
def petra(here: Town) -> Phone:
    """Petra has a PIN and types it only when the test says so."""
    phone = staff(here, "petra", "alb")
    phone.pin = None
    return phone


@pytest.fixture
def lena(here: Town) -> Phone:
    """Lena leads the centre."""
    phone = invited(here, "lena", RoleName.LEAD, "alb", name="Lena")
    phone.pin = None
    return phone


def test_who_joins_chooses_a_pin_which_is_deleted_and_never_repeated(here: Town) -> None:
    petra = here.phone("p").says(f"/start i-{token(here, RoleName.STAFF, 'alb')}").taps("English")
    assert "What is your first name?" in petra.sees
    assert "Please choose a PIN" in petra.says("Petra").sees
    types(petra, "12", 5)
    assert "Please type four to eight digits." in petra.sees
    types(petra, "1357", 6)
    types(petra, "1358", 7)
    assert "These two numbers are not the same." in petra.sees
    types(petra, "1357", 8)
    types(petra, "١٣٥٧", 9)
    assert "Today: Integrationszentrum Alb" in petra.sees
    assert deleted(petra) == [5, 6, 7, 8, 9]
    assert not any("1357" in bubble.text for bubble in petra.bubbles)
    pin = kept(petra).pin or ""
    assert "1357" not in pin.split(":")
    assert matches("1357", pin)


def test_nothing_of_the_centre_is_shown_before_a_pin_was_chosen(here: Town) -> None:
    petra = here.phone("p").says(f"/start i-{token(here, RoleName.STAFF, 'alb')}").taps("English")
    for word in ("/today", "/team", "/announce"):
        assert "first name" in petra.says(word).sees


def test_after_an_hour_without_use_it_is_asked_and_what_was_wanted_runs(
    here: Town, petra: Phone
) -> None:
    here.now += timedelta(minutes=59)
    assert "Today:" in petra.says("/today").sees
    here.now += timedelta(minutes=59)
    assert "Today:" in petra.says("/today").sees
    here.now += timedelta(minutes=60)
    assert petra.says("/today").sees == PIN_ASKED
    assert "This is not your PIN." in types(petra, "1111", 3).sees
    assert "Today:" in types(petra, PIN, 4).sees
    assert deleted(petra)[-2:] == [3, 4]


def test_a_tap_after_an_hour_is_carried_out_after_the_pin(here: Town, petra: Phone) -> None:
    (amal,) = newcomers(here, "amal")
    amal.says("/person").taps("A letter or paper").taps("Skip")
    petra.says("/inbox")
    here.now += timedelta(hours=2)
    petra.taps("Take")
    assert petra.sees == PIN_ASKED
    petra.says(PIN)
    assert "Write" in petra.buttons[0]


def test_a_dialogue_left_open_goes_on_after_the_pin(here: Town, petra: Phone) -> None:
    petra.says("/announce")
    here.now += timedelta(hours=2)
    petra.taps("German course")
    assert petra.sees == PIN_ASKED
    petra.says(PIN)
    assert "What would you like to announce?" in petra.sees


def test_what_weighs_most_asks_each_time(here: Town, lena: Phone) -> None:
    for _ in range(2):
        lena.says("/team").taps("Invite a colleague")
        assert lena.sees == PIN_ASKED
        lena.says(PIN)
        assert "Which role" in lena.sees


def test_five_misses_end_the_session_and_the_leads_hear_of_it(
    here: Town, petra: Phone, lena: Phone
) -> None:
    here.now += timedelta(hours=2)
    petra.says("/today")
    for number in range(5):
        petra.says(f"111{number}")
    assert petra.sees == "Too many wrong tries. The PIN works again: " + (
        "Tuesday, 10.11.2026, 11:15 (around noon)"
    )
    notice = "🔐 On the phone of Petra somebody typed a wrong PIN five times."
    assert notice in lena.reads().sees
    for word in ("/today", "/team"):
        assert "Too many wrong tries." in petra.says(word).sees
    assert "Today:" not in petra.says(PIN).sees
    here.now += timedelta(minutes=15)
    petra.says("/today").says(PIN)
    assert "Today:" in petra.sees


def test_what_is_for_everybody_asks_for_no_pin(here: Town, petra: Phone) -> None:
    here.now += timedelta(hours=2)
    for word in ("/menu", "/help", "/week", "/language"):
        assert petra.says(word).sees != PIN_ASKED


def test_a_lead_lets_a_colleague_choose_another(here: Town, petra: Phone, lena: Phone) -> None:
    lena.says("/team").taps("👤 Petra").taps("New PIN").says(PIN)
    assert lena.sees.startswith("A new PIN is asked for now.")
    assert "Please choose a PIN" in petra.says("/today").sees
    petra.says("9753").says("9753")
    assert "Today:" in petra.sees


def test_attempts_are_counted_one_by_one(here: Town, petra: Phone) -> None:
    key = kept(petra).person_id

    def tries(*typed: str) -> list[Tried]:
        return here.do(lambda s: [pins.attempt(here.work(s), key, pin) for pin in typed])

    assert tries("1", "2", "3", "4", PIN) == [Tried.WRONG] * 4 + [Tried.RIGHT]
    assert tries("1", "2", "3", "4", "5", PIN)[-2:] == [Tried.SHUT, Tried.SHUT]


def test_how_many_misses_there_are_and_how_long_they_shut_is_set_by_the_operator(
    here: Town, petra: Phone
) -> None:
    here.limits = Limits(pin_misses=2, pin_wait_minutes=3)
    here.now += timedelta(hours=2)
    petra.says("/today").says("0000").says("0000")
    assert "The PIN works again: Tuesday, 10.11.2026, 11:03" in petra.sees
    here.now += timedelta(minutes=3)
    assert "Today:" in petra.says("/today").says(PIN).sees


def test_who_is_asked_for_a_pin_a_lead_took_away_chooses_another(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    petra.pin = None
    here.now += timedelta(hours=2)
    assert petra.says("/today").says("1111").sees.startswith("This is not your PIN.")
    lena = invited(here, "lena", RoleName.LEAD, "alb", name="Lena")
    card(lena, "Petra").taps("New PIN")
    assert petra.says(PIN).sees.startswith("Please choose a PIN")
    assert "Today:" in petra.says("8642").says("8642").sees
