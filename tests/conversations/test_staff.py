"""Staff see their day: who waits, who comes, what is done."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.models import Person, Request
from storage.models.people import RoleName
from tests.conversations.announcing import newcomers
from tests.conversations.invited import invited, staff
from tests.people import Town
from tests.scheduler.desk import person_of

pytestmark = pytest.mark.both_databases


def request(at: Town) -> Request:
    return at.do(lambda session: session.scalars(select(Request)).one())


def code_of(at: Town, key: int) -> str | None:
    return at.do(lambda session: session.get_one(Person, key).ref)


def test_a_quiet_day(here: Town) -> None:
    petra = staff(here, "50", "alb").says("/today")
    assert "Nobody waits, no appointments." in petra.sees
    assert petra.buttons == []


def test_petra_sees_how_many_wait_and_takes_one(here: Town) -> None:
    (amal,) = newcomers(here, "51")
    amal.says("/person").taps("A letter or paper").taps("Skip")
    petra = staff(here, "50", "alb").says("/today")
    assert "👋 Waiting: 1 · the oldest since: Tuesday, 10.11.2026, 09:00" in petra.sees
    petra.taps("Who waits")
    assert "Q1 ✉️ A letter or paper · English" in petra.sees
    assert "Answer by: Friday, 13.11.2026, 17:00" in petra.sees
    petra.taps("Take")
    assert str(code_of(here, request(here).person_id)) in petra.sees


def test_a_text_sent_to_the_centre_is_shown_whole_to_who_takes_it(here: Town) -> None:
    (amal,) = newcomers(here, "51")
    words = "My son has no place in the kindergarten. " * 5
    amal.taps("Later").says(words).taps("Yes, send it")
    petra = staff(here, "50", "alb").says("/inbox")
    assert "My son" not in petra.sees
    petra.taps("Take")
    assert " ".join(petra.sees.replace("✉️ ", "").split()).count("My son has no place") == 5
    eva = staff(here, "52", "alb").says("/inbox")
    assert "My son" not in eva.sees
    eva.does(Tapped(str(Standing("thread", request(here).id, 1, "open")), None))
    assert eva.toast == "This is closed. Here is the menu: /menu"


def test_staff_of_another_centre_neither_see_nor_take_it(here: Town) -> None:
    staff(here, "49", "alb")
    (amal,) = newcomers(here, "51")
    amal.says("/person").taps("A letter or paper").taps("Skip")
    key = request(here).id
    eva = staff(here, "52", "reutlingen").says("/today")
    assert "Nobody waits" in eva.sees
    for phone in (eva, amal):
        phone.does(Tapped(str(Standing("request", key, 1, "take")), None))
        assert phone.toast == "This is closed. Here is the menu: /menu"
    eva.says(f"1 Q{key}")
    assert request(here).owner_id is None
    boss = invited(here, "53", RoleName.LEAD, "*")
    assert "Today: all centres" in boss.sees
    boss.taps("Who waits").taps("Take")
    assert request(here).owner_id == person_of(boss)
