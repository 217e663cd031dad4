"""Somebody corrects their age while they are on the way to a firm: their ways follow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.models import Introduction, Person
from storage.rules.ages import AgeBand
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    CENTRE,
    FIRM,
    agreed,
    asked,
    moves,
    says_yes,
    speaks,
    stage,
    way,
)
from tests.conversations.introducing_scene import opened
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import local, news, offered, person_of
from tests.storage.way_scene import interested

pytestmark = pytest.mark.both_databases
MONDAY = date(2026, 11, 16)


@pytest.fixture
def petra(alb: Town) -> Phone:
    return staff(alb, "petra", "alb")


def says_age(phone: Phone, band: AgeBand) -> None:
    phone.reads().says("/profile").taps("Change").taps("Age").taps(f".{band}")


def is_young(at: Town, phone: Phone) -> None:
    who = person_of(phone)
    at.do(lambda s: setattr(s.get_one(Person, who), "age_band", AgeBand.YOUNG))


@pytest.mark.parametrize(("kind", "then"), [("job", Stage.PERMIT), ("look_day", Stage.NAMING)])
def test_who_is_18_now_needs_no_yes_of_the_parents_once_the_centre_saw_it(
    alb: Town, petra: Phone, kind: str, then: Stage
) -> None:
    firm, _offer, key = asked(alb, kind)
    amal = alb.phone("amal")
    is_young(alb, amal)
    firm.taps("Please send")
    amal.reads().says("/ways").taps("way.1.").taps(".yes")
    assert stage(alb, key) is Stage.GUARDIAN
    petra.reads()
    says_age(amal, AgeBand.ADULT)
    assert stage(alb, key) is Stage.GUARDIAN
    assert "Amal" not in firm.says("/mypeople").sees
    amal.says("/ways").taps("way.1.")
    assert "The centre looks at this with you." in amal.sees
    assert len(news(petra)) == 1
    assert "Says now: 18 or older." in petra.sees
    petra.taps("18 or older: I saw it")
    assert petra.sees == "Did you see that this person is 18 or older?"
    petra.taps("Yes, I saw it")
    alb.now += timedelta(minutes=1)
    alb.tick()
    assert stage(alb, key) is then
    assert "Amal" in firm.reads().says("/mypeople").sees


def test_a_firm_reads_no_name_once_somebody_is_younger_again(alb: Town, petra: Phone) -> None:
    firm, _offer, key = asked(alb)
    amal = alb.phone("amal")
    firm.taps("Please send")
    says_yes(alb, key)
    assert "Amal" in firm.says("/mypeople").sees
    says_age(amal, AgeBand.YOUNG)
    assert stage(alb, key) is Stage.GUARDIAN
    assert "Amal" not in firm.says("/mypeople").sees
    says_age(amal, AgeBand.ADULT)
    assert stage(alb, key) is Stage.GUARDIAN
    assert "Amal" not in firm.says("/mypeople").sees


def test_who_is_younger_than_they_said_needs_the_yes_of_the_parents_first(
    alb: Town, petra: Phone
) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    firm.reads()
    petra.reads()
    amal = alb.phone("amal")
    says_age(amal, AgeBand.YOUNG)
    assert stage(alb, key) is Stage.GUARDIAN
    assert "✍️ The yes of the parents is missing." in petra.reads().sees
    alb.walk(alb.now + timedelta(days=1))
    assert "❌ Nobody comes on Monday, 16.11.2026." in firm.reads().sees
    amal.reads().says("/ways").taps("way.1.")
    assert "👍 You said yes. The firm knows your first name now." in amal.sees
    assert "They must say yes, too." in amal.sees
    revision = way(alb, key).revision
    says_age(amal, AgeBand.YOUNG)
    assert way(alb, key).revision == revision


def test_of_who_works_there_and_is_younger_than_they_said_the_centre_hears(
    alb: Town, petra: Phone
) -> None:
    _firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.do(lambda s: setattr(s.get_one(Introduction, key), "stage", Stage.STARTED))
    petra.reads()
    says_age(alb.phone("amal"), AgeBand.YOUNG)
    assert stage(alb, key) is Stage.STARTED
    assert len(news(petra)) == 1


def test_a_firm_hears_by_the_day_it_was_promised_while_parents_are_asked_and_not_of_them(
    alb: Town, petra: Phone
) -> None:
    firm, _offer, key = asked(alb)
    is_young(alb, alb.phone("amal"))
    moves(alb, key, Move.SEND, FIRM)
    asks = "We ask this person now. You hear from us by Tuesday, 17.11.2026."
    assert asks in firm.reads().says("/mypeople").taps("👤").sees
    alb.walk(alb.now + timedelta(days=2))
    says_yes(alb, key)
    assert stage(alb, key) is Stage.GUARDIAN
    assert asks in firm.says("/mypeople").taps("👤").sees
    before = len(firm.bubbles)
    alb.walk(local(MONDAY + timedelta(days=1), 12))
    told = firm.reads().bubbles[before:]
    longer = "It takes longer. We are sorry.\nYou hear from us by "
    assert [each for each in told if longer in each.text]
    assert not [each for each in told if "parents" in each.text or asks in each.text]


def test_who_steps_back_and_begins_anew_as_18_goes_on_once_the_centre_saw_it(
    alb: Town, petra: Phone
) -> None:
    firm, offer, key = asked(alb)
    amal = alb.phone("amal")
    is_young(alb, amal)
    firm.taps("Please send")
    amal.reads().says("/ways").taps("way.1.").taps(".yes")
    assert stage(alb, key) is Stage.GUARDIAN
    says_age(amal, AgeBand.ADULT)
    amal.says("/ways").taps("way.1.").taps("No longer for me").taps("do not want this place")
    assert stage(alb, key) is Stage.WITHDRAWN
    again = interested(alb, amal, offer)
    assert stage(alb, again) is Stage.INTERESTED
    assert "Says now: 18 or older." in petra.reads().sees
    moves(alb, again, Move.SHOW, CENTRE)
    moves(alb, again, Move.SEND, FIRM)
    says_yes(alb, again)
    assert stage(alb, again) is Stage.GUARDIAN
    assert "Amal" not in firm.reads().says("/mypeople").sees
    opened(petra).taps("18 or older: I saw it").taps("Yes, I saw it")
    alb.now += timedelta(minutes=1)
    alb.tick()
    assert stage(alb, again) is Stage.NAMING
    other = offered(alb, kind="look_day")
    speaks(alb, "other firm", other)
    assert stage(alb, interested(alb, amal, other)) is Stage.SHOWN
