"""A PIN is parked with nothing that goes wrong: what a parked row said is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.talk import Setup, our_talk
from bot.turns import Turns
from storage.models import Inbox
from storage.models.chats import ChatKind
from storage.models.inbox import InboxState
from storage.queues import inbox
from storage.queues.inbox import Arrival
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town

pytestmark = pytest.mark.both_databases


def parks(who: Phone, text: str) -> dict[str, object] | None:
    """Let a turn fail until its update is parked, and return what is kept of it."""
    town = who.town
    turns = Turns(Setup(our_talk(), town.limits, BERLIN))

    def park(session: Session) -> dict[str, object] | None:
        arrival = Arrival(len(text), {"text": text}, who.address, ChatKind.PRIVATE, None)
        (waiting,) = inbox.store(session, [arrival], town.now)
        for _ in range(town.limits.failures_before_parking):
            turns.fail(session, waiting, town.now)
        row = session.scalars(select(Inbox).where(Inbox.seq == waiting.seq)).one()
        session.refresh(row)
        assert row.state is InboxState.PARKED
        return row.payload

    return town.do(park)


def test_a_typed_pin_is_not_parked_and_any_other_text_is(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    assert parks(petra, "Guten Morgen") == {"text": "Guten Morgen"}
    here.now += timedelta(hours=2)
    petra.pin = None
    petra.says("/today")
    assert petra.sees == "Your PIN, please."
    assert parks(petra, "2468") is None
