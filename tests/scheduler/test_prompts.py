"""Employers are asked now and then; two silent prompts let the offer rest, staff call."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Employer, Offer, OfferSkill
from storage.models.offers import OfferState
from storage.models.people import RoleName
from storage.offers import save_offer
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
    tailor = firm(alb, key).says("/myoffers")
    card = len(tailor.bubbles) - 1
    assert "Open. Places: 1" in tailor.bubbles[card].text
    heard = walked(alb, alb.now + SIX_WEEKS, tailor)
    assert "Paused. Nobody is sent to you." in tailor.bubbles[card].text
    assert [line[:12] for line in heard] == ["24.11. 09:00", "08.12. 09:00"]
    assert "Still open?" in tailor.sees
    assert state(alb, key) == OfferState.PAUSED
    [line] = news(petra)
    assert line == "🔕 We asked Näherei Muster twice and got no answer. Please call. Paused:"
    assert "Work: Näherin" in petra.sees
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
        "24.11. 10:00 ☎️ Please call these firms: are their offers still to be had?"
    ]
    assert state(alb, key) == OfferState.OPEN


def test_a_firm_with_many_offers_is_called_once_a_fortnight_and_its_number_is_there(
    alb: Town,
) -> None:
    petra = staff(alb, "petra", "alb")
    first = offered(alb)
    walked(alb, alb.now + timedelta(days=3))
    for number in range(6):
        alb.do(partial(_one_more, alb, first, number))
    walked(alb, alb.now + timedelta(days=60), petra)
    asked = [bubble for bubble in petra.bubbles if "Please call these firms" in bubble.text]
    assert len(asked) == 4
    for each in asked:
        lines = each.text.split("\n")
        assert lines[1:4] == ["🏢 Näherei Muster", "👤 Frau Beispiel", "☎️ Phone: +49 7381 000-9"]
        assert len([line for line in lines if line.startswith("❓ Work: ")]) == 5
        assert "… +2" in lines


def test_firms_without_a_phone_here_are_one_list_each_answered_alone(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    keys = [offered(alb) for _ in range(6)]
    alb.do(_tell_apart)
    [heard] = walked(alb, alb.now + timedelta(days=15), petra)
    assert heard.startswith("24.11. 10:00")
    assert [line for line in petra.sees.split("\n") if line.startswith("🏢")] == [
        f"🏢 Näherei {n}" for n in range(4)
    ]
    assert "… +2" in petra.sees
    assert petra.buttons[:2] == ["✅ Called: Näherei 0", "📵 Not reached: Näherei 0"]
    petra.taps("Called: Näherei 0").taps("📋 Näherin").taps("Still to be had")
    confirmed = alb.do(lambda s: s.get_one(Offer, keys[0]).confirmed_at)
    assert confirmed == alb.now
    petra.says("/today").taps("Whom to call")
    assert "🏢 Näherei 0" not in petra.sees
    assert "🏢 Näherei 1" in petra.sees
    assert "… +1" in petra.sees


def _tell_apart(session: Session) -> None:
    for number, firm in enumerate(session.scalars(select(Employer).order_by(Employer.id))):
        firm.name = f"Näherei {number}"


def _one_more(at: Town, first: int, number: int, session: Session) -> None:
    employer = session.get_one(Offer, first).employer
    employer.contact, employer.phone = "Frau Beispiel", "+49 7381 000-9"
    offer = Offer(
        ref=f"more-{number}",
        employer=employer,
        kind="job",
        title_de=f"Näherin {number}",
        plz="72525",
        places=1,
        hours_week=30,
        paid=True,
        german_min="A2",
        experience="none",
        slots=["mo.am"],
        state=OfferState.OPEN,
        skills=[OfferSkill(skill="textile.machine")],
    )
    save_offer(at.work(session), offer)


def test_a_filled_offer_is_not_asked_about(alb: Town) -> None:
    key = offered(alb)
    tailor = firm(alb, key)
    tailor.says("/myoffers").taps("No, filled")
    assert walked(alb, alb.now + SIX_WEEKS, tailor) == []
