"""Ways in that nobody offered: numbers too large, old cards in a chat that was forgotten."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from conversations.kit.events import Tapped
from storage.models import Chat
from storage.models.people import RoleName
from storage.people import find
from tests.conversations.invited import joined, token
from tests.conversations.standing_at import position
from tests.people import Phone, Town
from tests.scheduler.desk import held, newcomer

CLOSED = "This is closed. Here is the menu: /menu"
HUGE = ("2147483648", "999999999999999")


@pytest.mark.both_databases
@pytest.mark.parametrize("kind", ["activity", "offer", "appointment", "opening", "request"])
def test_a_number_nothing_has_finds_nothing(here: Town, kind: str) -> None:
    action = {"activity": "come-20261112", "offer": "yes", "opening": "open", "request": "done"}
    amal = newcomer(here, "amal")
    for number in HUGE:
        amal.does(Tapped(f"1s{kind}.{number}.1.{action.get(kind, 'come')}", None))
        assert amal.toast == CLOSED
    assert amal.says("1 A2147483648").bubbles


def test_a_day_nobody_offered_is_closed(here: Town) -> None:
    key = held(here, date(2026, 11, 12))
    amal = newcomer(here, "amal").does(Tapped(f"1sactivity.{key}.1.come-99991231", None))
    assert amal.toast == CLOSED


def test_an_old_card_in_a_chat_without_a_language_asks_for_one_first(here: Town) -> None:
    key = held(here, date(2026, 11, 12))
    phone = here.phone("forgotten").does(Tapped(f"1sactivity.{key}.1.join-20261112", None))
    assert "Deutsch" in phone.buttons
    phone.taps("English")
    assert here.do(lambda session: session.get_one(Chat, phone.chat).language) == "en"


def test_who_comes_with_a_link_is_not_asked_for_the_consent_that_was_open(here: Town) -> None:
    petra = here.phone("petra").says("/start").taps("English").says("/language")
    joined(petra.says(f"/start i-{token(here, RoleName.STAFF, 'alb')}"), "Petra").says("/menu")
    assert not any("Go on" in label for label in petra.buttons)
    assert position(petra).aside is None
    assert profile_of(here, petra) is None


def profile_of(at: Town, phone: Phone) -> object:
    """Return the profile of who is behind a phone."""

    def read(session: Session) -> object:
        work = at.work(session)
        person = find(work, work.session.get_one(Chat, phone.chat).person_id)
        return person.profile if person else None

    return at.do(read)
