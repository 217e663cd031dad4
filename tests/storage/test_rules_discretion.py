"""Small numbers stay untold, and cannot be found by taking others from a whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules.discretion import speakable, tellable


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({}, {}),
        ({"a": 4}, {}),
        ({"a": 5, "b": 9}, {"a": 5, "b": 9}),
        ({"a": 5, "b": 9, "c": 2}, {"b": 9}),
        ({"a": 5, "b": 9, "c": 3, "d": 3}, {"a": 5, "b": 9}),
        ({"a": 5, "c": 2}, {}),
    ],
)
def test_what_is_told(parts: dict[str, int], told: dict[str, int]) -> None:
    assert speakable(parts, 5) == told


@given(st.dictionaries(st.integers(), st.integers(0, 30), max_size=8))
def test_neither_a_part_nor_the_rest_is_a_few(parts: dict[int, int]) -> None:
    told = speakable(parts, 5)
    rest = sum(parts.values()) - sum(told.values())
    assert all(number >= 5 for number in told.values())
    assert rest == 0 or rest >= 5 or not told


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([], []),
        ([4], [None]),
        ([12, 7, 7, 5], [12, 7, 7, None]),
        ([40, 38, 20, 4], [40, None, 20, None]),
        ([12, 12, 0], [12, 12, None]),
    ],
)
def test_which_steps_are_told(steps: list[int], told: list[int | None]) -> None:
    assert [*tellable(dict(enumerate(steps)), 5).values()] == told


@given(st.lists(st.integers(0, 60), max_size=8))
def test_neither_a_step_nor_who_did_not_come_further_is_a_few(steps: list[int]) -> None:
    numbers = sorted(steps, reverse=True)
    told = [number for number in tellable(dict(enumerate(numbers)), 5).values() if number]
    gone = [first - second for first, second in pairwise(told)]
    assert all(number >= 5 for number in (*told, *filter(None, gone)))
