"""A need that staff are to complete: on their list, reminded, late for the leads, asked again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scheduler.due import ensure_daily
from storage.models.offers import OfferState
from tests.conversations.colleagues import lead
from tests.conversations.invited import staff
from tests.conversations.needing import house, needs, of_firm
from tests.page.phone import PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import local, walked

pytestmark = pytest.mark.both_databases
TEXT = "Wir suchen ab Januar zwei Leute zum Nähen"
BY = "The centre calls you by Thursday, 12.11.2026."
INCOMPLETE = "📝 Not complete yet. Nobody sees it. The centre has it, too."
LONGER = "It takes longer. We are sorry."
AGAIN = "You hear from us by {day} at the latest."
LATE = "⏰ These wait longer than promised: 1"
NEEDS = "📝 A firm needs somebody. Please call it and complete this:"


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody of a firm that wrote what it needs, on a Monday."""
    return wrote(alb)


def wrote(at: Town) -> Phone:
    """Let somebody of a firm write what it needs, on a Monday; it begins a day as any."""
    at.now = local(date(2026, 11, 9), 10)
    at.do(lambda session: ensure_daily(at.work(session)))
    return of_firm(at, house(at)).says(TEXT).taps("Yes, we need somebody")


@pytest.mark.parametrize("face", ["telegram", "page"])
def test_the_firm_reads_until_when_it_is_called_and_late_it_is_asked(alb: Town, face: str) -> None:
    town = alb if face == "telegram" else PageTown(alb.database, alb.now, alb.limits)
    firm = wrote(town)
    assert BY in firm.sees
    heard = walked(town, local(date(2026, 11, 13), 9), firm)
    assert heard[-1] == "13.11. 09:00 1 question for you"
    assert INCOMPLETE in firm.sees
    assert BY not in firm.sees
    assert firm.buttons[:2] == ["✏️ Tell more", "❌ No longer needed"]
    assert LONGER in firm.says("/myoffers").sees


def test_it_stands_on_the_list_of_calls_until_it_is_complete(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb").says("/today")
    assert "☎️ Please call: 1" in petra.sees
    petra.taps("Whom to call")
    assert "Nähwerk Alb" in petra.sees
    assert "📝 A need of the firm, not complete" in petra.sees
    petra.taps("Called: Nähwerk").taps(f"📋 {TEXT}").taps("Complete and publish")
    petra.taps(".job").says("72525").says("1").taps(".A1").taps(".none")
    alb.now += timedelta(minutes=1)
    alb.tick()
    assert needs(alb)[0].state is OfferState.OPEN
    assert walked(alb, local(date(2026, 11, 20), 17), petra).count(NEEDS) == 0


def test_a_late_need_is_asked_about_once_and_then_each_week(alb: Town, firm: Phone) -> None:
    heard = walked(alb, local(date(2026, 11, 20), 17), firm)
    asked = [each[:6] for each in heard if "1 question for you" in each]
    assert asked == ["13.11.", "19.11."]
    lines = firm.says("/myoffers").sees.split("\n")
    assert lines[lines.index(LONGER) + 1] == AGAIN.format(day="Thursday, 26.11.2026")


def test_staff_are_reminded_on_the_promised_day_and_then_each_week(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    heard = walked(alb, local(date(2026, 11, 20), 17), petra)
    assert [each[:6] for each in heard if NEEDS in each] == ["12.11.", "19.11."]


def test_a_call_that_did_not_complete_it_comes_again_on_the_promised_day(
    alb: Town, firm: Phone
) -> None:
    petra = staff(alb, "petra", "alb")
    alb.now = local(date(2026, 11, 10), 15)
    petra.says("/today").taps("Whom to call").taps("Called: Nähw")
    heard = walked(alb, local(date(2026, 11, 12), 17), petra)
    assert [each[:6] for each in heard if NEEDS in each] == []
    assert "Please call" not in petra.says("/today").sees
    assert BY.replace("Thursday, 12", "Friday, 13") in firm.says("/myoffers").sees
    heard = walked(alb, local(date(2026, 11, 13), 17), petra, firm)
    assert [each[:6] for each in heard if NEEDS in each] == ["13.11."]
    assert [each for each in heard if "question for you" in each] == []
    assert "☎️ Please call: 1" in petra.says("/today").sees


def test_late_the_leads_hear_until_it_is_complete(alb: Town, firm: Phone) -> None:
    eva = lead(alb, "eva")
    heard = walked(alb, local(date(2026, 11, 13), 17), eva, firm)
    assert [each[:12] for each in heard if LATE in each] == ["13.11. 16:00"]
    assert f"{TEXT} (Deutsch)" in eva.sees
    asked = next(each for each in reversed(firm.bubbles) if "1 question for you" in each.text)
    firm.taps("No longer needed", asked)
    assert walked(alb, local(date(2026, 11, 17), 17), eva) == []
