"""Notes belong to one flow and end with it; what was put aside comes back once, or is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from conversations.everybody.loose import Passing
from conversations.kit import codec
from conversations.kit.context import opened
from conversations.kit.flow import Flow
from conversations.kit.position import At, Begun, NoNotes, Position, Visitor
from conversations.kit.steps import Start
from conversations.newcomer.skills import Skills
from conversations.registry import FLOWS, HOUSE
from conversations.turn import go
from storage.models import Dialogue, Request
from storage.retention import clean
from tests.conversations.invited import staff
from tests.conversations.standing_at import is_nowhere, position, stored
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

GO_ON = "Go on where we were"


@pytest.fixture
def amal(here: Town) -> Phone:
    """Amal, whom nobody asks anything at the moment."""
    return newcomer(here, "amal")


def forget_what_is_old(at: Town) -> None:
    while at.do(lambda session: clean(at.work(session))):
        pass


def test_a_text_in_two_pieces_is_sent_once_and_over_then(here: Town, amal: Phone) -> None:
    staff(here, "petra", "alb")
    amal.says("My boss").says("takes my passport").taps("Yes, send it")
    assert "You can always come to the centre or call." in amal.sees
    assert not any(GO_ON in label for label in amal.buttons)
    texts = here.do(lambda session: list(session.scalars(select(Request.text))))
    assert texts == ["My boss\ntakes my passport"]
    assert is_nowhere(amal)


def test_a_text_left_for_another_matter_is_forgotten_in_time(here: Town, amal: Phone) -> None:
    amal.says("My boss takes my passport").says("/person").taps("German course")
    here.now += timedelta(days=13)
    amal.says("/profile")
    forget_what_is_old(here)
    here.now += timedelta(days=2)
    amal.says("/menu")
    forget_what_is_old(here)
    assert "passport" not in stored(amal)


def test_what_is_interrupted_comes_back_with_its_notes(amal: Phone) -> None:
    amal.says("/profile").taps("Change").taps("I can").taps("Care and health")
    amal.says("stop").taps("Nothing")
    before = position(amal).aside
    assert before
    amal.taps(GO_ON)
    assert position(amal).at == before


def test_an_interruption_that_is_interrupted_ends_and_the_first_matter_stays(amal: Phone) -> None:
    amal.says("/profile").says("/person").says("/stop")
    now = position(amal)
    assert now.at
    assert now.aside
    assert (now.at.flow, now.aside.flow) == ("stop", "card")


def test_what_is_open_goes_on_before_what_was_put_aside(amal: Phone) -> None:
    amal.says("/profile").says("/person").says("/menu").taps(GO_ON)
    now = position(amal)
    assert now.at
    assert now.aside
    assert (now.at.flow, now.aside.flow) == ("topic", "card")


EVERYTHING = Position(
    at=At("work", "level", Skills("care", ("a", "b")), alone=True),
    aside=At("pass_on", "pass_on", Passing("Hello"), half=True),
    begun=Begun("start", "p-72525"),
    visitor=Visitor(True, "08415053", "72525", "alb"),
    serial=7,
)


def test_a_position_comes_back_from_the_database_as_it_was(amal: Phone, now: datetime) -> None:
    row = Dialogue(chat_id=1, serial=0, notes={})
    codec.write(row, EVERYTHING, now)
    assert codec.read(row, HOUSE.notes_of, HOUSE.legacy) == EVERYTHING
    assert row.holds_since == now
    assert codec.since(now, EVERYTHING, EVERYTHING) == now  # asking again renews no promise
    codec.write(row, Position(serial=8), now)
    assert row.holds_since is None


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_notes_of_every_flow_come_back_as_they_were(flow: Flow[object], now: datetime) -> None:
    row = Dialogue(chat_id=1, serial=0, notes={})
    first = next((question.name for question in flow.questions), "")
    at = At(flow.name, first, flow.notes())
    codec.write(row, Position(at=at), now)
    assert codec.read(row, HOUSE.notes_of, HOUSE.legacy).at == at
    assert row.holds_since is None


def test_damaged_notes_begin_the_flow_anew_and_keep_the_answers(here: Town, amal: Phone) -> None:
    amal.says("/profile").taps("Change").taps("I can").taps("Care and health")
    damaged = {"v": codec.VERSION, "position": {"notes": {"pending": 7}}}
    here.do(lambda session: session.execute(update(Dialogue).values(notes=damaged)))
    amal.says("hello")
    at = position(amal).at
    assert at
    assert (at.flow, at.question, at.notes) == ("work", "area", Skills())


def test_a_newer_versions_position_is_begun_anew(here: Town, amal: Phone) -> None:
    newer = {"v": codec.VERSION + 1, "position": {"at": "elsewhere"}}
    here.do(lambda session: session.execute(update(Dialogue).values(notes=newer)))
    amal.says("/menu")
    assert is_nowhere(amal)


def test_fresh_notes_hold_nothing() -> None:
    assert not Position(at=At("card", "card", NoNotes()), serial=3).holds
    held = Position(at=At("card", "card", NoNotes()))
    assert replace(held, visitor=Visitor(looking=True)).holds


@pytest.mark.parametrize(
    "at",
    [
        At("work", "skills", Skills("care")),
        At("work", "mobility", Skills(), half=["bike"]),
        At("pass_on", "pass_on", Passing("Hello")),
    ],
)
def test_what_is_noted_or_half_answered_is_held(at: At) -> None:
    assert Position(at=at).holds


def test_whatever_is_put_aside_is_held() -> None:
    assert Position(aside=At("card", "card", NoNotes())).holds


@pytest.mark.parametrize(
    "damaged", [{"visitor": {"gone": True}}, {"begun": [1, 2, 3, 4]}, {"aside": {}}, []]
)
def test_what_nobody_can_read_begins_anew(here: Town, amal: Phone, damaged: object) -> None:
    stored = {"v": codec.VERSION, "position": damaged}
    here.do(lambda session: session.execute(update(Dialogue).values(notes=stored)))
    amal.says("/menu")
    assert "What would you like?" in amal.sees
    assert is_nowhere(amal)


def test_a_link_that_waited_for_a_language_in_the_last_release_is_kept() -> None:
    row = Dialogue(chat_id=1, serial=1, flow="language", question="language")
    row.notes = {"preset": "08415061"}
    assert codec.read(row, HOUSE.notes_of, HOUSE.legacy).begun == Begun("start", "p-08415061")


def test_what_is_held_newly_is_not_counted_from_what_was_held_before(now: datetime) -> None:
    text = At("pass_on", "pass_on", Passing("Hello"))
    skills = At("work", "skills", Skills("care"))
    before = Position(at=At("topic", "topic"), aside=text)
    assert codec.since(now, before, Position(at=skills)) is None
    assert codec.since(now, before, Position(at=text)) == now
    assert codec.since(now, Position(at=skills), Position(at=skills, aside=text)) == now


def test_a_refused_matter_leaves_the_open_one_alone(here: Town, amal: Phone) -> None:
    amal.says("/profile").taps("Change").taps("I can")
    before = position(amal)
    here.do(lambda session: go(opened(here.work(session), amal.chat, "no"), [Start("announce")]))
    assert "I do not know this" in amal.reads().sees
    assert replace(position(amal), serial=before.serial) == before
