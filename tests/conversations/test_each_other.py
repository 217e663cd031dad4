"""Two leads who end each other's access at the same moment: one does, the other may no more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import ExceptionContext

from conversations.staff import revoking
from storage.models import Role
from storage.models.people import RoleName
from storage.team import Member, member
from storage.work import Work
from tests.conversations.invited import invited
from tests.people import Phone, Town
from tests.scheduler.desk import person_of

pytestmark = pytest.mark.both_databases
ENDED = "Your access ends today."
DEADLOCK = "40P01"


@contextmanager
def refusals(at: Town) -> Iterator[list[str | None]]:
    """Collect why the database refused what two turns did at once."""
    seen: list[str | None] = []

    def note(context: ExceptionContext) -> None:
        seen.append(getattr(context.original_exception, "sqlstate", None))

    event.listen(at.database.engine, "handle_error", note)
    yield seen
    event.remove(at.database.engine, "handle_error", note)


def leads(at: Town) -> list[int]:
    held = select(Role.person_id).where(Role.role == RoleName.LEAD)
    return at.do(lambda session: list(session.scalars(held)))


def test_nobody_waits_in_a_circle_and_one_of_them_stays(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("lena", "sara"):
        invited(here, name, RoleName.LEAD, "alb", name=name.capitalize())
    lena, sara = Phone(here, "lena", pin="2468"), Phone(here, "sara", pin="2468")
    for phone, other in ((lena, "Sara"), (sara, "Lena")):
        phone.says("/team").taps(f"👤 {other}").taps("End the access")
        assert f"End the access of {other} now?" in phone.sees
    here.now += timedelta(minutes=2)  # so that each turn also notes that the PIN was used
    meeting = threading.Barrier(2)

    def meets(work: Work, person_id: int) -> Member | None:
        """Wait for the other turn, which has begun, where the database lets both."""
        with suppress(threading.BrokenBarrierError):
            meeting.wait(2)
        return member(work, person_id)

    monkeypatch.setattr(revoking, "member", meets)
    with refusals(here) as why, ThreadPoolExecutor(2) as hands:
        list(hands.map(lambda phone: phone.taps("Yes, end it"), (lena, sara)))
    assert DEADLOCK not in why
    assert len(leads(here)) == 1
    stays, gone = (lena, sara) if leads(here) == [person_of(lena)] else (sara, lena)
    assert any(ENDED in each.text for each in gone.reads().bubbles)
    assert not any(ENDED in each.text for each in stays.reads().bubbles)
    assert "I do not know this." in gone.says("/team").sees
    assert "Today:" in stays.says("/today").sees
