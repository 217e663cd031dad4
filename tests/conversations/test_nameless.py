"""Two people who differ only in what is nobody's business are the same card, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from conversations.cards.candidate import candidate_message
from conversations.introductions import carry_on
from conversations.kit.messages import finish
from locales.languages import LANGUAGES
from storage.introductions.beginning import begin
from storage.models import Introduction, Offer, Person, Profile
from storage.rules.ages import AgeBand
from storage.rules.candidates import MOST_SKILLS, Nameless, nameless
from storage.rules.codes import LICENCES_ASKED, WORK
from storage.rules.slots import SLOTS
from storage.rules.stages import Move, Side
from tests.cast import settle
from tests.people import Town
from tests.scheduler.desk import FULL, offered

KNOWN: dict[str, Any] = {
    **FULL,
    "first_name": "Amal",
    "wants": ["job", "tryout"],
    "licences": ["eu"],
    "start": "now",
}
# What a firm must never learn, each with two answers that differ.
PAIRS: dict[str, tuple[Any, Any]] = {
    "first_name": ("Amal", "Mehmet"),
    "language": ("ar", "ti"),
    "age_band": (AgeBand.ADULT, AgeBand.YOUNG),
    "plz": ("72525", "72764"),
    "centre": ("alb", "reutlingen"),
    "childcare": ("no", "needed"),
    "school": ("0-4", "studied"),
    "papers": ("here", "lost"),
    "background": (None, "at_home"),
    "mobility": (["foot"], ["car"]),
    "hours": ("few", "full"),
    "areas": (["any"], ["care"]),
    "permit_check": (None, "done"),
    "permit_until": (None, date(2027, 1, 1)),
    "licences": (["eu"], ["eu", "foreign"]),
    "wants": (["job", "tryout"], ["tryout", "course", "job"]),
    "skills": ({"textile.machine": 3, "food.cook": 1}, {"food.cook": 1, "textile.machine": 3}),
}


def card(at: Town, offer: int, name: str, **said: Any) -> str:
    """Show somebody to a firm and return what it reads in every language, without the code."""
    phone = at.phone(name)
    known = {"language": "en", "skills": {"textile.machine": 3}, **KNOWN, **said}

    def unit(session: Session) -> str:
        work = at.work(session)
        person = session.get_one(Person, settle(work, phone.chat, **known))
        way = begin(work, person, session.get_one(Offer, offer))
        assert carry_on(work, way, Move.SHOW, Side.CENTRE)
        return read(at, session, way)

    return at.do(unit)


def read(at: Town, session: Session, way: Introduction) -> str:
    message = candidate_message(at.work(session), way)
    bodies = [finish(message, language, twin=True) for language in LANGUAGES]
    said = json.dumps(bodies, ensure_ascii=False)
    return said.replace(way.code, "CODE").replace(f"J{way.id}", "J").replace(f".{way.id}.", ".0.")


@pytest.mark.parametrize("trait", PAIRS)
def test_two_who_differ_in_one_trait_alone_are_the_same_card(alb: Town, trait: str) -> None:
    offer = offered(alb)
    one, other = PAIRS[trait]
    assert card(alb, offer, "one", **{trait: one}) == card(alb, offer, "other", **{trait: other})


def test_two_who_differ_in_all_of_them_are_the_same_card(alb: Town) -> None:
    offer = offered(alb)
    one = {trait: pair[0] for trait, pair in PAIRS.items()}
    other = {trait: pair[1] for trait, pair in PAIRS.items()}
    first = card(alb, offer, "one", **one)
    alb.now += timedelta(hours=1)
    assert card(alb, offer, "other", **other) == first
    assert "Amal" not in first + card(alb, offer, "third", **one)


def test_what_a_firm_asks_for_does_show(alb: Town) -> None:
    offer = offered(alb)
    base = card(alb, offer, "base")
    different: list[dict[str, Any]] = [
        {"skills": {"textile.machine": 1}},
        {"german": "B1"},
        {"slots": ["mo.am"]},
        {"start": "later"},
        {"licences": ["eu", "forklift"]},
        {"wants": ["job"]},
    ]
    shown = {card(alb, offer, f"other {n}", **said) for n, said in enumerate(different)}
    assert len(shown | {base}) == len(different) + 1


def test_every_answer_is_either_on_the_card_or_named_here(alb: Town) -> None:
    told = {"person_id", "german", "slots", "start", "offered_at"}
    assert set(Profile.__table__.columns.keys()) <= told | set(PAIRS) | {"ags"}


def each_of(codes: Any) -> Any:
    return st.lists(st.sampled_from(codes), max_size=12)


@given(
    skills=st.dictionaries(st.text("abc.", min_size=1, max_size=6), st.integers(1, 3), max_size=12),
    slots=each_of((*SLOTS, "xx.am")),
    licences=each_of((*LICENCES_ASKED, "foreign", "ship")),
    wants=each_of((*WORK, "course")),
    turn=st.randoms(use_true_random=False),
)
def test_in_which_order_somebody_answered_shows_nowhere(
    skills: dict[str, int], slots: list[str], licences: list[str], wants: list[str], turn: Any
) -> None:
    def shown(order: Iterator[Any]) -> Nameless:
        some, free, papers, kinds = order
        said = {"slots": free, "licences": papers, "wants": kinds}
        return nameless("CODE", dict(some), german="A1", start=None, **said)

    as_said: list[list[Any]] = [list(skills.items()), slots, licences, wants]
    mixed = [turn.sample([*each, *each], 2 * len(each)) for each in as_said]
    first = shown(iter(as_said))
    assert first == shown(iter(mixed))
    assert len(first.skills) <= MOST_SKILLS
    assert set(first.licences) <= set(LICENCES_ASKED)
    assert set(first.wants) <= set(WORK)
