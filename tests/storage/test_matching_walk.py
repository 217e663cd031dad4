"""People change, block, stop, go and are sent offers: those named are whom the rules name."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from storage import census
from storage.erasure import erase_person
from storage.fatigue import heard
from storage.models import Offer, Person, Profile
from storage.models.chats import ChatKind
from storage.models.offers import ProposalState
from storage.offers import answer_offer, show
from storage.profiles import set_skills
from storage.queues.chats import upsert_chat
from storage.rules.ages import AgeBand
from storage.work import Work
from tests.cast import settle
from tests.people import Town
from tests.scheduler.desk import ALL_WEEK, offered
from tests.storage.asked import chat_of, compare, read, until_ready, write

pytestmark = pytest.mark.both_databases

ANSWERS: dict[str, list[Any]] = {
    "plz": ["72525", "72525", "72532", "72555", None],
    "german": ["A1", "A2", "B1", None],
    "slots": [ALL_WEEK, ALL_WEEK, ALL_WEEK[:4], None],
    "mobility": [["foot", "bus"], ["car"], ["bike", "bus"], None],
    "areas": [["any"], ["food", "textile"], None],
    "wants": [["job"], ["job"], ["job", "tryout"], None],
}
SKILLS = ("textile.machine", "textile.tailor", "shop.fashion")


class Crowd:
    """People who join, answer, stop, block and go, as chance has it."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town = town
        self.chance = Random(seed)
        self.count = 0

    def join(self, work: Work) -> None:
        self.count += 1
        chat = upsert_chat(work.session, f"crowd:{self.count}", ChatKind.PRIVATE, work.now)
        said = {name: self.chance.choice(values) for name, values in ANSWERS.items()}
        plz = said.pop("plz") or "72525"
        settle(work, chat, language="en", plz=plz, skills=self._skills(), **said)

    def happen(self, work: Work) -> None:
        """Let something happen to somebody."""
        happenings = (
            *(self.answer, self.learn, self.switch, self.stop, self.block) * 2,
            *(self.shown, self.shown, self.says, self.grow, self.erase),
        )
        person = self.chance.choice(work.session.scalars(select(Person)).all())
        self.chance.choice(happenings)(work, person)
        if self.chance.random() < 0.1:
            self.join(work)
        work.session.flush()

    def answer(self, work: Work, person: Person) -> None:
        name = self.chance.choice([*ANSWERS])
        setattr(self._profile(work, person), name, self.chance.choice(ANSWERS[name]))

    def learn(self, work: Work, person: Person) -> None:
        set_skills(work, self._profile(work, person), self._skills())

    def switch(self, work: Work, person: Person) -> None:
        person.work_on = not person.work_on

    def stop(self, work: Work, person: Person) -> None:
        person.stopped_at = None if person.stopped_at else work.now

    def grow(self, work: Work, person: Person) -> None:
        person.age_band = AgeBand.YOUNG if person.age_band is AgeBand.ADULT else AgeBand.ADULT

    def block(self, work: Work, person: Person) -> None:
        chat = chat_of(work, person.id)
        chat.blocked_at = None if chat.blocked_at else work.now

    def shown(self, work: Work, person: Person) -> None:
        offer = self.chance.choice(work.session.scalars(select(Offer)).all())
        show(work, person.id, offer, pushed=self.chance.random() < 0.8)

    def says(self, work: Work, person: Person) -> None:
        """Say something to an offer, or that they still look for work."""
        offer = self.chance.choice(work.session.scalars(select(Offer)).all())
        if self.chance.random() < 0.5:
            answer_offer(work, person.id, offer.id, self.chance.choice([*ProposalState]))
        else:
            heard(work, person.id)

    def erase(self, work: Work, person: Person) -> None:
        erase_person(work, chat_of(work, person.id).id)

    def _skills(self) -> dict[str, int]:
        return {skill: self.chance.randint(1, 3) for skill in self.chance.sample(SKILLS, 2)}

    def _profile(self, work: Work, person: Person) -> Profile:
        return work.session.get_one(Profile, person.id)


def of_the_same_firm(work: Work, key: int) -> None:
    """Let an offer be of the firm of the first one."""
    first = work.session.scalars(select(Offer).order_by(Offer.id)).first()
    assert first is not None
    work.session.get_one(Offer, key).employer = first.employer


@pytest.mark.parametrize(("seed", "slice_"), [(1, 1000), (2, 7)])
def test_memory_names_whom_the_database_would_name(
    alb: Town, monkeypatch: pytest.MonkeyPatch, seed: int, slice_: int
) -> None:
    monkeypatch.setattr(census, "SLICE", slice_)
    for values in ({}, {"german_min": "A1", "places": 4, "hours_week": 15}, {"experience": "some"}):
        offered(alb, **values)
    second = offered(alb, german_min="A1")
    write(alb, of_the_same_firm, second)
    crowd, fits = Crowd(alb, seed), 0
    for _ in range(20):
        write(alb, crowd.join)
    until_ready(alb)

    def several(work: Work) -> None:
        for _ in range(crowd.chance.randint(1, 6)):
            crowd.happen(work)
        if crowd.chance.random() < 0.3:
            compare(work)  # what is not committed yet counts, too
        if crowd.chance.random() < 0.2:
            raise LookupError

    for _ in range(12):
        with suppress(LookupError):
            write(alb, several)
        alb.now += timedelta(hours=crowd.chance.choice((0, 0, 0, 13)))
        fits += crowd.chance.choice((read, write))(alb, compare)
    assert fits > 100
