"""Once a week, silently: what is near, in reach and in one's hours; nothing where nothing fits."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from storage.activities import save_activity
from storage.models import Activity, Nearby, Outbox
from storage.models.outbox import Lane
from storage.queues.kinds import Kind
from tests.conversations.announcing import a_minute_later, planned
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import held, local, newcomer, news, offered, said, walked

pytestmark = pytest.mark.both_databases

MONDAY = date(2026, 11, 16)
NEAR = "This week near you:"


@pytest.fixture
def alb(alb: Town) -> Town:
    """The town, with what happens every day made sure of."""
    from scheduler.due import ensure_daily

    alb.do(lambda session: ensure_daily(alb.work(session)))
    return alb


def weekly(at: Town, weekdays: str, starts: int = 10, **values: Any) -> int:
    known = {"kind": "language_cafe", "centre": "alb", "plz": "72525", **values}
    hours = {"starts": time(starts), "ends": time(starts + 2)}
    found = Activity(weekdays=weekdays, **hours, **known)
    at.do(lambda session: save_activity(at.work(session), found))
    return found.id


def near(phone: Phone, to: date = MONDAY) -> list[str]:
    """Walk to noon of a Monday; return when what is near came."""
    lines = walked(phone.town, local(to, 12), phone)
    return [line[:12] for line in lines if NEAR in line]


def test_on_monday_at_ten_three_things_come_silently_with_their_buttons(alb: Town) -> None:
    weekly(alb, "tu")
    weekly(alb, "mo", 15, kind="cooking")
    weekly(alb, "we", kind="sport")
    weekly(alb, "fr", kind="garden")
    amal = newcomer(alb, "amal")
    assert near(amal) == ["16.11. 10:00"]
    assert amal.sees.split("\n")[:4] == [
        NEAR,
        "1. 🍲 Cooking together",
        "📅 Monday, 16.11.2026, from 15:00 to 17:00",
        "📍 Place: Münsingen",
    ]
    assert amal.sees.split("\n")[-1] == "🔔 Choose what you get: /stop"
    assert amal.buttons[:2] == ["👍 I will come: 1", "👎 Not for me: 1"]
    assert amal.buttons[-1] == "👥 All of this week"
    assert "4." not in amal.sees
    lanes = alb.do(lambda s: s.scalars(select(Outbox.lane).where(Outbox.kind == Kind.NEAR)).all())
    assert lanes == [Lane.OFFER]  # delivered without a sound


def test_it_is_joined_full_and_the_waiting_list_moves(alb: Town) -> None:
    weekly(alb, "tu", capacity=1)
    amal, yonas = newcomer(alb, "amal"), newcomer(alb, "yonas")
    walked(alb, local(MONDAY, 12), amal, yonas)
    amal.taps("I will come: 1")
    assert amal.toast == "Thank you. See you there."
    assert "✅ You are coming." in amal.sees
    assert "❌ I cannot come: 1" in amal.buttons
    yonas.taps("I will come: 1")
    assert yonas.toast == "You are on the waiting list."
    assert "⏳ You are on the waiting list." in yonas.sees
    amal.taps("I cannot come: 1")
    alb.tick()
    assert yonas.reads().sees.startswith("🎉 There is a place for you now.")
    assert "👍 I will come: 1" not in amal.buttons  # the place went to who waited
    assert "⏳ Waiting list: 1" in amal.buttons


def test_what_is_full_is_not_told_to_others(alb: Town) -> None:
    weekly(alb, "tu", capacity=1)
    yonas, amal = newcomer(alb, "yonas"), newcomer(alb, "amal")
    alb.now = local(MONDAY, 8)
    yonas.says("/week").taps("I will come")
    assert near(amal) == []


def test_the_typed_twin_and_what_changed_meanwhile(alb: Town) -> None:
    key = weekly(alb, "tu")
    amal = newcomer(alb, "amal")
    near(amal)
    code = amal.sees.partition("Code: ")[2].split("\n")[0]
    alb.do(lambda s: _later(alb, s.get_one(Activity, key)))
    amal.says(f"1 {code}")
    assert "from 11:00 to 12:00" in amal.sees
    assert "✅ You are coming." not in amal.sees
    assert "✅ You are coming." in amal.says(f"1 {code}").sees


def _later(at: Town, activity: Activity) -> None:
    from sqlalchemy.orm import object_session

    session = object_session(activity)
    assert session is not None
    activity.starts = time(11)
    save_activity(at.work(session), activity)


@pytest.mark.parametrize(
    ("activity", "profile"),
    [
        ({"plz": "72764", "centre": "reutlingen"}, {}),  # an hour by bus
        ({"german_min": "B1"}, {}),
        ({}, {"slots": ["we.pm"]}),
        ({"weekdays": "mo", "starts": 8}, {}),  # begins before it could be told
    ],
)
def test_nothing_fits_and_nothing_is_sent(
    alb: Town, activity: dict[str, Any], profile: dict[str, Any]
) -> None:
    weekly(alb, **{"weekdays": "tu", **activity})
    assert near(newcomer(alb, "amal", **profile)) == []


def test_who_travels_by_car_gets_further(alb: Town) -> None:
    weekly(alb, "tu", plz="72764", centre="reutlingen")
    assert near(newcomer(alb, "amal", mobility=["car"])) == ["16.11. 10:00"]


def test_with_child_care_first_where_it_is_needed(alb: Town) -> None:
    for day in ("tu", "we", "th"):
        weekly(alb, day)
    weekly(alb, "fr", kind="cooking", childcare=True)
    amal = newcomer(alb, "amal", childcare="needed")
    near(amal)
    assert "🍲 Cooking together" in amal.sees


def test_not_for_me_and_the_same_as_last_week_are_left_out(alb: Town) -> None:
    weekly(alb, "tu")
    weekly(alb, "we", kind="sport")
    amal = newcomer(alb, "amal")
    near(amal)
    amal.taps("👎 Not for me: 1")
    assert "You said: not for me" in amal.sees
    assert near(amal, MONDAY + timedelta(days=7)) == []
    assert near(amal, MONDAY + timedelta(days=14)) == ["30.11. 10:00"]
    assert "Sport" in amal.sees
    assert "Language café" not in amal.sees


def test_who_comes_anyway_is_not_told(alb: Town) -> None:
    weekly(alb, "tu")
    amal = newcomer(alb, "amal")
    alb.now = local(MONDAY, 8)
    amal.says("/week").taps("I will come")
    assert near(amal) == []


def test_who_switched_it_off_or_stopped_hears_nothing_also_while_it_waits(alb: Town) -> None:
    weekly(alb, "tu")
    amal, yonas, selam = (newcomer(alb, name) for name in ("amal", "yonas", "selam"))
    said(amal, activities_on=False)
    said(yonas, stopped_at=alb.now)
    alb.now = local(MONDAY, 10)
    alb.tick()
    said(selam, activities_on=False)
    assert [news(phone) for phone in (amal, yonas, selam)] == [[], [], []]


def test_offers_and_what_is_near_share_one_limit(alb: Town) -> None:
    weekly(alb, "tu")
    amal, yonas = newcomer(alb, "amal"), newcomer(alb, "yonas", wants=["course"])
    for hours in (0, 25):
        alb.now += timedelta(hours=hours)
        offered(alb)
        alb.tick()
        assert news(amal)[-1].startswith("💼")
    alb.now = local(MONDAY, 10)
    alb.tick()
    assert news(amal) == []
    assert news(yonas) == [NEAR]
    noted = alb.do(lambda s: [bool(row.shown) for row in s.scalars(select(Nearby))])
    assert sorted(noted) == [False, True]


def test_an_announcement_counts_for_the_next_offer(alb: Town) -> None:
    alb.limits = type(alb.limits)(pushes_per_week=1)
    amal = newcomer(alb, "amal")
    planned(staff(alb, "petra", "alb")).taps("Send now")
    a_minute_later(alb)
    assert news(amal) == ["📣 New near you:"]
    offered(alb)
    alb.tick()
    assert news(amal) == []


def test_who_was_left_out_is_looked_at_first_the_next_week(alb: Town) -> None:
    weekly(alb, "tu,we")
    first, second = newcomer(alb, "amal"), newcomer(alb, "yonas")
    said(second, activities_on=False)
    near(first)
    said(second, activities_on=True)
    key = weekly(alb, "th", kind="sport")
    alb.now = local(MONDAY + timedelta(days=7), 10)
    alb.tick()
    rows = select(Nearby.person_id).where(Nearby.week == MONDAY + timedelta(days=7))
    order = alb.do(lambda s: list(s.scalars(rows.order_by(Nearby.id))))
    assert order == sorted(order, reverse=True)
    assert key in {each[0] for each in alb.do(_shown)}


def _shown(session: Any) -> list[Any]:
    return [each for row in session.scalars(select(Nearby)) for each in row.shown or ()]


def test_a_week_that_is_half_over_is_left_out(alb: Town) -> None:
    weekly(alb, "fr")
    amal = newcomer(alb, "amal")
    alb.now = local(MONDAY + timedelta(days=3), 9)
    alb.tick()
    assert news(amal) == []
    assert near(amal, MONDAY + timedelta(days=7)) == ["23.11. 10:00"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("Diese Woche", "👍 Ich komme: 1", "/stop")),
        ("ar", ("هذا الأسبوع", ": 1", "/stop")),
        ("fa", ("این هفته", ": 1", "/stop")),
        ("ti", ("ሰሙን", "፦ 1", "/stop")),
    ],
)
def test_it_is_read_in_every_language(alb: Town, language: str, words: tuple[str, ...]) -> None:
    held(alb, MONDAY + timedelta(days=1))
    amal = newcomer(alb, "amal", language)
    walked(alb, local(MONDAY, 12), amal)
    whole = "\n".join([amal.sees, *amal.buttons])
    assert [each for each in words if each not in whole] == []
