"""The messenger's limits, kept on a clock moved by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.limiter import AHEAD, SLACK, Limiter
from storage.models.outbox import Lane

RATE = 30
TRIFLE = 1e-9


def start_when_possible(limiter: Limiter, lane: Lane, chat: int, now: float) -> float:
    """Hold, book and start one call as the sender does; returns when it started."""
    held = limiter.hold(now)
    while held is None or held < lane:
        if held is not None:
            limiter.give_back()
        now += limiter.pause(now) + TRIFLE
        held = limiter.hold(now)
    earliest = limiter.book(lane, now)
    while (wait := limiter.start(chat, earliest, now)) > 0:
        now += wait + TRIFLE
    return now


def most_in_a_second(starts: list[float]) -> int:
    """Count the fullest sliding second."""
    ordered = sorted(starts)
    return max(sum(first <= each < first + 1 for each in ordered) for first in ordered)


def bulk(limiter: Limiter, count: int, now: float, lane: Lane = Lane.ANNOUNCEMENT) -> list[float]:
    """Start calls, of an announcement or so, to different chats, one after the other."""
    starts: list[float] = []
    for chat in range(1000, 1000 + count):
        now = start_when_possible(limiter, lane, chat, now)
        starts.append(now)
    return starts


def test_thirty_answers_go_at_once_and_the_next_waits_a_second() -> None:
    limiter = Limiter(RATE)
    for chat in range(RATE):
        assert start_when_possible(limiter, Lane.ANSWER, chat, 100.0) == 100.0
    late = start_when_possible(limiter, Lane.ANSWER, 99, 100.0)
    assert 101.0 + SLACK <= late < 101.1


def test_bulk_is_even_and_uses_what_it_may() -> None:
    starts = bulk(Limiter(RATE), 300, 100.0)
    gaps = [later - earlier for earlier, later in pairwise(starts[10:])]
    assert max(gaps) < 1.1 / RATE
    assert most_in_a_second(starts) <= RATE
    assert len(gaps) / (starts[-1] - starts[10]) >= 0.97 * RATE


@pytest.mark.parametrize("lane", [Lane.REMINDER, Lane.OFFER, Lane.ANNOUNCEMENT])
def test_an_answer_in_the_middle_of_bulk_waits_no_longer_than_one_place(lane: Lane) -> None:
    limiter = Limiter(RATE)
    now = bulk(limiter, 100, 100.0, lane)[-1]
    for chat in range(20):
        started = start_when_possible(limiter, Lane.ANSWER, chat, now)
        assert started - now <= 1 / RATE + AHEAD
        now = bulk(limiter, 7, started, lane)[-1]


def test_bulk_makes_room_for_answers() -> None:
    limiter = Limiter(RATE)
    before = bulk(limiter, 30, 100.0)[-1]
    for chat in range(10):
        start_when_possible(limiter, Lane.ANSWER, chat, before)
    after = bulk(limiter, 1, before)[0]
    assert after - before >= 8 / RATE


def test_a_429_halves_bulk_and_leaves_answers_alone() -> None:
    limiter = Limiter(RATE)
    now = bulk(limiter, 60, 100.0)[-1]
    limiter.park(1000, 3.0, now)
    slowed = bulk(limiter, 10, now)
    assert 12 <= 9 / (slowed[-1] - slowed[0]) <= 17
    assert start_when_possible(limiter, Lane.ANSWER, 5, slowed[-1]) - slowed[-1] < 0.05
    recovered = bulk(limiter, 30, slowed[-1] + 30)
    assert 29 / (recovered[-1] - recovered[0]) >= 0.95 * RATE


def test_many_429_at_once_halve_bulk_once() -> None:
    limiter = Limiter(RATE)
    for chat in range(10):
        limiter.park(chat, 1.0, 100.0)
    starts = bulk(limiter, 20, 100.0)
    assert 19 / (starts[-1] - starts[3]) > 12


def test_a_parked_chat_gets_nothing_before_its_time() -> None:
    limiter = Limiter(RATE)
    limiter.park(7, 3.0, 100.0)
    assert limiter.chat_wait(7, 100.0) == 3.0
    assert 7 in limiter.resting(102.9)
    assert limiter.chat_wait(7, 103.0) == 0.0
    assert 7 not in limiter.resting(103.1)


def test_a_chat_gets_five_answers_at_once_and_then_one_a_second() -> None:
    limiter = Limiter(RATE)
    for _ in range(5):
        assert limiter.chat_wait(7, 100.0) == 0.0
        start_when_possible(limiter, Lane.ANSWER, 7, 100.0)
    assert limiter.chat_wait(7, 100.0) == pytest.approx(1.0)
    assert limiter.chat_wait(7, 101.0) == pytest.approx(0.0)
    assert limiter.chat_wait(8, 100.0) == 0.0


def test_a_chat_rests_a_second_after_any_call() -> None:
    limiter = Limiter(RATE)
    start_when_possible(limiter, Lane.REMINDER, 7, 100.0)
    assert limiter.resting(100.9) == {7}
    assert limiter.resting(101.1) == set()


def test_a_call_that_left_late_counts_from_when_it_left() -> None:
    limiter = Limiter(RATE)
    for chat in range(RATE):
        assert start_when_possible(limiter, Lane.ANSWER, chat, 100.0) == 100.0
    for _ in range(RATE):
        limiter.leave(100.0, 100.4)
    assert start_when_possible(limiter, Lane.ANSWER, 99, 100.4) >= 101.4 + SLACK


def test_what_went_out_before_a_restart_counts() -> None:
    limiter = Limiter(RATE)
    limiter.seed(range(RATE), 100.0)
    assert limiter.hold(100.0) is None
    assert limiter.resting(100.5) == set(range(RATE))
    assert limiter.hold(101.1) is not None


def test_a_slot_given_back_is_free_again() -> None:
    limiter = Limiter(1)
    assert limiter.hold(100.0) is not None
    assert limiter.hold(100.0) is None
    limiter.give_back()
    assert limiter.hold(100.0) is not None


STEP = st.tuples(
    st.floats(0, 0.3),  # seconds that pass
    st.sampled_from(Lane),
    st.floats(0, 0.2),  # seconds a claim takes
    st.booleans(),  # whether anything was found
    st.sampled_from([0.0, 0.0, 0.0, 2.0]),  # a 429 afterwards
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEP, min_size=40, max_size=200))
def test_never_more_than_the_rate_in_any_second(
    steps: list[tuple[float, Lane, float, bool, float]],
) -> None:
    limiter, now, starts = Limiter(RATE), 100.0, list[float]()
    waiting: list[tuple[float, int, float]] = []
    for number, (passes, lane, claim, found, parked) in enumerate(steps):
        now += passes / 10
        held = limiter.hold(now)
        if held is not None and not found:
            limiter.give_back()
        elif held is not None:
            waiting.append((now + claim, number, limiter.book(min(lane, held), now)))
        for ready, chat, earliest in [each for each in waiting if each[0] <= now]:
            if limiter.start(chat, earliest, now) == 0:
                starts.append(now)
                waiting.remove((ready, chat, earliest))
        if parked:
            limiter.park(number, parked, now)
    assert not starts or most_in_a_second(starts) <= RATE


def test_a_call_that_takes_long_to_leave_counts_when_it_leaves() -> None:
    limiter = Limiter(RATE)
    assert limiter.hold(0.0) is not None
    assert limiter.start(1, 0.0, 0.0) == 0
    for number in range(RATE - 1):
        assert limiter.hold(4.0) is not None
        assert limiter.start(2 + number, 4.0, 4.0) == 0
    limiter.leave(0.0, 4.0)  # its connection took four seconds to open
    assert limiter.hold(4.0) is None
