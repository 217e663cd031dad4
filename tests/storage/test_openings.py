"""What is not read would not be shown: the database leaves out nothing the rules would not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage.models import Employer, Offer, OfferSkill
from storage.models.offers import EmployerStatus, OfferState
from storage.openings import near, open_ones, opening_of, read_openings
from storage.rules.codes import LICENCES_ASKED
from storage.rules.fit import Opening, Seeker, judge
from storage.rules.fit_codes import FOREIGN, LEVELS, WANT_OF_KIND
from storage.rules.one_step import after_all, opened
from storage.rules.slots import SLOTS
from storage.rules.taxonomy import areas
from storage.rules.way import Mode
from storage.work import Work
from tests.people import Town
from tests.scheduler.desk import ALL_WEEK
from tests.storage.asked import write
from tests.storage.test_rules_fit import DISTRICT

pytestmark = pytest.mark.both_databases

PLACES = ["72793", "72525", "88529", "72531", "10115"]
KEYS = ["textile.machine", "textile.tailor", "shop.sales", "care.dentist", "gone.skill"]
ALL_LICENCES = st.sampled_from([*LICENCES_ASKED, FOREIGN, "tram"])
GERMAN = st.sampled_from([*LEVELS, "?"])
TIMES = st.frozensets(st.sampled_from([*ALL_WEEK[:4], "mo.early", "sa.am"]))
Groups = Sequence[Mapping[str, st.SearchStrategy[Any]]]
AREAS = st.sampled_from(["textile", "shop", "gone"])
DAYS = st.integers(-1, 1) | st.just(-10)
PERSON: Groups = (
    {"wants": st.frozensets(st.sampled_from([*WANT_OF_KIND.values()]))},
    {"home": st.sampled_from([None, *map(DISTRICT.spot, PLACES)])},
    {
        "skills": st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 3)), max_size=3).map(
            tuple
        )
    },
    {"areas": st.frozensets(AREAS | st.just("any"))},
    {"german": st.none() | GERMAN},
    {"slots": st.none() | TIMES},
    {"mobility": st.none() | st.frozensets(st.sampled_from(Mode))},
    {"licences": st.frozensets(ALL_LICENCES)},
)
OFFER: Groups = (
    {"kind": st.sampled_from([*WANT_OF_KIND, "unheard"])},
    {"skills": st.frozensets(st.sampled_from(KEYS), max_size=2), "sector": AREAS},
    {"experience": st.just("some")},
    {"plz": st.sampled_from(PLACES), "hours_week": st.sampled_from([8, 30])},
    {"point": st.sampled_from([(48.41, 9.49), (48.41, None)]), "plz": st.sampled_from(PLACES)},
    {"german_min": GERMAN, "german_help": st.booleans()},
    {"slots": TIMES.map(sorted)},
    {"licence": st.just("") | ALL_LICENCES},
    {"places": st.integers(0, 2)},
    {"state": st.sampled_from(OfferState), "hidden": st.booleans()},
    {"status": st.sampled_from(EmployerStatus)},
    {"ends": DAYS},
    {"starts": DAYS, "weeks": st.just(1)},
)
SEWS: dict[str, Any] = {"kind": "job", "skills": ["textile.machine"], "sector": "textile"}
SEWS |= {"plz": "72525", "hours_week": 30, "german_min": "A1", "slots": ALL_WEEK}
SEWS |= {"experience": "none"}
AMAL = Seeker(
    id=0,
    wants=frozenset({"job"}),
    home=DISTRICT.spot("72525"),
    skills=(("textile.machine", 3),),
    areas=frozenset({"textile"}),
    german="A1",
    slots=frozenset(SLOTS),
    mobility=frozenset({Mode.FOOT, Mode.BUS}),
)


@st.composite
def few(draw: st.DrawFn, groups: Groups) -> dict[str, Any]:
    """Draw what differs here and there: of what differs everywhere nothing fits."""
    some = draw(st.sets(st.sampled_from(range(len(groups))), max_size=3))
    return {name: draw(its) for each in sorted(some) for name, its in groups[each].items()}


def add(work: Work, said: dict[str, Any]) -> None:
    """Let a firm of its own need somebody."""
    number = len(work.session.scalars(select(Employer.id)).all())
    told = {name: said.get(name) for name in ("starts", "ends")}
    starts, ends = (
        None if days is None else work.today + timedelta(days=days) for days in told.values()
    )
    lat, lon = said.get("point") or (None, None)
    plain = ("kind", "plz", "hours_week", "german_min", "slots", "experience")
    free = {"german_help": False, "licence": None, "childcare": None, "places": 1, "weeks": None}
    work.session.add(
        Offer(
            ref=f"Q{number}",
            employer=Employer(
                ref=f"Q{number}",
                name="Muster",
                sector=said["sector"],
                plz=said["plz"],
                status=said.get("status", EmployerStatus.VERIFIED),
            ),
            title_de="Stelle",
            paid=True,
            state=said.get("state", OfferState.OPEN),
            lat=lat,
            lon=lon,
            start_on=starts,
            valid_until=ends,
            hidden_at=work.now if said.get("hidden") else None,
            skills=[OfferSkill(skill=each) for each in sorted(said["skills"])],
            **{name: said[name] for name in plain},
            **{name: said.get(name, usual) for name, usual in free.items()},
        )
    )
    work.session.flush()


def read_near(work: Work, seeker: Seeker) -> list[Opening]:
    return [*read_openings(work, *open_ones(work), *near(work, seeker))]


def compare(work: Work, seeker: Seeker, offers: list[dict[str, Any]]) -> None:
    """Judge all there are, and what is read for somebody; then nothing was offered."""
    nested = work.session.begin_nested()
    for said in offers:
        add(work, said)
    every = [*read_openings(work)]
    rows = work.session.scalars(select(Offer).order_by(Offer.id))
    assert every == [opening_of(work, row) for row in rows]
    few = read_near(work, seeker)
    shown = [each for each in every if judge(seeker, each, work.today).shown]
    assert [each for each in few if judge(seeker, each, work.today).shown] == shown
    wide = read_near(work, after_all(seeker))
    assert opened(seeker, wide, work.today) == opened(seeker, every, work.today)
    nested.rollback()


@given(differs=few(PERSON), offers=st.lists(few(OFFER), min_size=3, max_size=9))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_left_out_is_refused_now_and_after_every_step(
    here: Town, differs: dict[str, Any], offers: list[dict[str, Any]]
) -> None:
    write(here, compare, replace(AMAL, **differs), [SEWS | each for each in offers])


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "internship"},
        {"licence": "eu"},
        {"german_min": "B1"},
        {"german_min": "B2", "german_help": True},
        {"skills": ["care.dentist", "shop.sales"]},
        {"skills": [], "sector": sorted({*areas()} - {"textile"})[0]},
        {"plz": "88529"},
        {"places": 0},
        {"state": OfferState.PAUSED},
        {"hidden": True},
        {"status": EmployerStatus.PENDING},
        {"ends": -1},
    ],
)
def test_one_fact_the_rules_refuse_is_enough_to_leave_an_offer_out(
    here: Town, change: dict[str, Any]
) -> None:
    for said in (SEWS, SEWS | change):
        write(here, add, said)
    assert len(write(here, read_near, AMAL)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"german_min": "B1", "german_help": True},
        {"licence": ""},
        {"skills": ["care.dentist", "textile.tailor"]},
        {"skills": []},
        {"plz": "72531"},
        {"plz": "88529", "point": (48.41, 9.49)},
        {"ends": 0},
    ],
)
def test_what_is_near_enough_is_left_to_the_rules(here: Town, change: dict[str, Any]) -> None:
    write(here, add, SEWS | change)
    (opening,) = write(here, read_near, AMAL)
    assert judge(AMAL, opening, here.now.date()).shown
