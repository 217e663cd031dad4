"""Offers in the database: what is due for them, who saw them, what was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.models import Offer, Profile
from storage.models.offers import OfferState, ProposalState
from storage.offers import (
    answer_offer,
    interested_in,
    set_places,
    set_state,
    show,
)
from storage.queues.kinds import Kind
from tests.storage.desk import do, look
from tests.storage.domain import due_rows, newcomer
from tests.works import unit_at, work_at

pytestmark = pytest.mark.furnished("demo")

T = TypeVar("T")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def farm(database: Database, now: datetime) -> int:
    """Help on the farm: the only offer left of the demo set."""

    def unit(session: Session) -> int:
        for offer in session.scalars(select(Offer).where(Offer.ref != "O8")).all():
            set_state(work_at(session, now), offer, OfferState.FILLED)
        return session.scalars(select(Offer.id).where(Offer.ref == "O8")).one()

    return do(database, unit)


def with_offer(
    database: Database, key: int, what: Callable[..., T], *args: Any, now: datetime
) -> T:
    """Do something with an offer in a transaction."""
    return do(database, lambda s: what(work_at(s, now), s.get_one(Offer, key), *args))


def revision(database: Database, key: int) -> int:
    return look(database, lambda s: s.get_one(Offer, key).revision)


def says(database: Database, key: int, state: OfferState, at: datetime) -> None:
    with_offer(database, key, set_state, state, now=at)


def test_a_filled_offer_waits_for_nothing_an_open_one_for_people_and_the_employer(
    database: Database, now: datetime, farm: int
) -> None:
    assert due_rows(database, Kind.OFFER_WAVE) == ["1 10.11. 09:00"]
    assert due_rows(database, Kind.EMPLOYER_PROMPT) == ["2026-11-24 24.11. 09:00"]


def test_more_places_raise_the_revision_and_begin_anew_but_not_at_night(
    database: Database, now: datetime, farm: int
) -> None:
    tonight = now + 14 * HOUR
    with_offer(database, farm, set_places, 4, now=tonight)
    assert revision(database, farm) == 2
    assert due_rows(database, Kind.OFFER_WAVE) == ["1 11.11. 09:00"]
    assert due_rows(database, Kind.EMPLOYER_PROMPT) == ["2026-11-25 25.11. 09:00"]
    assert look(database, lambda s: s.get_one(Offer, farm).confirmed_at) == tonight


def test_still_open_changes_nothing_but_the_day_of_the_next_question(
    database: Database, now: datetime, farm: int
) -> None:
    says(database, farm, OfferState.OPEN, now + 3 * DAY)
    with_offer(database, farm, set_places, 2, now=now + 4 * DAY)
    assert revision(database, farm) == 1
    assert due_rows(database, Kind.OFFER_WAVE) == ["1 10.11. 09:00"]
    assert due_rows(database, Kind.EMPLOYER_PROMPT) == ["2026-11-28 28.11. 09:00"]


def test_later_keeps_the_question_filled_ends_it_and_open_again_begins_anew(
    database: Database, now: datetime, farm: int
) -> None:
    says(database, farm, OfferState.PAUSED, now)
    assert (due_rows(database, Kind.OFFER_WAVE), len(due_rows(database, Kind.EMPLOYER_PROMPT))) == (
        [],
        1,
    )
    says(database, farm, OfferState.FILLED, now)
    assert (due_rows(database, Kind.OFFER_WAVE), due_rows(database, Kind.EMPLOYER_PROMPT)) == (
        [],
        [],
    )
    says(database, farm, OfferState.OPEN, now)
    assert (
        len(due_rows(database, Kind.OFFER_WAVE)),
        len(due_rows(database, Kind.EMPLOYER_PROMPT)),
    ) == (1, 1)
    assert revision(database, farm) == 4


def test_without_places_nobody_is_asked(database: Database, now: datetime, farm: int) -> None:
    with_offer(database, farm, set_places, 0, now=now)
    assert (due_rows(database, Kind.OFFER_WAVE), len(due_rows(database, Kind.EMPLOYER_PROMPT))) == (
        [],
        1,
    )


def test_an_offer_is_shown_once_and_the_answer_stays(
    database: Database, now: datetime, farm: int
) -> None:
    tekle, selam = (newcomer(database, name, now) for name in ("Tekle", "Selam"))
    interested = ProposalState.INTERESTED

    def first(session: Session) -> int:
        return show(
            work_at(session, now), tekle.person, session.get_one(Offer, farm), pushed=True
        ).id

    def again(session: Session) -> tuple[int, ProposalState, bool]:
        offer = session.get_one(Offer, farm)
        seen = show(work_at(session, now + DAY), tekle.person, offer, pushed=False)
        return seen.id, seen.state, seen.pushed

    key = do(database, first)
    do(database, unit_at(now + HOUR, answer_offer), tekle.person, farm, interested, None)
    do(database, unit_at(now, answer_offer), selam.person, farm, interested, None)
    assert do(database, again) == (key, interested, True)
    assert look(database, lambda s: s.get_one(Profile, tekle.person).offered_at) == now
    wanting = look(database, lambda s: [each.id for each in interested_in(work_at(s), farm)])
    assert wanting == [selam.person, tekle.person]


def test_the_last_word_counts(database: Database, now: datetime, farm: int) -> None:
    tekle = newcomer(database, "Tekle", now)
    do(database, unit_at(now, answer_offer), tekle.person, farm, ProposalState.INTERESTED)
    said = do(
        database, unit_at(now, answer_offer), tekle.person, farm, ProposalState.DECLINED, "far"
    )
    assert (said.state, said.reason, said.answered_at) == (ProposalState.DECLINED, "far", now)
    assert look(database, lambda s: interested_in(work_at(s), farm)) == []
