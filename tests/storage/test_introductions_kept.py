"""Places and permissions stay true when an offer changes while people are on the way to it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from storage.introductions import permission
from storage.introductions.steps import FullError
from storage.models import Introduction, Offer
from storage.offers import save_offer, set_places
from storage.queues.kinds import Kind
from storage.rules.stages import Move, Permit, Side, Stage
from storage.work import Work
from tests.people import BERLIN, Town
from tests.scheduler.desk import newcomer, offered
from tests.storage.way_scene import go, interested, on, told, way

pytestmark = pytest.mark.both_databases
PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE


def clear(until: date | None, work: Work, found: Introduction) -> None:
    permission.set_permit(work, found, Permit.CLEAR, until)


def permitted(town: Town, name: str, offer: int, until: date | None = None) -> int:
    """Bring somebody so far that the firm names days."""
    key = interested(town, newcomer(town, name), offer)
    on(town, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    on(town, key, partial(clear, until), go(Move.CLEAR, CENTRE))
    return key


def chooses(town: Town, key: int) -> None:
    on(town, key, go(Move.NAME, FIRM, options=["2026-11-20T09:00"]))
    on(town, key, go(Move.CHOOSE, PERSON, day=(date(2026, 11, 20), time(9))))


def becomes(town: Town, offer: int, kind: str) -> None:
    """Let an offer be other work now."""

    def unit(session: Session) -> None:
        found = session.get_one(Offer, offer)
        found.kind = kind
        save_offer(town.work(session), found)

    town.do(unit)
    town.tick()


def wants_places(town: Town, offer: int, places: int) -> None:
    town.do(lambda s: set_places(town.work(s), s.get_one(Offer, offer), places))


def test_a_place_taken_under_a_higher_number_counts_when_there_are_fewer(here: Town) -> None:
    offer = offered(here, kind="trial_day", places=3)
    keys = [permitted(here, name, offer) for name in ("amal", "sara", "omar")]
    for key in keys[:2]:
        chooses(here, key)
    on(here, keys[0], go(Move.WITHDRAW, PERSON))
    assert [way(here, key).seat for key in keys] == [None, 2, None]
    wants_places(here, offer, 1)
    with pytest.raises(FullError):
        chooses(here, keys[2])
    assert [way(here, key).seat for key in keys] == [None, 2, None]


def test_who_begins_takes_a_place_though_the_kind_of_work_changed_on_the_way(here: Town) -> None:
    offer = offered(here, kind="job", places=1)
    key = permitted(here, "amal", offer)
    chooses(here, key)
    here.walk(datetime(2026, 11, 21, 9, tzinfo=BERLIN))
    assert (way(here, key).stage, way(here, key).seat) == (Stage.CAME, None)
    becomes(here, offer, "trial_day")
    on(here, key, partial(clear, None), go(Move.START, FIRM, starts_on=date(2026, 12, 7)))
    assert (way(here, key).stage, way(here, key).seat) == (Stage.STARTING, 1)


def test_who_works_there_keeps_what_was_permitted_when_the_offer_is_other_work(here: Town) -> None:
    offer = offered(here, kind="job", places=2)
    key = permitted(here, "amal", offer)
    on(here, key, go(Move.TALK, FIRM), go(Move.START, FIRM, starts_on=here.now.date()))
    here.walk(here.now + timedelta(hours=1))
    becomes(here, offer, "internship")
    found = way(here, key)
    assert (found.stage, found.kind, found.permit) == (Stage.STARTED, "job", Permit.CLEAR)


def test_a_permission_that_ends_before_the_first_day_is_asked_for_anew(here: Town) -> None:
    until = here.now.date() + timedelta(days=10)
    key = permitted(here, "amal", offered(here), until)
    on(here, key, go(Move.TALK, FIRM))
    on(here, key, go(Move.START, FIRM, starts_on=until + timedelta(days=1)))
    found = way(here, key)
    assert (found.stage, found.permit, found.permit_until) == (Stage.PERMIT, Permit.OPEN, until)
    on(here, key, partial(clear, None), go(Move.CLEAR, CENTRE))
    assert (way(here, key).stage, way(here, key).starts_on) == (
        Stage.STARTING,
        until + timedelta(days=1),
    )


def test_a_permission_that_holds_on_the_first_day_lets_somebody_begin(here: Town) -> None:
    until = here.now.date() + timedelta(days=10)
    key = permitted(here, "amal", offered(here), until)
    on(here, key, go(Move.TALK, FIRM), go(Move.START, FIRM, starts_on=until))
    assert way(here, key).stage is Stage.STARTING


def test_a_permission_that_ends_before_the_first_day_lets_nobody_begin(here: Town) -> None:
    until = here.now.date() + timedelta(days=10)
    key = permitted(here, "amal", offered(here), until)
    on(here, key, go(Move.TALK, FIRM))
    on(here, key, go(Move.START, FIRM, starts_on=until + timedelta(days=3)))
    on(here, key, partial(clear, until + timedelta(days=2)), go(Move.CLEAR, CENTRE))
    first = until + timedelta(days=3)
    assert (way(here, key).stage, way(here, key).starts_on) == (Stage.TALKING, first)
    assert told(here, Kind.INTRODUCED, key)[-1].revision == way(here, key).revision
    here.walk(here.now + timedelta(days=40))
    assert way(here, key).stage is Stage.TALKING


def test_a_first_day_that_passed_while_the_authority_worked_is_agreed_anew(here: Town) -> None:
    key = permitted(here, "amal", offered(here), here.now.date() + timedelta(days=5))
    on(here, key, go(Move.TALK, FIRM))
    on(here, key, go(Move.START, FIRM, starts_on=here.now.date() + timedelta(days=20)))
    here.walk(here.now + timedelta(days=60))
    on(here, key, partial(clear, None), go(Move.CLEAR, CENTRE))
    here.walk(here.now + timedelta(days=1))
    found = way(here, key)
    assert (found.stage, found.started_at) == (Stage.TALKING, None)


def test_a_day_after_the_last_one_of_a_permission_is_not_agreed(here: Town) -> None:
    key = permitted(here, "amal", offered(here, kind="trial_day"), date(2026, 11, 19))
    chooses(here, key)
    found = way(here, key)
    assert (found.stage, found.permit, found.on_date) == (Stage.PERMIT, Permit.OPEN, None)


def test_a_permission_that_ends_while_the_firm_names_days_is_asked_for_anew(here: Town) -> None:
    key = permitted(here, "amal", offered(here), here.now.date() + timedelta(days=3))
    here.walk(here.now + timedelta(days=5))
    chooses(here, key)
    assert (way(here, key).stage, way(here, key).permit) == (Stage.PERMIT, Permit.OPEN)


def test_nobody_begins_on_a_day_on_which_no_permission_holds(here: Town) -> None:
    """Whatever became of it between what was agreed and the day itself."""
    key = permitted(here, "amal", offered(here))
    on(here, key, go(Move.TALK, FIRM))
    on(here, key, go(Move.START, FIRM, starts_on=here.now.date() + timedelta(days=5)))

    def ends(work: Work, found: Introduction) -> None:
        found.permit_until = work.today + timedelta(days=4)

    on(here, key, ends)
    here.walk(here.now + timedelta(days=6))
    assert (way(here, key).stage, way(here, key).started_at) == (Stage.PERMIT, None)


def test_a_first_day_that_is_talked_about_again_is_no_day_any_more(here: Town) -> None:
    offer = offered(here)
    key = permitted(here, "amal", offer)
    on(here, key, go(Move.TALK, FIRM))
    on(here, key, go(Move.START, FIRM, starts_on=here.now.date() + timedelta(days=9)))
    on(here, key, go(Move.TALK, FIRM), go(Move.AGAIN, FIRM))
    becomes(here, offer, "internship")
    on(here, key, partial(clear, None), go(Move.CLEAR, CENTRE))
    assert (way(here, key).stage, way(here, key).starts_on) == (Stage.NAMING, None)
