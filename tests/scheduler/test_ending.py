"""Offers end: whose they are is asked a week before, without a sound; then they rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from scheduler.due import ensure_daily
from storage.matching import candidates, fitting
from storage.models import Chat, Colleague, Employer, Offer, Outbox
from storage.models.chats import FaceName
from storage.models.offers import OfferState, ProposalState
from storage.models.outbox import Lane
from storage.models.people import RoleName
from storage.offers import answer_offer
from storage.queues.kinds import Kind
from tests.conversations.colleagues import lead, person_of
from tests.conversations.invited import invited, staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import changed, newcomer, offered, walked

pytestmark = pytest.mark.both_databases
LAST = date(2026, 11, 30)
ASKED = "⏰ This offer ends soon. Is it still to be had?"


def at(day: int, hour: int = 12, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BERLIN)


def ends(town: Town, **values: Any) -> int:
    """Offer something for which Petra is responsible, or nobody, to the end of the month."""
    key = offered(town)
    changed(town, key, valid_until=LAST, **values)
    return key


def state(town: Town, key: int) -> OfferState:
    return town.do(lambda s: s.get_one(Offer, key).state)


def asked(phone: Phone, since: int = 0) -> list[str]:
    """Return the last days in the questions somebody got."""
    found = [b.text for b in phone.reads().bubbles[since:] if b.text.startswith("⏰")]
    return [text.split("\n")[0] for text in found]


def test_the_owner_is_asked_once_a_week_before_and_a_tap_prolongs_it(alb: Town) -> None:
    petra, eva = staff(alb, "petra", "alb"), staff(alb, "eva", "alb")
    key = ends(alb, owner_id=person_of(petra))
    alb.walk(at(23, 8))
    assert asked(petra) == []
    alb.walk(at(23, 10))
    assert (asked(petra), asked(eva)) == ([ASKED], [])
    rows = select(Outbox.lane).where(Outbox.kind == Kind.OFFER_ENDS)
    assert alb.do(lambda s: list(s.scalars(rows))) == [Lane.OFFER]
    assert petra.buttons[0] == "✅ Still to be had"
    assert petra.buttons[-1] == "📋 Näherin (Deutsch)"
    petra.taps("Still to be had")
    assert "✅ Open\n📅 Last day: Monday, 18.01.2027" in petra.sees
    heard = len(petra.bubbles)
    alb.walk(at(15, month=12))
    assert asked(petra, heard) == []
    assert state(alb, key) == OfferState.OPEN


def test_after_its_last_day_it_rests_is_shown_to_nobody_and_counted_for_staff(alb: Town) -> None:
    petra, amal = staff(alb, "petra", "alb"), newcomer(alb, "amal")
    selam, who = newcomer(alb, "selam"), person_of(amal)
    key = ends(alb, owner_id=person_of(petra))
    alb.do(lambda s: answer_offer(alb.work(s), who, key, ProposalState.INTERESTED))
    alb.walk(at(30, 23))
    assert state(alb, key) == OfferState.OPEN
    amal.reads()
    heard = walked(alb, at(1, month=12), amal)
    assert state(alb, key) == OfferState.PAUSED
    assert [line[:12] for line in heard] == ["01.12. 09:00"]
    assert amal.sees.split("\n")[-1].startswith("This offer has ended. It is not your fault:")
    assert "Näherei" not in selam.says("/offers").sees
    petra.says("/offer")
    assert petra.sees.split("\n")[1:] == [
        "⌛ Ended: 1",
        "Work: Näherin (Deutsch), Firm: Näherei Muster, ⌛ Ended on: Monday, 30.11.2026",
    ]
    petra.taps("📋").taps("Open it again")
    alb.walk(at(1, 14, 12))
    assert state(alb, key) == OfferState.OPEN
    assert alb.do(lambda s: s.get_one(Offer, key).valid_until) == date(2027, 1, 26)


def test_the_rules_never_show_what_is_over_whatever_its_state(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key, who = ends(alb), person_of(amal)

    def found() -> tuple[int, int]:
        return alb.do(
            lambda s: (
                len(fitting(alb.work(s), who)),
                len(candidates(alb.work(s), s.get_one(Offer, key))),
            )
        )

    alb.now = at(30, 22)
    assert found() == (1, 1)
    alb.now = at(1, 1, 12)  # nothing was done that was due
    assert state(alb, key) == OfferState.OPEN
    assert found() == (0, 0)


@pytest.mark.parametrize("why", ["away", "suspended", "revoked", "erased", "nobody"])
def test_where_the_owner_is_not_there_the_centre_is_asked(alb: Town, why: str) -> None:
    lena, petra = lead(alb, "lena"), staff(alb, "petra", "alb")
    thomas = staff(alb, "thomas", "reutlingen")
    key = ends(alb, owner_id=person_of(petra) if why != "nobody" else None)
    who = person_of(petra)
    gone = {"away": {"away_until": at(28)}, "suspended": {"suspended_at": alb.now}}
    if why in gone:
        row = update(Colleague).where(Colleague.person_id == who).values(gone[why])
        alb.do(lambda s: s.execute(row))
    if why == "revoked":
        lena.says("/team").taps("👤 Petra").taps("End the access").says("2468").taps("Yes")
    if why == "erased":
        petra.says("/delete").taps("Yes, delete")
    alb.walk(at(23, 10))
    assert asked(lena) == [ASKED]
    assert asked(thomas) == []
    if why in ("revoked", "erased"):
        assert alb.do(lambda s: s.get_one(Offer, key).owner_id) is None
    if why == "away":
        assert asked(petra) == []


def test_where_the_owner_was_asked_and_goes_the_centre_is_asked(alb: Town) -> None:
    lena, petra = lead(alb, "lena"), staff(alb, "petra", "alb")
    ends(alb, owner_id=person_of(petra))
    alb.walk(at(23, 10))
    assert (asked(petra), asked(lena)) == ([ASKED], [])
    lena.says("/team").taps("👤 Petra").taps("End the access").says("2468").taps("Yes")
    alb.tick()
    assert asked(lena) == [ASKED]


def test_several_that_end_on_one_day_are_one_message(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    for _ in range(12):
        ends(alb, owner_id=person_of(petra))
    alb.walk(at(23, 10))
    assert asked(petra) == ["⏰ These offers end soon. Are they still to be had?"]
    assert petra.sees.endswith("… +2")
    assert len(petra.buttons) == 10
    petra.taps("📋").taps("All places taken")
    assert petra.sees.startswith("⏳ It is filled in a minute.")


def test_a_firm_that_can_answer_is_asked_itself_and_not_twice(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    key = ends(alb, owner_id=person_of(petra))
    employer = alb.do(lambda s: s.get_one(Offer, key).employer_id)
    firm = invited(alb, "firm", RoleName.EMPLOYER, str(employer))
    heard = walked(alb, at(27), firm)
    assert [line[:12] for line in heard] == ["23.11. 09:00"]  # not on the 24th as well
    assert "Still open?" in firm.sees
    assert asked(petra) == []
    firm.taps("Yes, still open").taps("1 place")
    alb.walk(at(2, month=12))
    assert state(alb, key) == OfferState.OPEN


def test_the_card_before_the_firm_says_that_it_rests_as_well(alb: Town) -> None:
    key = ends(alb)
    employer = alb.do(lambda s: s.get_one(Offer, key).employer_id)
    firm = invited(alb, "firm", RoleName.EMPLOYER, str(employer)).says("/myoffers")
    before = len(firm.bubbles) - 1
    assert "Open. Places: 1" in firm.bubbles[before].text
    alb.walk(at(1, 12, 12))
    assert state(alb, key) == OfferState.PAUSED
    assert "Paused. Nobody is sent to you." in firm.reads().bubbles[before].text


def by_phone(firm: Phone) -> None:
    """Let who speaks for a firm want calls."""
    firm.says("/myfirm").taps("Ask me another way").taps("By phone").says("07381 77")


def on_a_closed_page(firm: Phone) -> None:
    """Let who speaks for a firm have nothing but a page that is closed."""
    firm.town.do(lambda s: setattr(s.get_one(Chat, firm.chat), "face", FaceName.PAGE))


@pytest.mark.parametrize("unreached", [by_phone, on_a_closed_page])
def test_where_a_firm_with_a_chat_cannot_be_asked_here_the_owner_is(
    alb: Town, unreached: Callable[[Phone], None]
) -> None:
    petra = staff(alb, "petra", "alb")
    key = ends(alb, owner_id=person_of(petra))
    employer = alb.do(lambda s: s.get_one(Offer, key).employer_id)
    unreached(invited(alb, "firm", RoleName.EMPLOYER, str(employer)))
    alb.walk(at(23, 10))
    assert asked(petra) == [ASKED]


def test_a_firm_that_was_asked_in_these_days_is_not_asked_again(alb: Town) -> None:
    key = offered(alb)
    changed(alb, key, valid_until=date(2026, 12, 4))
    employer = alb.do(lambda s: s.get_one(Offer, key).employer_id)
    firm = invited(alb, "firm", RoleName.EMPLOYER, str(employer))
    heard = walked(alb, at(3, month=12), firm)
    assert [line[:12] for line in heard] == ["24.11. 09:00"]


def test_an_end_that_is_near_is_asked_about_the_next_day(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    key = offered(alb)
    changed(alb, key, valid_until=date(2026, 11, 12), owner_id=person_of(petra))
    assert [line[:12] for line in walked(alb, at(12), petra)] == ["11.11. 09:00"]


def test_what_was_there_before_offers_had_an_end_gets_one_at_the_start(alb: Town) -> None:
    key = offered(alb)
    alb.do(lambda s: s.execute(update(Offer).values(valid_until=None)))
    before = alb.do(lambda s: s.get_one(Offer, key).revision)
    alb.do(lambda s: ensure_daily(alb.work(s)))
    offer = alb.do(lambda s: s.get_one(Offer, key))
    assert (offer.valid_until, offer.revision) == (date(2027, 1, 5), before)
    alb.walk(alb.now + timedelta(days=57))
    assert state(alb, key) == OfferState.PAUSED


def test_a_firm_counts_as_called_back_by_who_entered_it_until_they_are_gone(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    key, who = offered(alb), person_of(petra)
    firm = alb.do(lambda s: s.get_one(Offer, key).employer_id)
    alb.do(lambda s: s.execute(update(Employer).values(verified_by=who)))
    petra.says("/delete").taps("Yes, delete")
    assert alb.do(lambda s: s.get_one(Employer, firm).verified_by) is None
