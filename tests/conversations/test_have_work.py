"""🎉 I have work: papers first, offers stop, help stays, firms hear it, all of it turns back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from scheduler.due import ensure_daily
from storage.models import Introduction, Offer, Person, Request
from storage.models.offers import OfferState
from storage.rules.stages import Move, Stage
from tests.conversations.invited import staff
from tests.conversations.way_scene import (
    STARTS,
    comes_to,
    interested,
    is_new,
    looks,
    moves,
    stage,
    with_a_firm,
)
from tests.people import Phone, Town
from tests.scheduler.desk import local, newcomer, news, offered, person_of
from tests.storage.way_scene import interested as wants

pytestmark = pytest.mark.both_databases
PAPERS = (
    "Before you start any work or internship, the centre checks your papers with you. "
    "Please do not start before."
)


def of(phone: Phone) -> tuple[date | None, bool]:
    """Return since when somebody has work, and whether offers come."""
    who = person_of(phone)
    person = phone.town.do(lambda session: session.get_one(Person, who))
    return person.works_since, person.work_on


def requests(at: Town) -> list[str]:
    return at.do(lambda s: list(s.scalars(select(Request.topic))))


def test_work_found_alone_stops_offers_and_keeps_help(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/profile").taps("🎉 I have work")
    assert amal.sees.split("\n") == ["🎉 That is good news!", PAPERS, "Where is it?"]
    assert amal.buttons[:2] == ["🔎 I found it myself", "Not yet"]
    amal.taps("I found it myself")
    assert amal.sees == "Since when, or from when?"
    assert "Another day" in amal.buttons
    assert len(amal.buttons) <= 10
    amal.taps("I work there already")
    assert amal.sees.startswith("Shall the centre check the papers for this work with you?")
    amal.taps("No")
    assert amal.sees.split("\n") == [
        "🎉 We are happy for you!",
        "Offers stop now. All other help stays.",
        "You look for work again? Tap it here: /profile",
    ]
    assert of(amal) == (date(2026, 11, 10), False)
    assert amal.says("/offers").sees == "🎉 You have work. Offers pause. Looking again? /profile"
    offered(alb)
    alb.walk(alb.now + timedelta(days=2))
    assert news(amal) == []
    assert requests(alb) == []


def test_the_centre_checks_the_papers_where_that_is_wanted(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    amal = newcomer(alb, "amal").says("/profile").taps("🎉 I have work")
    amal.taps("I found it myself").says("1.12.2026").taps("Yes")
    assert of(amal) == (date(2026, 12, 1), False)
    assert requests(alb) == ["work"]
    assert news(petra) == ["👋 Somebody asks for a person:"]
    assert "You hear from us by Friday, 13.11.2026 at the latest." in amal.sees


def test_who_waits_longer_than_promised_hears_so_on_the_day_and_each_week(alb: Town) -> None:
    alb.do(lambda session: ensure_daily(alb.work(session)))
    petra = staff(alb, "petra", "alb")
    amal = newcomer(alb, "amal").says("/profile").taps("🎉 I have work")
    amal.taps("I found it myself").says("1.12.2026").taps("Yes").reads()
    alb.walk(local(date(2026, 11, 13), 16))
    assert amal.reads().sees.split("\n")[:3] == [
        "👋 The centre knows that you wait.",
        "It takes longer. We are sorry.",
        "You hear from us by Friday, 20.11.2026 at the latest.",
    ]
    alb.walk(local(date(2026, 11, 20), 15))
    assert news(amal) == []
    alb.walk(local(date(2026, 11, 20), 16))
    assert "by Friday, 27.11.2026" in amal.reads().sees
    petra.reads().says("/inbox").taps("Take Q1").taps("Close")
    alb.walk(local(date(2026, 11, 27), 16))
    assert news(amal) == ["✔️ The centre worked on this: 💼 Work or training"]


def test_not_yet_changes_nothing(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/profile").taps("🎉 I have work").taps("Not yet")
    assert of(amal) == (None, True)
    assert amal.sees == "All right. Tell me when it is so: /profile"


def test_who_looks_again_gets_offers_again(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/profile").taps("🎉 I have work")
    amal.taps("I found it myself").taps("I work there already").taps("No").says("/profile")
    assert "🎉 You have had work since Tuesday, 10.11.2026. No offers come." in amal.sees
    amal.taps("I look for work again")
    assert of(amal) == (None, True)
    assert "🎉 I have work" in amal.buttons
    offered(alb)
    alb.walk(alb.now + timedelta(days=1))
    assert [line[:6] for line in news(amal)] == ["💼 Work"]


@pytest.mark.parametrize("ways", [("/profile", "on.work"), ("/stop", ".go_on")])
def test_who_turns_offers_on_looks_for_work_again(alb: Town, ways: tuple[str, str]) -> None:
    amal = newcomer(alb, "amal").says("/profile").taps("🎉 I have work")
    amal.taps("I found it myself").taps("I work there already").taps("No")
    amal.says(ways[0]).taps(ways[1])
    assert of(amal) == (None, True)


def test_a_start_through_us_is_for_the_firm_or_the_centre_to_say(alb: Town) -> None:
    """A day only to look needed no permission: after their word it comes first."""
    petra = staff(alb, "petra", "alb")
    with_a_firm(alb, "look_day")
    amal = interested(alb)
    for step in (Move.SEND, Move.NAME):
        options = ["2026-11-12T09:00"] if step is Move.NAME else None
        moves(alb, step, options=options)
        amal.reads().taps(".yes" if step is Move.SEND else ".day-1")
    alb.now += timedelta(days=3)
    alb.tick()
    assert stage(alb) is Stage.CAME
    petra.reads()
    amal.says("/profile").taps("🎉 I have work").taps("🏢 Näherei Muster (B1)")
    amal.taps("I work there already").taps("No")
    assert (stage(alb), looks(alb, lambda way: way.starts_on)) == (Stage.TALKING, None)
    assert len(news(petra)) == 1
    assert is_new(alb)
    assert moves(alb, Move.START, starts_on=date(2026, 11, 13)) is Stage.PERMIT


@pytest.mark.parametrize("at", [Stage.CAME, Stage.TALKING])
def test_on_the_word_of_a_person_alone_no_place_is_taken_and_nobody_refused(
    alb: Town, at: Stage
) -> None:
    petra = staff(alb, "petra", "alb")
    offer, _firm = with_a_firm(alb, "job", places=1)
    reza = wants(alb, newcomer(alb, "reza"), offer)
    amal = interested(alb, wants=["job"])
    comes_to(alb, amal, at)
    petra.reads()
    amal.reads().says("/profile").taps("🎉 I have work").taps("🏢 Näherei Muster")
    amal.taps("I work there already")
    assert amal.sees.startswith("🎉 We are happy for you!")
    alb.tick()
    assert stage(alb) is Stage.TALKING
    assert alb.do(lambda s: s.get_one(Offer, offer).state) == OfferState.OPEN
    assert alb.do(lambda s: s.get_one(Introduction, reza).stage) is Stage.SHOWN
    assert len(news(petra)) == 1


def test_the_first_day_that_is_agreed_stays_whatever_a_person_says(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    with_a_firm(alb)
    amal = interested(alb)
    comes_to(alb, amal, Stage.STARTING)
    petra.reads()
    amal.says("/profile").taps("🎉 I have work").taps("🏢 Näherei Muster")
    amal.taps("I work there already")
    assert (stage(alb), looks(alb, lambda way: way.starts_on)) == (Stage.STARTING, STARTS)
    assert len(news(petra)) == 1


def test_who_began_through_us_is_asked_nothing_and_congratulated(alb: Town) -> None:
    with_a_firm(alb)
    amal = interested(alb)
    comes_to(alb, amal, Stage.STARTED)
    alb.now = local(STARTS + timedelta(days=5), 10)
    amal.says("/profile").taps("🎉 I have work")
    assert amal.sees.startswith("🎉 We are happy for you!")
    assert of(amal) == (STARTS, False)
    assert stage(alb) is Stage.STARTED
    assert requests(alb) == []


def test_where_it_cannot_begin_yet_the_centre_hears_it(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    with_a_firm(alb)
    amal = interested(alb)
    comes_to(alb, amal, Stage.NAMING)
    petra.reads()
    amal.says("/profile").taps("🎉 I have work").taps("🏢 Näherei Muster (B1)")
    amal.taps("I work there already")
    assert stage(alb) is Stage.NAMING
    assert len(news(petra)) == 1


@pytest.mark.parametrize(("said", "ends"), [("Yes", Stage.WITHDRAWN), ("No", Stage.SHOWN)])
def test_other_firms_hear_it_where_that_is_wanted(alb: Town, said: str, ends: Stage) -> None:
    with_a_firm(alb)
    amal = interested(alb)
    amal.says("/profile").taps("🎉 I have work").taps("I found it myself")
    amal.taps("I work there already")
    assert amal.sees.split("\n") == [
        "You are on the way to other firms, too: 1",
        "Shall I tell them that you do not come? They hear no reason.",
    ]
    amal.taps(said).taps("No")
    assert stage(alb) is ends
    assert is_new(alb) is (said == "Yes")


def test_the_ways_of_others_are_not_offered(alb: Town) -> None:
    with_a_firm(alb)
    amal = interested(alb)
    comes_to(alb, amal, Stage.CAME)
    reza = newcomer(alb, "reza").says("/profile").taps("🎉 I have work")
    assert reza.buttons == ["🔎 I found it myself", "Not yet"]


def test_of_many_ways_the_firm_that_knows_the_person_stands_first(alb: Town) -> None:
    with_a_firm(alb)
    amal = interested(alb)
    comes_to(alb, amal, Stage.CHOOSING)
    knows = looks(alb, lambda way: way.id)
    for _n in range(7):
        wants(alb, amal, with_a_firm(alb)[0])
    amal.reads().says("/profile").taps("🎉 I have work")
    assert amal.buttons[0].endswith(f"(B{knows})")
