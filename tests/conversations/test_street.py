"""A firm is asked once where exactly people come: it stands in all that is said of the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from storage.models import Offer
from storage.rules.stages import Stage
from tests.conversations.candidate_scene import (
    a_minute,
    agreed,
    asked,
    chooses,
    says_yes,
    stage,
)
from tests.conversations.way_scene import content
from tests.people import Phone, Town
from tests.scheduler.desk import local, offered

pytestmark = pytest.mark.both_databases
MONDAY, DAY = date(2026, 11, 16), timedelta(days=1)
WHERE = "Which street and house? Please write it in German."
AT = "📍 Address: Webgasse 7, 72525 Münsingen"


def street(at: Town, key: int) -> str | None:
    return at.do(lambda s: s.get_one(Offer, key).street)


def dated(firm: Phone) -> Phone:
    """Let a firm take the day of the one who comes into its calendar."""
    return firm.reads().says("/mypeople").taps("Amal").taps("For my calendar")


def names(firm: Phone, key: int) -> Phone:
    """Let a firm want somebody, and name the first day it is shown."""
    firm.taps("Please send")
    says_yes(firm.town, key)
    firm.town.walk(firm.town.now + DAY)
    return firm.reads().taps("16.11.")


def test_the_street_is_asked_with_the_first_day_and_stands_in_all_that_is_said_of_it(
    alb: Town,
) -> None:
    firm, offer, key = asked(alb, street=None)
    amal = alb.phone("amal")
    assert "Webgasse" not in amal.says("/offers").sees
    assert firm.sees.count(WHERE) == 0
    names(firm, key)
    assert stage(alb, key) is Stage.CHOOSING, "the day is named, whatever is answered"
    assert WHERE in firm.sees
    firm.says("  Webgasse   7 ")
    assert firm.sees == "Thank you.\n📍 Address: Webgasse 7\nTo change it: /myoffers"
    assert street(alb, offer) == "Webgasse 7"
    chooses(alb, key, MONDAY)
    alb.walk(alb.now + DAY)
    assert AT in amal.reads().says("/ways").taps("way.1.").sees
    assert "Where exactly?" not in amal.sees
    [there] = amal.bubbles[-1].opens
    assert "Webgasse" in there
    assert "LOCATION:Webgasse 7\\, 72525 Münsingen" in content(amal.taps("For my calendar"))
    assert "LOCATION:Webgasse 7\\, 72525 Münsingen" in content(dated(firm))
    amal.reads()
    alb.walk(local(MONDAY - DAY, 19))
    assert AT in amal.reads().sees
    assert "🕒 Tomorrow" in amal.sees


def test_who_skips_it_is_not_asked_again_and_people_ask_the_centre(alb: Town) -> None:
    firm, offer, key = asked(alb, street=None)
    names(firm, key).taps("Skip")
    assert street(alb, offer) == ""
    assert "📍 Place: Münsingen\n" in firm.says("/myoffers").sees
    chooses(alb, key, MONDAY)
    alb.walk(alb.now + DAY)
    amal = alb.phone("amal").reads()
    assert "Where exactly? Ask here: /person" in amal.says("/ways").taps("way.1.").sees
    firm.says("/mypeople").taps("Amal").taps("Other days").says("24.11.2026").taps("08:00").taps(
        "Enough"
    )
    assert stage(alb, key) is Stage.CHOOSING
    assert WHERE not in firm.sees


def test_what_is_needed_in_the_same_place_has_the_street_too(alb: Town) -> None:
    firm, first, key = asked(alb, street=None)
    same, elsewhere = (like(alb, first, plz) for plz in ("72525", "72764"))
    names(firm, key).says("Webgasse 7")
    assert [street(alb, each) for each in (same, elsewhere)] == ["Webgasse 7", None]


def like(at: Town, key: int, plz: str) -> int:
    """Let the firm of an offer need the same at a postcode."""
    other = offered(at, kind="look_day")
    firm = at.do(lambda s: s.get_one(Offer, key).employer_id)
    moved = update(Offer).where(Offer.id == other).values(employer_id=firm, plz=plz)
    at.do(lambda s: s.execute(moved))
    return other


def test_who_takes_somebody_is_asked_after_the_first_day_of_work(alb: Town) -> None:
    firm, offer, key = asked(alb, street=None)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY + DAY, 9))
    firm.reads().taps("begins with us").says("1.12.2026").taps("08:00")
    assert WHERE in firm.sees
    firm.says("Webgasse 7")
    a_minute(alb)
    assert street(alb, offer) == "Webgasse 7"


def test_a_firm_that_moved_says_it_where_it_changes_its_need(alb: Town) -> None:
    firm, offer, key = asked(alb, street=None)
    names(firm, key).says("Webgasse 7")
    firm.says("/myoffers").taps("Change").taps("Street and number").says("Marktplatz 1")
    assert street(alb, offer) == "Marktplatz 1"
