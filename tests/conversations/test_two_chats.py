"""One person on two faces: what is answered on one is closed on the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy.orm import Session

from conversations.kit.events import Tapped
from storage.queues.chats import dialogue_of
from tests.conversations.booking_scene import mine, sees
from tests.conversations.two_chats_scene import on_a_page
from tests.people import Phone, Town
from tests.scheduler.desk import address, booked, newcomer

pytestmark = pytest.mark.both_databases
BEGUN = "You have begun something on your other device, and are not done."
DAY = date(2026, 11, 12)


def test_what_is_answered_on_one_face_is_closed_on_the_other(here: Town) -> None:
    address(here)
    phone = newcomer(here, "amal")
    booked(here, phone, DAY, time(15))
    page = on_a_page(here, phone)
    phone.reads()
    page.says("/appointments")
    before = page.bubbles[-1].text
    phone.taps("I will come")
    page.reads()
    assert page.bubbles[-1].text != before
    assert page.buttons == phone.buttons


def begun(town: Town) -> tuple[Phone, Phone]:
    """Let Selam begin on the phone, with a page of hers beside it."""
    address(town)
    phone = town.phone("selam").settles_in().taps("Yes, look").taps("Sewing and textiles")
    return phone, on_a_page(town, phone)


def test_who_has_begun_on_the_phone_goes_on_on_the_page(here: Town) -> None:
    phone, page = begun(here)
    asked = phone.bubbles[-1]
    assert page.says("/book").sees == BEGUN
    assert page.buttons == ["▶️ Go on with it here", "✖️ Drop it"]
    page.taps("Go on")
    assert page.sees == asked.text
    page.taps(".on.textile.tailor").taps(".done")
    assert "How well can you do it?" in page.sees
    phone.reads()
    assert phone.sees == "You go on with this on your other device."
    assert phone.bubbles[-2].buttons == []
    data, row = asked.body["rows"][0][0]["data"], asked.row
    phone.does(Tapped(data, row))
    assert phone.toast == "This is closed. Here is the menu: /menu"


def test_who_drops_it_begins_the_other_thing(here: Town) -> None:
    phone, page = begun(here)
    page.says("/book").taps("Drop it")
    assert page.sees == "What is the appointment (Termin) for?"
    assert phone.reads().sees == "You dropped this on your other device."
    phone.says("/book").taps("Go on")  # now it is the other way round
    assert phone.sees == "What is the appointment (Termin) for?"


def test_what_is_urgent_asks_nobody_where_to_go_on(here: Town) -> None:
    _phone, page = begun(here)
    for command in ("/problem", "/stop", "/delete", "/language"):
        assert page.says(command).sees != BEGUN
    assert page.says("/menu").sees != BEGUN  # nothing begins by looking
    assert page.says("/week").sees != BEGUN


def test_two_taps_at_once_do_not_break_the_limit(here: Town) -> None:
    """Each chat has a turn of its own; the person is locked behind the chat."""
    address(here)
    sees(here)
    here.limits = replace(here.limits, own_appointments=1)
    phone = newcomer(here, "amal", first_name="Amal")
    page = on_a_page(here, phone)
    page.says("/book").taps(".first_talk")
    stands_alike(page, phone)
    phone.bubbles = list(page.bubbles)
    with ThreadPoolExecutor(2) as pool:
        taps = [(phone, ".202611121430"), (page, ".202611121500")]
        list(pool.map(lambda each: each[0].taps(each[1]), taps))
    assert len(mine(page)) == 1


def stands_alike(one: Phone, other: Phone) -> None:
    """Let two chats of a person stand at one question, as a version before this one left them."""

    def copy(session: Session) -> None:
        asked, told = (dialogue_of(session, each.chat) for each in (one, other))
        for name in ("flow", "question", "serial", "notes", "holds_since", "asked_at"):
            setattr(told, name, getattr(asked, name))

    one.town.do(copy)
