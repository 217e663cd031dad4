"""A firm needs the same once more: once, however often it taps; a stopped one opens nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage import firms
from storage.models import Employer
from storage.models.offers import OfferState
from tests.conversations.needing import FULL, SHORT, a_minute, asks_for, house, needs, of_firm
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases
LAST = "The last one again"


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody of a firm whose need of two people is open."""
    phone = of_firm(alb, house(alb))
    asks_for(phone, *SHORT, "Tell more", *FULL, "Skip")
    a_minute(alb, phone)
    return phone


def once_more(at: Town) -> Tapped:
    """Return a tap on the button below the need that is open."""
    offer = needs(at)[-1]
    return Tapped(str(Standing("opening", offer.id, offer.revision, "copy")), None)


def test_two_of_a_firm_who_say_so_at_once_need_it_once_more(alb: Town) -> None:
    key = house(alb)
    firm, other = of_firm(alb, key), of_firm(alb, key, "other")
    asks_for(firm, *SHORT, "Tell more", *FULL, "Skip")
    a_minute(alb, firm)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda phone: phone.says("/need last"), (firm, other)))
    assert len(needs(alb)) == 2


def test_a_second_tap_shows_the_one_that_waits_and_one_tap_takes_it_back(
    alb: Town, firm: Phone
) -> None:
    [before] = needs(alb)
    firm.says("/myoffers").taps("The same once more")
    firm.does(once_more(alb)).does(once_more(alb))
    assert "⏳ It opens in a minute. Nobody was told yet." in firm.sees
    assert len(needs(alb)) == 2
    firm.taps("Take it back")
    assert [each.id for each in needs(alb)] == [before.id]
    a_minute(alb)
    firm.does(once_more(alb))
    a_minute(alb)
    assert [each.state for each in needs(alb)] == [OfferState.OPEN, OfferState.OPEN]


def test_the_last_one_again_and_a_colleague_show_the_one_that_waits_too(
    alb: Town, firm: Phone
) -> None:
    other = of_firm(alb, needs(alb)[0].employer_id, "other")
    firm.says("/myoffers").taps(LAST)
    firm.says("/need last")
    other.says("/need last")
    assert "⏳ It opens in a minute. Nobody was told yet." in other.sees
    assert len(needs(alb)) == 2


def test_what_was_changed_is_another_one(alb: Town, firm: Phone) -> None:
    firm.does(once_more(alb)).taps("Change").taps("How many people").taps("3")
    firm.does(once_more(alb))
    a_minute(alb)
    assert [each.places for each in needs(alb)] == [2, 3, 2]


def stopped(at: Town) -> None:
    """Stop the firm after a problem."""
    key = needs(at)[0].employer_id
    at.do(lambda s: firms.stop(at.work(s), s.get_one(Employer, key)))


def test_a_stopped_firm_needs_nothing_once_more(alb: Town, firm: Phone) -> None:
    firm.says("/myoffers")
    before = firm.bubbles[-1]
    stopped(alb)
    firm.does(once_more(alb))
    assert firm.toast == "This changed in the meantime. Please look again."
    firm.says("/need last")
    assert firm.says("/myoffers").buttons
    labels = [label for each in firm.bubbles if each.row > before.row for label in each.buttons]
    assert not [label for label in labels if "once more" in label or LAST in label]
    assert len(needs(alb)) == 1


def test_what_a_stopped_firm_says_opens_only_once_staff_have_looked(alb: Town, firm: Phone) -> None:
    stopped(alb)
    asks_for(firm, *SHORT, "Tell more", *FULL, "Skip")
    a_minute(alb)
    assert [each.state for each in needs(alb)] == [OfferState.DRAFT, OfferState.PAUSED]
