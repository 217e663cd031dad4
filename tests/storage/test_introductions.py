"""The whole machine between interest and three months at work: places, news, ends, for anybody."""

from __future__ import annotations

import itertools
import os
from concurrent.futures import Future
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.introductions import carry_on, wants
from storage import firm_news
from storage.engine.database import Priority
from storage.introductions import permission, sealing
from storage.introductions.steps import Facts, FullError
from storage.models import Introduction, Offer, Person
from storage.models.chats import ChatKind
from storage.models.offers import OfferState
from storage.offers import set_state
from storage.queues.chats import upsert_chat
from storage.queues.kinds import Kind
from storage.rules.stages import Move, Permit, Side, Stage
from storage.work import Work
from tests.cast import settle
from tests.people import BERLIN, Town
from tests.scheduler.desk import newcomer, offered
from tests.storage.way_machine import Ways
from tests.storage.way_scene import firm_of, go, interested, on, told, way

pytestmark = pytest.mark.both_databases
PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE
FRIDAY = date(2026, 11, 20)
LONG = int(os.environ.get("JIP_WALKS", "0"))
"""How many walks, where somebody wants more of them than the suite takes."""
WALKS = settings(
    max_examples=LONG or 8,
    stateful_step_count=50 if LONG else 16,
    derandomize=not LONG,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
def test_whatever_anybody_does_the_machine_keeps_its_word(here: Town) -> None:
    class Here(Ways):
        town = here

    run_state_machine_as_test(Here, settings=WALKS)


def fifty(town: Town, offer: int) -> list[int]:
    """Bring fifty people so far that they choose a day; returns their keys."""
    return [town.do(partial(_agreed, town, n, offer)) for n in range(50)]


def _agreed(town: Town, n: int, offer: int, session: Session) -> int:
    work = town.work(session)
    chat = upsert_chat(session, f"p{n}", ChatKind.PRIVATE, work.now)
    person = settle(work, chat, language="en")
    found = wants(work, session.get_one(Person, person), session.get_one(Offer, offer))
    for act in (
        *(go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON), _clear),
        *(go(Move.CLEAR, CENTRE), go(Move.NAME, FIRM, options=["2026-11-20T09:00"])),
    ):
        act(work, found)
    return found.id


@pytest.mark.slow
def test_of_fifty_who_take_the_last_place_one_has_it(here: Town) -> None:
    offer = offered(here, kind="trial_day", places=1)
    ways = fifty(here, offer)

    def chooses(key: int) -> Future[bool]:
        def unit(session: Session) -> bool:
            found = session.get_one(Introduction, key)
            facts = Facts(day=(FRIDAY, time(9)))
            return carry_on(here.work(session), found, Move.CHOOSE, PERSON, facts)

        return here.database.submit(Priority.TURN, unit)

    ends = [(each.exception(60), each) for each in [chooses(key) for key in ways]]
    errors = [error for error, _each in ends if error is not None]
    assert all(isinstance(error, FullError) for error in errors)
    assert [each.result() for error, each in ends if error is None].count(True) == 1
    every = here.do(lambda s: list(s.scalars(select(Introduction))))
    assert [each.stage for each in every if each.seat] == [Stage.DATED]
    assert {each.stage for each in every if not each.seat} == {Stage.CLOSED}
    assert {each.reason for each in every if not each.seat} == {"filled"}
    assert here.do(lambda s: s.get_one(Offer, offer).state) == OfferState.FILLED
    assert all(
        told(here, Kind.INTRODUCED, each.id)[-1].revision == each.revision for each in every[1:]
    )


def new_to_firm(here: Town, key: int) -> list[int]:
    """Return of whom the firm of an introduction is to hear in its message of the day."""
    firm = way(here, key).employer_id
    found = here.do(lambda s: firm_news.untold(here.work(s), firm))
    return [each.introduction.id for each in found]


