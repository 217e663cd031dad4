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

pytestmark = pytest.mark.both_databases


def request(at: Town) -> Request:
    return at.do(lambda session: session.scalars(select(Request)).one())


def code_of(at: Town, key: int) -> str | None:
    return at.do(lambda session: session.get_one(Person, key).ref)


def test_a_quiet_day(here: Town) -> None:
    petra = staff(here, "50", "alb").says("/today")
    assert "Nobody waits, no appointments." in petra.sees
    assert petra.buttons == []


def test_petra_sees_who_waits_and_is_done(here: Town) -> None:
    (amal,) = newcomers(here, "51")
    amal.says("/person").taps("Skip").taps("A letter or paper")
    code = code_of(here, request(here).person_id)
    petra = staff(here, "50", "alb").says("/today")
    assert "Waiting: 1" in petra.sees
    assert f"{code}: ✉️ A letter or paper" in petra.sees
    assert "Answer by: Friday, 13.11.2026, 17:00" in petra.sees
    petra.taps(f"{code} done")
    assert petra.toast == "Done"
    assert "Nobody waits" in petra.sees
    assert request(here).closed_at == here.now


def test_a_text_sent_to_the_centre_is_shown_whole_to_that_centre(here: Town) -> None:
    (amal,) = newcomers(here, "51")
    words = "My son has no place in the kindergarten. " * 5
    amal.taps("Later").says(words).taps("Yes, send it")
    petra = staff(here, "50", "alb").says("/today")
    assert " ".join(petra.sees.replace("✉️ ", "").split()).count("My son has no place") == 5
    eva = staff(here, "52", "reutlingen").says("/today")
    assert "My son" not in eva.sees


def test_staff_of_another_centre_neither_see_nor_close_it(here: Town) -> None:
    (amal,) = newcomers(here, "51")
    amal.says("/person").taps("Skip").taps("A letter or paper")
    key = request(here).id
    eva = staff(here, "52", "reutlingen").says("/today")
    assert "Nobody waits" in eva.sees
    for phone in (eva, amal):
        phone.does(Tapped(str(Standing("request", key, 1, "done")), None))
        assert phone.toast == "This is closed. Here is the menu: /menu"
    eva.says(f"1 Q{key}")
    assert request(here).closed_at is None
    boss = invited(here, "53", RoleName.LEAD, "*")
    assert "Today: all centres" in boss.sees
    boss.taps("done")
    assert request(here).closed_at == here.now
