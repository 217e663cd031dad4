"""Slots taken from several threads: never more than the rate, and nobody overtakes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.clock import Clock
from bot.telegram.pace import MOST_FLYING, Pace, Slot
from storage.models.outbox import Lane

RATE = 30


class Still(Clock):
    """A clock moved by hand."""

    seconds = 100.0

    def steady(self) -> float:
        """Return when it is."""
        return self.seconds


def test_many_threads_take_no_more_than_the_rate() -> None:
    pace = Pace(RATE, Still())

    def take(chat: int) -> bool:
        return pace.slot() is not None if chat % 2 else pace.answer_slot(chat)

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(take, range(400))) == RATE


def test_no_more_rows_fly_than_the_connection_has_room_for() -> None:
    pace = Pace(10 * MOST_FLYING, Still())
    assert sum(pace.answer_slot(chat) for chat in range(2 * MOST_FLYING)) == MOST_FLYING
    pace.land()
    assert pace.slot() is not None
    assert pace.slot() is None


async def test_a_chat_that_must_wait_leaves_the_slot_to_others() -> None:
    pace = Pace(RATE, Still())
    for _ in range(5):
        assert pace.answer_slot(7)
        await pace.start(7, 0.0)
    assert not pace.answer_slot(7)
    assert pace.answer_slot(8)
    pace.park(8, 3.0)
    assert not pace.answer_slot(8)


def test_a_new_answer_does_not_overtake_those_that_wait_for_a_slot() -> None:
    clock = Still()
    pace = Pace(RATE, clock)
    taken = [pace.slot() for _ in range(RATE)]
    assert taken == [Lane.ANNOUNCEMENT] * RATE
    assert not pace.answer_slot(1)
    pace.give_back()
    assert not pace.answer_slot(2)
    assert pace.slot() is not None  # the sender claims the one that waits
    pace.book(Lane.ANSWER)
    pace.give_back()
    assert not pace.answer_slot(3)
    pace.give_back(Lane.ANNOUNCEMENT)  # and finds no more
    assert pace.answer_slot(3)


def test_bulk_that_is_claimed_shows_that_no_answer_waits() -> None:
    pace = Pace(1, Still())
    assert pace.slot() is not None
    assert not pace.answer_slot(1)
    pace.give_back()
    assert pace.slot() is not None
    pace.book(Lane.ANNOUNCEMENT)
    pace.give_back()
    assert pace.answer_slot(1)


def test_a_unit_that_runs_again_has_its_slot_already() -> None:
    pace = Pace(1, Still())
    slot = Slot(pace)
    assert slot.take(1)
    assert slot.take(1)
    assert pace.flying == 1
    slot.give_back()
    slot.give_back()
    assert pace.flying == 0
    assert slot.take(1)
    slot.use()
    slot.give_back()
    assert pace.flying == 1


def test_who_stops_gives_out_no_slots() -> None:
    pace = Pace(RATE, Still())
    pace.close()
    assert pace.slot() is None
    assert not pace.answer_slot(1)
