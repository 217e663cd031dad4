"""Two people do something at the same time, each in a transaction of their own."""

from __future__ import annotations

import threading
import time

from sqlalchemy.orm import Session

from conversations.kit.events import Event
from conversations.turn import take_turn
from storage.engine.database import Priority
from tests.people import Phone, Town

SECONDS = 20


def at_once(at: Town, first: tuple[Phone, Event], second: tuple[Phone, Event]) -> list[str | None]:
    """Begin the second turn while the first one wrote and has not committed; return the toasts."""
    wrote = threading.Event()

    def slow(session: Session) -> str | None:
        toast = _turn(session, *first)
        wrote.set()
        time.sleep(0.7)
        return toast

    one = at.database.submit(Priority.TURN, slow)
    assert wrote.wait(SECONDS)
    two = at.database.submit(Priority.TURN, lambda session: _turn(session, *second))
    return [each.result(SECONDS) for each in (one, two)]


def _turn(session: Session, phone: Phone, event: Event) -> str | None:
    toast = take_turn(phone._context(session), event)
    session.flush()
    return toast
