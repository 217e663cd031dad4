"""A question that was left open does no more than it asked: what changed since is asked again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.introductions.permission import set_permit
from storage.introductions.steps import Facts
from storage.models import Introduction
from storage.rules.stages import Move, Permit, Stage
from tests.conversations.candidate_scene import (
    FIRM,
    a_minute,
    agreed,
    asked,
    both_agree,
    looking,
    moves,
    speaks,
    stage,
    way,
)
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import local, newcomer, offered
from tests.storage.way_scene import interested

pytestmark = pytest.mark.both_databases
CHANGED = "This changed in the meantime. Please look again."
DAY = date(2026, 11, 20)


def cannot_come(at: Town) -> tuple[Phone, int]:
    """Let somebody be asked whether they cannot come on the day that was agreed."""
    _firm, _offer, key = asked(at)
    agreed(at, key, DAY)
    amal = at.phone("amal").reads().says("/ways").taps("way.1.").taps("cannot")
    assert amal.sees.startswith("You cannot come on this day?")
    return amal, key


def test_days_nobody_read_are_not_refused(alb: Town) -> None:
    amal, key = cannot_come(alb)
    moves(alb, key, Move.NAME, FIRM, Facts(options=["2026-11-23T09:00"]))
    amal.taps("Another day")
    assert stage(alb, key) is Stage.CHOOSING
    again = next(each for each in amal.bubbles if CHANGED in each.text)
    assert again.text.split("\n")[1] == "You do not want to go to Näherei Muster?"
    amal.taps("Another day", again)
    assert stage(alb, key) is Stage.NAMING


def test_work_is_not_ended_by_an_answer_about_a_day(alb: Town) -> None:
    amal, key = cannot_come(alb)
    alb.walk(local(DAY + timedelta(days=1), 9))
    alb.do(lambda s: set_permit(alb.work(s), s.get_one(Introduction, key), Permit.CLEAR))
    moves(alb, key, Move.START, FIRM, Facts(starts_on=date(2026, 11, 25)))
    alb.walk(local(date(2026, 11, 26), 9))
    amal.taps("do not want this place")
    assert stage(alb, key) is Stage.STARTED
    assert "Are you not at Näherei Muster any more?" in amal.sees
    amal.taps(".stop")
    assert stage(alb, key) is Stage.LEFT


def test_an_answer_about_a_way_that_ended_changes_nothing_and_shows_it(alb: Town) -> None:
    amal, key = cannot_come(alb)
    moves(alb, key, Move.REFUSE, FIRM, Facts(reason="german"))
    amal.taps("Another day")
    assert stage(alb, key) is Stage.REFUSED
    assert "🧭 Your way to Näherei Muster" in amal.sees


def test_who_has_work_gives_up_only_what_they_were_asked_about(alb: Town) -> None:
    _firm, one = looking(alb)
    two = offered(alb, kind="look_day")
    speaks(alb, "other", two)
    amal = newcomer(alb, "amal", first_name="Amal")
    first = interested(alb, amal, one)
    amal.reads().says("/profile").taps("I have work").taps("found it myself").taps("already")
    assert amal.sees.startswith("You are on the way to other firms, too: 1")
    second = interested(alb, amal, two)
    amal.taps("Yes")
    assert amal.sees.split("\n")[:2] == [CHANGED, "You are on the way to other firms, too: 2"]
    assert (way(alb, first).stage, way(alb, second).stage) == (Stage.SHOWN, Stage.SHOWN)
    amal.taps("Yes")
    third = interested(alb, amal, offered(alb, kind="look_day"))
    amal.taps("No")
    assert [way(alb, each).stage for each in (first, second)] == [Stage.WITHDRAWN] * 2
    assert way(alb, third).stage is not Stage.WITHDRAWN


def test_a_day_a_firm_named_and_left_open_is_asked_for_again_once_it_is_over(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    both_agree(alb, key)
    alb.walk(alb.now + timedelta(days=1))
    firm.reads().says("/questions").taps("Other days").taps("16.11.")
    alb.walk(alb.now + timedelta(days=6))
    firm.reads().says("09:00").taps("Enough")
    assert stage(alb, key) is Stage.NAMING
    assert firm.sees == "Which day is good?"
    firm.says("24.11.2026").says("09:00").taps("Enough")
    assert way(alb, key).options == ["2026-11-24T09:00"]


def begin_question(at: Town) -> tuple[Phone, int]:
    """Let a firm be asked how a day was, after which somebody can begin there."""
    firm, _offer, key = asked(at)
    agreed(at, key, date(2026, 11, 16))
    at.walk(local(date(2026, 11, 17), 9))
    at.do(lambda s: set_permit(at.work(s), s.get_one(Introduction, key), Permit.CLEAR))
    return firm.reads().says("/questions"), key


def test_a_first_day_left_open_is_asked_for_again_once_it_is_over(alb: Town) -> None:
    firm, key = begin_question(alb)
    firm.taps("begins with us").says("20.11.2026")
    alb.walk(local(date(2026, 11, 25), 9))
    firm.reads().says("8:00")
    assert firm.sees.startswith("🎉 We are glad. Which day is the first one?")
    a_minute(alb, firm)
    assert stage(alb, key) is Stage.CAME
    firm.says("1.12.2026").taps("Skip")
    a_minute(alb, firm)
    assert way(alb, key).starts_on == date(2026, 12, 1)


def test_of_a_colleague_a_first_day_left_open_is_asked_for_again_as_well(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    _firm, key = begin_question(alb)
    petra.reads().says("/today").says(f"/today way-{key}").taps("begins").says("20.11.2026")
    alb.walk(local(date(2026, 11, 25), 9))
    petra.reads().taps("Skip").taps("Skip")
    a_minute(alb, petra)
    assert stage(alb, key) is Stage.CAME
    assert petra.sees.startswith("Which day is the first one at work?")
