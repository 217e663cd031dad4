"""What shows a person goes from the chats of colleagues: in time, and at once when it is erased."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.due import ensure_daily
from storage.models import Line, Note, Person, Record, Request
from tests.conversations.invited import staff
from tests.conversations.test_thread import asks
from tests.people import Phone, Town
from tests.raw import Wire
from tests.scheduler.desk import person_of

pytestmark = pytest.mark.both_databases
SAID = "My daughter is at school until one"


def talks(here: Town) -> tuple[Phone, Phone]:
    """Let Petra answer Amal, who has written something of her own."""
    here.do(lambda session: ensure_daily(here.work(session)))
    petra = staff(here, "50", "alb")
    amal = asks(here, "Amal")
    petra.reads().taps("Take")
    amal.reads().says(SAID)
    petra.reads()
    return petra, amal


def shown(phone: Phone, words: str) -> set[int]:
    """Return the messages of a phone that hold these words."""
    return {bubble.row for bubble in phone.bubbles if words in bubble.text}


def counted(table: type[Record], session: Session) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def taken_away(phone: Phone) -> set[int]:
    """Return the messages the bot deleted on a phone."""
    bodies = [body for body in phone.reads().others if body["op"] == "delete"]
    return {message for body in bodies for message in body["message_ids"]}


def test_after_forty_hours_nothing_of_a_person_is_left_in_the_chat_of_staff(here: Town) -> None:
    petra, amal = talks(here)
    names, words = shown(petra, "Amal"), shown(petra, SAID)
    assert names
    assert words
    here.walk(here.now + timedelta(hours=35))
    assert not taken_away(petra)
    here.walk(here.now + timedelta(hours=5))
    assert taken_away(petra) >= names | words
    assert not taken_away(amal)


def test_what_colleagues_typed_themselves_goes_as_well(here: Town) -> None:
    petra, _amal = talks(here)
    typed = Wire(petra).update(text="Amal, please come at nine")
    Wire(petra).brings(typed)
    here.walk(here.now + timedelta(hours=40))
    assert typed["message"]["message_id"] in taken_away(petra)


def test_who_is_erased_is_taken_out_of_the_chats_of_others_and_the_owner_hears_no_name(
    here: Town,
) -> None:
    petra, amal = talks(here)
    names, words = shown(petra, "Amal"), shown(petra, SAID)
    who = person_of(amal)
    amal.says("/delete").taps("Yes, delete everything")
    assert taken_away(petra) >= names | words
    assert petra.sees.startswith("🗑️ Somebody you answered deleted their data.")
    assert "Amal" not in petra.sees
    for table in (Line, Request, Note):
        assert here.do(partial(counted, table)) == 0
    assert here.do(lambda s: s.get(Person, who)) is None
