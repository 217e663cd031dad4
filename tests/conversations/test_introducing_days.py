"""Days a firm named, as a colleague who serves somebody without a chat sees them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.introductions.permission import set_permit
from storage.rules.stages import Move, Permit, Side, Stage
from tests.conversations.candidate_scene import asked, both_agree
from tests.conversations.introducing_scene import lines, minute, opened, stepped
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
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


MONDAY = date(2026, 11, 16)


def permitted(at: Town, kind: str = "trial_day", until: date = MONDAY) -> tuple[Phone, int]:
    """Let a firm be asked for days, and the permission for this job hold until one."""
    firm, _offer, key = asked(at, kind=kind)
    both_agree(at, key, clear=kind != "look_day")
    on(at, key, lambda work, found: set_permit(work, found, Permit.CLEAR, until))
    return firm.reads().says("/mypeople").taps("👤"), key


def test_a_firm_is_offered_no_day_after_the_permission_and_reads_no_reason_where_it_types_one(
    alb: Town,
) -> None:
    firm, key = permitted(alb)
    days = [each for each in firm.buttons if each.startswith("📅")]
    assert days == ["📅 Mon 16.11. 09:00 (in the morning)"]
    firm.taps("Other days")
    assert [each for each in firm.buttons if each.startswith("📅")] == [
        "📅 Friday, 13.11.2026",
        "📅 Monday, 16.11.2026",
    ]
    firm.says("17.11.2026")
    assert lines(firm) == ["Please agree this day with the centre.", "Which day is good?"]
    firm.says("16.11.2026").taps("09:00").taps("Enough")
    assert way(alb, key).options == ["2026-11-16T09:00"]


def test_a_button_of_before_names_no_day_after_the_permission(alb: Town) -> None:
    firm, key = permitted(alb, until=MONDAY + timedelta(days=30))
    shown = next(each for each in firm.buttons if "Wed 18.11." in each)
    on(alb, key, lambda work, found: setattr(found, "permit_until", MONDAY))
    firm.taps(shown)
    assert way(alb, key).stage is Stage.NAMING
    assert shown not in firm.buttons


def test_a_day_to_look_needs_no_permission_and_has_no_last_day(alb: Town) -> None:
    firm, key = permitted(alb, "look_day")
    firm.taps("Other days").says("17.11.2026").taps("09:00").taps("Enough")
    assert way(alb, key).options == ["2026-11-17T09:00"]


def test_a_colleague_reads_the_last_day_and_decides_about_a_day_after_it(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    _firm, key = permitted(alb)
    opened(petra).taps("The firm names days")
    assert "Tuesday, 17.11.2026" not in " ".join(petra.buttons)
    petra.says("17.11.2026")
    assert lines(petra) == [
        "⚠️ Last day of the permission: Monday, 16.11.2026",
        "This day comes after it. Then the papers begin anew. Is that right?",
    ]
    petra.taps("No")
    assert petra.sees.startswith("Which day can the firm?")
    petra.says("17.11.2026").taps("Yes").taps("09:00").taps("Another day, too")
    petra.says("16.11.2026").taps("09:00")
    assert stepped(petra, key, "No more") is Stage.CHOOSING
    assert way(alb, key).options == ["2026-11-16T09:00", "2026-11-17T09:00"]
