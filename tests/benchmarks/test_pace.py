"""The figures of the flood are counted right."""

from __future__ import annotations

import pytest

from bot.standin.call_log import Call
from tests.benchmarks.pace import percentile, share, starts, worst_second


def test_the_worst_second_may_lie_anywhere() -> None:
    even = [number * 0.034 for number in range(90)]
    assert worst_second(even) == 30
    assert worst_second(sorted([*even, 1.5])) == 31
    assert worst_second([0.0, 0.9, 1.0]) == 2
    assert worst_second([0.0, 0.9, 0.95], late=0.1) == 2


def test_the_share_is_of_the_whole_time() -> None:
    times = [number / 30 for number in range(90)]
    assert share(times, 0.0, 3.0, 30) == pytest.approx(1.0)
    assert share(times, 0.0, 6.0, 30) == pytest.approx(0.5)


def test_the_percentile_is_the_nearest_rank() -> None:
    assert percentile(list(range(1, 101)), 95) == 95
    assert percentile([3.0], 95) == 3.0


def test_answers_to_taps_do_not_count_against_the_limit() -> None:
    calls = [
        Call(2.0, "sendMessage", 1, "ok", True),
        Call(1.0, "answerCallbackQuery", 1, "ok", True),
    ]
    assert starts(calls) == [2.0]
