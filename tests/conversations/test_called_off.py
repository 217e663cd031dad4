"""A day that was agreed is off: the firm is asked before, the person reads it first of all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.introductions.steps import Facts
from storage.models import Offer, Person
from storage.models.offers import OfferState
from storage.rules.stages import Move, Side, Stage
from tests.conversations.candidate_scene import (
    CENTRE,
    FIRM,
    a_minute,
    agreed,
    asked,
    cleared,
    is_interested,
    moves,
    says_yes,
    stage,
    way,
)
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
MONDAY, DAY = date(2026, 11, 16), timedelta(days=1)
OFF = "❗ You need not go on Monday, 16.11.2026."
COME, CALL_OFF, OPEN = "✅ They still come", "❌ Call it off", "↩️ No, it is still open"


def dated(at: Town) -> tuple[Phone, int, int]:
    """Let two agree on a day with a firm of three places."""
    firm, offer, key = asked(at)
    at.do(lambda s: setattr(s.get_one(Offer, offer), "places", 3))
    other = is_interested(at, offer, "reza")
    agreed(at, key, MONDAY)
    agreed(at, other, MONDAY, 13)
    return firm.reads().says("/myoffers").taps("No, filled"), key, other


def state(at: Town) -> OfferState:
    return at.do(lambda s: s.get_one(Offer, 1).state)


def test_a_firm_that_is_filled_is_asked_about_who_has_a_day(alb: Town) -> None:
    firm, key, other = dated(alb)
    at = firm.sees.split("\n").index("A day is agreed, and they come all the same:")
    assert firm.sees.split("\n")[at + 1 : at + 3] == [
        "📅 Amal comes: Monday, 16.11.2026, 09:00 (in the morning)",
        "📅 Reza comes: Monday, 16.11.2026, 13:00 (in the afternoon)",
    ]
    assert firm.buttons[:3] == [COME, CALL_OFF, OPEN]
    firm.taps("They still come")
    assert firm.buttons == [OPEN]
    a_minute(alb, firm)
    assert (state(alb), stage(alb, key), stage(alb, other)) == (
        OfferState.FILLED,
        Stage.DATED,
        Stage.DATED,
    )
    assert "📅 Amal comes:" in str([each.text for each in firm.says("/myoffers closed").bubbles])


def test_who_is_called_off_reads_first_that_they_need_not_go(alb: Town) -> None:
    firm, key, other = dated(alb)
    firm.taps("Call it off")
    assert firm.sees.count("You said: no. In a minute we tell the person") == 2
    assert firm.buttons == [OPEN]
    assert not alb.phone("amal").reads().bubbles
    a_minute(alb, firm)
    assert [stage(alb, each) for each in (key, other)] == [Stage.REFUSED, Stage.REFUSED]
    assert way(alb, key).reason == "filled"
    for name in ("amal", "reza"):
        assert alb.phone(name).reads().sees.split("\n")[0] == OFF


def test_who_was_called_off_comes_where_the_place_is_open_after_all(alb: Town) -> None:
    firm, key, other = dated(alb)
    firm.taps("Call it off").taps("No, it is still open")
    a_minute(alb, firm)
    assert (state(alb), stage(alb, key), stage(alb, other)) == (
        OfferState.OPEN,
        Stage.DATED,
        Stage.DATED,
    )


@pytest.mark.parametrize(("move", "side"), [(Move.REFUSE, FIRM), (Move.CLOSE, CENTRE)])
def test_however_a_day_ends_the_person_reads_first_that_it_is_off(
    alb: Town, move: Move, side: Side
) -> None:
    _firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    moves(alb, key, move, side)
    amal = alb.phone("amal").reads()
    assert amal.sees.split("\n")[:2] == [OFF, "🧭 Your way to Näherei Muster"]
    german = amal.sees.split("\n\n")[1].split("\n")[:2]
    assert german == [
        "❗ Sie müssen am Montag, 16.11.2026 nicht hingehen.",
        "🧭 Ihr Weg zu Näherei Muster",
    ]


def test_an_end_after_the_day_says_nothing_of_it(alb: Town) -> None:
    _firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY + DAY, 9))
    moves(alb, key, Move.REFUSE, FIRM)
    assert "need not go" not in alb.phone("amal").reads().sees


def test_staff_who_call_read_that_the_day_is_off(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    _firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    who = way(alb, key).person_id
    alb.do(lambda s: setattr(s.get_one(Person, who), "stopped_at", alb.now))
    moves(alb, key, Move.REFUSE, FIRM)
    petra.reads().says("/today calls")
    assert OFF in petra.sees
    assert "🧭 Näherei Muster: ❌ it is over. Why: wants no messages" in petra.sees


def test_a_no_on_the_day_itself_says_nothing_of_it_once_they_were_there(alb: Town) -> None:
    _firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY, 22))
    assert stage(alb, key) is Stage.CAME
    moves(alb, key, Move.REFUSE, FIRM)
    assert "need not go" not in alb.phone("amal").reads().sees


def test_a_first_day_at_work_that_is_off_is_read_first(alb: Town) -> None:
    _firm, _offer, key = asked(alb, "job")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    cleared(alb, key)
    moves(alb, key, Move.TALK, FIRM)
    moves(alb, key, Move.START, FIRM, Facts(starts_on=MONDAY))
    moves(alb, key, Move.REFUSE, FIRM)
    assert alb.phone("amal").reads().sees.split("\n")[0] == OFF
