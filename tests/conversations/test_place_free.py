"""The last place of an offer is free again: its firm is asked once, and with a yes people hear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from storage.introductions.steps import Facts
from storage.models import Offer
from storage.models.due import DueState
from storage.models.offers import OfferState
from storage.queues.kinds import Kind
from storage.rules.stages import Move, Side, Stage
from tests.conversations.candidate_scene import (
    agreed,
    calls,
    chooses,
    cleared,
    moves,
    speaks,
    stage,
    way,
)
from tests.conversations.invited import staff
from tests.page.phone import PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import address, changed, local, newcomer, news, offered, states, walked
from tests.storage.way_scene import interested

pytestmark = pytest.mark.both_databases
DAY, MINUTE, MONDAY = timedelta(days=1), timedelta(minutes=1), date(2026, 11, 16)
FREE = "A place is free again. Do you still look for somebody?"


@pytest.fixture(params=["telegram", "page"])
def town(request: pytest.FixtureRequest, alb: Town) -> Town:
    """The Alb on each face."""
    if request.param == "telegram":
        return alb
    return PageTown(alb.database, alb.now, alb.limits)


def full(at: Town, places: int = 1) -> tuple[Phone, Phone, int, int]:
    """Let a day be agreed for the last place; returns firm, newcomer, offer and introduction."""
    address(at)
    offer = offered(at, kind="look_day", places=places)
    firm, amal = speaks(at, "firm", offer), newcomer(at, "amal", wants=["tryout"])
    key = interested(at, amal, offer)
    agreed(at, key, MONDAY)
    if places == 1:
        assert state(at, offer) is OfferState.FILLED
    at.now += MINUTE
    at.tick()
    return firm.reads(), amal.reads(), offer, key


def state(at: Town, offer: int) -> OfferState:
    return at.do(lambda s: s.get_one(Offer, offer).state)


def asked_at(at: Town, offer: int) -> datetime | None:
    return at.do(lambda s: s.get_one(Offer, offer).asked_at)


def lines(phone: Phone) -> list[str]:
    """Return the lines of the newest message; a page has space between them."""
    return [each for each in phone.sees.split("\n") if each]


def cannot(amal: Phone, _key: int) -> None:
    amal.says("/ways").taps(".open").taps("I cannot come").taps("do not want this place")


def deletes(amal: Phone, _key: int) -> None:
    amal.says("/delete").taps("Yes, delete everything")


def did_not_come(amal: Phone, key: int) -> None:
    """Nobody came; the centre talks with them, and it ends."""
    amal.town.walk(local(MONDAY + DAY, 9))
    moves(amal.town, key, Move.MISS, Side.FIRM)
    moves(amal.town, key, Move.CLOSE, Side.CENTRE)


def not_us(amal: Phone, key: int) -> None:
    amal.town.walk(local(MONDAY + DAY, 9))
    moves(amal.town, key, Move.REFUSE, Side.FIRM)


@pytest.mark.parametrize("ends", [cannot, deletes, did_not_come, not_us])
def test_the_firm_is_asked_and_with_a_yes_others_hear_of_it(
    town: Town, ends: Callable[[Phone, int], None]
) -> None:
    firm, amal, offer, key = full(town)
    ends(amal, key)
    town.walk(town.now + DAY)
    firm.reads().says("/questions")
    assert lines(firm)[:3] == [
        "1 question for you",
        "A day to look (Hospitation): Näherin (Deutsch)",
        FREE,
    ]
    reza = newcomer(town, "reza", wants=["tryout"])
    firm.taps("Yes, look again")
    assert "⏳ It opens in a minute. Nobody was told yet." in firm.sees
    town.tick()
    assert (state(town, offer), news(reza)) == (OfferState.FILLED, [])
    town.now += MINUTE
    town.tick()
    assert state(town, offer) is OfferState.OPEN
    assert any("Näherei Muster, Münsingen" in each.text for each in reza.reads().bubbles)
    assert firm.says("/questions").sees == "Thank you. No question is open now."


def test_a_no_leaves_it_filled_and_nobody_asks_again(town: Town) -> None:
    firm, amal, offer, key = full(town)
    cannot(amal, key)
    town.walk(town.now + DAY)
    firm.reads().says(f"2 E{offer}")
    assert lines(firm)[1:] == ["Thank you. It stays filled.", "To change it: /myoffers"]
    assert state(town, offer) is OfferState.FILLED
    assert walked(town, town.now + 30 * DAY, firm) == []
    assert ("free", offer) not in calls(town)


def test_a_yes_is_taken_back_within_the_minute_and_the_question_stands_again(town: Town) -> None:
    firm, amal, offer, key = full(town)
    cannot(amal, key)
    town.walk(town.now + DAY)
    firm.reads().taps("Yes, look again").taps("Take it back")
    town.now += MINUTE
    town.tick()
    assert state(town, offer) is OfferState.FILLED
    assert FREE in firm.says("/questions").sees


def test_silence_is_two_messages_then_a_call_and_staff_answer_for_the_firm(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    firm, amal, offer, key = full(alb)
    cannot(amal, key)
    firm.reads()
    heard = walked(alb, local(date(2026, 11, 13), 8), firm)
    assert heard == ["11.11. 09:01 📬 New for you:", "12.11. 09:01 1 question for you"]
    alb.walk(local(date(2026, 11, 20), 12))
    assert (calls(alb), news(firm)) == ([("free", offer)], [])
    petra.reads().says("/today").taps("Whom to call")
    assert f"❓ A day to look (Hospitation): Näherin (Deutsch): {FREE}" in petra.sees
    petra.taps("Called: Näherei").taps("📋 Näherin")
    assert "👥 A place is free again. We asked the firm if it looks again." in petra.sees
    petra.taps("It stays filled")
    assert (petra.toast, state(alb, offer)) == ("Done", OfferState.FILLED)
    assert "It stays filled" not in " ".join(petra.buttons)
    assert firm.says("/questions").sees == "Thank you. No question is open now."


def test_staff_open_it_again_for_a_firm_that_said_yes_on_the_phone(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    offer = offered(alb, kind="look_day")
    key = interested(alb, newcomer(alb, "amal", first_name="Amal"), offer)
    moves(alb, key, Move.SHOW, Side.CENTRE)
    agreed(alb, key, MONDAY)
    alb.now += MINUTE
    moves(alb, key, Move.WITHDRAW, Side.PERSON)
    alb.tick()
    assert calls(alb) == [("card", key), ("day", key), *(("news", key),) * 2, ("free", offer)]
    petra.reads().says("/today").taps("Whom to call")
    petra.taps("Called: Näherei").taps("📋 Näherin").taps("Open it again")
    alb.now += MINUTE
    alb.tick()
    assert state(alb, offer) is OfferState.OPEN
    assert "Please call" not in petra.says("/today").sees


def test_who_is_still_on_the_way_may_take_it_before_anybody_is_asked(alb: Town) -> None:
    firm, amal, offer, key = full(alb)
    amal.says("/ways").taps(".open").taps("I cannot come").taps("Another day, please")
    assert (stage(alb, key), way(alb, key).seat) == (Stage.NAMING, None)
    alb.walk(alb.now + 2 * DAY)
    assert asked_at(alb, offer) is None
    amal.says("/ways").taps(".open").taps("No longer for me").taps("do not want this place")
    alb.walk(alb.now + 2 * DAY)
    assert FREE in firm.reads().says("/questions").sees


def test_who_comes_another_day_leaves_no_question(alb: Town) -> None:
    firm, amal, _offer, key = full(alb)
    amal.says("/ways").taps(".open").taps("I cannot come").taps("Another day, please")
    moves(alb, key, Move.NAME, Side.FIRM, Facts(options=[f"{MONDAY + DAY}T09:00"]))
    chooses(alb, key, MONDAY + DAY)
    alb.walk(alb.now + 3 * DAY)
    assert states(alb, Kind.PLACE_FREE) == [DueState.DONE]
    assert FREE not in firm.reads().says("/questions").sees


def test_who_worked_there_and_left_frees_one_place_and_the_other_keeps_theirs(town: Town) -> None:
    address(town)
    offer = offered(town, places=2)
    firm = speaks(town, "firm", offer)
    people = [newcomer(town, name) for name in ("amal", "reza")]
    keys = [interested(town, each, offer) for each in people]
    for key in keys:
        works(town, key)
    assert state(town, offer) is OfferState.FILLED
    town.walk(local(MONDAY + DAY, 9))
    people[0].reads().says("/ways").taps(".open").taps("not there any more").taps(
        "not there any more"
    )
    town.walk(town.now + 2 * DAY)
    assert stage(town, keys[0]) is Stage.LEFT
    firm.reads().says("/questions").taps("Yes, look again")
    town.now += MINUTE
    town.tick()
    assert (state(town, offer), way(town, keys[1]).seat) == (OfferState.OPEN, 2)


def test_what_the_firm_needs_no_more_is_not_asked(alb: Town) -> None:
    firm, amal, offer, key = full(alb)
    cannot(amal, key)
    alb.walk(alb.now + DAY)
    assert FREE in firm.reads().sees
    changed(alb, offer, places=0)
    assert firm.says("/questions").sees == "Thank you. No question is open now."


def test_two_places_that_are_free_are_one_question(alb: Town) -> None:
    address(alb)
    offer = offered(alb, kind="look_day", places=2)
    firm = speaks(alb, "firm", offer)
    people = [newcomer(alb, name) for name in ("amal", "reza")]
    keys = [interested(alb, each, offer) for each in people]
    for key in keys:
        agreed(alb, key, MONDAY)
    alb.now += MINUTE
    for each, key in zip(people, keys, strict=True):
        cannot(each, key)
        alb.walk(alb.now + 4 * MINUTE)
    first = asked_at(alb, offer)
    assert first is not None
    assert first <= alb.now - 4 * MINUTE
    alb.walk(alb.now + DAY)
    firm.reads().taps("No, it stays filled")
    assert walked(alb, alb.now + 3 * DAY, firm) == []


def works(at: Town, key: int) -> None:
    """Let somebody agree a day, come, and begin a week later."""
    moves(at, key, Move.SEND, Side.FIRM)
    moves(at, key, Move.AGREE, Side.PERSON)
    cleared(at, key)
    moves(at, key, Move.TALK, Side.FIRM)
    moves(at, key, Move.START, Side.CENTRE, Facts(starts_on=MONDAY))
