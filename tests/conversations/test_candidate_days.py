"""Days a firm names or speaks of: none that could not be, whatever a button says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.introductions.steps import Facts
from storage.rules.stages import FILLED, Move, Stage
from tests.conversations.candidate_scene import (
    FIRM,
    a_minute,
    agreed,
    asked,
    both_agree,
    chooses,
    is_interested,
    looking,
    moves,
    says_yes,
    stage,
    way,
)
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
MONDAY = date(2026, 11, 16)


def pressed(firm: Phone, key: int, action: str) -> Phone:
    """Press a button that is not there, as it would be written."""
    data = str(Standing("candidate", key, way(firm.town, key).revision, action))
    return firm.does(Tapped(data, firm.bubbles[-1].row))


def test_nobody_stays_away_before_the_day(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    for action in ("missed", "here"):
        pressed(firm.reads(), key, action)
    assert (stage(alb, key), way(alb, key).on_date) == (Stage.DATED, MONDAY)


@pytest.fixture
def eve(alb: Town) -> tuple[Phone, int]:
    """A firm that read on the eve who comes on Monday at nine; the introduction."""
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY, 8, 59))
    return firm.reads(), key


def test_from_the_hour_on_the_card_says_who_is_there(alb: Town, eve: tuple[Phone, int]) -> None:
    firm, key = eve
    assert "🚫 Did not come" not in firm.buttons
    alb.walk(local(MONDAY, 9, 1))
    assert firm.reads().buttons == [
        "✅ Is here",
        "🚫 Did not come",
        "🗓️ Other days",
        "❌ Not any more",
    ]
    assert "tomorrow" not in firm.sees
    assert "☎️ Integrationszentrum Alb: +49 7381 000-1" in firm.sees
    firm.taps("Is here")
    assert stage(alb, key) is Stage.CAME
    assert "🚫 Did not come" in firm.buttons


def test_who_does_not_come_is_said_at_once(alb: Town, eve: tuple[Phone, int]) -> None:
    firm, key = eve
    alb.walk(local(MONDAY, 9, 1))
    firm.reads().taps("Did not come")
    assert "You said: did not come." in firm.sees
    a_minute(alb, firm)
    assert stage(alb, key) is Stage.TALKING
    assert "The centre calls you by" in firm.sees


@pytest.mark.parametrize(
    "code",
    ["9911300317", "2612250900", "2611220900", "2703280230", "2612020317", "2707050900"],
    ids=["far", "Christmas", "a Sunday", "no hour", "at night", "in half a year"],
)
def test_only_a_day_that_could_be_suggested_is_taken_from_a_button(alb: Town, code: str) -> None:
    firm, _offer, key = asked(alb)
    firm.taps("Please send")
    says_yes(alb, key)
    pressed(firm, key, f"day-{code}")
    assert stage(alb, key) is Stage.NAMING
    pressed(firm, key, "day-2611300900")
    assert (stage(alb, key), way(alb, key).options) == (Stage.CHOOSING, ["2026-11-30T09:00"])


def test_a_week_of_working_days_is_shown_and_any_other_is_typed(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY + timedelta(days=1), 9))
    days = firm.reads().taps("begins with us").buttons
    assert [each[2:5] for each in days[:7]] == ["Wed", "Thu", "Fri", "Mon", "Tue", "Wed", "Thu"]
    assert days[7:] == ["Another day", "Back"]
    firm.taps("Another day")
    assert firm.sees.split("\n")[-1] == "Another day? Please type it like 24.12.2026."
    assert firm.buttons == [*days[:7], "Back"]
    firm.says("28.11.2026").taps("08:00")
    assert "You said: begins on Saturday, 28.11.2026." in firm.sees


@pytest.mark.parametrize("label", ["I have a question", "Other days", "begins with us"])
def test_one_goes_back_from_a_question_and_nothing_is_lost(alb: Town, label: str) -> None:
    firm, _offer, key = asked(alb)
    if label == "Other days":
        firm.taps("Please send")
        says_yes(alb, key)
        alb.walk(alb.now + timedelta(days=1))
        firm.reads()
    elif label == "begins with us":
        agreed(alb, key, MONDAY)
        alb.walk(local(MONDAY + timedelta(days=1), 9))
        firm.reads()
    before, shown = way(alb, key).revision, firm.buttons
    firm.taps(label).taps("Back")
    assert (way(alb, key).revision, firm.buttons) == (before, shown)
    assert way(alb, key).code in firm.sees
    firm.taps(label)
    assert "Back" in firm.buttons


def test_a_day_that_takes_a_place_now_goes_to_who_comes_first(alb: Town) -> None:
    firm, offer = looking(alb, kind="job", places=1)
    later, first = (is_interested(alb, offer, name) for name in ("amal", "reza"))
    for key, day in ((later, MONDAY + timedelta(days=1)), (first, MONDAY)):
        both_agree(alb, key, clear=True)
        moves(alb, key, Move.NAME, FIRM, Facts(options=[f"{day}T09:00"]))
        chooses(alb, key, day)
    firm.reads().says("/myoffers").taps("Change").taps(".kind").taps(".look_day")
    a_minute(alb, firm)
    assert (stage(alb, first), way(alb, first).seat) == (Stage.DATED, 1)
    assert stage(alb, later) is Stage.CLOSED
    assert way(alb, later).reason == FILLED
    alb.walk(local(MONDAY + timedelta(days=1), 8))
    assert stage(alb, first) is Stage.CAME
    assert "taken" in alb.phone("amal").reads().sees
