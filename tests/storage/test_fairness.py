"""Pairs of people who differ only in what must not matter: judged, named and ordered alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from locales.languages import LANGUAGES
from storage.engine.database import open_database
from storage.matching import candidates, fitting, seeker_of, would_open
from storage.models import Chat, Offer, Person, Profile
from storage.models.chats import ChatKind, FaceName
from storage.models.offers import ProposalState
from storage.offers import answer_offer, interested_in
from storage.openings import opening_of
from storage.queues.chats import upsert_chat
from storage.rules.ages import AgeBand, is_adult
from storage.rules.fit import Fit, Opening, Seeker, judge
from storage.rules.fit_codes import Say
from storage.rules.one_step import Fact, Step
from storage.rules.places import shipped
from storage.rules.ruled_out import ruled_out
from storage.work import Work
from tests.cast import settle
from tests.databases import DISTRICT, KINDS, SECRET_KEY
from tests.people import Town
from tests.scheduler.desk import ALL_WEEK, offered
from tests.storage.asked import write
from tests.storage.test_rules_fit import ANYBODY, ANYTHING, TODAY
from tests.works import NOW

MATTERS = {
    *("id", "wants", "home", "skills", "areas", "german", "slots", "mobility", "licences"),
    *("declined", "paused", "week_full", "silent", "sent", "offered_at"),
}
"""What the rules may look at: what somebody can and wants, when, how they come, who waits."""
ONLY_SAID = {"childcare"}
"""What is a line on the card and nothing else."""
ONLY_ADULTS = {"age_band"}
"""What parts who may be sent offers from who goes through a person: the law for the young."""
NUMBERS = count(1)
SPOTS = {plz: shipped().spot(plz) for plz in shipped().by_plz}
NAMES = st.sampled_from(["Amal", "Hans", "Selam", "محمد", "ሰላም", "Jadwiga", ""])
OTHER: dict[str, st.SearchStrategy[Any]] = {
    "first_name": NAMES,
    "school": st.sampled_from([None, "none", "school", "degree"]),
    "papers": st.sampled_from([None, "yes", "no"]),
    "background": st.sampled_from([None, "war", "work"]),
    "childcare": st.sampled_from([None, "needed", "no"]),
    "permit_check": st.sampled_from([None, "open"]),
    "start": st.sampled_from([None, "now"]),
    "hours": st.sampled_from([None, "full"]),
}
"""Fields of a profile that no rule may look at."""
UNLIKE = st.fixed_dictionaries(OTHER)
AROUND = st.fixed_dictionaries(
    {
        "language": st.sampled_from([*LANGUAGES]),
        "face": st.sampled_from([*FaceName]),
        "chats": st.integers(1, 3),
        "ref": st.booleans(),
        "joined": st.integers(0, 300),
        "news_on": st.booleans(),
        "activities_on": st.booleans(),
    }
)
"""What is around somebody: language and face of the app, chats, code, since when they are known."""


def test_the_rules_know_nothing_else_of_a_person() -> None:
    known = {each.name for each in fields(Seeker)}
    assert known == MATTERS | ONLY_SAID | ONLY_ADULTS


def test_every_other_thing_known_of_a_person_is_drawn_in_the_pairs_below() -> None:
    asked = {column.key for column in inspect(Profile).columns} - {"person_id"}
    judged = {"plz", "ags", "wants", "areas", "slots", "german", "mobility", "licences"}
    rest = asked - judged - {"offered_at", "centre", "permit_until"}
    assert rest == set(OTHER)  # a new question has to be named here, or in MATTERS


@given(person=ANYBODY, offer=ANYTHING, needs=st.booleans())
@settings(max_examples=200, deadline=None)
def test_children_change_a_line_and_neither_the_points_nor_who_is_asked(
    person: Seeker, offer: Opening, needs: bool
) -> None:
    for childcare in (None, False, True):
        place = replace(offer, childcare=childcare)
        one, other = (
            judge(replace(person, childcare=each), place, TODAY) for each in (needs, not needs)
        )
        assert _apart(one) == _apart(other)
        said = {each.caution.say for each in (one, other) if each.caution}
        assert one.caution == other.caution or Say.NO_CHILDCARE in said


def _apart(fit: Fit) -> Fit:
    return replace(fit, caution=None)


@given(person=ANYBODY, offer=ANYTHING)
@settings(max_examples=100, deadline=None)
def test_what_a_home_is_called_does_not_matter_where_the_way_is_the_same(
    person: Seeker, offer: Opening
) -> None:
    called = person.home and replace(person.home, name="Elsewhere")
    assert judge(person, offer, TODAY) == judge(replace(person, home=called), offer, TODAY)


def test_there_is_one_band_of_adults() -> None:
    assert [band for band in AgeBand if is_adult(band)] == [AgeBand.ADULT]


@pytest.fixture(scope="module", params=KINDS)
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """A town of which all pairs are; on both databases."""
    stock = request.getfixturevalue("files" if request.param == "sqlite" else "postgres")
    to: Path = tmp_path_factory.mktemp("fair")
    with (
        stock.copy(DISTRICT, to) as url,
        closing(open_database(url, SECRET_KEY)) as database,
    ):
        yield Town(database, NOW)


def somebody(work: Work, around: dict[str, Any], unlike: dict[str, Any]) -> int:
    """Let somebody join who sews, with all that must not matter drawn by chance."""
    number = next(NUMBERS)
    chat = upsert_chat(work.session, f"fair:{number}", ChatKind.PRIVATE, work.now)
    work.session.get_one(Chat, chat).face = around["face"]
    known: dict[str, Any] = {"wants": ["job"], "areas": ["any"], "slots": ALL_WEEK, "german": "A2"}
    known |= {"mobility": ["foot", "bus"], "licences": [], **unlike}
    skills = {"textile.machine": 3}
    who = settle(work, chat, language=around["language"], skills=skills, **known)
    person = work.session.get_one(Person, who)
    person.created_at = work.now - timedelta(days=around["joined"])
    person.news_on, person.activities_on = around["news_on"], around["activities_on"]
    person.ref = f"X-{number}" if around["ref"] else person.ref
    for more in range(1, around["chats"]):
        again = upsert_chat(work.session, f"fair:{number}:{more}", ChatKind.PRIVATE, work.now)
        row = work.session.get_one(Chat, again)
        row.person_id, row.language = who, around["language"]
    work.session.flush()
    return who


def order(work: Work, key: int, pair: set[int]) -> tuple[list[int], list[Fit]]:
    """Return in which order the two are named, and how they are judged, without who it is."""
    offer = work.session.get_one(Offer, key)
    named = [(person.id, fit) for person, fit in candidates(work, offer) if person.id in pair]
    return [who for who, _fit in named], [replace(_apart(fit), seeker=0) for _who, fit in named]


@given(around=st.tuples(AROUND, AROUND), unlike=st.tuples(UNLIKE, UNLIKE), waits=st.integers(0, 2))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_pair_is_named_by_points_then_by_who_waits_then_by_who_came_first(
    town: Town, around: Any, unlike: Any, waits: int
) -> None:
    """`waits`: both as long, the first one longer, the second one longer."""
    key = offered(town)
    first, second = (
        write(town, partial(somebody, around=each, unlike=its))
        for each, its in zip(around, unlike, strict=True)
    )
    days = {first: 10 + (waits == 1), second: 10 + (waits == 2)}

    def look(work: Work) -> tuple[list[int], list[Fit], list[Fit]]:
        for who, ago in days.items():
            work.session.get_one(Profile, who).offered_at = work.now - timedelta(days=ago)
        work.session.flush()
        opening = opening_of(work, work.session.get_one(Offer, key))
        seekers = [seeker_of(work, work.session.get_one(Profile, who)) for who in days]
        judged = [judge(replace(each, id=0, offered_at=None), opening, TODAY) for each in seekers]
        named, fits = order(work, key, {*days})
        return named, [replace(each, offered_at=None) for each in fits], [*map(_apart, judged)]

    named, fits, judged = write(town, look)
    assert judged[0] == judged[1]
    assert fits[0] == fits[1] == replace(judged[0], seeker=0)
    assert named == ([second, first] if waits == 2 else [first, second])
    write(town, partial(leave, both=(first, second)))


@given(around=st.tuples(AROUND, AROUND), unlike=st.tuples(UNLIKE, UNLIKE))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_pair_is_shown_the_same_offers_in_the_same_order_now_and_after_each_step(
    town: Town, around: Any, unlike: Any
) -> None:
    key, later = offered(town), offered(town, german_min="B2")
    first, second = (
        write(town, partial(somebody, around=each, unlike=its))
        for each, its in zip(around, unlike, strict=True)
    )

    def look(work: Work, who: int) -> tuple[list[int], dict[Step, list[Opening]]]:
        return fitting(work, who), would_open(work, who)

    one, other = (write(town, look, who) for who in (first, second))
    assert one == other
    shown, opens = one
    assert key in shown
    assert later in [each.id for each in opens[Step(Fact.GERMAN, "B1")]]
    write(town, partial(leave, both=(first, second)))


@given(person=ANYBODY, needs=st.booleans(), band=st.sampled_from(AgeBand), number=st.integers(1, 9))
@settings(max_examples=50, deadline=None)
def test_what_need_not_be_read_for_somebody_hangs_on_nothing_else(
    person: Seeker, needs: bool, band: AgeBand, number: int
) -> None:
    other = replace(person, childcare=needs, age_band=band, id=number)
    assert ruled_out(person, SPOTS) == ruled_out(other, SPOTS)


def leave(work: Work, both: tuple[int, int]) -> None:
    """Let two be sent nothing more, so that later pairs are alone."""
    for who in both:
        work.session.get_one(Person, who).work_on = False


def test_a_firm_reads_of_people_in_the_order_in_which_they_said_yes(town: Town) -> None:
    key = offered(town)
    alike = {"face": FaceName.TELEGRAM, "chats": 1, "ref": False, "joined": 0}
    alike |= {"news_on": True, "activities_on": True}
    names = [("en", "Zoe"), ("ti", "Abel"), ("ar", "")]
    people = [
        write(town, partial(somebody, around={**alike, "language": code}, unlike={"first_name": n}))
        for code, n in names
    ]
    for who in reversed(people):
        write(town, partial(interested, key=key, who=who))
        town.now += timedelta(minutes=1)

    def wanting(work: Work) -> list[int]:
        return [person.id for person in interested_in(work, key)]

    assert write(town, wanting) == [*reversed(people)]


def interested(work: Work, key: int, who: int) -> None:
    answer_offer(work, who, key, ProposalState.INTERESTED)
