"""Filters, points and reasons: Amal sews, the firm in Metzingen asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.rules.fatigue import rests
from storage.rules.fit import (
    Fit,
    Opening,
    Refusal,
    Say,
    Seeker,
    is_closed,
    is_free,
    judge,
    rank,
)
from storage.rules.fit_codes import LEVELS, WANT_OF_KIND
from storage.rules.places import shipped
from storage.rules.slots import SHORTCUTS, SLOTS
from storage.rules.taxonomy import skills

TODAY = date(2026, 5, 4)
DISTRICT = shipped()
PFULLINGEN, METZINGEN = DISTRICT.spot("72793"), DISTRICT.spot("72555")
ZWIEFALTEN, MUNSINGEN = DISTRICT.spot("88529"), DISTRICT.spot("72525")
GOMADINGEN = DISTRICT.spot("72532")

AMAL = Seeker(
    id=1,
    wants=frozenset({"job", "tryout"}),
    home=PFULLINGEN,
    skills=(("textile.machine", 3),),
    german="A1",
    slots=SHORTCUTS["all_day"],
    mobility=frozenset({"bus"}),
)
SEWING = Opening(
    id=7,
    kind="job",
    skills=frozenset({"textile.machine"}),
    at=METZINGEN,
    places=1,
    hours_week=30,
    german_min="A1",
    slots=SHORTCUTS["weekday_mornings"],
    experience="some",
)


def refusals(person: dict[str, Any], offer: dict[str, Any]) -> list[Refusal]:
    return list(judge(replace(AMAL, **person), replace(SEWING, **offer), TODAY).refusals)


def test_amal_fits_with_three_reasons_and_no_caution() -> None:
    fit = judge(AMAL, SEWING, TODAY)
    assert fit.refusals == ()
    assert [each.say for each in fit.reasons] == [Say.CAN, Say.WAY, Say.TIMES]
    assert (fit.reasons[0].skill, fit.reasons[1].minutes) == ("textile.machine", 40)
    assert (fit.reasons[1].mode, fit.reasons[1].place) == ("bus", "Metzingen")
    assert fit.caution is None
    assert fit.pushed


EVERY_REFUSAL: list[tuple[Refusal, dict[str, Any], dict[str, Any]]] = [
    (Refusal.NOT_OPEN, {}, {"open": False}),
    (Refusal.EMPLOYER_UNVERIFIED, {}, {"verified": False}),
    (Refusal.NO_PLACES, {}, {"places": 0}),
    (Refusal.OVER, {}, {"until": date(2026, 5, 3)}),
    (Refusal.KIND, {"wants": frozenset({"course"})}, {}),
    (Refusal.LICENCE, {}, {"licence": "forklift"}),
    (Refusal.LICENCE, {"licences": frozenset({"foreign"})}, {"licence": "foreign"}),
    (Refusal.RECOGNITION, {"skills": (("care.dentist", 3),)}, {"skills": {"care.dentist"}}),
    (Refusal.NO_SKILL, {"skills": (("green.cattle", 3),)}, {}),
    (Refusal.NO_SKILL, {"skills": (), "areas": frozenset({"textile"})}, {}),
    (Refusal.GERMAN, {"german": "A0"}, {"german_min": "A2"}),
    (Refusal.GERMAN, {"german": "A0"}, {"german_min": "B1", "german_help": True}),
    (Refusal.TOO_FAR, {"home": ZWIEFALTEN}, {}),
    (Refusal.TOO_FAR, {"home": MUNSINGEN}, {"hours_week": 20}),
    (Refusal.NO_WAY_BEFORE_SIX, {}, {"before_six": True}),
    (Refusal.TIMES, {"slots": frozenset({"mo.am", "tu.am"})}, {}),
    (Refusal.DECLINED, {"declined": frozenset({7})}, {}),
    (Refusal.PAUSED, {"paused": True}, {}),
    (Refusal.WEEKLY_LIMIT, {"week_full": True}, {}),
    (Refusal.SILENT, {"silent": True}, {}),
    (Refusal.EMPLOYER_PAUSE, {"sent": frozenset({(3, "textile.machine")})}, {"employer": 3}),
    (Refusal.AGE, {"age_band": "16-17"}, {}),
    (Refusal.YOUTH, {"age_band": "16-17"}, {"hours_week": 41}),
]


@pytest.mark.parametrize(("code", "person", "offer"), EVERY_REFUSAL)
def test_each_refusal_stands_alone(
    code: Refusal, person: dict[str, Any], offer: dict[str, Any]
) -> None:
    assert refusals(person, offer) == [code]


def test_every_refusal_code_can_be_reached() -> None:
    assert {code for code, _, _ in EVERY_REFUSAL} == set(Refusal)


@pytest.mark.parametrize(
    ("person", "offer"),
    [
        ({}, {"until": TODAY}),
        ({"licences": frozenset({"forklift"})}, {"licence": "forklift"}),
        ({"german": "A0"}, {"german_min": "A1"}),
        ({"german": "A0"}, {"german_min": "A2", "german_help": True}),
        ({"slots": frozenset({"mo.am", "tu.am", "we.am"})}, {}),
        ({"skills": (("shop.fashion", 1),)}, {"skills": {"shop.sales"}}),
        ({"skills": (), "areas": frozenset({"any"})}, {"experience": "none"}),
        ({"skills": (("care.dentist", 3),)}, {"skills": {"care.dental_assistant"}}),
        ({"german": None, "slots": None, "mobility": None, "home": None}, {}),
        ({"mobility": frozenset({"car"})}, {"before_six": True}),
    ],
)
def test_what_is_near_enough_or_not_answered_yet_is_not_refused(
    person: dict[str, Any], offer: dict[str, Any]
) -> None:
    assert refusals(person, offer) == []


def test_the_early_shift_is_known_by_its_slots_unless_the_firm_says_six_is_early_enough() -> None:
    early = replace(SEWING, slots=frozenset({"mo.early", "mo.am"}))
    assert early.early
    assert not replace(early, before_six=False).early


@pytest.mark.parametrize(
    ("skill", "level", "points"),
    [
        ("textile.machine", 3, 45),
        ("textile.machine", 2, 30),
        ("textile.machine", 1, 15),
        ("textile.tailor", 3, 22.5),
        ("green.cattle", 3, 11),
    ],
)
def test_points_for_skills(skill: str, level: int, points: float) -> None:
    person = replace(AMAL, skills=((skill, level),), areas=frozenset({"textile"}), home=None)
    fit = judge(person, replace(SEWING, experience="none"), TODAY)
    assert fit.score == round(points + 15 + 20)


@pytest.mark.parametrize(
    "why",
    [
        {"paused": True},
        {"week_full": True},
        {"silent": True},
        {"sent": frozenset({(0, "textile.machine")})},
    ],
)
def test_who_is_left_in_peace_may_look(why: dict[str, Any]) -> None:
    fit = judge(replace(AMAL, **why), SEWING, TODAY)
    assert (fit.shown, fit.pushed) == (True, False)


@pytest.mark.parametrize(
    ("sent", "asked", "is_resting"),
    [
        ({(3, "textile.machine")}, {"textile.machine", "textile.tailor"}, True),
        ({(3, "textile.tailor")}, {"textile.machine"}, False),
        ({(4, "textile.machine")}, {"textile.machine"}, False),
        ({(3, "")}, set(), True),
        ({(3, "textile.machine")}, set(), False),
        (set(), {"textile.machine"}, False),
    ],
)
def test_a_firm_rests_for_the_same_work_alone(
    sent: set[tuple[int, str]], asked: set[str], is_resting: bool
) -> None:
    assert rests(frozenset(sent), 3, asked) is is_resting


@pytest.mark.parametrize(
    ("score", "shown", "pushed"),
    [(34, False, False), (35, True, False), (49, True, False), (50, True, True)],
)
def test_what_fits_too_little_is_kept_back(score: int, shown: bool, pushed: bool) -> None:
    fit = Fit(1, 7, score, (), (), None)
    assert (fit.shown, fit.pushed) == (shown, pushed)


def test_what_is_not_known_yet_counts_half_or_less() -> None:
    unknown: dict[str, Any] = {"german": None, "slots": None, "home": None}
    assert judge(replace(AMAL, **unknown), SEWING, TODAY).score == 45 + 6 + 10


@pytest.mark.parametrize(
    ("person", "offer", "caution"),
    [
        ({"german": "A0"}, {}, Say.GERMAN_SHORT),
        ({"slots": frozenset({"mo.am", "tu.am", "we.am"})}, {}, Say.TIMES_PART),
        ({"childcare": True}, {"childcare": False}, Say.NO_CHILDCARE),
        (
            {"skills": (("care.dentist", 3),)},
            {"skills": frozenset({"care.dental_assistant"})},
            Say.RECOGNITION_ADVICE,
        ),
        ({"home": MUNSINGEN}, {"at": GOMADINGEN}, Say.ASK_BUS),
    ],
)
def test_one_caution(person: dict[str, Any], offer: dict[str, Any], caution: Say) -> None:
    fit = judge(replace(AMAL, **person), replace(SEWING, **offer), TODAY)
    assert fit.refusals == ()
    assert fit.caution
    assert fit.caution.say == caution


def test_inside_a_town_on_the_alb_nobody_is_warned_of_the_bus() -> None:
    amal = replace(AMAL, home=MUNSINGEN, mobility=frozenset({"bus"}))
    fit = judge(amal, replace(SEWING, at=MUNSINGEN), TODAY)
    assert fit.reasons[1].say == Say.IN_TOWN
    assert fit.caution is None


def test_inside_a_town_no_minutes_are_said() -> None:
    fit = judge(replace(AMAL, home=METZINGEN), SEWING, TODAY)
    assert (fit.reasons[1].say, fit.reasons[1].minutes) == (Say.IN_TOWN, None)


def test_among_equals_the_longest_without_an_offer_comes_first() -> None:
    last_week = datetime(2026, 4, 27, 10, tzinfo=UTC)
    never = Fit(3, 7, 60, (), (), None)
    long_ago = Fit(2, 7, 60, (), (), None, offered_at=last_week.replace(month=3))
    just_now = Fit(1, 7, 60, (), (), None, offered_at=last_week)
    better = Fit(4, 7, 61, (), (), None, offered_at=last_week)
    assert rank([just_now, never, better, long_ago]) == [better, never, long_ago, just_now]


KEYS = st.sampled_from([*skills(), "gone.skill"])
GERMAN = st.sampled_from([*LEVELS, "?"])
HOMES = st.sampled_from([None, PFULLINGEN, ZWIEFALTEN])
TIMES = st.frozensets(st.sampled_from(SLOTS))
ANYBODY = st.builds(
    Seeker,
    wants=st.frozensets(st.sampled_from(["job", "tryout", "apprenticeship", "course"])),
    home=HOMES,
    skills=st.lists(st.tuples(KEYS, st.integers(-1, 9)), max_size=5).map(tuple),
    areas=st.frozensets(st.sampled_from(["any", "food", "gone"])),
    german=st.none() | GERMAN,
    slots=st.none() | TIMES,
)
ANYTHING = st.builds(
    Opening,
    kind=st.sampled_from([*WANT_OF_KIND, "unheard"]),
    skills=st.frozensets(KEYS, max_size=3),
    at=HOMES,
    hours_week=st.integers(0, 60),
    german_min=GERMAN,
    slots=TIMES,
    experience=st.sampled_from(["none", "some"]),
)


@given(person=ANYBODY, offer=ANYTHING)
@settings(max_examples=200, deadline=None)
def test_judging_never_fails_and_stays_between_0_and_100(person: Seeker, offer: Opening) -> None:
    fit = judge(person, offer, TODAY)
    assert 0 <= fit.score <= 100
    assert len(fit.reasons) <= 3
    assert not (fit.pushed and not fit.shown)


@pytest.mark.parametrize(
    ("changes", "free", "closed"),
    [
        ({}, True, False),
        ({"open": False}, False, True),
        ({"verified": False}, False, True),
        ({"places": 0}, False, True),
        ({"until": date(2026, 5, 3)}, True, True),  # who was asked may still answer
        ({"until": TODAY}, True, False),
    ],
)
def test_what_is_free_and_what_is_shown_no_more(
    changes: dict[str, Any], free: bool, closed: bool
) -> None:
    opening = replace(SEWING, **changes)
    assert (is_free(opening), is_closed(opening, TODAY)) == (free, closed)
    assert judge(AMAL, opening, TODAY).free is free
    assert judge(replace(AMAL, age_band="16-17", wants=frozenset()), opening, TODAY).free is free
