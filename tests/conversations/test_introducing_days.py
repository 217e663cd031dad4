"""Days a firm named, as a colleague who serves somebody without a chat sees them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.rules.stages import Move, Side, Stage
from tests.conversations.introducing_scene import minute, opened, stepped
from tests.conversations.invited import staff
from tests.people import BERLIN, Town
from tests.scheduler.desk import newcomer, offered
from tests.storage.way_scene import go, interested, on, way

pytestmark = pytest.mark.both_databases
PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE


def test_a_day_that_is_over_is_none_somebody_can_choose(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    key = interested(alb, newcomer(alb, "amal", first_name="Amal"), offered(alb, kind="look_day"))
    on(alb, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    days = ["2026-11-13T09:00", "2026-11-16T10:00"]
    on(alb, key, go(Move.NAME, FIRM, options=days))
    opened(petra)
    assert [each for each in petra.buttons if each.startswith("📅")] == [
        "📅 Friday, 13.11.2026, 09:00 (in the morning)",
        "📅 Monday, 16.11.2026, 10:00 (in the morning)",
    ]
    alb.now = datetime(2026, 11, 13, 11, tzinfo=BERLIN)
    assert petra.taps("📅 Friday, 13.11.2026").buttons[0].startswith("📅 Monday")
    assert stepped(petra, key, "📅 Monday") is Stage.DATED
    assert way(alb, key).on_date == date(2026, 11, 16)


@pytest.mark.parametrize("said", ["came", "missed"])
def test_nobody_came_or_stayed_away_before_the_day(alb: Town, said: str) -> None:
    petra = staff(alb, "petra", "alb")
    key = interested(alb, newcomer(alb, "amal", first_name="Amal"), offered(alb, kind="look_day"))
    on(alb, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    on(alb, key, go(Move.NAME, FIRM, options=["2026-11-13T09:00"]))
    on(alb, key, go(Move.CHOOSE, PERSON, day=(date(2026, 11, 13), time(9))))
    row, revision = opened(petra).bubbles[-1].row, way(alb, key).revision
    petra.does(Tapped(str(Standing("introducing", key, revision, said)), row))
    assert petra.toast == "This changed in the meantime. Please look again."
    minute(alb)
    assert way(alb, key).stage is Stage.DATED
