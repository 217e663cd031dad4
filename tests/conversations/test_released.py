"""A problem at a firm, its request closed: a colleague still sees that it holds, and frees it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from storage.models import Audit
from storage.rules.stages import Stage
from tests.conversations.candidate_scene import agreed, asked, stage
from tests.conversations.introducing_scene import lines, minute, opened
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
HELD = "🛑 On hold until the centre looked."
RELEASE = "🔓 Release: Näherei Muster"
DAY = date(2026, 11, 16)


@pytest.fixture
def closed(alb: Town) -> tuple[Phone, Phone, int]:
    """Before a day at a firm somebody tells of a problem; a colleague closes it and frees nothing.

    The colleague, the person, the way.
    """
    petra = staff(alb, "petra", "alb")
    _firm, _offer, key = asked(alb)
    agreed(alb, key, DAY)
    amal = alb.phone("amal").reads().says("/ways").taps("way.1.").taps("wrong")
    amal.taps("Answer me here")
    petra.reads().taps("Take").taps("✔️ Close")
    return petra, amal, key


def test_the_closed_card_says_that_it_holds_and_keeps_the_button(
    alb: Town, closed: tuple[Phone, Phone, int]
) -> None:
    petra, _amal, _key = closed
    assert "🛑 On hold until you release it: Näherei Muster" in petra.sees
    assert petra.buttons == ["↩️ Not closed", RELEASE]
    minute(alb)
    petra.taps(RELEASE)
    assert "On hold" not in petra.sees


def test_the_card_of_the_way_is_the_centres_turn_and_frees_it(
    alb: Town, closed: tuple[Phone, Phone, int]
) -> None:
    petra, amal, key = closed
    minute(alb)
    assert "Stuck: 1" in petra.reads().says("/today").sees
    assert HELD in lines(opened(petra))
    assert any(each.startswith("👉 Next: the centre.") for each in lines(petra))
    petra.taps(RELEASE)
    assert HELD not in lines(petra)
    assert any(each.startswith("👉 Next: the firm.") for each in lines(petra))
    assert RELEASE not in petra.buttons
    assert "Stuck: 0" in petra.says("/today").sees
    rows = select(Audit.action).where(Audit.action.contains("release"))
    assert alb.do(lambda s: list(s.scalars(rows))) == ["introducing.release"]
    alb.walk(local(date(2026, 11, 15), 20))
    assert amal.reads().sees.startswith("🕒 Tomorrow: Monday, 16.11.2026, 09:00")
    alb.walk(local(date(2026, 11, 17), 9))
    assert stage(alb, key) is Stage.CAME
