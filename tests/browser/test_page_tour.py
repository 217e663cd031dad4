"""The tour's engine on real phones: it acts, waits, pauses, and names what it cannot find."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.demo.steps import Action, Share, Step, Tap, WaitFor, Walk, Write, caption
from bot.demo.storyline import storyline
from bot.demo.tour import Tour
from tests.browser.page_desk import PRACTICE, REZA, SALMA, SELAM, STAFF, Desk

QUICK = {"pause": 0.0, "patience": 0.05}
OFFER = [[("أنا مهتمة", "o:yes"), ("لا", "o:no")]]


def steps(*actions: tuple[int | None, Action | None]) -> list[Step]:
    """Return quick steps."""
    return [Step(caption("x", "x"), phone, action, **QUICK) for phone, action in actions]


def updates(desk: Desk) -> list[dict[str, Any]]:
    """Return what the bot would get to know."""
    return desk.telegram.updates.waiting(100)


@pytest.mark.parametrize(
    "tap",
    [
        Tap("مهتمة"),
        Tap("interessiert"),
        Tap(data="o:y"),
        Tap(place=(0, 0)),
        Tap("Interessiert", data="o:yes", place=(0, 0)),
    ],
    ids=str,
)
async def test_a_button_is_found_as_people_name_it(tap: Tap) -> None:
    desk = Desk(steps((SALMA, tap)))
    desk.say(SALMA, "Alt", [[("Alt", "old")]])
    offer = desk.say(SALMA, "عرض", OFFER, german=("Angebot", [["Interessiert", "Nein"]]))
    tour = Tour(desk)
    await tour.play()
    assert tour.state()["problem"] is None
    query = updates(desk)[0]["callback_query"]
    assert (query["message"]["message_id"], query["data"]) == (offer, "o:yes")


@pytest.mark.parametrize(
    ("phone", "action", "kind"),
    [
        (SALMA, Tap("gibt es nicht"), "button"),
        (SALMA, Tap(place=(7, 0)), "button"),
        (SALMA, WaitFor("gibt es nicht"), "words"),
        (SALMA, WaitFor(), "words"),
        (999, Write("hallo"), "phone"),
        (None, Write("hallo"), "phone"),
        (SALMA, Write(""), "refused"),
        (None, Walk("2020-01-01"), "refused"),
    ],
)
async def test_what_cannot_be_done_stops_the_tour_and_is_said(
    phone: int | None, action: Action, kind: str
) -> None:
    desk = Desk(steps((SALMA, Write("vorher")), (phone, action), (SALMA, Write("nachher"))))
    desk.say(SALMA, "عرض", OFFER)
    tour = Tour(desk)
    await tour.play()
    state = tour.state()
    assert (state["at"], state["of"], state["playing"]) == (2, 3, False)
    assert state["problem"]["kind"] == kind
    assert [update["message"]["text"] for update in updates(desk)] == ["vorher"]


async def test_new_words_are_waited_for_on_another_phone() -> None:
    desk = Desk()
    desk.say(SELAM, "alt")
    desk.tour = [
        Step(phone=STAFF, action=Write("/kurs"), pause=0),
        Step(phone=SELAM, action=WaitFor(), pause=0),
        Step(phone=SELAM, action=WaitFor("Ein neuer Kurs"), pause=0),
    ]
    tour = Tour(desk)
    async with asyncio.TaskGroup() as group:
        playing = group.create_task(tour.play())
        await asyncio.sleep(0.05)
        assert tour.state()["at"] == 2
        desk.say(SELAM, "<b>ሓድሽ</b> ኮርስ", german=("Ein <b>neuer</b> Kurs", []))
        await playing
    assert tour.state()["at"] == 3
    assert tour.state()["problem"] is None


async def test_places_are_shared_and_the_clock_walks() -> None:
    desk = Desk(steps((REZA, Share(48.41, 9.49)), (None, Walk("hour")), (None, Walk())))
    await Tour(desk).play()
    assert updates(desk)[0]["message"]["location"] == {"latitude": 48.41, "longitude": 9.49}
    assert [walk is None for walk in desk.walks] == [False, True]


async def test_a_pause_cuts_looking_short_and_one_step_is_one_step() -> None:
    desk = Desk([Step(phone=REZA, action=Write(str(n)), pause=60) for n in range(3)])
    tour = Tour(desk)
    async with asyncio.TaskGroup() as group:
        playing = group.create_task(tour.play())
        await asyncio.sleep(0.01)
        tour.pause()
        await playing
    assert tour.state()["at"] == 1
    await tour.step()
    assert [update["message"]["text"] for update in updates(desk)] == ["0", "1"]


async def test_a_reset_gives_up_waiting_and_begins_again() -> None:
    desk = Desk([Step(phone=REZA, action=WaitFor("nie"), patience=60)])
    tour = Tour(desk)
    async with asyncio.TaskGroup() as group:
        group.create_task(tour.play())
        await asyncio.sleep(0.01)
        await tour.reset()
    state = tour.state()
    assert (state["at"], state["playing"], state["problem"]) == (0, False, None)


def test_the_storyline_is_told_in_two_languages_and_takes_two_minutes() -> None:
    phones = {"tigrinya": SELAM, "farsi": REZA, "practice": PRACTICE, "staff": STAFF}
    told = storyline(phones)
    assert all(set(step.caption) == {"de", "en"} for step in told)
    assert {step.phone for step in told} == {*phones.values(), None}
    assert 45 <= sum(step.pause for step in told) <= 120
