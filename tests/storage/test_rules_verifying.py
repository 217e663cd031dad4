"""The checklist of a firm: complete, without a red flag, and a year long."""

from __future__ import annotations

from datetime import date

import pytest

from storage.rules.verifying import (
    CODES,
    FLAGS,
    POINTS,
    asked_on,
    begun_anew,
    good_until,
    is_due,
    marked,
    may_verify,
    missing,
    standing,
)

TODAY = date(2026, 11, 10)


def test_only_a_complete_list_without_a_red_flag_lets_a_firm_be_shown() -> None:
    assert may_verify(POINTS)
    assert not any(may_verify([*POINTS, flag]) for flag in FLAGS)
    assert not any(may_verify([each for each in POINTS if each != left]) for left in POINTS)
    assert not may_verify(())


def test_what_is_left_and_what_stands_is_named_in_order() -> None:
    assert missing(["pay", "called"]) == ["number", "contact"]
    assert standing(["night", "pay", "cash"]) == ["cash", "night"]


@pytest.mark.parametrize("code", CODES)
def test_a_tick_is_set_once_and_taken_away(code: str) -> None:
    once = marked((), code, on=True)
    assert once == marked(once, code, on=True) == [code]
    assert marked(once, code, on=False) == []


def test_nobody_ticks_what_is_not_on_the_list() -> None:
    with pytest.raises(KeyError):
        marked((), "friend", on=True)


def test_looking_again_begins_with_an_empty_list_but_for_the_red_flags() -> None:
    assert begun_anew([*POINTS, "cash"]) == ["cash"]


def test_it_holds_for_a_year_and_is_asked_thirty_days_before() -> None:
    until = good_until(TODAY)
    assert until == date(2027, 11, 10)
    assert asked_on(until) == date(2027, 10, 11)
    assert not is_due(until, date(2027, 10, 10))
    assert is_due(until, date(2027, 10, 11))
    assert is_due(None, TODAY)
