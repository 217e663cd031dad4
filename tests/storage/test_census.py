"""Whom an offer goes to, named from memory: whom the database would name, whatever happens."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import selectinload

from storage import census
from storage.erasure import erase_person
from storage.matching import candidates, opening_of, seeker_of
from storage.models import Chat, Offer, Person, Profile, Proposal
from storage.models.chats import ChatKind
from storage.offers import show
from storage.profiles import set_skills
from storage.queues.chats import upsert_chat
from storage.rules.ages import AgeBand
from storage.rules.fit import judge, rank
from storage.work import Work
from tests.cast import settle
from tests.people import Town
from tests.scheduler.desk import ALL_WEEK, newcomer, offered, person_of

both = pytest.mark.both_databases
DAY = timedelta(days=1)
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
            *(self.shown, self.shown, self.grow, self.join, self.erase),
        )
        person = self.chance.choice(work.session.scalars(select(Person)).all())
        happening = self.chance.choice(happenings)
        if happening == self.join:
            self.join(work)
        else:
            happening(work, person)
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
        chat = self._chat(work, person)
        chat.blocked_at = None if chat.blocked_at else work.now

    def shown(self, work: Work, person: Person) -> None:
        offer = self.chance.choice(work.session.scalars(select(Offer)).all())
        show(work, person.id, offer, pushed=self.chance.random() < 0.8)

    def erase(self, work: Work, person: Person) -> None:
        erase_person(work, self._chat(work, person).id)

    def _skills(self) -> dict[str, int]:
        return {skill: self.chance.randint(1, 3) for skill in self.chance.sample(SKILLS, 2)}

    def _profile(self, work: Work, person: Person) -> Profile:
        return work.session.get_one(Profile, person.id)

    def _chat(self, work: Work, person: Person) -> Chat:
        return work.session.scalars(select(Chat).where(Chat.person_id == person.id)).one()


def expected(work: Work, offer: Offer) -> list[int]:
    """Judge everybody, one by one."""
    hears = set(work.session.scalars(select(Chat.person_id).where(Chat.blocked_at.is_(None))))
    shown = work.session.scalars(select(Proposal)).all()
    opening, fits = opening_of(work, offer), []
    for profile in work.session.scalars(select(Profile).options(selectinload(Profile.skills))):
        mine = [each for each in shown if each.person_id == profile.person_id]
        times = [work.now - each.shown_at for each in mine if each.pushed]
        is_full = any(at < DAY for at in times) or sum(at < 7 * DAY for at in times) > 1
        fit = judge(seeker_of(work, profile, is_full), opening, work.today)
        seen = {each.offer_id for each in mine}
        if fit.pushed and profile.person_id in hears and offer.id not in seen:
            fits.append(fit)
    return [fit.seeker for fit in rank(fits)]


def named(work: Work, offer: Offer, most: int | None = None) -> list[int]:
    return [person.id for person, _ in candidates(work, offer, most)]


def compare(work: Work) -> int:
    """Compare for all offers; return how many people fit one."""
    fits = 0
    for offer in work.session.scalars(select(Offer)).all():
        wanted = expected(work, offer)
        found = [named(work, offer, most) for most in (1, 5, None)]
        assert found == [wanted[:1], wanted[:5], wanted]
        fits += len(wanted)
    return fits


def read(town: Town, unit: Callable[[Work], Any]) -> Any:
    """Run a unit in the reader."""
    return town.database.read(lambda session: unit(town.work(session))).result(20)


def write(town: Town, unit: Callable[[Work], Any]) -> Any:
    """Run a unit in the writer."""
    return town.do(lambda session: unit(town.work(session)))


def until_ready(town: Town) -> None:
    """Wait for what is read beside."""
    for _ in range(500):
        if write(town, census.is_ready):
            return
        time.sleep(0.01)
    raise AssertionError("never ready")


@both
@pytest.mark.parametrize(("seed", "slice_"), [(1, 1000), (2, 7)])
def test_memory_names_whom_the_database_would_name(
    alb: Town, monkeypatch: pytest.MonkeyPatch, seed: int, slice_: int
) -> None:
    monkeypatch.setattr(census, "SLICE", slice_)
    for values in ({}, {"german_min": "A1", "places": 4, "hours_week": 15}, {"experience": "some"}):
        offered(alb, **values)
    crowd, fits = Crowd(alb, seed), 0
    write(alb, lambda work: [crowd.join(work) for _ in range(20)])
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


@both
def test_many_are_read_beside_and_who_changes_meanwhile_is_not_missed(
    alb: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(census, "SLICE", 2)
    phones = [newcomer(alb, f"newcomer {number}", wants=["course"]) for number in range(9)]
    offered(alb)
    assert not write(alb, census.is_ready)
    for phone in phones:
        profile = person_of(phone)
        write(alb, lambda work, key=profile: wish(work, key, ["job"]))
    until_ready(alb)
    assert read(alb, compare) == 9


def wish(work: Work, person: int, wants: list[str]) -> None:
    work.session.get_one(Profile, person).wants = wants
    work.session.flush()


@both
def test_a_reader_that_looks_before_the_commit_looks_again_after_it(alb: Town) -> None:
    amal = person_of(newcomer(alb, "amal", wants=["course"]))
    offered(alb)
    assert read(alb, compare) == 0
    flushed, go = threading.Event(), threading.Event()

    def slowly(work: Work) -> None:
        wish(work, amal, ["job"])
        flushed.set()
        go.wait(10)

    slow = threading.Thread(target=write, args=(alb, slowly))
    slow.start()
    flushed.wait(10)
    assert read(alb, compare) == 0
    go.set()
    slow.join(10)
    assert read(alb, compare) == 1


@both
def test_what_was_changed_past_everything_is_found_within_the_hour(alb: Town) -> None:
    amal = person_of(newcomer(alb, "amal"))
    offered(alb)
    write(alb, lambda work: switched(work, amal, on=False))
    assert write(alb, compare) == 0
    write(alb, lambda work: switched(work, amal, on=True))
    alb.now += timedelta(minutes=61)
    assert write(alb, compare) == 1


def switched(work: Work, person: int, on: bool) -> None:
    one = update(Person).where(Person.id == person)
    work.session.connection().execute(one.values(work_on=on))


def test_what_another_process_writes_is_seen_at_once(alb: Town) -> None:
    amal = person_of(newcomer(alb, "amal"))
    offered(alb)
    write(alb, lambda work: switched(work, amal, on=False))
    assert write(alb, compare) == 0
    with closing(sqlite3.connect(alb.database.engine.url.database or "")) as other, other:
        other.execute("UPDATE person SET work_on = 1")
    assert write(alb, compare) == 1


@both
def test_very_many_changes_are_read_bit_by_bit(alb: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(census, "AGAIN_AT_ONCE", 2)
    people = [person_of(newcomer(alb, f"n{number}", wants=["course"])) for number in range(5)]
    key = offered(alb)
    assert write(alb, compare) == 0
    for person in people:
        write(alb, lambda work, key=person: wish(work, key, ["job"]))

    def found(work: Work) -> int:
        return len(named(work, work.session.get_one(Offer, key)))

    assert [write(alb, found) for _ in range(4)] == [2, 4, 5, 5]


def test_what_goes_wrong_beside_is_told_whoever_asks_and_tried_again(
    alb: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(census, "SLICE", 2)
    for number in range(5):
        newcomer(alb, f"newcomer {number}")
    offered(alb)
    alb.do(lambda s: s.execute(text("ALTER TABLE profile_skill RENAME TO lost")))
    assert not write(alb, census.is_ready)
    with pytest.raises(OperationalError):
        until_ready(alb)
    alb.do(lambda s: s.execute(text("ALTER TABLE lost RENAME TO profile_skill")))
    until_ready(alb)
    assert read(alb, compare) == 5
