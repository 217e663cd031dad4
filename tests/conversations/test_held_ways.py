"""A problem at a firm somebody is on the way to: nothing leads nearer until a colleague looked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from storage.introductions.permission import set_permit
from storage.models import Introduction
from storage.rules.stages import Permit, Stage
from tests.conversations.candidate_scene import (
    a_minute,
    agreed,
    asked,
    both_agree,
    calls,
    looking,
    stage,
    way,
)
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import local, newcomer, news

pytestmark = pytest.mark.both_databases
DAY = timedelta(days=1)
HELD = "🛑 On hold until the centre looked."
DO_NOT_GO = "Please do not go there before a person of the centre talked with you."


def complains(at: Town) -> Phone:
    """Tell of a problem on the way to the firm."""
    amal = at.phone("amal").reads().says("/ways").taps("way.1.").taps("wrong")
    return amal.taps("Answer me here")


def looked(petra: Phone) -> None:
    """Let a colleague take the problem and release the firm."""
    petra.reads().taps("Take").taps("Release: Näherei Muster")


def was_there(at: Town) -> tuple[Phone, int]:
    """Let somebody have been at a firm, which can say now that they begin."""
    firm, _offer, key = asked(at)
    agreed(at, key, date(2026, 11, 16))
    at.walk(local(date(2026, 11, 17), 9))
    at.do(lambda s: set_permit(at.work(s), s.get_one(Introduction, key), Permit.CLEAR))
    return firm.reads().says("/questions"), key


def test_a_problem_stops_a_start_that_waits_its_minute(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, key = was_there(alb)
    firm.taps("begins with us").says("1.12.2026").says("7:00")
    amal = complains(alb)
    heard = len(amal.bubbles)
    assert news(petra)
    a_minute(alb, firm, amal)
    assert (stage(alb, key), len(amal.bubbles)) == (Stage.CAME, heard)
    assert (len(news(petra)), HELD in petra.sees) == (1, True)


def test_the_firm_is_asked_again_once_a_colleague_looked(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, key = was_there(alb)
    firm.taps("begins with us").says("1.12.2026").says("7:00")
    complains(alb)
    a_minute(alb, firm)
    assert firm.says("/questions").sees.startswith("Thank you. No question is open now.")
    looked(petra.reads().says("/inbox"))
    before = len(firm.bubbles)
    alb.walk(alb.now + DAY)
    assert "How was the day with Amal?" in firm.reads().bubbles[before].text
    firm.taps("begins with us").says("1.12.2026").says("8:00")
    a_minute(alb, firm)
    assert stage(alb, key) is Stage.STARTING


def test_a_no_holds_though_a_problem_is_told_in_its_minute(alb: Town) -> None:
    firm, key = was_there(alb)
    firm.taps("👎 No").taps("German")
    complains(alb)
    a_minute(alb, firm)
    assert stage(alb, key) is Stage.REFUSED


def complained(amal: Phone, key: int, stands: Stage) -> None:
    """Let somebody tell of a problem at the offer they want; nothing ends for a fortnight."""
    amal.taps("There is a problem", amal.bubbles[0]).taps("Answer me here")
    at = amal.town
    at.walk(at.now + 16 * DAY)
    assert (stage(at, key), way(at, key).expires_at) == (stands, None)


def wanted(at: Town) -> tuple[Phone, Phone, int]:
    """Let a firm see the card of somebody who tapped that they want its offer."""
    firm, _offer = looking(at, kind="job")
    amal = newcomer(at, "amal", first_name="Amal").says("/offers").taps("I am interested")
    return amal, firm, at.do(lambda s: s.scalars(select(Introduction.id)).one())


def test_the_time_of_a_step_stands_still_and_begins_anew_once_a_colleague_looked(
    alb: Town,
) -> None:
    petra = staff(alb, "petra", "alb")
    amal, _firm, key = wanted(alb)
    both_agree(alb, key, clear=True)
    complained(amal, key, Stage.NAMING)
    looked(petra)
    alb.walk(alb.now + 13 * DAY)
    assert stage(alb, key) is Stage.NAMING
    assert ("day", key) in calls(alb)
    alb.walk(alb.now + 2 * DAY)
    assert stage(alb, key) is Stage.EXPIRED


def test_a_card_has_all_its_days_again_once_a_colleague_looked(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    amal, firm, key = wanted(alb)
    complained(amal, key, Stage.SHOWN)
    looked(petra)
    alb.walk(alb.now + DAY)
    firm.reads().says("/questions").taps("Please send")
    assert stage(alb, key) is Stage.WANTED


def begins(at: Town) -> tuple[Phone, Phone, int]:
    """Let somebody begin at a firm on the first of December, and tell of a problem before."""
    firm, key = was_there(at)
    firm.taps("begins with us").says("1.12.2026").says("7:00")
    a_minute(at, firm)
    assert stage(at, key) is Stage.STARTING
    return firm, complains(at), key


def test_who_told_of_a_problem_reads_on_the_eve_not_to_go_and_begins_nothing(alb: Town) -> None:
    firm, amal, key = begins(alb)
    amal.says("/ways").taps("way.1.")
    assert DO_NOT_GO in amal.sees
    alb.walk(local(date(2026, 11, 30), 17))
    read, heard = len(amal.reads().bubbles), len(firm.reads().bubbles)
    alb.walk(local(date(2026, 11, 30), 20))
    [eve] = amal.reads().bubbles[read:]
    assert "first day" not in eve.text
    assert DO_NOT_GO in eve.text
    alb.walk(local(date(2026, 12, 2), 12))
    assert stage(alb, key) is Stage.STARTING
    assert firm.reads().bubbles[heard:] == []


def test_the_list_of_ways_says_that_it_is_on_hold_before_the_day_and_after_it(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    _firm, _offer, key = asked(alb)
    agreed(alb, key, date(2026, 11, 16))
    amal = alb.phone("amal").reads().says("/ways")
    assert "🏢 Näherei Muster: 📅 Monday, 16.11.2026" in amal.sees
    complains(alb)
    for day in (15, 16, 17):
        alb.walk(local(date(2026, 11, day), 18))
        assert f"🏢 Näherei Muster: {HELD}" in amal.reads().says("/ways").sees
    looked(petra.reads().says("/inbox"))
    assert HELD not in amal.reads().says("/ways").sees


def test_a_day_that_passed_on_hold_is_talked_about_and_the_firm_says_nothing_of_it(
    alb: Town,
) -> None:
    petra = staff(alb, "petra", "alb")
    firm, _offer, key = asked(alb)
    agreed(alb, key, date(2026, 11, 16))
    amal = complains(alb)
    alb.walk(local(date(2026, 11, 17), 12))
    assert stage(alb, key) is Stage.DATED
    looked(petra.reads().says("/inbox"))
    read, heard = len(amal.reads().bubbles), len(firm.reads().bubbles)
    alb.walk(local(date(2026, 11, 18), 18))
    assert stage(alb, key) is Stage.TALKING
    said = [each.text for each in amal.reads().bubbles[read:]]
    assert ["a person of the centre talks with you and with the firm" in each for each in said] == [
        True
    ]
    asked_of = "".join(each.text for each in firm.reads().bubbles[heard:])
    assert "How was the day" not in asked_of
    assert "The centre calls you by" in asked_of
    assert any("Amal (R-" in line and "Näherei Muster" in line for line in news(petra))


def test_looked_at_in_time_the_first_day_comes_as_agreed(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    _firm, amal, key = begins(alb)
    looked(petra.reads().says("/inbox"))
    alb.walk(local(date(2026, 11, 30), 20))
    assert "⏰ Tomorrow is your first day at work." in amal.reads().sees
    alb.walk(local(date(2026, 12, 1), 9))
    assert stage(alb, key) is Stage.STARTED


def test_a_first_day_that_passed_on_hold_is_talked_about_and_all_hear_it(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, amal, key = begins(alb)
    alb.walk(local(date(2026, 12, 2), 12))
    looked(petra.reads().says("/inbox"))
    firm.reads()
    alb.walk(local(date(2026, 12, 3), 12))
    assert stage(alb, key) is Stage.TALKING
    assert "Next: a person of the centre talks with you and with the firm." in amal.reads().sees
    assert "The centre calls you by" in firm.reads().sees
    assert any("Amal (R-" in line and "Näherei Muster" in line for line in news(petra))


TOLD = "Thank you. We told the centre."


def steps_back(at: Town) -> list[str]:
    """Let who left the question about their problem open give up the way; return what they read."""
    amal = at.phone("amal").reads().says("/ways")
    before = len(amal.bubbles)
    amal.taps("way.1.").taps("No longer for me").taps("I do not want this place")
    assert "You said no to this place." in "".join(each.text for each in amal.bubbles)
    return [each.text for each in amal.bubbles[before:] if TOLD in each.text]


def test_what_was_told_of_a_problem_that_is_closed_is_not_told_again(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    was_there(alb)
    amal = alb.phone("amal").reads().says("/ways").taps("way.1.").taps("wrong")
    petra.reads().taps("Take").taps("Close")
    alb.walk(alb.now + timedelta(hours=1))
    call = amal.bubbles[-1]
    assert amal.reads().taps("Call me", call).toast == "This is closed. Here is the menu: /menu"
    assert steps_back(alb) == []


def test_what_was_told_of_a_problem_days_ago_is_not_told_again(alb: Town) -> None:
    staff(alb, "petra", "alb")
    was_there(alb)
    alb.phone("amal").reads().says("/ways").taps("way.1.").taps("wrong")
    alb.walk(alb.now + 2 * DAY)
    assert steps_back(alb) == []


def test_within_the_day_the_question_about_the_problem_waits(alb: Town) -> None:
    staff(alb, "petra", "alb")
    was_there(alb)
    alb.phone("amal").reads().says("/ways").taps("way.1.").taps("wrong")
    assert len(steps_back(alb)) == 1
