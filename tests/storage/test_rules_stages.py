"""The stages from interest to three months at work, as pure rules."""

from __future__ import annotations

from itertools import product

import pytest

from storage.rules.stages import (
    ENDS,
    LOOK_DAY,
    MANNERS,
    MAY_START,
    REFUSABLE,
    Case,
    Move,
    Stage,
    moved,
    takes_place,
)

CASES = [
    Case(kind, minor, cleared, starts, over)
    for kind in (LOOK_DAY, "trial_day", "internship", "job")
    for minor, cleared, starts, over in product((False, True), repeat=4)
]


def test_every_stage_is_reached_and_every_one_ends() -> None:
    reached, ends = {Stage.INTERESTED}, set()
    for _ in Stage:
        for stage, move, case in product(tuple(reached), Move, CASES):
            if after := moved(stage, move, case):
                reached.add(after)
                ends |= {stage} if after in ENDS else set()
    assert reached == set(Stage)
    assert ends == set(MANNERS)


@pytest.mark.parametrize("stage", sorted(ENDS))
def test_nothing_follows_an_end(stage: Stage) -> None:
    assert not any(moved(stage, move, case) for move in Move for case in CASES)


@pytest.mark.parametrize("stage", sorted(MANNERS))
def test_a_person_may_say_no_at_any_stage_and_the_firm_from_the_card_on(stage: Stage) -> None:
    after = moved(stage, Move.WITHDRAW, Case("job"))
    assert after is (Stage.LEFT if stage is Stage.STARTED else Stage.WITHDRAWN)
    assert bool(moved(stage, Move.REFUSE, Case("job"))) == (stage in REFUSABLE)
    assert moved(stage, Move.CLOSE, Case("job")) is Stage.CLOSED


def test_only_who_watches_comes_before_the_permission() -> None:
    for case in CASES:
        after = moved(Stage.WANTED, Move.AGREE, case)
        if case.minor:
            assert after is Stage.GUARDIAN
            assert moved(Stage.NAMING, Move.PARENTS, case) is Stage.GUARDIAN
            after = moved(Stage.GUARDIAN, Move.GUARD, case)
        free = case.cleared or case.kind == LOOK_DAY
        assert after is (Stage.NAMING if free else Stage.PERMIT)
        assert moved(Stage.CHOOSING, Move.CHOOSE, case) is (Stage.DATED if free else Stage.PERMIT)
        for stage in MAY_START:
            begun = moved(stage, Move.START, case)
            assert begun is (Stage.STARTING if case.cleared else Stage.PERMIT)
        begun = moved(Stage.STARTING, Move.BEGIN, case)
        assert begun is (Stage.STARTED if case.cleared else Stage.PERMIT)


def test_a_first_day_is_kept_only_where_it_is_to_come_and_permitted() -> None:
    for case in CASES:
        after = moved(Stage.PERMIT, Move.CLEAR, case)
        kept = Stage.STARTING if case.cleared and not case.over else Stage.TALKING
        assert after is (kept if case.starts else Stage.NAMING)


def test_a_question_is_answered_however_far_it_went_on_and_that_moves_nobody() -> None:
    for stage in MANNERS:
        answered = Stage.SHOWN if stage is Stage.QUESTION else stage
        assert moved(stage, Move.ANSWER, Case("job", asked=True)) is answered
        assert stage is Stage.QUESTION or moved(stage, Move.ANSWER, Case("job")) is None


def test_nothing_expires_while_the_centre_or_an_authority_works() -> None:
    waiting = {stage for stage in MANNERS if moved(stage, Move.EXPIRE, Case("job")) is None}
    assert {Stage.INTERESTED, Stage.QUESTION, Stage.PERMIT} <= waiting
    assert {Stage.SHOWN, Stage.WANTED, Stage.GUARDIAN, Stage.NAMING, Stage.CHOOSING}.isdisjoint(
        waiting
    )


def test_a_place_is_taken_by_who_begins_or_comes_on_the_one_day() -> None:
    assert takes_place(Stage.STARTING, "job")
    assert not takes_place(Stage.DATED, "job")
    assert takes_place(Stage.DATED, LOOK_DAY)
    assert not takes_place(Stage.WANTED, LOOK_DAY)
