"""A firm keeps its needs: change, close, open again, once more; others hear a minute later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from conversations.introductions import carry_on
from storage.introductions.steps import Facts, find
from storage.models import Offer, Role
from storage.models.offers import OfferState, ProposalState
from storage.models.people import RoleName
from storage.offers import answer_offer
from storage.queues.kinds import Kind
from storage.rules.stages import Move, Permit, Side, Stage
from tests.conversations.invited import staff
from tests.conversations.needing import (
    FULL,
    SHORT,
    a_minute,
    asks_for,
    house,
    needs,
    of_firm,
    on_the_way,
    stage_of,
    ways,
)
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news, person_of, put_out, walked

pytestmark = pytest.mark.both_databases
AGREED = (Move.SHOW, Move.SEND, Move.AGREE)
NAMING = (*AGREED, Move.CLEAR)
STARTING = (*NAMING, Move.NAME, Move.CHOOSE, Move.COME, Move.START)


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody of a firm whose need of two people is open."""
    phone = of_firm(alb, house(alb))
    asks_for(phone, *SHORT, "Tell more", *FULL, "Skip")
    a_minute(alb, phone)
    return phone


@pytest.fixture
def key(alb: Town, firm: Phone) -> int:
    """What the firm needs."""
    return needs(alb)[0].id


def test_one_answer_is_changed_alone(alb: Town, firm: Phone, key: int) -> None:
    before = needs(alb)[0].revision
    firm.taps("Change").taps("Hours a week").says("20,5")
    firm.taps("Change").taps("Other work, too").taps(".on.textile.tailor").taps("Done")
    firm.taps("Change").taps("Certificate").taps("Yes")
    firm.taps("Change").taps("Licence").taps("Forklift")
    assert "🕒 Hours a week: 20,5" in firm.sees
    assert "(Führungszeugnis)" in firm.sees
    assert "Mindestlohn" not in firm.sees
    assert "🕒 Hours a week: 20,5" in firm.says("/myoffers").sees
    offer = needs(alb)[0]
    skills = alb.do(lambda s: sorted(row.skill for row in s.get_one(Offer, key).skills))
    assert (offer.hours_week, offer.police_certificate, offer.licence) == (20.5, True, "forklift")
    assert skills == ["textile.machine", "textile.tailor"]
    assert offer.revision == before + 4
    firm.taps("Change")
    assert "Pay" not in firm.buttons  # work that must be paid
    firm.taps("Cancel")
    assert needs(alb)[0].revision == before + 4
    assert "Open. Places: 2" in firm.sees


def test_another_skill_has_its_own_german_name(alb: Town, firm: Phone, key: int) -> None:
    firm.taps("Change").taps(".skill").taps("Tailoring")
    assert needs(alb)[0].title_de == "Schneidern, Ändern"
    assert "Work: Tailoring and alterations" in firm.sees


def test_another_kind_begins_the_permission_anew_a_minute_later(
    alb: Town, firm: Phone, key: int
) -> None:
    amal = newcomer(alb, "amal")
    way = on_the_way(alb, amal, key, *NAMING)
    assert stage_of(alb, way) == (Stage.NAMING, Permit.CLEAR, None)
    firm.taps("Change").taps("What").taps("Internship")
    assert "⏳ In a minute we tell the people who are on the way to you." in firm.sees
    assert stage_of(alb, way)[:2] == (Stage.NAMING, Permit.CLEAR)
    a_minute(alb, firm)
    assert stage_of(alb, way)[:2] == (Stage.PERMIT, Permit.OPEN)
    assert put_out(alb, Kind.INTRODUCED) == 1
    assert "In a minute" not in firm.sees


def test_another_kind_is_taken_back_and_nobody_hears(alb: Town, firm: Phone, key: int) -> None:
    amal = newcomer(alb, "amal")
    way = on_the_way(alb, amal, key, *NAMING)
    firm.taps("Change").taps("What").taps("Internship").taps("Take it back")
    a_minute(alb)
    assert needs(alb)[0].kind == "job"
    assert stage_of(alb, way)[:2] == (Stage.NAMING, Permit.CLEAR)
    assert put_out(alb, Kind.INTRODUCED) == 0


def test_a_day_to_look_needs_no_permission(alb: Town, firm: Phone, key: int) -> None:
    amal = newcomer(alb, "amal")
    way = on_the_way(alb, amal, key, *AGREED)
    assert stage_of(alb, way)[:2] == (Stage.PERMIT, Permit.OPEN)
    firm.taps("Change").taps("What").taps("A day to look")
    a_minute(alb)
    assert stage_of(alb, way)[:2] == (Stage.NAMING, None)


def interested(at: Town, who: int, key: int) -> None:
    """Let somebody be interested in an offer."""
    at.do(lambda s: answer_offer(at.work(s), who, key, ProposalState.INTERESTED))


