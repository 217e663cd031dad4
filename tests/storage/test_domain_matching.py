"""Matching from the database: the same table as from the file, and the limits of pushing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.matching import candidates, fitting, judgements, matches
from storage.models import Chat, Offer, Person, Profile
from storage.models.offers import ProposalState
from storage.offers import answer_offer, show
from storage.people import bind_chat, by_ref
from storage.rules.ages import AgeBand
from storage.rules.fit import Fit, Refusal, rank
from tests.storage.desk import chat_of, do, look
from tests.storage.domain import Somebody
from tests.storage.test_rules_demo import DEMO, EXPECTED, chapter, number
from tests.works import work_at

pytestmark = pytest.mark.furnished("demo")

DAY = timedelta(days=1)


@pytest.fixture
def loaded(database: Database, now: datetime) -> Database:
    """The demo set; nobody has a chat yet."""
    return database


@pytest.fixture
def tekle(loaded: Database, now: datetime) -> Somebody:
    """Tekle, who kept cows, with a phone in Tigrinya."""
    chat_id = chat_of(loaded, "Tekle", now)

    def unit(session: Session) -> int:
        chat = session.get_one(Chat, chat_id)
        chat.language = "ti"
        return bind_chat(work_at(session, now), chat, "N5").id

    return Somebody(do(loaded, unit), chat_id)


def offer_of(session: Session, ref: str) -> Offer:
    return session.scalars(select(Offer).where(Offer.ref == ref)).one()


def numbered(session: Session, ref: str, now: datetime) -> list[Fit]:
    """Judge as staff see it, with the lines, the numbers of the file and in its order."""
    work = work_at(session, now)
    person = by_ref(work, ref)
    assert person is not None
    fits = judgements(work, person.id)
    told = [match.fit for match in matches(work, person.id, [fit.opening for fit in fits])]
    assert [replace(fit, reasons=(), caution=None) for fit in told] == fits
    numbers = [number(ref_of(session, fit)) for fit in fits]
    renamed = [
        replace(fit, opening=each, seeker=number(ref))
        for fit, each in zip(told, numbers, strict=True)
    ]
    return sorted(renamed, key=lambda fit: fit.opening)


def ref_of(session: Session, fit: Fit) -> str:
    return session.get_one(Offer, fit.opening).ref


def shown(database: Database, person_id: int, at: datetime, everything: bool = False) -> list[str]:
    def unit(session: Session) -> list[str]:
        work = work_at(session, at)
        found = matches(work, person_id, fitting(work, person_id, include_answered=everything))
        return [match.offer.ref for match in found]

    return look(database, unit)


def asked(database: Database, ref: str, at: datetime) -> list[str | None]:
    def unit(session: Session) -> list[str | None]:
        found = candidates(work_at(session, at), offer_of(session, ref))
        return [person.ref for person, _ in found]

    return look(database, unit)


def answers(database: Database, who: Somebody, ref: str, state: str, at: datetime) -> None:
    def unit(session: Session) -> None:
        offer = offer_of(session, ref)
        answer_offer(work_at(session, at), who.person, offer.id, ProposalState(state))

    do(database, unit)


def pushed(database: Database, who: Somebody, ref: str, at: datetime) -> None:
    do(database, lambda s: show(work_at(s, at), who.person, offer_of(s, ref), pushed=True))


def test_the_loaded_demo_set_gives_the_table_of_the_rules(loaded: Database, now: datetime) -> None:
    def table(session: Session) -> str:
        chapters = [
            chapter(each["alias"], numbered(session, each["id"], now)) for each in DEMO["newcomers"]
        ]
        return "\n".join(line for lines in chapters for line in lines)

    assert look(loaded, table) == EXPECTED.strip()


def test_a_declined_offer_never_returns_and_an_interesting_one_only_when_asked_for(
    loaded: Database, now: datetime, tekle: Somebody
) -> None:
    assert shown(loaded, tekle.person, now) == ["O8", "O3"]
    answers(loaded, tekle, "O3", "declined", now)
    answers(loaded, tekle, "O8", "interested", now)
    for later in (now, now + 50 * DAY):
        assert shown(loaded, tekle.person, later) == []
        assert shown(loaded, tekle.person, later, everything=True) == ["O8"]
    refusals = look(
        loaded,
        lambda s: {
            ref_of(s, fit): fit.refusals for fit in judgements(work_at(s, now), tekle.person)
        },
    )
    assert refusals["O3"] == (Refusal.DECLINED,)


def test_only_who_can_be_reached_and_has_not_seen_it_is_asked(
    loaded: Database, now: datetime, tekle: Somebody
) -> None:
    assert asked(loaded, "O8", now) == ["N5"]
    assert asked(loaded, "O10", now) == []  # Parwin would fit, but has no chat
    pushed(loaded, tekle, "O8", now)
    assert asked(loaded, "O8", now + 30 * DAY) == []


@pytest.mark.parametrize(
    "unknown", [(), ("plz",), ("plz", "ags"), ("german",), ("mobility",), ("areas",), ("slots",)]
)
def test_the_quick_way_asks_exactly_whom_the_rules_name(
    loaded: Database, now: datetime, unknown: tuple[str, ...]
) -> None:
    chats = {each["id"]: chat_of(loaded, each["id"], now) for each in DEMO["newcomers"]}

    def everybody(session: Session) -> dict[int, list[int]]:
        wanted: dict[int, list[Fit]] = {key: [] for key in session.scalars(select(Offer.id))}
        for ref, chat_id in chats.items():
            chat = session.get_one(Chat, chat_id)
            chat.language = "ti"
            person = bind_chat(work_at(session, now), chat, ref)
            for name in unknown:
                setattr(session.get_one(Profile, person.id), name, None)
            for fit in judgements(work_at(session, now), person.id):
                wanted[fit.opening] += [fit] if fit.pushed else []
        return {key: [fit.seeker for fit in rank(fits)] for key, fits in wanted.items()}

    expected = do(loaded, everybody)
    assert len([people for people in expected.values() if people]) > 7
    for key, people in expected.items():
        assert asked_by_key(loaded, key, now) == people


def asked_by_key(database: Database, key: int, at: datetime) -> list[int]:
    def unit(session: Session) -> list[int]:
        found = candidates(work_at(session, at), session.get_one(Offer, key))
        return [person.id for person, _ in found]

    return look(database, unit)


def test_one_offer_a_day_and_two_a_week(loaded: Database, now: datetime, tekle: Somebody) -> None:
    for offer, at in (("O1", now - 3 * DAY), ("O2", now - 2 * DAY)):
        assert asked(loaded, "O8", at + 1.5 * DAY) == ["N5"]
        pushed(loaded, tekle, offer, at)
        assert asked(loaded, "O8", at + DAY / 2) == []
    assert asked(loaded, "O8", now) == []
    assert asked(loaded, "O8", now + 4.5 * DAY) == ["N5"]
    assert shown(loaded, tekle.person, now) == ["O8", "O3"]  # asking oneself is not limited


def switch_off(session: Session, person: Person, now: datetime) -> None:
    person.work_on = False


def stop(session: Session, person: Person, now: datetime) -> None:
    person.stopped_at = now


def be_young(session: Session, person: Person, now: datetime) -> None:
    person.age_band = AgeBand.YOUNG


def block(session: Session, person: Person, now: datetime) -> None:
    session.scalars(select(Chat).where(Chat.person_id == person.id)).one().blocked_at = now


@pytest.mark.parametrize("change", [switch_off, stop, be_young, block])
def test_nothing_is_pushed_to_who_does_not_want_it_or_is_too_young(
    loaded: Database, now: datetime, tekle: Somebody, change: Callable[..., Any]
) -> None:
    do(loaded, lambda s: change(s, s.get_one(Person, tekle.person), now))
    assert asked(loaded, "O8", now) == []


def test_among_equals_who_waited_longest_is_asked_first(
    loaded: Database, now: datetime, tekle: Somebody
) -> None:
    chat_id = chat_of(loaded, "Demo Tekle's twin", now)

    def twin(session: Session) -> None:
        chat = session.get_one(Chat, chat_id)
        chat.language = "ti"
        karim = bind_chat(work_at(session, now), chat, "N7")
        first, second = (session.get_one(Profile, key) for key in (tekle.person, karim.id))
        for name in ("plz", "ags", "wants", "areas", "mobility", "german", "slots"):
            setattr(second, name, getattr(first, name))
        for profile in (first, second):
            profile.skills = []
            profile.german, profile.plz, profile.areas = "A1", "72534", ["green"]
        first.offered_at = now

    do(loaded, twin)
    assert asked(loaded, "O8", now) == ["N7", "N5"]
