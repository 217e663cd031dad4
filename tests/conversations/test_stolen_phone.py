"""What a lead's unlocked phone yields to a thief, chat history included: printed and bounded."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.due import ensure_daily
from storage.models import Person, Role
from storage.models.people import RoleName
from tests.conversations.invited import invited
from tests.conversations.test_gone_from_chats import taken_away
from tests.conversations.test_thread import asks
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

pytestmark = pytest.mark.both_databases
MANY, DAILY, PIN_ASKED = 50, 40, "PIN"


def codes(at: Town) -> list[str]:
    def read(session: Session) -> list[str]:
        found = session.scalars(select(Person.ref).where(Person.ref.is_not(None)))
        return sorted(each for each in found if each)

    return at.do(read)


def stolen(at: Town) -> tuple[Phone, Phone]:
    """Let Petra work for two days, then lose her phone within the hour; Eva is her colleague."""
    at.do(lambda session: ensure_daily(at.work(session)))
    petra = invited(at, "50", RoleName.LEAD, "alb")
    eva = invited(at, "51", RoleName.LEAD, "alb", name="Eva")
    asks(at, "Amal").says("A first word")
    petra.reads().taps("Take")
    at.walk(at.now + timedelta(hours=41))
    for number in range(MANY):
        newcomer(at, f"n{number}", first_name=f"Name{number}")
    newcomer(at, "far", first_name="Faraway", centre="reutlingen")
    petra.pin = None  # a thief does not know it
    eva.reads()
    return petra, eva


def test_what_a_stolen_phone_yields(here: Town) -> None:
    petra, eva = stolen(here)
    gone = taken_away(petra)
    history = [bubble for bubble in petra.bubbles if bubble.row not in gone]
    assert not any("Amal" in bubble.text for bubble in history)
    petra.says("/today").says("2468")  # Petra unlocked it herself, just before
    before = len(petra.bubbles)
    opened = {code for code in codes(here) if f"({code})" in _card(petra, code)}
    names = sum("Name" in bubble.text for bubble in petra.bubbles[before:])
    assert len(opened) == DAILY
    assert not any("Faraway" in bubble.text for bubble in petra.bubbles)
    assert PIN_ASKED in petra.says("/team").taps("Invite a colleague").sees
    assert PIN_ASKED in petra.says(f"/people {min(opened)}").taps("erase").sees
    here.now += timedelta(hours=1, minutes=1)
    locked = [PIN_ASKED in petra.says(word).sees for word in ("/today", "/inbox", "/people")]
    assert all(locked)
    for _ in range(5):
        petra.says("1111")
    assert "Too many wrong tries" in petra.sees
    eva.says("/team").taps("Petra").taps("Pause")
    roles = select(Role.role).where(Role.role == RoleName.LEAD)
    assert here.do(lambda session: len(session.scalars(roles).all())) == 2  # paused, not gone
    assert petra.says("/today").sees.startswith("I do not know this")
    sys.stdout.write(
        f"\nyield within the hour: {len(opened)} profiles of {MANY + 1} (limit {DAILY} a day), "
        f"{names} messages with a name; history older than 40 h: 0 names; "
        "invitations 0, erasures 0, other centres 0; after the hour: nothing\n"
    )


def _card(petra: Phone, code: str) -> str:
    return petra.says(f"/people {code}").sees
