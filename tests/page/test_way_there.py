"""On the page as in a chat: who is young reads by when, who was at a firm says so."""

from __future__ import annotations

import pytest

from storage.rules.stages import Move, Stage
from tests.conversations.invited import staff
from tests.conversations.way_scene import comes_to, interested, moves, stage, with_a_firm
from tests.page.phone import PagePhone, PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news


@pytest.fixture
def there(here: Town) -> PageTown:
    """The district, where people come to the page."""
    return PageTown(here.database, here.now, here.limits)


def draws(phone: Phone) -> Phone:
    """Go on by the HTML of the page."""
    assert isinstance(phone, PagePhone)
    phone.draws = True
    return phone


def test_who_is_young_reads_by_when_and_staff_have_the_task(there: PageTown) -> None:
    petra = staff(Town(there.database, there.now, there.limits), "petra", "alb")
    amal = draws(newcomer(there, "amal", age_band="16-17")).says("/offers")
    assert "You are not 18 yet. A person from the centre looks for work with you." in amal.sees
    assert "You hear from us by Friday, 13.11.2026 at the latest." in amal.sees
    assert news(petra) == ["👋 Somebody asks for a person:"]


def test_who_was_there_says_so_with_the_button_below_what_the_firm_said(there: PageTown) -> None:
    with_a_firm(there)
    amal = interested(there)
    comes_to(there, amal, Stage.DATED)
    moves(there, Move.MISS)
    draws(amal).reads().taps("I was there")
    assert "👍 You said that you were there. The centre knows it." in amal.sees
    assert stage(there) is Stage.TALKING
