"""What a card repeats of somebody's way to a firm is true: the name, the papers, a day missed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.rules.stages import Move, Stage
from tests.conversations.introducing_scene import minute, opened
from tests.conversations.invited import staff
from tests.conversations.way_scene import (
    DAY,
    NEXT,
    card,
    comes_to,
    interested,
    is_new,
    moves,
    names_days,
    stage,
    with_a_firm,
)
from tests.people import Phone, Town
from tests.scheduler.desk import local, news

pytestmark = pytest.mark.both_databases
TAKEN = "This place is taken now. It is not your fault."
YES = "👍 You said yes. The firm knows your first name now."
AGAIN = "👍 The firm would like to see you again."
CHECKED = "Your papers are checked for this place."
NAMES = "Next: the firm names days on which you can come."


def test_a_firm_that_knew_the_name_is_never_said_not_to_know_it(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.CHOOSING)
    alb.walk(alb.now + timedelta(days=8))
    amal.reads().taps("I am interested again")
    assert "The firm sees what you can do.\nNext" in amal.says("/ways").taps("way.2.").sees
    moves(alb, Move.ASK)
    assert "The firm has a question.\nNext" in amal.says("/ways").taps("way.2.").sees
    moves(alb, Move.REFUSE)
    assert amal.reads().sees.split("\n")[2:4] == [
        "It does not go on with this place.",
        NEXT[0],
    ]


def test_the_papers_are_checked_comes_first_and_only_a_yes_is_called_one(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.NAMING)
    assert card(amal.reads())[:3] == [CHECKED, YES, NAMES]
    names_days(alb)
    amal.reads().taps("None of these days")
    assert card(amal)[0] == NAMES
    names_days(alb)
    amal.reads().taps(".day-1")
    moves(alb, Move.MISS)
    moves(alb, Move.AGAIN)
    assert card(amal.reads())[0] == AGAIN


def test_of_two_steps_of_the_papers_in_one_minute_the_last_is_sent(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    petra = staff(alb, "petra", "alb")
    comes_to(alb, amal, Stage.PERMIT)
    amal.reads()
    opened(petra).taps("At the authority").taps("permission is clear").taps("No last day")
    minute(alb)
    before = len(amal.bubbles)
    amal.reads()
    (told,) = amal.bubbles[before:]
    assert CHECKED in told.text


def test_who_is_said_not_to_have_come_reads_it_kindly_and_can_say_that_they_were_there(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    petra = staff(alb, "petra", "alb")
    comes_to(alb, amal, Stage.DATED)
    alb.walk(local(DAY, 20))
    moves(alb, Move.MISS)
    petra.reads()
    assert card(amal.reads())[0] == (
        "The firm says: you did not come on Tuesday, 24.11.2026. That can happen. "
        "Please tell us how it was."
    )
    assert amal.buttons[:2] == ["🙋 I was there", "👋 Talk to a person"]
    amal.taps("I was there")
    assert amal.toast == "Thank you. We told the centre."
    assert card(amal)[0] == "👍 You said that you were there. The centre knows it."
    assert "I was there" not in str(amal.buttons)
    assert len(news(petra)) == 1
    assert "🙋 The person says: was there." in petra.sees
    assert stage(alb) is Stage.TALKING


def test_there_is_one_button_to_talk_and_none_once_somebody_said_so(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.STARTED)
    alb.walk(local(DAY, 10) + timedelta(days=21))
    assert [each for each in amal.reads().buttons if "talk" in each.lower()] == [
        "💬 I need to talk"
    ]
    amal.taps(".check-talk")
    assert not [each for each in amal.buttons if "talk" in each.lower()]


def test_whose_day_went_to_somebody_else_reads_so_once_and_the_firm_hears_it(alb: Town) -> None:
    _key, firm = with_a_firm(alb, places=2)
    reza = interested(alb, name="Reza")
    comes_to(alb, reza, Stage.DATED)
    amal = interested(alb)
    comes_to(alb, amal, Stage.CHOOSING)
    firm.reads().says("/myoffers").taps(".open").taps("1 place")
    read = len(amal.reads().bubbles)
    amal.taps(".day-1")
    assert (stage(alb), amal.toast) == (Stage.CLOSED, TAKEN)
    alb.walk(alb.now + timedelta(hours=1))
    assert (len(amal.reads().bubbles), TAKEN in amal.sees) == (read, True)
    assert is_new(alb)
