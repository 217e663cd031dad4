"""The tour's engine on real phones: it acts, waits, pauses, and names what it cannot find."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.demo.letterbox import FIRM, LETTER
from bot.demo.steps import Action, Share, Sight, Step, Tap, Walk, Write, caption
from bot.demo.storyline import storyline
from bot.demo.tour import Tour
from tests.browser.page_desk import PRACTICE, REZA, SALMA, SELAM, STAFF, Desk, venue

QUICK = {"pause": 0.0, "aim": 0.0, "patience": 0.05}
OFFER = [[("أنا مهتمة", "o:yes"), ("لا", "o:no")]]


def steps(*actions: tuple[int | None, Action | None]) -> list[Step]:
    """Return quick steps."""
    return [step(phone, action) for phone, action in actions]


def step(phone: int | None, action: Action | None, *sights: Sight) -> Step:
    """Return a quick step."""
    return Step(caption("x", "x"), phone, action, sights, **QUICK)


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
    ("wrong", "kind"),
    [
        (step(SALMA, Tap("gibt es nicht")), "button"),
        (step(SALMA, Tap(place=(7, 0))), "button"),
        (step(SALMA, None, Sight("gibt es nicht", SALMA)), "words"),
        (step(SALMA, None, Sight("عرض", REZA)), "words"),
        (step(SALMA, None, Sight("vorher", SALMA)), "words"),  # her own words are not the bot's
        (step(None, None, Sight("18:00")), "words"),
        (step(999, Write("hallo")), "phone"),
        (step(None, Write("hallo")), "phone"),
        (step(SALMA, Write("")), "refused"),
        (step(None, Walk("2020-01-01")), "refused"),
    ],
)
async def test_what_cannot_be_done_stops_the_tour_and_is_said(wrong: Step, kind: str) -> None:
    desk = Desk([step(SALMA, Write("vorher")), wrong, step(SALMA, Write("nachher"))])
    desk.say(SALMA, "عرض", OFFER)
    tour = Tour(desk)
    await tour.play()
    state = tour.state()
    assert (state["at"], state["of"], state["playing"]) == (2, 3, False)
    assert state["problem"]["kind"] == kind
    assert [update["message"]["text"] for update in updates(desk)] == ["vorher"]


async def test_what_is_to_be_seen_is_waited_for_wherever_it_comes() -> None:
    news = [Sight("Ein neuer Kurs", SELAM), Sight("ኮርስ", SELAM), Sight("Zentrum Alb", SELAM)]
    seen = [*news, Sight("Ja, gern", SELAM), Sight("Tigrinya", SELAM), Sight("09:30")]
    desk = Desk([Step(phone=STAFF, action=Write("/kurs"), sights=seen, aim=0, pause=0)])
    tour = Tour(desk)
    async with asyncio.TaskGroup() as group:
        playing = group.create_task(tour.play())
        desk.say(SELAM, "", media=venue("Zentrum Alb", "Vorlagenweg 3"))
        await asyncio.sleep(0.05)
        assert tour.state()["sights"] == []
        german = ("Ein <b>neuer</b> Kurs", [["Ja, gern"]])
        desk.say(SELAM, "<b>ሓድሽ</b> ኮርስ", [[("እወ", "y")]], german=german)
        await playing
    assert tour.state()["problem"] is None
    assert [sight["words"] for sight in tour.state()["sights"]] == [each.words for each in seen]


@pytest.mark.parametrize("action", [Tap("مهتمة"), Write("/kurs")], ids=str)
async def test_a_finger_is_seen_before_anything_is_done(action: Action) -> None:
    desk = Desk([Step(phone=SALMA, action=action, aim=60, pause=60)])
    offer = desk.say(SALMA, "عرض", OFFER)
    told = (
        {"text": "/kurs"} if isinstance(action, Write) else {"message_id": offer, "data": "o:yes"}
    )
    tour = Tour(desk)
    async with asyncio.TaskGroup() as group:
        group.create_task(tour.play())
        await asyncio.sleep(0.01)
        assert tour.state()["finger"] == {"phone": SALMA, **told}
        assert updates(desk) == []
        tour.pause()
    assert tour.state()["finger"] is None
    assert len(updates(desk)) == 1


@pytest.mark.parametrize("before", ["nothing", "touched", "told", "late"])
async def test_the_tour_begins_fresh_whatever_was_done_before(before: str) -> None:
    desk = Desk([step(SALMA, Write("/kurs")), step(SALMA, Write("/ende"))])
    tour = Tour(desk)
    desk.telegram.type_text(REZA, "vorher")
    if before == "touched":
        tour.touch()
    elif before == "told":
        await tour.step()
        tour.end()
        assert tour.state()["at"] == 0
    elif before == "late":
        await desk.walk(desk.now() + timedelta(hours=1))
    await tour.begin()
    said = [update["message"]["text"] for update in updates(desk)]
    assert said == [*(["vorher"] if before == "nothing" else []), "/kurs", "/ende"]


async def test_places_are_shared_and_the_clock_walks() -> None:
    desk = Desk(steps((REZA, Share(48.41, 9.49)), (None, Walk("hour")), (REZA, Walk())))
    await Tour(desk).play()
    assert updates(desk)[0]["message"]["location"] == {"latitude": 48.41, "longitude": 9.49}
    assert [(target is None, *seen) for target, seen in desk.walks] == [(False,), (True, REZA)]


async def test_a_pause_cuts_looking_short_and_one_step_is_one_step() -> None:
    desk = Desk([Step(phone=REZA, action=Write(str(n)), aim=0, pause=60) for n in range(3)])
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
    desk = Desk([Step(phone=REZA, sights=[Sight("nie", REZA)], patience=60)])
    tour = Tour(desk)
    async with asyncio.TaskGroup() as group:
        group.create_task(tour.play())
        await asyncio.sleep(0.01)
        await tour.reset()
    state = tour.state()
    assert (state["at"], state["playing"], state["problem"]) == (0, False, None)


PHONES = {"tigrinya": SELAM, "farsi": REZA, "practice": PRACTICE, "staff": STAFF}
STORY = storyline(PHONES)
NOT_SEEN = ("konto", "account", "internet", "büro", "kostenlos", "free", "app,")


def test_the_storyline_is_told_in_two_languages_and_takes_about_four_minutes() -> None:
    assert all(set(step.caption) == {"de", "en"} for step in STORY)
    assert {step.phone for step in STORY} == {*PHONES.values(), LETTER, FIRM, None}
    aimed = sum(step.aim for step in STORY if isinstance(step.action, Tap | Write))
    assert 200 <= sum(step.pause for step in STORY) + aimed <= 270


def test_every_caption_speaks_of_something_on_the_screen() -> None:
    shown = {step.caption["de"] for step in STORY if step.sights}
    assert {step.caption["de"] for step in STORY} == shown
    told = " ".join(text for step in STORY for text in step.caption.values()).casefold()
    assert [word for word in NOT_SEEN if word in told] == []
