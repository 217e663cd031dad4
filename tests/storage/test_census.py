"""The crowd in memory follows the database, whoever writes and whenever it is read."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from storage import census
from storage.erasure import erase_person
from storage.models import Offer, Person, Profile, ProfileSkill
from storage.openings import opening_of
from storage.places import gazetteer
from storage.rules.fit import Opening
from storage.work import Work
from tests.people import Town
from tests.scheduler.desk import newcomer, offered, person_of
from tests.storage.asked import chat_of, compare, named, read, until_ready, write

both = pytest.mark.both_databases


@both
def test_many_are_read_beside_and_who_changes_meanwhile_is_not_missed(
    alb: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(census, "SLICE", 2)
    phones = [newcomer(alb, f"newcomer {number}", wants=["course"]) for number in range(9)]
    offered(alb)
    assert not write(alb, census.is_ready)
    for phone in phones:
        write(alb, wish, person_of(phone), ["job"])
    until_ready(alb)
    assert read(alb, compare) == 9


def wish(work: Work, person: int, wants: list[str]) -> None:
    work.session.get_one(Profile, person).wants = wants
    work.session.flush()


class Held:
    """The reader, from when its turn comes until it may go on."""

    def __init__(self, town: Town) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        town.database.read(self._hold)

    def _hold(self, session: Session) -> None:
        self.begun.set()
        self.go.wait(10)


def test_who_changes_while_all_are_read_again_is_not_read_as_before(
    alb: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(census, "SLICE", 2)
    people = [person_of(newcomer(alb, f"n{number}", wants=["course"])) for number in range(5)]
    offered(alb)
    until_ready(alb)
    alb.now += timedelta(hours=2)
    before = Held(alb)
    write(alb, census.is_ready)  # its first slice waits
    between = Held(alb)
    before.go.set()
    between.begun.wait(10)  # the first slice was read
    write(alb, wish, people[0], ["job"])
    assert write(alb, compare) == 1
    between.go.set()
    for _ in range(len(people)):
        read(alb, lambda work: None)  # each waits for a slice
    assert write(alb, compare) == 1


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
def test_a_reader_with_an_old_view_leaves_it_to_the_next_one_to_read_again(alb: Town) -> None:
    amal = person_of(newcomer(alb, "amal", wants=["course"]))
    offered(alb)
    assert read(alb, compare) == 0

    def late(work: Work) -> int:
        assert work.session.get_one(Profile, amal).wants == ["course"]  # from here on it is old
        write(alb, wish, amal, ["job"])
        return compare(work)

    assert read(alb, late) == 0
    assert read(alb, compare) == 1


def refuse(work: Work, person: int) -> None:
    work.session.get_one(Person, person).work_on = False


def allow(work: Work, person: int) -> None:
    work.session.get_one(Person, person).work_on = True


def shut(work: Work, person: int) -> None:
    chat_of(work, person).blocked_at = work.now


def reopen(work: Work, person: int) -> None:
    chat_of(work, person).blocked_at = None


def forget(work: Work, person: int) -> None:
    work.session.delete(work.session.get_one(ProfileSkill, (person, "textile.machine")))


def remember(work: Work, person: int) -> None:
    work.session.add(ProfileSkill(person_id=person, skill="textile.machine", level=3))


@pytest.mark.parametrize(("there", "back"), [(refuse, allow), (shut, reopen), (forget, remember)])
def test_who_comes_back_is_named_again(
    alb: Town, there: Callable[[Work, int], None], back: Callable[[Work, int], None]
) -> None:
    amal = person_of(newcomer(alb, "amal"))
    offered(alb, experience="some")
    assert names(alb) == [amal]
    for change, fits in ((there, 0), (back, 1)):
        write(alb, change, amal)
        assert (len(names(alb)), read(alb, compare)) == (fits, fits)


def names(town: Town) -> list[int]:
    """Return whom memory names for the one offer."""
    return read(town, lambda work: [*census.in_order(work, opening(work), ())])


def opening(work: Work) -> Opening:
    return opening_of(work, work.session.scalars(select(Offer)).one())


def test_a_sign_of_life_is_nothing_to_read_again(alb: Town) -> None:
    amal = person_of(newcomer(alb, "amal"))
    offered(alb)
    assert names(alb) == [amal]
    write(alb, live, amal)
    assert len(alb.database.changes) == 0


def live(work: Work, person: int) -> None:
    work.session.get_one(Person, person).active_at = work.now + timedelta(hours=1)


def test_what_the_unit_itself_has_not_written_yet_counts(alb: Town) -> None:
    amal = person_of(newcomer(alb, "amal", wants=["course"]))
    offered(alb)
    assert names(alb) == []

    def unit(work: Work) -> list[int]:
        about, profile = opening(work), work.session.get_one(Profile, amal)
        gazetteer(work)
        profile.wants = ["job"]
        return [*census.in_order(work, about, ())]

    assert write(alb, unit) == [amal]


def test_who_is_erased_is_not_remembered(alb: Town) -> None:
    phone = newcomer(alb, "amal")
    offered(alb)
    assert names(alb) == [person_of(phone)]
    write(alb, erase_person, phone.chat)
    assert names(alb) == []


@both
def test_what_was_changed_past_everything_is_found_within_the_hour(alb: Town) -> None:
    amal = person_of(newcomer(alb, "amal"))
    offered(alb)
    write(alb, switched, amal, on=False)
    assert write(alb, compare) == 0
    write(alb, switched, amal, on=True)
    alb.now += timedelta(minutes=61)
    assert write(alb, compare) == 1


def switched(work: Work, person: int, on: bool) -> None:
    one = update(Person).where(Person.id == person)
    work.session.connection().execute(one.values(work_on=on))


def test_what_another_process_writes_is_seen_at_once(alb: Town) -> None:
    amal = person_of(newcomer(alb, "amal"))
    offered(alb)
    write(alb, switched, amal, on=False)
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
        write(alb, wish, person, ["job"])

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
