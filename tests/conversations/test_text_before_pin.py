"""A text that meets the PIN is kept: it goes on after the PIN, is shown again later, or dropped."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import Chat, Dialogue, Line, Role
from storage.retention import clean
from tests.conversations.invited import PIN, staff
from tests.people import KEPT, PIN_ASKED, Phone, Town
from tests.raw import Wire
from tests.scheduler.desk import newcomer

pytestmark = pytest.mark.both_databases
TEXT = "Please come on Thursday at ten."
DROPPED = "Your text was not sent, and I do not keep it."


@pytest.fixture
def amal(here: Town) -> Phone:
    """Amal, who waits for an answer."""
    return newcomer(here, "7001", first_name="Amal").says("/person").taps("A letter or paper")


@pytest.fixture
def petra(here: Town, amal: Phone) -> Phone:
    """Petra answers Amal, and has not used the bot for two hours."""
    petra = staff(here, "7002", "alb").says("/inbox").taps("Take")
    petra.pin = None
    here.now += timedelta(hours=2)
    amal.reads()
    return petra


def replies(phone: Phone, text: str, words: str = "Amal") -> Phone:
    """Reply to the newest message with these words, as the messenger writes it."""
    shown = next(each for each in reversed(phone.bubbles) if words in each.text)
    return Wire(phone).sends(text, reply_to_message={"message_id": shown.row})


def lines(town: Town) -> int:
    return town.do(lambda s: s.scalar(select(func.count()).select_from(Line)) or 0)


def notes(phone: Phone) -> Any:
    return phone.town.do(lambda s: s.get_one(Dialogue, phone.chat).notes)


def test_a_reply_goes_on_after_the_pin(here: Town, petra: Phone, amal: Phone) -> None:
    assert replies(petra, TEXT).sees == KEPT
    assert lines(here) == 0
    assert "This is not your PIN." in petra.says("1111").sees
    assert lines(here) == 0
    assert TEXT in petra.says(PIN).sees
    assert lines(here) == 1
    assert f"✉️ {TEXT}" in amal.reads().sees
    assert TEXT not in str(notes(petra))


def test_it_is_a_draft_and_forgotten_as_one(here: Town, petra: Phone) -> None:
    replies(petra, TEXT)
    assert TEXT in str(notes(petra))
    here.now += timedelta(days=15)
    while here.do(lambda session: clean(here.work(session))):
        pass
    assert TEXT not in str(notes(petra))


def test_after_a_while_it_is_shown_before_it_goes(here: Town, petra: Phone, amal: Phone) -> None:
    replies(petra, TEXT)
    here.now += timedelta(minutes=6)
    petra.says(PIN)
    assert petra.sees.startswith("You wrote this: Tuesday, 10.11.2026")
    assert TEXT in petra.sees
    assert lines(here) == 0
    petra.taps("Yes, send it")
    assert f"✉️ {TEXT}" in amal.reads().sees


def test_what_is_old_need_not_go(here: Town, petra: Phone) -> None:
    replies(petra, TEXT)
    here.now += timedelta(days=1)
    petra.says(PIN).taps("Do not send")
    assert any(bubble.text == DROPPED for bubble in petra.bubbles)
    assert lines(here) == 0
    assert TEXT not in str(notes(petra))


@pytest.mark.parametrize("how", [Phone.taps, Phone.says])
def test_it_can_be_dropped_instead_of_the_pin(here: Town, petra: Phone, how: Any) -> None:
    replies(petra, TEXT)
    how(petra, "Do not send" if how is Phone.taps else "Cancel")
    assert petra.sees == DROPPED
    assert TEXT not in str(notes(petra))
    petra.says("/today").says(PIN)
    assert "Today:" in petra.sees
    assert lines(here) == 0


def test_five_misses_drop_it_and_say_so(here: Town, petra: Phone) -> None:
    replies(petra, TEXT)
    for number in range(5):
        petra.says(f"111{number}")
    assert petra.sees.startswith("Too many wrong tries.")
    assert petra.sees.endswith(DROPPED)
    assert TEXT not in str(notes(petra))
    assert replies(petra, TEXT).sees.endswith(DROPPED)  # while no PIN is heard none is kept
    here.now += timedelta(minutes=16)
    petra.says("/today").says(PIN)
    assert lines(here) == 0


def test_no_other_way_leads_past_the_pin(here: Town, petra: Phone) -> None:
    replies(petra, TEXT)
    petra.says("/language").taps("English")
    assert petra.sees == PIN_ASKED
    assert lines(here) == 0
    petra.says("/today")
    assert petra.sees == PIN_ASKED
    petra.says(PIN)
    assert lines(here) == 1
    assert "Today:" in petra.sees


def test_a_second_text_takes_nothing_from_the_first(here: Town, petra: Phone) -> None:
    replies(petra, TEXT)
    replies(petra, "And bring the letter.")
    assert petra.sees.startswith("Another text of yours waits for the PIN. I do not keep this one.")
    petra.says(PIN)
    assert TEXT in petra.sees
    assert lines(here) == 1


def test_a_text_to_nobody_yet_is_asked_to_whom_after_the_pin(
    here: Town, petra: Phone, amal: Phone
) -> None:
    assert Wire(petra).sends(TEXT).sees == KEPT
    assert petra.says(PIN).sees == "To whom does this go?"
    petra.taps("Amal")
    assert f"✉️ {TEXT}" in amal.reads().sees


def test_who_may_no_longer_write_sends_nothing(here: Town, petra: Phone) -> None:
    replies(petra, TEXT)
    staff(here, "7003", "alb").says("/inbox")
    here.do(partial(_ends, petra))
    petra.says(PIN)
    assert lines(here) == 0


def test_what_is_typed_to_please_write_is_kept_as_well(
    here: Town, petra: Phone, amal: Phone
) -> None:
    here.now -= timedelta(hours=2)
    petra.taps("Write")
    here.now += timedelta(hours=2)
    assert Wire(petra).sends(TEXT).sees == KEPT
    assert lines(here) == 0
    assert TEXT in petra.says(PIN).sees
    assert f"✉️ {TEXT}" in amal.reads().sees


def test_what_cannot_be_kept_is_said_to_be_lost(here: Town, petra: Phone) -> None:
    here.now -= timedelta(hours=2)
    petra.taps("Write")
    here.now += timedelta(hours=2)
    assert Wire(petra).sends("x" * 1001).sees == f"{DROPPED}\n{PIN_ASKED}"
    assert "Please write." in petra.says(PIN).sees
    assert lines(here) == 0


def test_what_was_tapped_meanwhile_takes_nothing_from_it(here: Town, petra: Phone) -> None:
    here.do(partial(_reads, "7001", "ti"))
    replies(petra, TEXT)
    petra.taps("Ready sentences").says(PIN)
    assert petra.sees.endswith("Send your text as it is?")
    petra.taps("Send as it is")
    assert lines(here) == 1


def test_of_who_may_no_longer_be_written_to_it_is_said(
    here: Town, petra: Phone, amal: Phone
) -> None:
    replies(petra, TEXT)
    amal.says("/delete").taps("Yes, delete everything")
    assert petra.reads().says(PIN).sees == DROPPED
    assert TEXT not in str(notes(petra))


def test_a_text_that_is_too_long_is_not_cut_off(here: Town, petra: Phone) -> None:
    here.now -= timedelta(hours=2)
    for send in (replies, lambda phone, text: Wire(phone).sends(text)):
        assert "1000" in send(petra, "x" * 1001).sees
    assert lines(here) == 0


def _reads(address: str, language: str, session: Session) -> None:
    chats = session.scalars(select(Chat))
    next(each for each in chats if each.address == address).language = language


def _ends(phone: Phone, session: Session) -> None:
    person = session.get_one(Chat, phone.chat).person_id
    for role in session.scalars(select(Role).where(Role.person_id == person)):
        session.delete(role)
    session.flush()
