"""What is said of pay and kinds of work holds on the day the work begins."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from storage.rules.codes import OFFER_KINDS
from storage.rules.pay import FIGURES, MINIJOB_HOURS, figure, hints, is_too_much, minijob_hours

LAST_DAY, FIRST_DAY = date(2026, 12, 31), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("name", "day", "euros", "since"),
    [
        ("wage", date(2025, 12, 31), "13.90", date(2026, 1, 1)),
        ("wage", LAST_DAY, "13.90", date(2026, 1, 1)),
        ("wage", FIRST_DAY, "14.60", FIRST_DAY),
        ("wage", date(2029, 1, 1), "14.60", FIRST_DAY),
        ("minijob", LAST_DAY, "603", date(2026, 1, 1)),
        ("minijob", FIRST_DAY, "633", FIRST_DAY),
    ],
)
def test_a_figure_holds_from_its_day_on(name: str, day: date, euros: str, since: date) -> None:
    found = figure(name, day)
    assert (found.euros, found.since) == (Decimal(euros), since)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("job", ["wage"]),
        ("minijob", ["wage", "minijob"]),
        ("internship", ["internship"]),
        ("trial_day", ["trial"]),
        ("look_day", ["watching"]),
        ("eq", ["eq"]),
        ("apprenticeship", []),
    ],
)
def test_each_kind_has_what_to_think_of(kind: str, names: list[str]) -> None:
    assert kind in OFFER_KINDS
    assert [each.name for each in hints(kind, LAST_DAY)] == names


def test_every_figure_has_a_day_and_a_source_and_later_ones_follow() -> None:
    assert all(each.source for each in FIGURES)
    for name in {each.name for each in FIGURES}:
        days = [each.since for each in FIGURES if each.name == name]
        assert days == sorted(set(days))


@pytest.mark.parametrize(("day", "hours"), [(LAST_DAY, 10.0), (FIRST_DAY, 10.0)])
def test_a_minijob_has_the_hours_its_pay_allows_at_the_minimum_wage(
    day: date, hours: float
) -> None:
    assert minijob_hours(day) == hours


def test_what_is_usual_for_a_minijob_is_never_too_much() -> None:
    assert not any(is_too_much("minijob", MINIJOB_HOURS, each.since) for each in FIGURES)
    assert is_too_much("minijob", 10.5, FIRST_DAY)
    assert not is_too_much("job", 40, FIRST_DAY)
