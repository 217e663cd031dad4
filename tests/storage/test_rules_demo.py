"""Who is offered what in the demo set, offer by offer, with the reason codes of every refusal."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from storage.rules.fit import Fit, Opening, Refusal, Seeker, judge, rank
from storage.rules.places import shipped
from storage.rules.tables import document

TODAY = date(2026, 5, 4)
DISTRICT = shipped()
DEMO = document("demo.json")

EXPECTED = """
Demo Amal
  O4   87 push can, way 40, times
  - kind no_skill german: O1 O7
  - no_skill: O2 O3 O6 O9 O10 O13 O14
  - german times: O5
  - no_skill too_far: O8 O15
  - employer_unverified no_skill no_way_before_six: O11
  - employer_unverified kind: O12
Demo Yonas
  O3   62 push neighbour, way 25, times
  - no_skill: O1 O7 O9
  - kind no_skill: O2 O4 O6 O10 O13 O14
  - no_skill times: O5
  - no_skill too_far: O8 O15
  - employer_unverified: O11 O12
Demo Reza
  O6   95 push can, in_town, times
  O7   86 push can, in_town, times | but german_short
  - no_skill: O1 O2 O4 O13 O14
  - kind no_skill: O3
  - kind no_skill times: O5
  - kind no_skill too_far: O8 O9 O15
  - no_skill too_far: O10
  - employer_unverified kind no_skill no_way_before_six: O11
  - employer_unverified no_skill: O12
Demo Salma
  O2   73 push neighbour, in_town, times | but recognition_advice
  O13  71 push neighbour, in_town, times | but recognition_advice
  O14  70 push neighbour, way 20, times | but recognition_advice
  O9   57 push learn, way 20, times
  - kind: O1
  - no_skill: O3 O4 O6 O10
  - no_skill times: O5
  - kind no_skill: O7
  - no_skill too_far: O8 O15
  - employer_unverified no_skill no_way_before_six: O11
  - employer_unverified kind no_skill: O12
Demo Tekle
  O8   88 push can, way 30, times
  O3   43 show learn, way 40, times | but german_short
  - kind no_skill german: O1 O7
  - kind no_skill: O2 O4 O6 O10 O13 O14
  - no_skill german: O5
  - no_skill: O9 O15
  - employer_unverified no_skill: O11
  - employer_unverified kind no_skill: O12
Demo Parwin
  O10  58 push can, way 20 | but german_short
  - kind german times: O1
  - german: O2 O9 O14
  - no_skill german times: O3 O5 O6
  - no_skill: O4
  - kind no_skill german times: O7
  - no_skill too_far: O8
  - employer_unverified no_skill german no_way_before_six times: O11
  - employer_unverified kind no_skill german times: O12
  - german times: O13
  - too_far: O15
Demo Karim
  O8   48 show learn, way 35, german | but times_part
  - kind too_far: O1 O2 O6 O7 O10 O13 O14
  - too_far: O3 O9 O15
  - kind no_skill too_far: O4
  - no_skill too_far times: O5
  - employer_unverified too_far: O11
  - employer_unverified kind too_far: O12
Demo Hiwet
  O5   68 push neighbour, in_town, times
  - no_skill: O1 O3 O7 O9
  - kind no_skill: O2 O4 O6 O13 O14
  - no_skill too_far: O8
  - kind: O10
  - employer_unverified no_skill: O11 O12
  - too_far: O15
Demo Selam
  O15  59 push learn, in_town, times | but no_childcare
  - kind no_skill german too_far: O1
  - no_skill german too_far: O2 O3 O9 O13 O14
  - no_skill too_far: O4 O8
  - no_skill german too_far times: O5
  - no_skill german: O6
  - kind no_skill german: O7
  - too_far: O10
  - employer_unverified no_skill german too_far: O11
  - employer_unverified kind no_skill german too_far: O12
