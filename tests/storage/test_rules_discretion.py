"""Small numbers stay untold, and cannot be found by taking others from a whole."""

from __future__ import annotations

from functools import reduce
from itertools import product
from operator import and_

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules.discretion import apart, leaves_few, speakable, together


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
    ("whole", "each", "is_few"),
    [(8, [6, 2], True), (8, [8, 0], False), (8, [4, 4], False), (11, [6, 3, 2], False)],
)
def test_a_whole_beside_its_parts(whole: int, each: list[int], is_few: bool) -> None:
    assert leaves_few(whole, each, 5) is is_few


def test_a_sum_is_told_by_parts_unless_others_leave_a_few_of_one() -> None:
    alb, ermstal = {"a": 6, "b": 7}, {"a": 2, "b": 6}
    assert together({"a": 8, "b": 13}, [alb, ermstal], 5) == {}
    assert together({"a": 12, "b": 13}, [alb, {"a": 6, "b": 6}], 5) == {"a": 12, "b": 13}


@pytest.mark.parametrize(
    ("sets", "told"),
    [
        ([0b1111], []),
        ([0b111111, 0b11111], [6]),
        ([0b11111, 0b11111, 0], [5, 5]),
        ([(1 << 16) - 1, 0b111111, ((1 << 11) - 1) << 5], [16, 6]),
        ([(1 << 16) - 1, 0b111111, ((1 << 10) - 1) << 6], [16, 6, 10]),
    ],
)
def test_which_sets_are_told(sets: list[int], told: list[int]) -> None:
    assert [*apart(dict(enumerate(sets)), 5).values()] == told


@given(st.lists(st.integers(0, (1 << 24) - 1), max_size=6), st.integers(1, 4))
def test_no_piece_of_told_sets_is_a_few(sets: list[int], least: int) -> None:
    told = [sets[place] for place in apart(dict(enumerate(sets)), least)]
    for inside in product((True, False), repeat=len(told)):
        sides = zip(told, inside, strict=True)
        if any(inside):
            number = reduce(and_, (who if is_in else ~who for who, is_in in sides)).bit_count()
            assert number == 0 or number >= least
