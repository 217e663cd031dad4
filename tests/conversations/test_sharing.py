"""Somebody else uses this phone: own consent, own digits, nothing of one is opened by the other."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from storage.models import Person
from tests.conversations.brothers import HAMIDS, YONAS, keys, shared, takes, types
from tests.conversations.standing_at import position
from tests.people import Town
from tests.scheduler.desk import booked, newcomer, person_of

pytestmark = pytest.mark.both_databases

MINUTE = timedelta(minutes=1)
CLOSED = "This is closed. Here is the menu: /menu"


def test_the_second_person_agrees_on_their_own(here: Town) -> None:
    phone = newcomer(here, "hamid", first_name="Hamid").says("/menu")
    hamid = person_of(phone)
    phone.taps("Somebody else uses this device")
    assert "Please type a name for this phone" in phone.sees
    assert "Choose four digits" in phone.says("Hamid").sees
    phone.says(HAMIDS)
    assert phone.bubbles[-2].text == "Good. Now please give the phone to the other person."
    assert phone.sees.startswith("Hello. We are the integration centres")
    phone.taps("I agree").taps("18 or older").says("Metzingen")
    assert "Your news is only for you." in phone.sees
    phone.says("Yonas").says(YONAS)
    yonas = person_of(phone)
    assert yonas != hamid
    assert "Shall I look for work for you too?" in phone.sees
    agreed = select(Person.id).where(Person.consent_at.is_not(None)).order_by(Person.id)
    assert here.do(lambda s: list(s.scalars(agreed))) == [hamid, yonas]


def test_switching_back_takes_the_digits_of_who_comes(here: Town) -> None:
    phone = shared(here)
    of = keys(phone)
    assert person_of(phone) == of["Yonas"]
    phone.says("/start")
    assert phone.sees == "Who uses this phone now?"
    assert phone.buttons == ["Hamid", "Yonas", "👤 Somebody else"]
    assert phone.taps("Hamid").sees == "Hamid, please type your four digits."
    assert "These are not the digits" in phone.says("9999").sees
    assert person_of(phone) == of["Yonas"]
    phone.says(HAMIDS)
    assert person_of(phone) == of["Hamid"]
    assert phone.sees == "What would you like?"


def test_who_is_there_already_just_goes_on(here: Town) -> None:
    phone = shared(here).says("/start").taps("Yonas")
    assert phone.sees == "What would you like?"


def test_digits_are_taken_out_of_the_chat_right_or_wrong(here: Town) -> None:
    phone = shared(here).says("/start").taps("Hamid")
    types(phone, "12", 71)
    assert "Please type four digits." in phone.sees
    types(phone, "9999", 72)
    types(phone, "١٣٥٧", 73)
    assert person_of(phone) == keys(phone)["Hamid"]
    gone = [body["message_ids"] for body in phone.others if body["op"] == "delete"]
    assert gone == [[71], [72], [73]]
    assert not any(HAMIDS in bubble.text for bubble in phone.bubbles)


def test_five_misses_wait_a_quarter_of_an_hour(here: Town) -> None:
    phone = shared(here).says("/start").taps("Hamid")
    for _ in range(5):
        phone.says("0000")
    assert phone.sees.startswith("Too many tries. Please try again: ")
    takes(phone, "Hamid", HAMIDS)
    assert person_of(phone) == keys(phone)["Yonas"]
    here.now += 16 * MINUTE
    takes(phone, "Hamid", HAMIDS)
    assert person_of(phone) == keys(phone)["Hamid"]


def test_what_one_had_begun_is_forgotten_when_the_other_comes(here: Town) -> None:
    phone = takes(shared(here), "Hamid", HAMIDS).says("/profile").taps("Change")
    assert position(phone).at
    takes(phone, "Yonas", YONAS)
    stands = position(phone)
    assert (stands.at, stands.aside, stands.begun) == (None, None, None)


def test_an_old_card_of_the_brother_opens_nothing(here: Town) -> None:
    phone = takes(shared(here), "Hamid", HAMIDS)
    booked(here, phone, date(2026, 11, 12), time(15))
    card = phone.reads().bubbles[-1]
    assert "I will come" in " ".join(card.buttons)
    takes(phone, "Yonas", YONAS)
    shown = card.text
    phone.taps("I will come", card)
    assert phone.toast == CLOSED
    assert card.text == shown
    assert "15:00" not in phone.says("/appointments").sees


def test_who_has_no_digits_yet_chooses_them_on_coming_back(here: Town) -> None:
    phone = newcomer(here, "hamid", first_name="Hamid").says("/phone").says("Hamid").says(HAMIDS)
    phone.taps("I agree")
    yonas = person_of(phone)
    phone.says("/start").taps("Hamid").says(HAMIDS).says("/start")
    other = next(label for label in phone.buttons if label.startswith("R-"))
    assert "Please type a name" in phone.taps(other).sees
    assert person_of(phone) == yonas


def test_a_third_one_comes_too(here: Town) -> None:
    phone = shared(here).says("/phone").taps("Somebody else")
    assert phone.sees.startswith("Hello. We are the integration centres")
    phone.says("/start").taps("Yonas").says(YONAS)
    assert person_of(phone) == keys(phone)["Yonas"]
