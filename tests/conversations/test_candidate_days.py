"""Days a firm names or speaks of: none that could not be, whatever a button says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.introductions.steps import Facts
from storage.rules.introducing import FILLED, Move, Stage
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
    pressed(firm.reads(), key, "missed")
    assert (stage(alb, key), way(alb, key).on_date) == (Stage.DATED, MONDAY)


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
    assert stage(alb, later) is Stage.REFUSED
    assert way(alb, later).reason == FILLED
    alb.walk(local(MONDAY + timedelta(days=1), 8))
    assert stage(alb, first) is Stage.CAME
    assert "taken" in alb.phone("amal").reads().sees
