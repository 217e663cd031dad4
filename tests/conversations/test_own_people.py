"""A firm finds out who comes when, at any time: the list, the card behind it, another day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from storage.holds import hold
from storage.introductions.steps import Facts
from storage.models import Introduction
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    FIRM,
    agreed,
    both_agree,
    chooses,
    is_interested,
    looking,
    moves,
    speaks,
    stage,
    way,
)
from tests.people import Phone, Town
from tests.scheduler.desk import offered

pytestmark = pytest.mark.both_databases
MONDAY, DAY = date(2026, 11, 16), timedelta(days=1)
NOBODY = "Nobody is on the way to you now. What you need: /need"


def awaits(at: Town, *names: str, kind: str = "look_day") -> tuple[Phone, int, list[int]]:
    """Let a firm with many places be asked about people: its phone, the offer, the ways."""
    firm, offer = looking(at, kind=kind, places=9)
    keys = [is_interested(at, offer, name) for name in names]
    at.walk(at.now + DAY)
    return firm, offer, keys


def listed(firm: Phone) -> list[str]:
    """Ask for the list, and return its lines."""
    return firm.reads().says("/mypeople").sees.split("\n")


def test_a_day_agreed_is_found_again_when_its_card_is_gone(alb: Town) -> None:
    firm, _offer, (key, second) = awaits(alb, "amal", "reza")
    agreed(alb, key, MONDAY)
    assert listed(firm) == [
        "🤝 On the way to you",
        f"👤 Amal ({way(alb, key).code})",
        "📅 Amal comes: Monday, 16.11.2026, 09:00 (in the morning)",
        f"👤 Person {way(alb, second).code}",
        "Does this person fit?",
        "☎️ Integrationszentrum Alb: +49 7381 000-1",
    ]
    assert "private" in firm.bubbles[-1].body
    assert firm.buttons == [f"👤 Amal (J{key})", f"👤 {way(alb, second).code} (J{second})"]
    firm.taps("👤 Amal")
    assert "📅 Amal comes: Monday" in firm.sees
    assert firm.buttons == ["📆 For my calendar", "🗓️ Other days", "❌ Not any more"]
    assert "🤝 Who comes to us" in firm.says("/menu").buttons


def test_who_first_comes_stands_first_and_who_works_there_last(alb: Town) -> None:
    firm, _offer, ways = awaits(alb, "amal", "reza", "bea", kind="trial_day")
    first, second, third = ways
    for key, day in ((first, MONDAY + 2 * DAY), (second, MONDAY), (third, MONDAY + DAY)):
        cleared_way(alb, key, day)
    moves(alb, third, Move.COME, FIRM)
    moves(alb, third, Move.START, FIRM, Facts(starts_on=MONDAY))
    moves(alb, third, Move.BEGIN, FIRM)
    names = [line for line in listed(firm) if line.startswith("👤")]
    assert [line.split()[1] for line in names] == ["Reza", "Amal", "Bea"]


def cleared_way(at: Town, key: int, day: date) -> None:
    """Agree on a day for which a permission came first."""
    both_agree(at, key, clear=True)
    named = [f"{day.isoformat()}T09:00"]
    moves(at, key, Move.NAME, FIRM, Facts(options=named))
    chooses(at, key, day)


def test_another_day_is_named_and_the_person_reads_that_the_old_one_is_off(alb: Town) -> None:
    firm, _offer, (key,) = awaits(alb, "amal")
    agreed(alb, key, MONDAY)
    listed(firm)
    firm.taps("👤 Amal").taps("Other days").says("18.11.2026").says("10:00").taps("Enough")
    assert (stage(alb, key), way(alb, key).options) == (Stage.CHOOSING, ["2026-11-18T10:00"])
    amal = alb.phone("amal").reads()
    assert amal.sees.split("\n")[2:5] == [
        "❗ CHANGED. Please look again.",
        "Old: Monday, 16.11.2026, 09:00 (in the morning)",
        "📅 On which day can you come? The firm named these.",
    ]
    assert amal.says("/appointments").sees.count("16.11.") == 0


def test_nobody_reads_who_is_kept_apart_over_or_on_the_way_to_others(alb: Town) -> None:
    firm, offer, (key,) = awaits(alb, "amal")
    other = speaks(alb, "other", offered(alb))
    assert listed(other) == [NOBODY]
    assert "Who comes to us" not in str(other.says("/menu").buttons)

    def apart(session: Session) -> None:
        found = session.get_one(Introduction, key)
        hold(alb.work(session), found.person_id, found.employer_id)

    alb.do(apart)
    assert listed(firm) == [NOBODY]
    second = is_interested(alb, offer, "reza")
    assert way(alb, second).code in str(listed(firm))
    alb.now += 15 * DAY
    assert listed(firm) == [NOBODY]


def test_many_have_pages(alb: Town) -> None:
    firm, _offer, _keys = awaits(alb, *(f"p{number}" for number in range(8)))
    assert len([each for each in listed(firm) if each.startswith("👤")]) == 6
    firm.taps("Show more")
    assert len([each for each in firm.sees.split("\n") if each.startswith("👤")]) == 2
