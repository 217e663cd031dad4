"""What a firm says and cannot undo later: a minute to take it back, then it holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage import firm_news
from storage.introductions.steps import Facts
from storage.models import Introduction
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    FIRM,
    a_minute,
    agreed,
    asked,
    both_agree,
    chooses,
    cleared,
    is_interested,
    moves,
    says_yes,
    stage,
    way,
)
from tests.conversations.introducing_scene import NOBODY_TOLD, opened
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
MONDAY, DAY = date(2026, 11, 16), timedelta(days=1)


def begins(firm: Phone, key: int) -> Phone:
    """Say that somebody begins on a day."""
    now = way(firm.town, key).revision
    firm.does(Tapped(str(Standing("candidate", key, now, "begins")), None))
    return firm.says("1.12.2026").taps("08:00")


def works_from(at: Town, key: int, day: date) -> None:
    """Let a firm and somebody agree on a first day at work."""
    moves(at, key, Move.SEND, FIRM)
    says_yes(at, key)
    cleared(at, key)
    moves(at, key, Move.TALK, FIRM)
    moves(at, key, Move.START, FIRM, Facts(starts_on=day))


def test_a_no_holds_though_a_colleague_went_on_with_the_permission(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, _offer, key = asked(alb, "trial_day")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    firm.reads().does(Tapped(str(Standing("candidate", key, way(alb, key).revision, "no")), None))
    firm.taps("German")
    opened(petra).taps("firm has the form")
    a_minute(alb, firm)
    assert stage(alb, key) is Stage.REFUSED


def test_a_no_holds_whatever_else_happens_in_its_minute(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    firm.taps("Please send")
    says_yes(alb, key)
    alb.walk(alb.now + DAY)
    firm.reads().taps("16.11.")
    amal = alb.phone("amal").reads()
    firm.taps("Not any more").taps("German")
    amal.says("/ways").taps("way.1.").taps(".day-1")
    assert stage(alb, key) is Stage.DATED
    firm.does(Tapped(str(Standing("candidate", key, way(alb, key).revision, "show")), None))
    assert ("You said: no." in firm.sees, firm.buttons) == (True, ["↩️ Take it back"])
    a_minute(alb, firm)
    assert (stage(alb, key), way(alb, key).reason) == (Stage.REFUSED, "german")
    assert "It does not go on with this place." in amal.reads().sees


def test_a_no_before_it_begins_is_a_no_though_its_minute_ends_after(alb: Town) -> None:
    firm, _offer, key = asked(alb, "job")
    works_from(alb, key, MONDAY)
    alb.now = local(MONDAY, 10) - timedelta(seconds=30)
    firm.reads().says("/questions").says(f"J{key}")
    for kind, action in (("candidate", "no"), ("refusal", "why-other")):
        firm.does(Tapped(str(Standing(kind, key, way(alb, key).revision, action)), None))
    alb.now += timedelta(seconds=31)
    alb.tick()
    assert stage(alb, key) is Stage.STARTING
    alb.now += timedelta(seconds=30)
    alb.tick()
    assert (stage(alb, key), way(alb, key).started_at) == (Stage.REFUSED, None)


def test_a_no_that_is_taken_back_when_it_begins_ends_nothing(alb: Town) -> None:
    firm, _offer, key = asked(alb, "job")
    works_from(alb, key, MONDAY)
    alb.now = local(MONDAY, 10) - timedelta(seconds=30)
    said = Standing("refusal", key, way(alb, key).revision, "why-other")
    firm.reads().does(Tapped(str(said), None))
    alb.now += timedelta(seconds=31)
    alb.tick()
    firm.taps("Take it back")
    a_minute(alb)
    assert stage(alb, key) is Stage.STARTED


@pytest.mark.parametrize("goes", [("/myfirm", "I leave", "Yes"), ("/delete", ".yes")])
def test_a_no_holds_though_who_said_it_left_the_firm_in_its_minute(
    alb: Town, goes: tuple[str, ...]
) -> None:
    firm, _offer, key = asked(alb)
    both_agree(alb, key)
    firm.does(Tapped(str(Standing("refusal", key, way(alb, key).revision, "why-german")), None))
    command, *taps = goes
    firm.says(command)
    for each in taps:
        firm.taps(each)
    a_minute(alb)
    assert (stage(alb, key), way(alb, key).reason) == (Stage.REFUSED, "german")


def test_a_start_is_told_after_a_minute_in_which_it_can_be_taken_back(alb: Town) -> None:
    firm, offer, key = asked(alb, "job")
    other = is_interested(alb, offer, "reza")
    for each in (key, other):
        moves(alb, each, Move.SEND, FIRM)
        says_yes(alb, each)
        cleared(alb, each)
    moves(alb, key, Move.TALK, FIRM)
    amal, reza = alb.phone("amal").reads(), alb.phone("reza").reads()
    heard = [len(each.bubbles) for each in (amal, reza)]
    begins(firm, key).taps("Take it back")
    a_minute(alb, firm, amal, reza)
    assert (stage(alb, key), stage(alb, other)) == (Stage.TALKING, Stage.NAMING)
    begins(firm, key)
    assert [len(each.reads().bubbles) for each in (amal, reza)] == heard
    a_minute(alb, firm, amal, reza)
    assert (stage(alb, key), stage(alb, other)) == (Stage.STARTING, Stage.CLOSED)
    assert any("🎉 Amal begins: Tuesday, 01.12.2026" in each.text for each in firm.bubbles)
    assert [len(each.bubbles) for each in (amal, reza)] == [each + 1 for each in heard]


def test_who_else_was_to_come_is_named_before_a_start_takes_the_last_place(alb: Town) -> None:
    """The firm reads whom it sends away; then that nobody comes, and never a no it did not say."""
    petra = staff(alb, "petra", "alb")
    firm, offer, key = asked(alb, "job")
    other, card = is_interested(alb, offer, "reza"), is_interested(alb, offer, "senait")
    wanted = is_interested(alb, offer, "jonas")
    moves(alb, wanted, Move.SEND, FIRM)
    for each in (key, other):
        moves(alb, each, Move.SEND, FIRM)
        says_yes(alb, each)
        cleared(alb, each)
    moves(alb, key, Move.TALK, FIRM)
    moves(alb, other, Move.NAME, FIRM, Facts(options=[f"{MONDAY}T17:00"]))
    chooses(alb, other, MONDAY, 17)
    alb.walk(local(MONDAY - DAY, 18))
    reza = alb.phone("reza").reads()
    petra.reads()
    begins(firm.reads(), key)
    said = firm.bubbles[-2].text.split("\n")
    at = said.index("This is the last place. We also tell these people that it is filled:")
    nameless = f"👤 Person {way(alb, card).code}"
    assert said[at + 1 : at + 3] == [
        "📅 Reza comes: Monday, 16.11.2026, 17:00 (in the afternoon)",
        nameless,
    ]
    a_minute(alb, firm, reza, petra)
    assert (stage(alb, other), way(alb, other).reason) == (Stage.CLOSED, "filled")
    assert "This place is taken now." in reza.sees
    ended = [f"👤 Person {way(alb, other).code}: the place is filled."]
    told = [each.text.split("\n") for each in firm.bubbles if ended[0] in each.text]
    assert told
    assert "❌ Nobody comes on Monday, 16.11.2026." in told[-1]
    assert "you said no" not in str([each.text for each in firm.bubbles])
    house = way(alb, wanted).employer_id
    new = alb.do(lambda s: [e.introduction.id for e in firm_news.untold(alb.work(s), house)])
    assert (wanted in new, card in new) == (True, False)
    assert "❌ It was ended.\nReason: The place is taken" in petra.sees


def test_a_start_that_cannot_be_any_more_is_told_to_the_firm(alb: Town) -> None:
    """The last place went to somebody else while the start could be taken back."""
    firm, offer, key = asked(alb, "job")
    other = is_interested(alb, offer, "reza")
    for each in (key, other):
        moves(alb, each, Move.SEND, FIRM)
        says_yes(alb, each)
        cleared(alb, each)
        moves(alb, each, Move.TALK, FIRM)
    firm.reads()
    begins(firm, key)
    alb.do(lambda s: setattr(s.get_one(Introduction, other), "seat", 1))
    a_minute(alb, firm)
    assert stage(alb, key) is Stage.TALKING
    assert "The centre calls you by" in firm.sees
    said = "All places of this offer are taken. Please say first how many there are: /myoffers"
    assert said in [bubble.text for bubble in begins(firm, key).bubbles]


def test_an_answer_that_can_be_taken_back_is_read_by_nobody(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, _offer, key = asked(alb)
    firm.taps("I have a question").says("Kann die Person Leder?")
    opened(petra).taps("Answer the firm").says("Sie kann Leder nähen.")
    assert NOBODY_TOLD in petra.sees
    show = Tapped(str(Standing("candidate", key, way(alb, key).revision, "show")), None)
    assert "Leder nähen" not in firm.does(show).sees
    a_minute(alb, firm)
    assert "Answer of the centre:\n✉️ Sie kann Leder nähen." in firm.says("/questions").sees


def test_a_no_before_a_day_is_over_lets_nobody_have_come(alb: Town) -> None:
    """What the day brings waits for what was said before, as an end and a first day do."""
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY, 16))
    alb.now += timedelta(minutes=59, seconds=30)
    said = Standing("refusal", key, way(alb, key).revision, "why-other")
    firm.reads().does(Tapped(str(said), None))
    alb.now += timedelta(seconds=31)
    alb.tick()
    assert stage(alb, key) is Stage.DATED
    alb.now += timedelta(seconds=30)
    alb.tick()
    assert (stage(alb, key), way(alb, key).tried_at) == (Stage.REFUSED, None)