Demo Farid
  - kind no_skill german too_far times: O1 O2 O6 O7 O13 O14
  - no_skill german too_far times: O3 O5 O9
  - kind no_skill too_far times: O4 O10
  - no_skill times: O8
  - employer_unverified german too_far times: O11
  - employer_unverified kind no_skill german too_far times: O12
  - no_skill too_far times: O15
"""


def number(ref: str) -> int:
    return int(ref[1:])


def opening(row: dict[str, Any]) -> Opening:
    verified = {each["id"] for each in DEMO["employers"] if each["status"] == "verified"}
    return Opening(
        id=number(row["id"]),
        kind=row["kind"],
        skills=frozenset(row["skills"]),
        at=DISTRICT.spot(row["plz"]),
        places=row["places"],
        hours_week=row["hours_week"],
        german_min=row["german_min"],
        slots=frozenset(row["slots"]),
        licence=row["licence"],
        experience=row["experience"],
        childcare=row.get("childcare"),
        verified=row["employer"] in verified,
    )


def seeker(row: dict[str, Any]) -> Seeker:
    return Seeker(
        id=number(row["id"]),
        wants=frozenset(row["wants"]),
        home=DISTRICT.spot(row["plz"]),
        skills=tuple(row["skills"].items()),
        areas=frozenset(row["areas"]),
        german=row["german"],
        slots=frozenset(row["slots"]),
        mobility=frozenset(row["mobility"]),
        childcare=row.get("childcare") == "needed",
    )


OPENINGS = [opening(row) for row in DEMO["offers"]]
SEEKERS = {row["alias"]: seeker(row) for row in DEMO["newcomers"]}


def line(fit: Fit) -> str:
    asked = "push" if fit.pushed else "show" if fit.shown else "low "
    says = ", ".join(f"{each.say} {each.minutes or ''}".strip() for each in fit.reasons)
    but = f" | but {fit.caution.say}" if fit.caution else ""
    return f"  O{fit.opening:<3}{fit.score:3} {asked} {says}{but}"


def chapter(name: str, fits: list[Fit]) -> list[str]:
    refused = defaultdict(list)
    for fit in fits:
        if fit.refusals:
            refused[" ".join(fit.refusals)].append(f"O{fit.opening}")
    chosen = [line(fit) for fit in rank(fits) if not fit.refusals]
    return [name, *chosen, *(f"  - {codes}: {' '.join(ids)}" for codes, ids in refused.items())]


def table() -> str:
    chapters = [
        chapter(name, [judge(person, each, TODAY) for each in OPENINGS])
        for name, person in SEEKERS.items()
    ]
    return "\n".join(line for lines in chapters for line in lines)


def fitting(name: str, offers: list[Opening]) -> list[int]:
    return [fit.opening for each in offers if (fit := judge(SEEKERS[name], each, TODAY)).shown]


def test_the_whole_table_of_newcomers_and_offers() -> None:
    assert table() == EXPECTED.strip()


def test_only_demo_farid_stays_without_an_offer() -> None:
    assert [name for name in SEEKERS if not fitting(name, OPENINGS)] == ["Demo Farid"]


def test_eleven_matches_of_8_people_and_12_offers_and_13_once_e6_is_verified() -> None:
    eight, twelve = list(SEEKERS)[:8], OPENINGS[:12]
    verified = [replace(each, verified=True) for each in twelve]
    assert sum(len(fitting(name, twelve)) for name in eight) == 11
    assert sum(len(fitting(name, verified)) for name in eight) == 13


def test_an_offer_of_a_firm_nobody_has_called_back_is_shown_to_nobody() -> None:
    pending = [each for each in OPENINGS if not each.verified]
    assert [each.id for each in pending] == [11, 12]
    for each in pending:
        for person in SEEKERS.values():
            fit = judge(person, each, TODAY)
            assert Refusal.EMPLOYER_UNVERIFIED in fit.refusals
            assert not fit.shown
            assert not fit.pushed


def test_the_man_in_zwiefalten_gets_the_farm_though_he_has_never_kept_cows() -> None:
    assert fitting("Demo Karim", OPENINGS) == [8]
