"""Everybody is away: it is said when somebody reads again, and nobody is promised more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from storage.models.people import RoleName
from tests.conversations.invited import invited, staff
from tests.conversations.test_thread import called, request
from tests.conversations.test_trouble import away
from tests.people import Phone, Town
from tests.scheduler.desk import address, newcomer, news

pytestmark = pytest.mark.both_databases
TUESDAY = datetime(2026, 11, 10, 8, tzinfo=UTC)
A_WEEK_LATER = datetime(2026, 11, 17, 7, tzinfo=UTC)  # 8:00 in the district
ASKED = "👋 Somebody asks for a person:"


def asks(at: Town) -> Phone:
    return newcomer(at, "amal", first_name="Amal").says("/person").taps("A letter")


def all_away(at: Town) -> tuple[Phone, Phone]:
    """Let the two colleagues of a centre be away: one for a week, one for longer."""
    address(at)
    petra, eva = staff(at, "petra", "alb"), staff(at, "eva", "alb")
    at.now = TUESDAY
    away(at, petra, A_WEEK_LATER)
    away(at, eva, A_WEEK_LATER + timedelta(days=14))
    return petra, eva


def test_who_asks_reads_when_somebody_is_there_and_the_number(here: Town) -> None:
    all_away(here)
    amal = asks(here)
    again = "Your request is kept. Somebody reads here again: Tuesday, 17.11.2026, 08:00"
    assert amal.sees.startswith(again)
    assert "It cannot wait? Please call or come." in amal.sees
    assert "☎️ Phone: +49 7381 000-1" in amal.sees
    assert "We told the centre" not in amal.sees


def test_the_promised_day_begins_when_the_first_is_back(here: Town) -> None:
    all_away(here)
    asks(here)
    assert request(here).answer_by == datetime(2026, 11, 19, 16, tzinfo=UTC)


def test_with_one_of_them_there_it_is_promised_as_always(here: Town) -> None:
    all_away(here)
    staff(here, "karl", "alb")
    assert "Thank you. We told the centre." in asks(here).sees
    assert request(here).answer_by == datetime(2026, 11, 13, 16, tzinfo=UTC)


def test_other_centres_hear_at_once_and_who_is_away_when_the_first_is_back(here: Town) -> None:
    petra, _eva = all_away(here)
    other = staff(here, "anna", "reutlingen")
    asks(here)
    assert news(other) == [ASKED]
    assert other.sees.endswith("🏠 Centre: Integrationszentrum Alb")
    assert other.buttons == []  # who works elsewhere could not take it
    assert news(petra) == []
    here.walk(A_WEEK_LATER)
    assert news(petra) == [ASKED]


def test_what_a_colleague_took_meanwhile_is_not_told_again(here: Town) -> None:
    petra, eva = all_away(here)
    asks(here)
    called(here, eva, "Eva").says("/inbox").taps("Take")
    here.walk(A_WEEK_LATER)
    assert news(petra) == []


def test_back_in_the_night_means_the_next_morning_of_work(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    here.now = TUESDAY
    away(here, petra, datetime(2026, 11, 13, 23, tzinfo=UTC))  # Saturday, midnight
    assert "Monday, 16.11.2026, 08:00" in asks(here).sees


def tells(at: Town) -> Phone:
    return newcomer(at, "amal", first_name="Amal").says("/problem")


def test_a_problem_while_the_centre_is_away_goes_to_the_others_who_are_there(here: Town) -> None:
    address(here, "reutlingen")
    petra, _eva = all_away(here)
    lead = invited(here, "anna", RoleName.LEAD, "reutlingen")
    lines = tells(here).sees.split("\n")
    assert lines[1:3] == [
        "All of your centre are away. We told the other centres.",
        "It cannot wait? Please call.",
    ]
    assert "☎️ Phone: +49 7381 000-1" in lines
    assert "☎️ Integrationszentrum Reutlingen: +49 7381 000-1" in lines
    assert news(lead) == ["⚠️ Nobody took this problem yet:"]
    assert news(petra) == ["⚠️ There is a problem:"]


def test_in_the_night_the_others_look_the_next_morning(here: Town) -> None:
    all_away(here)
    invited(here, "anna", RoleName.LEAD, "reutlingen")
    here.now = TUESDAY.replace(hour=20)
    assert "Somebody looks at this: Wednesday, 11.11.2026, 08:00" in tells(here).sees


def test_where_leads_are_away_too_it_is_said_who_is_back_first(here: Town) -> None:
    all_away(here)
    lead = invited(here, "anna", RoleName.LEAD, "reutlingen")
    away(here, lead, A_WEEK_LATER - timedelta(days=3))  # a Saturday, so on Monday
    amal = tells(here)
    assert amal.sees.split("\n")[1:4] == [
        "We told everybody. But all are away now.",
        "Somebody looks at this: Monday, 16.11.2026, 08:00 (in the morning)",
        "It cannot wait? Please call.",
    ]
    assert amal.taps("At the centre").sees.startswith("Nobody is at the centre now. Please call")


def test_with_nobody_but_who_is_away_it_is_their_return(here: Town) -> None:
    all_away(here)
    amal = tells(here)
    assert "Somebody looks at this: Tuesday, 17.11.2026, 08:00 (in the morning)" in amal.sees
    assert amal.taps("Answer me here").sees == "Good. You can write here what happened."
