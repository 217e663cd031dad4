"""A colleague sees it as a newcomer: nobody hears of it, nothing counts, nothing is left."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from conversations.kit.buttons import MENU, Standing
from conversations.kit.events import Tapped
from storage.models import Outbox, Person, Request, Seat
from storage.queues.kinds import Kind
from storage.retention import clean
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import booked, held, newcomer, offered, person_of, put_out

pytestmark = pytest.mark.both_databases


def practises(phone: Phone) -> Phone:
    """Let a colleague tap "see it as a newcomer"."""
    return phone.says("/team").taps("See it as a newcomer")


def settled(town: Town, name: str = "petra") -> tuple[Phone, int]:
    """Let a colleague practise as far as the first week."""
    petra = staff(town, name, "alb")
    who = person_of(petra)
    practises(petra).taps("I agree").taps("18 or older").says("Münsingen")
    return petra, who


def people(town: Town) -> list[int]:
    return town.do(lambda s: list(s.scalars(select(Person.id).order_by(Person.id))))


def test_she_sees_what_a_newcomer_sees_and_comes_back_without_digits(here: Town) -> None:
    petra, who = settled(here)
    assert person_of(petra) != who
    assert "Shall I look for work for you too?" in petra.sees
    assert petra.says("/today").sees == "I do not know this. Here is what I can do: /menu"
    assert petra.says("/menu").buttons[-1] == "⏹️ End the practice"
    petra.taps("End the practice")
    assert petra.bubbles[-2].text == "The practice is over, and everything of it is deleted."
    assert petra.sees.startswith("Today: Integrationszentrum Alb")
    assert person_of(petra) == who
    assert people(here) == [who]
    assert here.do(lambda s: s.scalar(select(func.count()).select_from(Seat))) == 0
    assert "End the practice" not in " ".join(petra.says("/menu").buttons)


def test_asking_for_a_person_asks_nobody(here: Town) -> None:
    petra, _who = settled(here)
    petra.says("/person").taps("Something else")
    assert "We told the centre." in petra.bubbles[-2].text
    petra.taps("Skip").says("/problem").taps("Call me").says("0151 2345678")
    assert "In danger: call 112" in "\n".join(bubble.text for bubble in petra.bubbles)
    assert here.do(lambda s: s.scalars(select(Request)).all()) == []
    assert put_out(here, Kind.ASKED) == put_out(here, Kind.TROUBLE) == 0


def test_no_place_is_taken_and_no_offer_comes(here: Town) -> None:
    petra, _who = settled(here)
    held(here, date(2026, 11, 12), capacity=1)
    petra.says("/week").taps("I will come")
    assert petra.toast == "Practice: nobody is told."
    amal = newcomer(here, "amal").says("/week").taps("I will come")
    assert "You are coming" in amal.sees
    offered(here)
    here.walk(here.now + timedelta(days=2))
    rows = select(Outbox.person_id).where(Outbox.kind.is_not(None))
    assert set(here.do(lambda s: s.scalars(rows).all())) == {person_of(amal)}


def test_what_staff_are_told_still_reaches_her(here: Town) -> None:
    petra, _who = settled(here)
    amal = newcomer(here, "amal", first_name="Amal")
    booked(here, amal, date(2026, 11, 12), time(15))
    amal.reads().taps("I cannot")
    assert "Amal" in petra.reads().sees


def test_a_practice_that_nobody_ended_is_forgotten(here: Town) -> None:
    petra, who = settled(here)
    here.now = datetime(2026, 11, 25, 8, tzinfo=BERLIN)
    while here.do(lambda s: clean(here.work(s))):
        pass
    assert people(here) == [who]
    assert petra.says("/today").sees.startswith("Today: Integrationszentrum Alb")


def test_deleting_in_a_practice_deletes_the_practice_alone(here: Town) -> None:
    petra, who = settled(here)
    petra.says("/delete").taps("Yes, delete everything")
    here.walk(here.now + timedelta(minutes=3))
    assert people(here) == [who]
    assert petra.says("/today").sees.startswith("Today: Integrationszentrum Alb")


def test_a_newcomer_cannot_practise(here: Town) -> None:
    amal = newcomer(here, "amal")
    who = person_of(amal)
    amal.does(Tapped(str(Standing(MENU, 0, 0, "team-practice")), None))
    assert amal.toast == "This is closed. Here is the menu: /menu"
    assert people(here) == [who]
