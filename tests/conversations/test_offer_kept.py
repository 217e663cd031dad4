"""Staff keep offers: still to be had, change, pause, taken, open again, copy; also typed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.models import Offer, Role
from storage.models.offers import OfferState, ProposalState
from storage.models.people import RoleName
from storage.offers import answer_offer, save_offer
from tests.conversations.announcing import a_minute_later
from tests.conversations.colleagues import lead, person_of
from tests.conversations.invited import invited, staff
from tests.conversations.offering import Counted, count, entered, newest
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, offered

pytestmark = pytest.mark.both_databases


@pytest.fixture
def petra(alb: Town) -> Phone:
    """Petra works at the centre on the Alb."""
    return staff(alb, "petra", "alb")


@pytest.fixture
def key(alb: Town, petra: Phone) -> int:
    """An offer Petra entered, whose card she sees."""
    found = entered(petra)
    a_minute_later(alb)
    petra.reads()
    return found


def test_the_list_begins_with_what_ends_soonest(alb: Town, petra: Phone, key: int) -> None:
    later = offered(alb)
    alb.do(lambda s: save_offer(alb.work(s), _until(s.get_one(Offer, later), date(2026, 11, 20))))
    petra.says("/offer")
    assert petra.sees.split("\n") == [
        "Offers: Integrationszentrum Alb",
        "Work: Näherin (Deutsch), Firm: Näherei Muster, ✅ Open, 📅 Last day: Friday, 20.11.2026",
        "Work: Industrial sewing machine, Firm: Nähstube Neu, ✅ Open, "
        "📅 Last day: Tuesday, 05.01.2027",
    ]
    assert petra.buttons[-2:] == ["➕ New offer", "🧺 Bundles"]
    petra.taps("📋 Näherin")
    assert petra.sees.startswith("✅ Open\n📅 Last day: Friday, 20.11.2026\nWork: Näherin")


def _until(offer: Offer, day: date) -> Offer:
    offer.valid_until = day
    return offer


def test_many_offers_come_page_by_page(alb: Town, petra: Phone) -> None:
    for _ in range(8):
        offered(alb)
    petra.says("/offer")
    assert petra.sees.endswith("… +2")
    petra.taps("Show more")
    assert petra.sees.count("Näherei Muster") == 2


def test_still_to_be_had_prolongs_it_and_moves_the_question_to_the_firm(
    alb: Town, petra: Phone, key: int
) -> None:
    alb.walk(alb.now + timedelta(days=13))
    petra.says("/offer").taps("📋").taps("Still to be had")
    assert "📅 Last day: Monday, 18.01.2027" in petra.sees
    heard = len(petra.bubbles)
    alb.walk(alb.now + timedelta(days=13))
    assert [b.text for b in petra.reads().bubbles[heard:] if "Please ask" in b.text] == []


def test_one_answer_is_changed_alone(alb: Town, petra: Phone, key: int) -> None:
    before = newest(alb).revision
    petra.taps("Change the offer").taps("Hours a week").says("20,5")
    assert "🕒 Hours a week: 20,5" in petra.sees
    assert (newest(alb).hours_week, newest(alb).revision) == (20.5, before + 1)
    petra.taps("Change the offer").taps("Place").says("Hayingen").says("Dorfstraße 2")
    assert "📍 Place: Hayingen, Dorfstraße 2 (Deutsch)" in petra.sees
    petra.taps("Change the offer").taps("Places and beginning").taps("Another number")
    Counted(petra).says("3", "Any day")
    assert (newest(alb).places, newest(alb).start_on) == (3, None)
    revision = newest(alb).revision
    petra.taps("Change the offer").taps("Cancel")
    petra.taps("Change the offer").taps("Pay").taps("Back")
    assert newest(alb).revision == revision


def test_two_change_the_same_offer_and_nothing_of_the_first_is_lost(
    alb: Town, petra: Phone, key: int
) -> None:
    thomas = staff(alb, "thomas", "alb").says("/offer").taps("📋").taps("Change the offer")
    thomas.taps("Hours a week")
    petra.taps("Change the offer").taps("Place").says("Hayingen").says("Dorfstraße 2")
    thomas.says("20,5")
    assert "This changed in the meantime. Please look again." in thomas.bubbles[-2].text
    assert (newest(alb).street, newest(alb).hours_week) == ("Dorfstraße 2", 38.5)


def test_who_confirms_it_meanwhile_prolongs_it_all_the_same(
    alb: Town, petra: Phone, key: int
) -> None:
    alb.walk(alb.now + timedelta(days=13))
    thomas = staff(alb, "thomas", "alb").says("/offer").taps("📋").taps("Change the offer")
    petra.says("/offer").taps("📋").taps("Still to be had")
    thomas.taps("Hours a week").says("20,5")
    assert "📅 Last day: Monday, 18.01.2027" in thomas.sees
    assert newest(alb).hours_week == 20.5


def test_more_is_said_where_it_is_more(alb: Town, petra: Phone, key: int) -> None:
    for part, answer in (
        ("How many weeks", "6"),
        ("Licence", "Forklift"),
        ("Experience", "Trained"),
        ("Certificate", "Yes"),
        ("Child care", "No"),
        ("Help with German", "Yes"),
        ("Last day", "Thursday, 19.11.2026"),
    ):
        petra.taps("Change the offer").taps(part).taps(answer)
    offer = newest(alb)
    assert (offer.weeks, offer.licence, offer.experience) == (6, "forklift", "trained")
    assert (offer.police_certificate, offer.childcare, offer.german_help) == (True, False, True)
    assert offer.valid_until == date(2026, 11, 19)


def test_taken_is_taken_back_within_the_minute_and_told_after_it(
    alb: Town, petra: Phone, key: int
) -> None:
    amal = newcomer(alb, "amal")
    who = person_of(amal)
    alb.do(lambda s: answer_offer(alb.work(s), who, key, ProposalState.INTERESTED))
    petra.taps("All places taken")
    assert petra.buttons == ["↩️ Take it back"]
    petra.taps("Take it back")
    a_minute_later(alb)
    assert newest(alb).state == OfferState.OPEN
    petra.taps("All places taken")
    a_minute_later(alb)
    assert "This place is taken now." in amal.reads().sees
    assert petra.reads().sees.startswith("✔️ Filled\n")
    petra.taps("Open it again")
    assert newest(alb).state == OfferState.FILLED
    a_minute_later(alb)
    assert newest(alb).state == OfferState.OPEN


def test_an_old_offer_that_is_opened_again_is_never_deleted(
    alb: Town, petra: Phone, key: int
) -> None:
    petra.taps("Pause the offer").taps("Open it again").taps("Take it back")
    assert petra.sees.startswith("⏸️ Paused\n")
    assert count(alb) == 1


def test_a_copy_is_saved_with_two_taps(alb: Town, petra: Phone, key: int) -> None:
    petra.taps("Copy the offer")
    assert "Is this right?" in petra.sees
    petra.taps("Save")
    assert (count(alb), newest(alb).employer_id) == (2, 1)
    assert newest(alb).id != key


def test_the_same_can_be_typed(alb: Town, petra: Phone, key: int) -> None:
    assert f"Code: G{key}" in petra.sees
    petra.says(f"3 G{key}")
    assert newest(alb).state == OfferState.PAUSED
    petra.says(f"G{key} 1")
    assert "It opens in a minute" in petra.sees
    petra.says("Take it back")
    assert petra.sees.startswith("⏸️ Paused")
    alb.now += timedelta(seconds=1)
    petra.says("open it again")
    a_minute_later(alb)
    assert newest(alb).state == OfferState.OPEN


def test_an_old_card_shows_how_it_is_now(alb: Town, petra: Phone, key: int) -> None:
    eva = lead(alb, "eva").says("/offer").taps("📋")
    petra.taps("Pause the offer")
    eva.taps("All places taken")
    assert eva.toast == "This changed in the meantime. Please look again."
    assert eva.sees.startswith("⏸️ Paused")


def test_who_lost_the_access_within_the_minute_opens_nothing(alb: Town, petra: Phone) -> None:
    entered(petra)
    alb.do(lambda s: s.execute(delete(Role).where(Role.role == RoleName.STAFF)))
    a_minute_later(alb)
    assert newest(alb).state == OfferState.PAUSED


def test_nobody_else_may_touch_it(alb: Town, petra: Phone, key: int) -> None:
    others = [
        newcomer(alb, "amal"),
        staff(alb, "thomas", "reutlingen"),
        invited(alb, "firm", RoleName.EMPLOYER, "1"),
    ]
    for phone in others:
        for action in ("confirm", "change", "pause", "filled", "copy"):
            phone.does(Tapped(str(Standing("desk_offer", key, 2, action)), None))
            assert phone.toast == "This is closed. Here is the menu: /menu"
    assert newest(alb).state == OfferState.OPEN


def test_the_firms_own_card_follows_and_its_yes_prolongs_it(
    alb: Town, petra: Phone, key: int
) -> None:
    firm = invited(alb, "firm", RoleName.EMPLOYER, "1")
    petra.taps("Pause the offer")
    assert "Paused. Nobody is sent to you." in firm.reads().sees
    alb.now += timedelta(days=5)
    firm.taps("Yes, still open").taps("2 places")
    assert newest(alb).valid_until == date(2027, 1, 10)
