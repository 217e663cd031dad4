"""The day by which the centre answers a firm is one, however it goes on with the person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.rules.stages import Move, Side, Stage
from tests.conversations.candidate_scene import moves, says_yes, stage, way
from tests.conversations.invited import staff
from tests.conversations.test_firm_asks import ASKED, asks_and_sends
from tests.conversations.test_firm_news import young
from tests.page.phone import PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
DAY = timedelta(days=1)


@pytest.fixture(params=["chat", "page"])
def at(request: pytest.FixtureRequest, alb: Town) -> Town:
    """The Alb on each face."""
    return alb if request.param == "chat" else PageTown(alb.database, alb.now, alb.limits)


def asked_of(firm: Phone) -> list[str]:
    """Return what the card of somebody says from the firm's question on."""
    said = firm.reads().says("/mypeople").taps("candidate.").sees.replace("\n\n", "\n").split("\n")
    return said[said.index(f"✉️ {ASKED}") + 1 :]


@pytest.mark.parametrize("age", ["minor", "adult"])
def test_the_day_of_the_answer_is_counted_from_the_question_until_it_takes_longer(
    at: Town, age: str
) -> None:
    """However far it goes meanwhile, and whether parents are asked or the person thinks."""
    petra = staff(at, "petra", "alb")
    firm, key = asks_and_sends(at)
    by = "The centre answers by Monday, 16.11.2026."
    assert asked_of(firm)[0] == by
    at.walk(at.now + DAY)
    if age == "minor":
        young(at, way(at, key).person_id)
        moves(at, key, Move.AGREE, Side.PERSON)
    assert asked_of(firm)[0] == by
    at.walk(local(date(2026, 11, 13), 12))
    assert "Stuck: 1" not in petra.reads().says("/today").sees
    at.walk(local(date(2026, 11, 17), 12))
    assert "Stuck: 1" in petra.reads().says("/today").sees
    *said, phone = asked_of(firm)[:3]
    assert said == [
        "It takes longer. We are sorry.",
        "You hear from us by Friday, 20.11.2026 at the latest.",
    ]
    assert phone.startswith("☎️")


def test_a_yes_moves_no_day_of_an_answer(at: Town) -> None:
    firm, key = asks_and_sends(at)
    at.walk(at.now + DAY)
    says_yes(at, key)
    assert stage(at, key) is Stage.NAMING
    assert asked_of(firm)[0] == "The centre answers by Monday, 16.11.2026."
    at.walk(local(date(2026, 11, 17), 12))
    longer, day, *rest = asked_of(firm)
    assert longer == "It takes longer. We are sorry."
    assert day.startswith("You hear from us by ")
    assert longer not in rest