def test_the_card_of_a_silent_firm_ends_and_both_are_told(here: Town) -> None:
    offer = offered(here)
    amal = newcomer(here, "amal")
    firm_of(here, offer)
    key = interested(here, amal, offer)
    here.walk(here.now + timedelta(days=15))
    assert way(here, key).stage is Stage.EXPIRED
    ended = way(here, key).revision
    assert told(here, Kind.INTRODUCED, key)[-1].revision == ended
    assert new_to_firm(here, key) == [key]
    news = [row.created_at.astimezone(BERLIN).date() for row in told(here, Kind.INTRODUCED, key)]
    assert news == [date(2026, 11, 17), date(2026, 11, 24)]


def test_a_silent_person_ends_it_and_the_firm_hears(here: Town) -> None:
    offer = offered(here)
    amal = newcomer(here, "amal")
    firm_of(here, offer)
    key = interested(here, amal, offer)
    on(here, key, go(Move.SEND, FIRM))
    here.walk(here.now + timedelta(days=15))
    found = way(here, key)
    assert (found.stage, found.key, found.seat) == (Stage.EXPIRED, None, None)
    assert new_to_firm(here, key) == [key]
    day = told(here, Kind.FIRM_QUESTIONS, found.employer_id)[-1]
    assert found.ended_at is not None
    assert day.created_at >= found.ended_at


