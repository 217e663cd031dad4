"""Fifty colleagues tap "take" at the same moment: one has it, all others read that somebody has."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.buttons import Standing
from conversations.kit.context import opened
from conversations.kit.events import Tapped
from conversations.turn import take_turn
from storage.engine.database import Priority
from storage.models import Audit, Request
from tests.conversations.invited import staff
from tests.conversations.test_thread import asks
from tests.people import Phone, Town
from tests.scheduler.desk import person_of

pytestmark = pytest.mark.both_databases
MANY = 50


def test_fifty_taps_one_owner(here: Town) -> None:
    desk = [staff(here, f"colleague {number}", "alb") for number in range(MANY)]
    asks(here, "Amal")
    key = here.do(lambda session: session.scalars(select(Request.id)).one())
    tap = Tapped(str(Standing("request", key, 1, "take")), None)

    def taps(phone: Phone) -> Future[str | None]:
        def turn(session: Session) -> str | None:
            context = opened(here.work(session), phone.chat, f"tap:{phone.address}")
            return take_turn(context, tap)

        return here.database.submit(Priority.TURN, turn)

    toasts = [each.result(30) for each in [taps(phone) for phone in desk]]
    assert sorted(toasts, key=str) == [None] + ["Somebody has it already."] * (MANY - 1)
    owner = here.do(lambda session: session.get_one(Request, key).owner_id)
    assert owner == person_of(desk[toasts.index(None)])
    taken = select(Audit.actor_id).where(Audit.action == "request.take")
    assert here.do(lambda session: session.scalars(taken).all()) == [owner]
