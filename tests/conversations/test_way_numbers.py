"""The way from a need to three months at work in numbers: steps, ends, nothing under five."""

from __future__ import annotations

from base64 import b64decode
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conversations.introductions import carry_on
from locales.languages import LANGUAGES
from storage.introductions.beginning import begin
from storage.introductions.steps import Facts
from storage.models import Introduction, Offer, Person, Proposal
from storage.models.offers import OfferState
from storage.models.people import RoleName
from storage.rules.stages import Move, Permit, Side
from tests.conversations import desk_scene
from tests.conversations.colleagues import lead
from tests.conversations.invited import invited, staff
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, offered, person_of

pytestmark = pytest.mark.both_databases
TUESDAY, DAY = date(2026, 11, 10), timedelta(days=1)
SHOWN = (Move.SHOW,)
INTRODUCED = (*SHOWN, Move.SEND, Move.AGREE)
TRIED = (*INTRODUCED, Move.NAME, Move.CHOOSE, Move.COME)
BEGUN = (*TRIED, Move.START, Move.BEGIN)
KEPT = (*BEGUN, Move.KEEP)
FACTS: dict[Move, Facts] = {
    Move.NAME: Facts(options=["2026-11-12T08:00"]),
    Move.CHOOSE: Facts(day=(TUESDAY + 2 * DAY, time(8))),
    Move.START: Facts(starts_on=TUESDAY + 5 * DAY),
}


def comes(at: Town, name: str, *moves: Move, **home: Any) -> int:
    """Let somebody be shown an offer, be interested, and come as far as these moves."""
    key = offered(at, places=9)
    phone = newcomer(at, name, **home).says("/offers")
    who = person_of(phone)

    def go(session: Session) -> int:
        work, offer = at.work(session), session.get_one(Offer, key)
        found = begin(work, session.get_one(Person, who), offer)
        found.permit = Permit.CLEAR
        for move in moves:
            assert carry_on(work, found, move, Side.CENTRE, FACTS.get(move, Facts())), move
        return found.id

    made = at.do(go)
    at.do(lambda s: setattr(s.get_one(Offer, key), "state", OfferState.PAUSED))
    return made


def several(at: Town, count: int, name: str, *moves: Move, **home: Any) -> None:
    for number in range(count):
        comes(at, f"{name} {number}", *moves, **home)


def way(phone: Phone) -> list[str]:
    return phone.reads().says("/numbers 2").sees.split("\n")


def test_steps_are_people_and_a_start_counts_once_they_stayed(here: Town) -> None:
    eva, anna = lead(here, "eva", "alb"), lead(here, "anna", "ermstal")
    several(here, 5, "kept", *KEPT)
    several(here, 5, "begun", *BEGUN)
    several(here, 5, "left", *BEGUN, Move.LEAVE)
    several(here, 5, "only interested")
    assert way(eva) == [
        "📊 The way to work: Integrationszentrum Alb",
        "🏢 Offers that are open: 0",
        "📝 Offers to complete: 0",
        "👥 People since Wednesday, 12.08.2026:",
        "1. 💼 Were shown an offer: 20",
        "2. 👍 Were interested: 20",
        "3. 🤝 The firm knows the first name: 15",
        "4. 🛠️ Were there on a day: 15",
        "5. ▶️ At work, not yet three months: 5",
        "6. 🎉 Still there after three months: 5",
        "🔒 The smallest number of people told: 5",
    ]
    picture = b64decode(eva.bubbles[-1].body["file"]["data"])
    assert Image.open(BytesIO(picture)).format == "PNG"
    assert "1. 💼 Were shown an offer: <5" in way(anna)
    assert "file" not in anna.bubbles[-1].body


def test_a_few_who_went_no_further_cannot_be_found_by_taking_away(here: Town) -> None:
    eva = lead(here, "eva", "alb")
    several(here, 6, "introduced", *INTRODUCED)
    several(here, 2, "interested")
    steps = way(eva)[4:8]
    assert [line.rpartition(": ")[2] for line in steps] == ["8", "8", "≥5", "<5"]


def test_all_centres_beside_each_find_nobody(here: Town) -> None:
    olga = invited(here, "olga", RoleName.COORDINATOR, "*")
    several(here, 6, "alb")
    several(here, 2, "ermstal", plz="72555", mobility=["car"])
    for name in (*(f"alb {number}" for number in range(6)), "ermstal 0", "ermstal 1"):
        here.phone(name).says("/person").taps("A letter")
    pages = [olga.reads().says(f"/numbers {number}").sees for number in range(1, 9)]
    assert "all centres" in pages[0]
    assert "👋 Waiting for a person: ≥5" in pages[0]
    assert "2. 👍 Were interested: ≥5" in pages[1]
    own = next(each for each in pages[2:] if "Numbers: Integrationszentrum Alb" in each)
    assert "👋 Waiting for a person: 6" in own
    way_there = next(each for each in pages[2:] if "way to work: Integrationszentrum Alb" in each)
    assert "2. 👍 Were interested: 6" in way_there


def test_where_it_expired_is_told_by_stage(here: Town) -> None:
    eva = lead(here, "eva", "alb")
    several(here, 5, "no answer", *SHOWN)
    several(here, 6, "no yes", *SHOWN, Move.SEND)
    here.walk(here.now + 30 * DAY)
    lines = way(eva)
    assert lines[-3:-1] == [
        "⌛ The firm did not answer the card: 5",
        "⌛ The person did not say yes for the firm: 6",
    ]


def test_who_only_practises_is_not_counted(here: Town) -> None:
    eva = lead(here, "eva", "alb")
    several(here, 5, "interested")
    assert "1. 💼 Were shown an offer: 5" in way(eva)
    petra = person_of(staff(here, "petra", "alb"))
    one = select(Person).where(Person.id == select(func.min(Proposal.person_id)).scalar_subquery())
    here.do(lambda s: setattr(s.scalars(one).one(), "practice_of", petra))
    assert "1. 💼 Were shown an offer: <5" in way(eva)


def test_what_is_older_than_the_period_is_not_counted(here: Town) -> None:
    eva = lead(here, "eva", "alb")
    several(here, 5, "kept", *KEPT)
    assert "6. 🎉 Still there after three months: 5" in way(eva)
    here.now += 91 * DAY
    assert "6. 🎉 Still there after three months: <5" in way(eva)


def test_needs_are_counted_by_how_they_stand(here: Town) -> None:
    eva = lead(here, "eva", "alb")
    offered(here)
    key = offered(here)
    here.do(lambda s: setattr(s.get_one(Offer, key), "state", OfferState.DRAFT))
    assert way(eva)[1:3] == ["🏢 Offers that are open: 1", "📝 Offers to complete: 1"]


def test_what_expired_keeps_where_and_its_facts_are_gone(here: Town) -> None:
    key = comes(here, "amal", *SHOWN)
    here.walk(here.now + 20 * DAY)
    found = here.do(lambda s: s.get_one(Introduction, key))
    assert (found.stage, found.reason, found.facts) == ("expired", "shown", None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_told_in_every_language(here: Town, language: str) -> None:
    assert len(way(desk_scene.lead(here, "eva", language))) == 11
