"""All that a firm is asked is read at once, however many people are on the way to it."""

from __future__ import annotations

import pytest

from storage import firm_days, holds
from storage.introductions import checks, firm_said
from storage.introductions.planned import Planned
from storage.rules.keeping import WELL
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    FIRM,
    employer_of,
    is_interested,
    moves,
    says_yes,
    speaks,
    way,
)
from tests.conversations.test_waiting_list import statements
from tests.people import Town
from tests.scheduler.desk import offered

pytestmark = pytest.mark.both_databases


def questions(at: Town, offer: int) -> list[tuple[str, int]]:
    firm = employer_of(at, offer)
    found = at.do(lambda s: firm_days.open_questions(at.work(s), firm))
    return [(each.about, each.key) for each in found]


def cost(at: Town, offer: int) -> int:
    """Return how often the database is asked."""
    firm = employer_of(at, offer)
    with statements() as said:
        at.do(lambda s: firm_days.open_questions(at.work(s), firm))
    return len(said)


def test_many_people_cost_no_more_than_one(alb: Town) -> None:
    offer = offered(alb, kind="look_day", places=9)
    speaks(alb, "firm", offer)
    is_interested(alb, offer, "amal")
    one = cost(alb, offer)
    for name in ("reza", "sara", "omar", "lina"):
        is_interested(alb, offer, name)
    assert len(questions(alb, offer)) == 5
    assert cost(alb, offer) == one


def test_whom_the_firm_refused_a_moment_ago_or_is_kept_from_it_is_not_asked_about(
    alb: Town,
) -> None:
    offer = offered(alb, kind="look_day", places=9)
    speaks(alb, "firm", offer)
    amal, reza, sara = (is_interested(alb, offer, name) for name in ("amal", "reza", "sara"))
    employer = employer_of(alb, offer)
    kept, refused = way(alb, reza).person_id, way(alb, amal)
    alb.do(lambda s: holds.hold(alb.work(s), kept, employer))
    said = Planned(Move.REFUSE, FIRM, "hours")
    alb.do(lambda s: firm_said.begin(alb.work(s), s.merge(refused), said))
    assert questions(alb, offer) == [("card", sara)]


def test_of_who_works_there_only_what_was_asked_last_and_not_answered_is_open(alb: Town) -> None:
    offer = offered(alb, kind="look_day", places=9)
    speaks(alb, "firm", offer)
    key = is_interested(alb, offer, "amal")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    assert way(alb, key).stage is Stage.NAMING
    moves(alb, key, Move.TALK, FIRM)
    assert questions(alb, offer) == []
    found = way(alb, key)
    alb.do(lambda s: checks.ask(alb.work(s), found, "weeks2"))
    alb.do(lambda s: setattr(s.merge(found), "stage", Stage.STARTED))
    assert questions(alb, offer) == [("check", key)]
    alb.do(lambda s: checks.answer(alb.work(s), found, FIRM, "weeks2", WELL))
    assert questions(alb, offer) == []