def test_a_permission_that_takes_sixty_days_ends_nothing_and_nobody_waits_in_silence(
    here: Town,
) -> None:
    offer = offered(here)
    amal = newcomer(here, "amal", first_name="Amal")
    firm_of(here, offer)
    key = interested(here, amal, offer)
    on(here, key, go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    on(here, key, lambda work, found: permission.set_permit(work, found, Permit.AUTHORITY))
    began = here.now
    here.walk(began + timedelta(days=60))
    found = way(here, key)
    assert (found.stage, found.permit) == (Stage.PERMIT, Permit.AUTHORITY)
    for kind, of in (Kind.INTRODUCED, key), (Kind.FIRM_QUESTIONS, found.employer_id):
        heard = [began, *(row.created_at for row in told(here, kind, of)), here.now]
        gaps = [later - earlier for earlier, later in itertools.pairwise(heard)]
        assert max(gaps) <= timedelta(days=14), kind
    assert sealing.facts(found) == {"first_name": "Amal"}
    on(here, key, go(Move.SHUT, CENTRE))
    assert sealing.facts(way(here, key)) == {}


def test_a_permission_that_ended_is_asked_for_anew(here: Town) -> None:
    offer = offered(here)
    key = interested(here, newcomer(here, "amal"), offer)
    agreed_until = here.now.date() + timedelta(days=20)
    on(
        here,
        key,
        go(Move.SHOW, CENTRE),
        go(Move.SEND, FIRM),
        go(Move.AGREE, PERSON),
        lambda work, found: permission.set_permit(work, found, Permit.CLEAR, agreed_until),
        go(Move.CLEAR, CENTRE),
        go(Move.TALK, FIRM),
    )
    here.now += timedelta(days=30)
    on(here, key, go(Move.START, FIRM, starts_on=here.now.date() + timedelta(days=3)))
    assert way(here, key).stage is Stage.PERMIT


@pytest.mark.parametrize(
    ("kind", "stage", "permit"),
    [("look_day", Stage.NAMING, None), ("internship", Stage.PERMIT, Permit.OPEN)],
)
def test_another_kind_of_work_begins_the_permission_anew(
    here: Town, kind: str, stage: Stage, permit: Permit | None
) -> None:
    offer = offered(here)
    key = interested(here, newcomer(here, "amal"), offer)
    waits = interested(here, newcomer(here, "sara"), offer)
    first = (go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    on(here, waits, *first)
    on(here, key, *first, _clear, go(Move.CLEAR, CENTRE))

    def change(session: Session) -> None:
        found = session.get_one(Offer, offer)
        found.kind = kind
        assert len(permission.begin_permission_anew(here.work(session), found)) == 2

    here.do(change)
    for each in (way(here, key), way(here, waits)):
        assert (each.stage, each.permit, each.kind) == (stage, permit, kind)


def _clear(work: Work, found: Introduction) -> None:
    permission.set_permit(work, found, Permit.CLEAR)


def test_a_day_far_away_is_no_silence(here: Town) -> None:
    offer = offered(here, kind="look_day")
    key = interested(here, newcomer(here, "amal"), offer)
    far = here.now.date() + timedelta(days=45)
    on(here, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    on(here, key, go(Move.NAME, FIRM, options=[datetime.combine(far, time(9)).isoformat()]))
    on(here, key, go(Move.CHOOSE, PERSON, day=(far, time(9))))
    began = here.now
    here.walk(began + timedelta(days=44))
    heard = [began, *(row.created_at for row in told(here, Kind.INTRODUCED, key)), here.now]
    gaps = [later - earlier for earlier, later in itertools.pairwise(heard)]
    assert max(gaps) <= timedelta(days=14)
    assert way(here, key).stage is Stage.DATED


def test_who_did_not_come_is_not_counted_as_having_tried(here: Town) -> None:
    offer = offered(here, kind="look_day")
    key = interested(here, newcomer(here, "amal"), offer)
    on(here, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    on(here, key, go(Move.NAME, FIRM, options=["2026-11-13T09:00"]))
    on(here, key, go(Move.CHOOSE, PERSON, day=(date(2026, 11, 13), time(9))))
    here.walk(datetime(2026, 11, 14, 9, tzinfo=BERLIN))
    assert (way(here, key).stage, way(here, key).tried_at is None) == (Stage.CAME, False)
    on(here, key, go(Move.MISS, FIRM))
    assert (way(here, key).stage, way(here, key).tried_at) == (Stage.TALKING, None)


def test_who_only_talks_takes_nobodys_place(here: Town) -> None:
    offer = offered(here, kind="trial_day", places=1)
    key, other = (interested(here, newcomer(here, name), offer) for name in ("amal", "sara"))
    for each in (key, other):
        on(here, each, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON), _clear)
        on(here, each, go(Move.CLEAR, CENTRE))
    on(here, key, go(Move.TALK, PERSON))
    assert (way(here, key).stage, way(here, key).seat) == (Stage.TALKING, None)
    assert way(here, other).stage is Stage.NAMING
    assert here.do(lambda s: s.get_one(Offer, offer).state) == OfferState.OPEN


def test_an_offer_that_opens_again_has_its_places_again(here: Town) -> None:
    offer = offered(here)
    key = interested(here, newcomer(here, "amal"), offer)
    on(here, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON), _clear)
    starts = here.now.date() + timedelta(days=1)
    on(
        here,
        key,
        go(Move.CLEAR, CENTRE),
        go(Move.TALK, FIRM),
        go(Move.START, FIRM, starts_on=starts),
    )
    assert here.do(lambda s: s.get_one(Offer, offer).state) == OfferState.FILLED
    here.walk(here.now + timedelta(days=2))
    assert (way(here, key).stage, way(here, key).seat) == (Stage.STARTED, 1)
    reopened(here, offer)
    again = interested(here, newcomer(here, "sara"), offer)
    on(here, again, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON), _clear)
    starts = here.now.date() + timedelta(days=9)
    on(
        here,
        again,
        go(Move.CLEAR, CENTRE),
        go(Move.TALK, FIRM),
        go(Move.START, FIRM, starts_on=starts),
    )
    assert (way(here, key).stage, way(here, again).seat) == (Stage.STARTED, 1)
    on(here, key, go(Move.KEEP, PERSON))
    assert way(here, key).seat is None


def reopened(town: Town, offer: int) -> None:
    town.do(lambda s: set_state(town.work(s), s.get_one(Offer, offer), OfferState.OPEN))
