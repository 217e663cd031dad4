"""An internship without pay for who did the work for years: a colleague looks at it first."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from conversations.introductions import wants
from locales.languages import LANGUAGES
from storage.models import Introduction, Offer, Person
from storage.models.people import RoleName
from storage.rules.unpaid import trained_in
from tests.conversations import desk_scene
from tests.conversations.invited import invited, staff
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news, offered, person_of

pytestmark = pytest.mark.both_databases
SEWS = {"textile.machine": 3}
WARNED = (
    "⚠️ Not paid, and the person did this work for years: 👖 Industrial sewing machine. "
    "It may count as work that must be paid. Please look first."
)


@pytest.mark.parametrize(
    ("kind", "paid", "wanted", "own", "found"),
    [
        ("internship", False, ["a", "b"], [("a", 3)], "a"),
        ("internship", False, ["a"], [("a", 2)], None),
        ("internship", False, ["a"], [("b", 3)], None),
        ("internship", True, ["a"], [("a", 3)], None),
        ("trial_day", False, ["a"], [("a", 3)], None),
        ("job", False, ["a"], [("a", 3)], None),
        ("internship", False, [], [("a", 3)], None),
    ],
)
def test_who_is_trained_in_what_is_not_paid(
    kind: str, paid: bool, wanted: list[str], own: list[tuple[str, int]], found: str | None
) -> None:
    assert trained_in(kind, paid, wanted, own) == found


def interested(at: Town, skills: dict[str, int], **values: Any) -> Introduction:
    """Let somebody be interested in an internship of a firm that can be asked here."""
    key = offered(at, **{"kind": "internship", "paid": False, "weeks": 4, **values})
    employer = at.do(lambda s: s.get_one(Offer, key).employer_id)
    invited(at, "hanna", RoleName.EMPLOYER, f"{employer}")
    who = person_of(newcomer(at, "amal", wants=["tryout"], skills=skills))

    def unit(session: Session) -> Introduction:
        return wants(at.work(session), session.get_one(Person, who), session.get_one(Offer, key))

    return at.do(unit)


def test_it_waits_for_the_centre_which_is_warned(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    assert interested(here, SEWS).stage == "interested"
    news(petra)
    assert WARNED in petra.sees.split("\n")


@pytest.mark.parametrize(
    ("skills", "values"),
    [({"textile.machine": 2}, {}), (SEWS, {"paid": True}), (SEWS, {"kind": "trial_day"})],
)
def test_all_else_goes_on_at_once(
    here: Town, skills: dict[str, int], values: dict[str, Any]
) -> None:
    assert interested(here, skills, **values).stage == "shown"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_of_an_interest_warns_in_every_language(here: Town, language: str) -> None:
    eva: Phone = desk_scene.lead(here, "eva", language)
    offered(here, kind="internship", paid=False)
    newcomer(here, "amal", wants=["tryout"]).says("/offers").taps("I am interested")
    eva.reads()
    assert any("⚠️" in line for bubble in eva.bubbles for line in bubble.text.split("\n"))
