"""Staff answer for a firm that said on the phone if it comes: noted, and only while it can come."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from storage.models import Audit
from tests.conversations.invited import PIN
from tests.conversations.test_bundles import guests, minute, named, planned, some_people, two_firms
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
COMES, NOT = "✅ Näherei Eins kommt", "❌ Näherei Eins kommt nicht"
NOBODY_SAID = [(True, None), (True, None)]


def asked(at: Town) -> Phone:
    """Let two firms be asked to a meeting whom nobody can ask here; the list is open."""
    first, second = two_firms(at)
    named(at, first, "Näherei Eins")
    named(at, second, "Näherei Zwei")
    some_people(at)
    petra = planned(at, first).taps("Jetzt senden")
    minute(at)
    return petra.reads().taps("Aktualisieren").taps("Welche Betriebe kommen")


def noted(at: Town) -> list[tuple[str, str | None]]:
    rows = select(Audit.action, Audit.centre).where(Audit.action.startswith("firm_guest."))
    return at.do(lambda s: [(action, centre) for action, centre in s.execute(rows)])


def test_who_answered_for_a_firm_is_noted(here: Town) -> None:
    petra = asked(here).taps(COMES).taps(NOT)
    assert guests(here)[0] == (True, False)
    assert "❌ Näherei Eins: kommt nicht" in petra.sees
    assert noted(here) == [("firm_guest.yes", "alb"), ("firm_guest.no", "alb")]


def test_nobody_answers_for_a_firm_once_it_is_over(here: Town) -> None:
    petra = asked(here)
    shown = petra.bubbles[-1]
    here.now = local(date(2026, 11, 13), 12)
    petra.says("/today").says(PIN).taps(COMES, shown)
    assert (guests(here), noted(here)) == (NOBODY_SAID, [])
    assert (shown.buttons, "Bitte rufen Sie" in shown.text) == ([], False)


def test_nobody_answers_for_a_firm_once_it_is_called_off(here: Town) -> None:
    petra = asked(here)
    shown = petra.bubbles[-1]
    petra.says("/announce").taps("Bisherige").taps("K1").taps("Absagen").taps("Absagen")
    minute(here)
    petra.reads().taps(COMES, shown)
    assert (guests(here), noted(here), shown.buttons) == (NOBODY_SAID, [], [])
