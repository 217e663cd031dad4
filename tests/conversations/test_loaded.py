"""What a file says is what people read: real values, exceptions, holidays."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from storage.exchange.loading import load
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

pytestmark = pytest.mark.both_databases

FIRM = {"id": "E1", "name": "Näherei", "sector": "textile", "plz": "70173", "status": "verified"}
OFFER = {
    "id": "O1",
    "employer": "E1",
    "kind": "job",
    "skills": ["textile.machine"],
    "title_de": "Näherin",
    "plz": "72525",
    "places": 1,
    "start": "at once",
    "hours_week": 38.5,
    "slots": ["mo.am"],
}
CAFE: dict[str, Any] = {
    "id": "A1",
    "kind": "language_cafe",
    "centre": "alb",
    "plz": "72525",
    "when": {"weekly": "th", "from": "10:00", "to": "12:00"},
}


def given(at: Town, **sections: Any) -> None:
    """Load the bytes of a file."""
    content = json.dumps(sections).encode("utf-16")
    at.do(lambda session: load(at.work(session), content))


def details(at: Town, name: str = "amal", **offer: Any) -> str:
    """Return the card of an offer with all its lines."""
    given(at, employers=[FIRM], offers=[{**OFFER, **offer}])
    return newcomer(at, name).says("/offers").taps("Tell me more").sees


def test_half_hours_and_a_start_at_once(alb: Town) -> None:
    card = details(alb)
    assert "🏢 Näherei, Münsingen" in card
    assert "🕒 Hours a week: 38,5" in card
    assert "Begins: Now" in card


def test_a_day_to_begin_that_came_and_went_is_now_and_any_day_is_not_said(alb: Town) -> None:
    assert "Begins: Thursday, 12.11.2026" in details(alb, start="12.11.2026")
    alb.walk(datetime(2026, 11, 13, 9, tzinfo=UTC))
    amal = newcomer(alb, "hiwet").says("/offers").taps("Tell me more")
    assert "Begins: Now" in amal.sees
    assert "Begins" not in details(alb, "tekle", start="any")


def test_work_outside_the_district_is_shown_with_its_town_and_the_way(alb: Town) -> None:
    ehingen = {"plz": "89584", "town": "Ehingen (Donau)", "lat": 48.2833, "lon": 9.7236}
    given(alb, employers=[FIRM], offers=[{**OFFER, **ehingen}])
    card = newcomer(alb, "amal", mobility=["car"]).says("/offers").sees
    assert "🏢 Näherei, Ehingen (Donau)" in card
    assert "✅ Way: Ehingen (Donau), about 40 minutes by car" in card


def test_interest_in_work_outside_the_district_is_news_for_every_centre(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    laichingen = {"plz": "89150", "town": "Laichingen", "lat": 48.4899, "lon": 9.6866}
    given(alb, employers=[FIRM], offers=[{**OFFER, **laichingen}])
    newcomer(alb, "amal", mobility=["car"]).says("/offers").taps("I am interested")
    petra.reads().says("/today").taps("Who is on the way").taps("Wanted offers")
    assert "🙋 Interested: 1 · Näherin" in petra.bubbles[-1].text


def week(at: Town, day: datetime) -> Phone:
    """Look at the week on a day."""
    at.walk(day)
    return newcomer(at, f"who {day:%d}").says("/week")


def test_nothing_is_offered_at_christmas_unless_the_file_says_so(alb: Town) -> None:
    before = datetime(2026, 12, 23, 9, tzinfo=UTC)
    given(alb, activities=[CAFE])
    assert week(alb, before).sees.startswith("We have nothing near you this week.")
    given(alb, activities=[{**CAFE, "when": {**CAFE["when"], "public_holidays": True}}])
    assert "📅 Thursday, 24.12.2026, from 10:00 to 12:00" in week(alb, before).sees


def test_a_weekly_thing_is_off_on_a_day_and_who_comes_hears_of_it(alb: Town) -> None:
    given(alb, activities=[CAFE])
    amal = newcomer(alb, "amal").says("/week").taps("I will come")
    off = {**CAFE["when"], "off": ["12.11.2026"]}
    given(alb, activities=[{**CAFE, "when": off}])
    alb.tick()
    assert "❌ This does not take place." in amal.reads().sees
    assert "We have nothing near you" in newcomer(alb, "hiwet").says("/week").sees
