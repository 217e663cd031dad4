"""Somebody on the way to a firm, and who speaks for it, for all tests about that way."""

from __future__ import annotations

import pytest

from tests.conversations.way_scene import interested, with_a_firm
from tests.people import Phone, Town


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody speaks for a firm in Münsingen that offers a day to try out."""
    return with_a_firm(alb)[1].reads()


@pytest.fixture
def amal(alb: Town, firm: Phone) -> Phone:
    """Amal is interested."""
    return interested(alb)
