"""Employers are asked now and then; two silent prompts let the offer rest, staff call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.models import Offer
from storage.models.offers import OfferState
from storage.models.people import RoleName
from tests.conversations.invited import invited, staff
from tests.people import Phone, Town
from tests.scheduler.desk import news, offered, walked

pytestmark = pytest.mark.both_databases

SIX_WEEKS = timedelta(days=44)


def firm(at: Town, offer: int) -> Phone:
    employer = at.do(lambda session: session.get_one(Offer, offer).employer_id)
    return invited(at, "Näherei", RoleName.EMPLOYER, str(employer))


def state(at: Town, key: int) -> OfferState:
    return at.do(lambda session: session.scalars(select(Offer.state)).one())


def test_after_two_silent_prompts_the_offer_rests_and_staff_are_told(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    key = offered(alb)
    tailor = firm(alb, key)
    heard = walked(alb, alb.now + SIX_WEEKS, tailor)
    assert [line[:12] for line in heard] == ["24.11. 09:00", "08.12. 09:00"]
    assert "Still open?" in tailor.sees
    assert state(alb, key) == OfferState.PAUSED
    [line] = news(petra)
    assert (
        line
        == "🔕 We asked Näherei Muster twice and got no answer. The offer is paused. Please call."
    )
    assert walked(alb, alb.now + SIX_WEEKS, tailor, petra) == []


def test_an_answer_keeps_the_offer_open(alb: Town) -> None:
    key = offered(alb)
    tailor = firm(alb, key)
    walked(alb, alb.now + timedelta(days=15), tailor)
    tailor.taps("Yes, still open").taps("1 place")
    heard = walked(alb, alb.now + timedelta(days=29), tailor)
    assert len(heard) == 2
    assert state(alb, key) == OfferState.OPEN


def test_a_firm_without_a_phone_is_called_by_staff(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    key = offered(alb)
    assert walked(alb, alb.now + timedelta(days=15), petra) == [
        "24.11. 09:00 ☎️ Please ask Näherei Muster: is this still open?"
    ]
    assert state(alb, key) == OfferState.OPEN


def test_a_filled_offer_is_not_asked_about(alb: Town) -> None:
    key = offered(alb)
    tailor = firm(alb, key)
    tailor.says("/myoffers").taps("No, filled")
    assert walked(alb, alb.now + SIX_WEEKS, tailor) == []
