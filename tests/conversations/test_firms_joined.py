"""A firm that registered again comes to the firm that was there, with all it had begun."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conversations.firm_scene import card, checked, firm_of, gives, registers
from tests.conversations.invited import staff
from tests.conversations.test_firm_checked import passes
from tests.people import Phone, Town
from tests.scheduler.desk import local, newcomer, news, offered

pytestmark = pytest.mark.both_databases
TEXT = "Wir suchen ab Januar zwei Leute zum Backen"


@pytest.fixture
def petra(here: Town) -> Phone:
    """A colleague who checked the firm that was there."""
    petra = staff(here, "petra", "alb")
    registers(here, "old", "Blum GmbH")
    return checked(petra.reads(), "Blum GmbH")


def joins(petra: Phone) -> None:
    """Let a colleague make one of both."""
    card(petra.reads(), "Bäckerei Blum").taps("It is Blum GmbH").taps("Yes, do it")
    assert petra.sees.startswith("🏢 Blum GmbH")


def test_what_it_said_while_nobody_had_checked_it_goes_out_as_if_new(
    here: Town, petra: Phone
) -> None:
    amal = newcomer(here, "amal", wants=["tryout"])
    blum = registers(here, "new")
    gives(here, firm_of(here).id, offered(here))
    here.tick()
    assert news(amal) == []
    joins(petra)
    assert "What you told us is shown from now on." in blum.reads().sees
    here.tick()
    assert "🏢 Blum GmbH, Münsingen" in amal.reads().sees


def test_the_day_it_is_called_by_about_its_need_stays(here: Town, petra: Phone) -> None:
    blum = registers(here, "new").says(TEXT).taps("Yes, we need somebody")
    here.now = local(date(2026, 11, 11), 10)
    joins(petra)
    assert "The centre calls you by Friday, 13.11.2026." in blum.reads().says("/myoffers").sees
    assert "Please call: 1" in petra.says("/today").sees
    petra.taps("Whom to call")
    assert "📝 A need of the firm, not complete" in petra.sees


def test_a_firm_that_was_shown_once_is_never_another_one(here: Town, petra: Phone) -> None:
    registers(here, "new")
    assert "👥 It is Blum GmbH" in card(petra.reads()).buttons
    checked(petra)
    passes(here, date(2027, 11, 11), petra)
    assert "👥 It is Blum GmbH" not in card(petra).buttons
