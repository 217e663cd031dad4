"""A firm reads of somebody who is interested, and answers: the whole life, tap by tap."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from storage.introductions import sealing
from storage.rules.introducing import Move, Stage
from tests.conversations.firm_scene import (
    CENTRE,
    FIRM,
    agreed,
    is_interested,
    moves,
    says_yes,
    speaks,
    stage,
    way,
)
from tests.people import Phone, Town
from tests.scheduler.desk import address, news, offered, walked

pytestmark = pytest.mark.both_databases
THURSDAY = date(2026, 11, 12)
DAY = timedelta(days=1)


def asked(at: Town, kind: str = "look_day", language: str = "English") -> tuple[Phone, int, int]:
    """Let a firm be asked about Amal next morning; return its phone, the offer, the way."""
    address(at)
    offer = offered(at, kind=kind)
    firm = speaks(at, "firm", offer, language)
    key = is_interested(at, offer, "amal")
    at.walk(at.now + DAY)
    return firm.reads(), offer, key


def test_a_card_says_what_somebody_can_do_and_nothing_else(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    print(firm.sees, firm.buttons)
    assert 0
