"""Somebody on the way to a firm, who speaks for it, and who of the centre looks after them."""

from __future__ import annotations

import pytest

from tests.conversations.invited import staff
from tests.conversations.way_scene import interested, with_a_firm
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, offered
from tests.storage import way_scene


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody speaks for a firm in Münsingen that offers a day to try out."""
    return with_a_firm(alb)[1].reads()


@pytest.fixture
def amal(alb: Town, firm: Phone) -> Phone:
    """Amal is interested."""
    return interested(alb)


@pytest.fixture
def petra(alb: Town) -> Phone:
    """Petra works at the centre on the Alb."""
    return staff(alb, "petra", "alb")


@pytest.fixture
def alone(alb: Town) -> Phone:
    """Amal, where no firm can be asked here."""
    return newcomer(alb, "amal", first_name="Amal")


@pytest.fixture
def key(alb: Town, alone: Phone) -> int:
    """Amal is interested in an offer of a firm without phone or page here."""
    return way_scene.interested(alb, alone, offered(alb))