def test_closing_ends_what_is_early_and_each_hears_once(alb: Town, firm: Phone, key: int) -> None:
    amal, yonas, selam = (newcomer(alb, name) for name in ("amal", "yonas", "selam"))
    further = on_the_way(alb, selam, key, *AGREED)
    for phone in (amal, yonas):
        interested(alb, person_of(phone), key)
    way = on_the_way(alb, amal, key, Move.SHOW)
    firm.taps("No longer needed").taps("No, it is still open")
    a_minute(alb)
    assert stage_of(alb, way)[0] is Stage.SHOWN
    firm.taps("No longer needed")
    a_minute(alb, firm)
    assert stage_of(alb, way) == (Stage.CLOSED, None, "filled")
    assert stage_of(alb, further)[0] is Stage.PERMIT  # perhaps it is filled with them
    assert put_out(alb, Kind.INTRODUCED) == 1  # Amal
    assert put_out(alb, Kind.OFFER_CLOSED) == 1  # Yonas, who was not on the way
    assert put_out(alb, Kind.INTRODUCED_FIRM) == 0
    firm.taps("No, it is still open")
    a_minute(alb)
    assert needs(alb)[0].state == OfferState.OPEN
    assert on_the_way(alb, amal, key, Move.SHOW) != way


def test_where_staff_close_it_the_firm_hears_of_whom_it_waits_for(
    alb: Town, firm: Phone, key: int
) -> None:
    petra = staff(alb, "petra", "alb")
    wanted = on_the_way(alb, newcomer(alb, "amal"), key, Move.SHOW, Move.SEND)
    code = next(each.code for each in ways(alb) if each.id == wanted)
    petra.says("/offer").taps("📋").taps("All places taken")
    a_minute(alb)
    assert stage_of(alb, wanted) == (Stage.CLOSED, None, "filled")
    walked(alb, alb.now + timedelta(days=3), firm)
    said = f"👤 Person {code}: the place is filled."
    assert sum(said in each.text for each in firm.bubbles) == 1


def begins(at: Town, way: int) -> None:
    """Let the permission of somebody be clear: they begin there."""

    def start(session: Session) -> None:
        work = at.work(session)
        found = find(work, way)
        assert found is not None
        assert carry_on(work, found, Move.START, Side.FIRM, Facts(starts_on=work.today))

    at.do(start)


def test_the_last_place_fills_the_offer_and_the_others_hear_once(
    alb: Town, firm: Phone, key: int
) -> None:
    tried = STARTING[:-1]
    amal, yonas, selam = (newcomer(alb, name) for name in ("amal", "yonas", "selam"))
    first, second, third = (on_the_way(alb, p, key, *tried) for p in (amal, yonas, selam))
    begins(alb, first)
    assert needs(alb)[0].state == OfferState.OPEN
    begins(alb, second)
    assert needs(alb)[0].state == OfferState.FILLED
    stages = [stage_of(alb, each)[0] for each in (first, second, third)]
    assert stages == [Stage.STARTING, Stage.STARTING, Stage.CLOSED]
    assert stage_of(alb, third)[2] == "filled"
    assert [each.seat for each in ways(alb)] == [1, 2, None]
    assert put_out(alb, Kind.OFFER_CLOSED) == 0


def test_the_same_once_more_is_a_need_of_its_own(alb: Town, firm: Phone, key: int) -> None:
    firm.taps("The same once more")
    assert "⏳ It opens in a minute. Nobody was told yet." in firm.sees
    assert (len(needs(alb)), needs(alb)[0].id != key) == (2, True)
    firm.taps("Take it back")
    assert [each.id for each in needs(alb)] == [key]
    firm.says("/myoffers").taps("The last one again")
    a_minute(alb)
    assert [each.state for each in needs(alb)] == [OfferState.OPEN, OfferState.OPEN]


def test_what_is_opened_again_is_not_told_before_the_minute(
    alb: Town, firm: Phone, key: int
) -> None:
    firm.taps("Pause the offer")
    amal = newcomer(alb, "amal")
    firm.says("/myoffers").taps("still open")
    alb.tick()
    heard = len(amal.reads().bubbles)
    assert heard == 0
    a_minute(alb, amal)
    assert "Nähwerk Alb" in amal.sees


def test_who_is_no_longer_of_the_firm_opens_nothing(alb: Town, firm: Phone, key: int) -> None:
    asks_for(firm, *SHORT, "Tell more", *FULL, "Skip")
    alb.do(lambda s: s.execute(delete(Role).where(Role.role == RoleName.EMPLOYER)))
    a_minute(alb)
    assert needs(alb)[0].state == OfferState.DRAFT
    petra = staff(alb, "petra", "alb")
    asks_for(of_firm(alb, needs(alb)[0].employer_id, "other"), *SHORT, "Later")
    alb.now += timedelta(minutes=10)
    assert news(petra) == ["📝 A firm needs somebody. Please call it and complete this:"]
