"""Small numbers stay untold, and cannot be found by taking others from a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules.discretion import speakable


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
