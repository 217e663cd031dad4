"""Somebody is 16 or 17: the centre has a task with a day, and begins their way to a firm."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from storage.rules.stages import Stage
from tests.conversations.invited import staff
from tests.conversations.way_scene import stage, with_a_firm
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news, offered

NOT_18 = "You are not 18 yet. A person from the centre looks for work with you."
BY = "You hear from us by Friday, 13.11.2026 at the latest."
ASK = "A person from the centre looks for work with you: /person"


def young(at: Town, name: str = "amal", **values: Any) -> Phone:
    return newcomer(at, name, age_band="16-17", **values)


def code_of(phone: Phone) -> str:
    """Return the code somebody says at the desk."""
    return phone.says("/profile").sees.rsplit(": ", 1)[1]


@pytest.mark.both_databases
def test_the_centre_is_asked_to_look_and_has_a_day_which_the_person_reads(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    amal = young(alb).says("/offers")
    assert amal.sees.split("\n") == [NOT_18, BY, "Courses and things to do: /week"]
    assert news(petra) == ["👋 Somebody asks for a person:"]
    assert "Answer by: Friday, 13.11.2026" in petra.sees
    assert amal.says("/profile").sees.split("\n")[-3:-1] == [NOT_18, BY]
    amal.says("/offers")
    assert news(petra) == []


def test_without_a_task_nobody_is_said_to_look(alb: Town) -> None:
    staff(alb, "petra", "alb")
    amal = young(alb).says("/profile")
    assert ASK in amal.sees.split("\n")
    assert NOT_18 not in amal.sees
    assert ASK not in newcomer(alb, "reza").says("/profile").sees
    sara = young(alb, "sara", wants=["course"]).says("/offers")
    assert "You want courses and groups." in sara.bubbles[-2].text


def test_no_offers_are_said_to_come_to_who_is_young(alb: Town) -> None:
    amal = young(alb).says("/profile")
    assert [each for each in amal.buttons if "Offers of work" in each] == []
    assert [each for each in amal.says("/stop").buttons if "Offers of work" in each] == []


@pytest.mark.both_databases
def test_a_colleague_begins_the_way_and_the_guardian_is_asked_in_its_place(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    _offer, firm = with_a_firm(alb, "job")
    amal = young(alb)
    petra.says(f"/people {code_of(amal)}").taps("Why no match?")
    assert "💼 Offers that fit now: 1" in petra.sees
    assert "Only for adults" not in petra.sees
    petra.taps("🤝")
    assert stage(alb) is Stage.INTERESTED
    assert "🤝 Looks after it: " in petra.sees
    petra.taps("Show the card")
    alb.now += timedelta(minutes=2)
    alb.tick()
    firm.reads().taps("Please send")
    alb.now += timedelta(minutes=2)
    alb.tick()
    amal.reads()
    assert "your parents or guardian must say yes, too." in amal.sees
    amal.taps("Yes, tell the firm")
    assert stage(alb) is Stage.GUARDIAN


def test_more_hours_than_youth_may_work_are_not_begun_for_them(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    offered(alb, hours_week=41)
    petra.says(f"/people {code_of(young(alb))}").taps("Why no match?")
    assert "🎂 Only for adults:" in petra.sees
    assert [each for each in petra.buttons if each.startswith("🤝")] == []
