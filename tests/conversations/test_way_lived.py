"""A newcomer from the first match to three months at work, as it is read in German and Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage.rules.stages import Move, Permit, Stage
from tests.conversations.way_scene import (
    DAY,
    STARTS,
    cleared,
    interested,
    moves,
    names_days,
    permits,
    stage,
    with_a_firm,
)
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
HERE = Path(__file__).parent


def lived(at: Town, amal: Phone) -> Iterator[str]:
    """Let everything happen; give what is read after each step, and what can be tapped."""
    yield read(amal)
    at.walk(at.now + timedelta(days=8))
    yield read(amal)
    moves(at, Move.SEND)
    yield read(amal)
    amal.taps(".yes")
    yield read(amal)
    permits(at, Permit.AUTHORITY)
    cleared(at)
    yield read(amal)
    names_days(at)
    yield read(amal)
    amal.taps(".day-1")
    yield read(amal)
    at.walk(local(DAY - timedelta(days=1), 18))
    yield read(amal)
    at.walk(local(DAY, 18))
    amal.reads().says("/ways").taps("way.1.")
    yield read(amal)
    moves(at, Move.START, starts_on=STARTS)
    yield read(amal)
    at.walk(local(STARTS + timedelta(days=14), 10))
    yield read(amal)
    amal.taps(".check-well")
    at.walk(local(STARTS + timedelta(days=91), 10))
    yield read(amal)
    amal.taps(".check-well")
    yield read(amal)


def read(phone: Phone) -> str:
    """Return the newest card of the way, without head, code and the German below it."""
    every = reversed(phone.reads().bubbles)
    shown = next(each for each in every if "B1" in each.text or "🎉" in each.text)
    lines = shown.text.split("\n\n")[0].split("\n")
    said = [each for each in lines if "🧭" not in each and "💼" not in each and "B1" not in each]
    return "\n".join([*said, *(f"[{label}]" for label in shown.buttons)])


@pytest.mark.parametrize("language", ["de", "ar"])
def test_from_interested_to_kept(alb: Town, language: str) -> None:
    """The transcript stands in a file of its own, for who reads no program."""
    with_a_firm(alb)
    amal = interested(alb, language)
    amal.says("/ways").taps("way.1.")
    written = (HERE / f"way_lived_{language}.txt").read_text("utf-8")
    assert "\n\n".join(lived(alb, amal)) + "\n" == written
    assert stage(alb) is Stage.KEPT
