"""Nothing goes on for ever: the owner is asked, else the centre; without an answer it ends."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from storage.models import Activity
from storage.models.people import RoleName
from tests.conversations.colleagues import card
from tests.conversations.invited import PIN, invited
from tests.people import Phone, Town
from tests.scheduler.desk import address, local, newcomer, news, said, walked

pytestmark = pytest.mark.both_databases

TAPS = ("A new activity", "Cooking", "Every week", "Tuesday", "17:00", "19:00", "Integrations")
TUESDAY = date(2026, 11, 10)
ASKED, ENDED = "❓ This ends soon. Does it go on?", "🏁 This ended: nobody said that it goes on."


@pytest.fixture
def eva(alb: Town) -> Phone:
    """Eva holds cooking on Tuesdays until the 9th of February."""
    address(alb)
    eva = invited(alb, "eva", RoleName.STAFF, "alb", name="Eva").says("/activity")
    for tap in (*TAPS, "Yes", "8", "Save"):
        eva.taps(tap)
    alb.now = local(TUESDAY, 10)
    return eva


@pytest.fixture
def sofia(alb: Town) -> Phone:
    """Sofia leads the centre."""
    return invited(alb, "sofia", RoleName.LEAD, "alb", name="Sofia")


def owner(at: Town) -> int | None:
    return at.do(lambda s: s.scalars(select(Activity)).one().owner_id)


def test_the_owner_alone_is_asked_a_week_before_and_one_tap_prolongs_it(
    alb: Town, eva: Phone, sofia: Phone
) -> None:
    amal = newcomer(alb, "amal")
    heard = walked(alb, local(date(2027, 2, 2), 10), eva)
    assert heard == [f"02.02. 09:00 {ASKED}"]
    assert news(sofia) == []
    amal.says("/week").taps("I will come")
    eva.says("/menu").taps("It goes on")
    assert "⏳ Valid until: Tuesday, 04.05.2027" in eva.sees
    alb.tick()
    assert news(amal) == []  # a longer time changes nothing for who comes
    assert walked(alb, local(date(2027, 2, 12), 10), eva, sofia) == []


def test_no_answer_ends_it_and_staff_see_it(alb: Town, eva: Phone, sofia: Phone) -> None:
    lines = walked(alb, local(date(2027, 2, 11), 10), eva, sofia)
    assert lines == [f"02.02. 09:00 {ASKED}", *[f"10.02. 09:00 {ENDED}"] * 2]
    eva.taps("Open it again")
    assert "⏳ Valid until: Thursday, 13.05.2027" in eva.sees


def test_where_the_owner_wants_no_word_the_centre_is_asked(
    alb: Town, eva: Phone, sofia: Phone
) -> None:
    said(eva, stopped_at=alb.now)
    assert walked(alb, local(date(2027, 2, 2), 10), eva, sofia) == [f"02.02. 09:00 {ASKED}"]
    assert sofia.sees.startswith(ASKED)


def test_what_is_closed_is_not_asked_about(alb: Town, eva: Phone) -> None:
    eva.says("/activity").taps("Open D1").taps("Let it end")
    assert walked(alb, local(date(2027, 2, 12), 10), eva) == []


def test_what_somebody_leaves_belongs_to_the_centre_and_is_asked_at_once(
    alb: Town, eva: Phone, sofia: Phone
) -> None:
    alb.now = local(date(2027, 2, 5), 10)
    alb.tick()
    assert news(eva) == [ASKED]
    card(sofia, "Eva").taps("End the access").says(PIN).taps(".yes")
    alb.tick()
    assert ASKED in news(sofia)
    assert "Looks after it" not in sofia.sees
    assert owner(alb) is None
    eva.taps("It goes on")
    assert "⏳ Valid until: Tuesday, 09.02.2027" in sofia.says("/activity").sees
