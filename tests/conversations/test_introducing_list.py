"""The lists of who is on the way to a firm: page by page, and no further than there is anybody."""

from __future__ import annotations

import pytest

from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, offered
from tests.storage.way_scene import interested

pytestmark = pytest.mark.both_databases
CLOSED = "This is closed. Here is the menu: /menu"


def test_all_who_are_on_the_way_to_an_offer_are_reached_page_by_page(
    alb: Town, petra: Phone
) -> None:
    offer = offered(alb, places=9)
    for n in range(8):
        interested(alb, newcomer(alb, f"amal {n}", first_name=f"Amal {n}"), offer)
    petra.reads().says(f"/today off-{offer}")
    assert [each[:8] for each in petra.buttons] == [f"🤝 Amal {n}" for n in range(6)] + [
        "➕ Show m"
    ]
    petra.taps("Show more")
    assert [each[:8] for each in petra.buttons] == ["🤝 Amal 6", "🤝 Amal 7"]


@pytest.mark.parametrize("what", ["on", "way", "off", "said"])
def test_a_number_nobody_gave_leads_nowhere(alb: Town, petra: Phone, what: str) -> None:
    petra.says(f"/today {what}-{10**14}")
    assert petra.sees == CLOSED or what == "on"
