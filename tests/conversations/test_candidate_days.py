"""Days a firm names or speaks of: none that could not be, whatever a button says."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.rules.introducing import Stage
from tests.conversations.candidate_scene import agreed, asked, says_yes, stage, way
from tests.people import Phone, Town

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
