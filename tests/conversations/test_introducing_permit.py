"""A permission and its last day, as a colleague types it: nobody works where it does not hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from storage.introductions.permission import set_permit
from storage.models import CheckIn
from storage.rules.stages import Move, Permit, Stage
from tests.conversations.candidate_scene import (
    a_minute,
    agreed,
    asked,
    cleared,
    moves,
    says_yes,
    stage,
    way,
)
from tests.conversations.introducing_scene import lines, opened, stepped
from tests.conversations.permit_scene import at_work
from tests.conversations.way_scene import FIRM
from tests.people import Phone, Town
from tests.scheduler.desk import local
from tests.storage.way_scene import go, on

pytestmark = pytest.mark.both_databases
MONDAY = date(2026, 11, 16)


@pytest.fixture
def begins(alb: Town, petra: Phone) -> int:
    """After a day to look a firm names the first day at work: the permission comes before it."""
    firm, _offer, key = asked(alb, kind="look_day")
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY + timedelta(days=1), 9))
    firm.reads().taps("begins with us").says("1.12.2026").taps("08:00")
    a_minute(alb, firm)
    assert stage(alb, key) is Stage.PERMIT
    return key


def test_a_last_day_before_the_first_one_at_work_is_asked_about_and_begins_nothing(
    alb: Town, petra: Phone, begins: int
) -> None:
    opened(petra).taps("permission is clear").says("30.11.2026")
    assert lines(petra) == [
        "▶️ First day: Tuesday, 01.12.2026",
        "The permission ends before it. Then a new first day is agreed. Is that right?",
    ]
    petra.taps("No")
    assert stage(alb, begins) is Stage.PERMIT
    petra.reads()
    assert stepped(petra, begins, "permission is clear", "30.11.2026", "Yes") is Stage.TALKING
    amal = alb.phone("amal").reads()
    assert "Next: a person of the centre talks with you and with the firm." in amal.sees
    assert "01.12.2026" not in amal.sees
    assert "▶️ First day: Tuesday, 01.12.2026" in lines(opened(petra))
    told = "❌ Nobody comes on Tuesday, 01.12.2026.\nThe centre calls you by Friday, 20.11.2026."
    firm = alb.phone("firm").reads().says("/mypeople").taps("👤")
    assert told in firm.sees
    assert firm.bubbles[-1].data("This person begins with us")
    alb.walk(local(date(2026, 12, 2), 9))
    assert stage(alb, begins) is Stage.TALKING


def test_a_last_day_after_the_first_one_at_work_asks_nothing_more(
    alb: Town, petra: Phone, begins: int
) -> None:
    opened(petra)
    assert stepped(petra, begins, "permission is clear", "1.12.2026") is Stage.STARTING


def test_after_a_day_to_look_the_card_says_how_far_the_permission_is(
    petra: Phone, begins: int
) -> None:
    opened(petra).taps("At the authority")
    assert "📄 Permission: at the authority. Since: Tuesday, 17.11.2026" in lines(petra)
    assert "this needs no permission" not in petra.sees


def test_of_a_permission_that_ends_while_somebody_works_the_centre_hears_in_time(
    alb: Town, petra: Phone
) -> None:
    _firm, key = at_work(alb, date(2027, 1, 15))
    petra.reads()
    alb.walk(local(date(2026, 12, 18), 9))
    assert "Last day of the permission" not in petra.reads().sees
    alb.walk(local(date(2026, 12, 18), 11))
    assert "⚠️ Last day of the permission: Friday, 15.01.2027" in petra.reads().sees
    assert stepped(petra, key, "permission is clear", "31.12.2027") is Stage.STARTED
    assert "It holds until: Friday, 31.12.2027" in lines(opened(petra))
    alb.walk(local(date(2027, 2, 1), 9))
    assert "Stuck: 0" in petra.reads().says("/today").sees
    assert alb.do(lambda s: list(s.scalars(select(CheckIn.after)))) == ["weeks2", "weeks2"]


def test_whose_permission_is_over_stands_among_what_is_stuck(alb: Town, petra: Phone) -> None:
    at_work(alb, date(2026, 12, 10))
    assert "Stuck: 0" in petra.reads().says("/today").sees
    alb.walk(local(date(2026, 12, 10), 9))
    assert "Stuck: 1" in petra.reads().says("/today").sees


def test_on_a_day_after_the_permission_the_papers_come_first(alb: Town) -> None:
    firm, _offer, key = asked(alb, kind="trial_day")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    cleared(alb, key)
    on(alb, key, lambda work, found: set_permit(work, found, Permit.CLEAR, MONDAY))
    on(alb, key, go(Move.NAME, FIRM, options=["2026-11-17T09:00"]))
    amal = alb.phone("amal").reads().taps(".day-1")
    assert (stage(alb, key), way(alb, key).on_date) == (Stage.PERMIT, None)
    assert amal.toast == "Thank you for telling us."
    assert "It is being arranged." in firm.reads().says("/mypeople").sees


def test_who_works_there_hears_until_when_the_permission_holds_as_the_centre_does(
    alb: Town, petra: Phone
) -> None:
    at_work(alb, date(2027, 1, 15))
    amal, holds = alb.phone("amal").reads(), "hold until Friday, 15.01.2027."
    assert holds in amal.says("/ways").taps("way.1.").sees
    alb.walk(local(date(2026, 12, 18), 9))
    before = len(amal.reads().bubbles)
    alb.walk(local(date(2026, 12, 18), 11))
    assert holds in "".join(each.text for each in amal.reads().bubbles[before:])
    assert "👋 Talk to a person: /person" in amal.sees
    alb.walk(local(date(2027, 1, 15), 9))
    petra.reads()
    amal.reads()
    alb.walk(local(date(2027, 1, 15), 11))
    assert "⚠️ Last day of the permission: Friday, 15.01.2027" in petra.reads().sees
    do_not_go = "Please do not go there from Saturday, 16.01.2027 on, before a person of the centre"
    assert do_not_go in amal.reads().sees


def test_no_first_day_is_offered_after_the_permission(alb: Town, petra: Phone) -> None:
    firm, _offer, key = asked(alb, kind="job")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    cleared(alb, key)
    until = MONDAY + timedelta(days=1)
    on(alb, key, lambda work, found: set_permit(work, found, Permit.CLEAR, until))
    on(alb, key, go(Move.TALK, FIRM))
    firm.reads().says("/mypeople").taps("👤").taps("begins with us")
    opened(petra).taps("first day is known")
    for phone in (firm, petra):
        assert "Tuesday, 17.11.2026" in " ".join(phone.buttons)
        assert "Wednesday, 18.11.2026" not in " ".join(phone.buttons)


def permitted(at: Town, until: date, first: date | None = None) -> tuple[Phone, int]:
    """Let a permission with a last day be there, and perhaps a first day be agreed."""
    firm, _offer, key = asked(at, kind="job")
    moves(at, key, Move.SEND, FIRM)
    says_yes(at, key)
    cleared(at, key)
    on(at, key, lambda work, found: set_permit(work, found, Permit.CLEAR, until))
    on(at, key, go(Move.TALK, FIRM))
    if first is not None:
        on(at, key, go(Move.START, FIRM, starts_on=first))
    return firm, key


def test_a_firm_that_types_a_first_day_after_the_permission_reads_so_kindly_and_no_reason(
    alb: Town,
) -> None:
    firm, key = permitted(alb, MONDAY)
    firm.reads().says("/mypeople").taps("👤").taps("begins with us").says("17.11.2026")
    assert lines(firm)[0] == "Please agree this first day with the centre."
    assert "🎉 We are glad. Which day is the first one?" in firm.sees
    assert "☎️ " in firm.sees
    a_minute(alb, firm)
    assert stage(alb, key) is Stage.TALKING
    firm.says("16.11.2026").taps("08:00")
    a_minute(alb, firm)
    assert (stage(alb, key), way(alb, key).starts_on) == (Stage.STARTING, MONDAY)


def test_a_colleague_reads_the_last_day_and_decides_about_a_first_day_after_it(
    alb: Town, petra: Phone
) -> None:
    firm, key = permitted(alb, MONDAY, MONDAY)
    opened(petra).taps("first day is known").says("17.11.2026")
    assert lines(petra) == [
        "⚠️ Last day of the permission: Monday, 16.11.2026",
        "This first day comes after it. Then the papers begin anew. Is that right?",
    ]
    petra.taps("No")
    assert petra.sees.startswith("Which day is the first one at work?")
    petra.says("17.11.2026")
    amal = alb.phone("amal")
    firm.reads()
    assert stepped(petra, key, "Yes", "08:00") is Stage.PERMIT
    assert "⚠️ Last day of the permission: Monday, 16.11.2026" in lines(opened(petra))
    assert "▶️ First day: Tuesday, 17.11.2026" in lines(petra)
    off = "❌ Nobody comes on Monday, 16.11.2026.\nIt is being arranged. The centre calls you by "
    assert off in firm.says("/mypeople").taps("👤").sees
    assert "❌ You do not go on Monday, 16.11.2026. The firm hears it." in amal.reads().sees
    before = len(firm.bubbles)
    alb.walk(local(date(2026, 11, 13), 9))
    assert any(off in each.text for each in firm.reads().bubbles[before - 1 :])
    assert "Stuck: 0" in petra.reads().says("/today").sees


def test_of_a_first_day_on_which_no_permission_holds_any_more_the_firm_hears_it_is_off(
    alb: Town, petra: Phone
) -> None:
    firm, key = permitted(alb, MONDAY, MONDAY)
    on(alb, key, lambda work, found: setattr(found, "permit_until", MONDAY - timedelta(days=1)))
    before = len(firm.reads().bubbles)
    alb.walk(local(MONDAY, 12))
    assert stage(alb, key) is Stage.PERMIT
    told = "\n".join(each.text for each in firm.reads().bubbles[before:])
    off = "❌ Nobody comes on Monday, 16.11.2026.\nIt is being arranged. The centre calls you by "
    assert off in told
    assert "permission" not in told
    assert "❌ You do not go on Monday, 16.11.2026." in alb.phone("amal").reads().sees


def test_whose_permission_ends_at_work_does_not_come_for_now_and_the_firm_hears_no_reason(
    alb: Town, petra: Phone
) -> None:
    firm, key = at_work(alb, date(2027, 1, 15))
    alb.walk(local(date(2027, 1, 15), 9))
    before = len(firm.reads().bubbles)
    alb.walk(local(date(2027, 1, 15), 11))
    off = (
        "❌ Amal does not come for now, from this day on: Saturday, 16.01.2027\n"
        "The centre calls you by Wednesday, 20.01.2027."
    )
    told = "\n".join(each.text for each in firm.reads().bubbles[before:])
    assert off in told
    assert not [word for word in ("ermission", "papers", "Papiere", "15.01.2027") if word in told]
    amal = alb.phone("amal").reads()
    assert "You hear from us by Wednesday, 20.01.2027 at the latest." in amal.sees
    petra.reads()
    alb.walk(local(date(2027, 1, 21), 12))
    longer = "It takes longer. We are sorry.\n"
    assert longer + "The centre calls you by Monday, 25.01.2027." in firm.reads().sees
    assert longer + "You hear from us by Monday, 25.01.2027 at the latest." in amal.reads().sees
    assert stepped(opened(petra), key, "permission is clear", "31.12.2027") is Stage.STARTED
    assert "hold until Friday, 31.12.2027." in amal.reads().sees
    assert "does not come" not in firm.says("/mypeople").taps("👤").sees
