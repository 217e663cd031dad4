"""A problem at a firm: nothing of it reaches the person until a colleague looked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.desk import interest
from storage.holds import hold
from storage.models import Audit, Employer, Offer, Proposal
from storage.offers import interested_in
from tests.conversations.candidate_scene import agreed, asked
from tests.conversations.invited import staff
from tests.conversations.test_thread import request
from tests.people import Phone, Town
from tests.scheduler.desk import address, newcomer, news, offered, person_of, put_out

pytestmark = pytest.mark.both_databases
HELD = "🛑 You told us of a problem."
HIDDEN = "⚠️ Somebody told of a problem at this offer. Nobody sees it until you looked."
A_PROBLEM = "There is a problem"


def another(at: Town, key: int) -> int:
    """Let the firm of an offer save one more."""
    second = offered(at)

    def belongs(session: Session) -> None:
        offer, other = session.get_one(Offer, key), session.get_one(Offer, second)
        other.employer = session.get_one(Employer, offer.employer_id)

    at.do(belongs)
    return second


def complains(at: Town) -> tuple[Phone, int]:
    key = offered(at)
    amal = newcomer(at, "amal", first_name="Amal").says("/offers").taps("Tell me more")
    return amal.taps(A_PROBLEM), key


def kept_apart(at: Town, phone: Phone, key: int) -> None:
    """Keep somebody and the firm of an offer apart, without a word about it."""
    who = person_of(phone)
    at.do(lambda s: hold(at.work(s), who, s.get_one(Offer, key).employer_id))


def test_a_problem_pressed_on_an_offer_is_told_like_any_other(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal, _key = complains(here)
    assert amal.sees.startswith("In danger: call 112 or 110.")
    assert HELD in amal.bubbles[-2].text
    assert news(petra) == ["⚠️ There is a problem:", HIDDEN]
    amal.taps("Answer me here")
    assert request(here).topic == "wrong"
    petra.taps("Take")
    assert "🛑 On hold until you release it: Näherei Muster" in petra.bubbles[-2].text


def test_nothing_of_the_firm_is_listed_or_sent_any_more(here: Town) -> None:
    amal, key = complains(here)
    amal.taps("Answer me here")
    another(here, key)
    reza = newcomer(here, "reza")
    here.walk(here.now + timedelta(days=1))
    assert news(amal) == []
    assert [each[:6] for each in news(reza)] == ["💼 Work"]
    assert put_out(here, "offer") == 1
    assert "I have no offer for you yet." in amal.says("/offers").sees


def test_what_waits_to_be_sent_stays_here(here: Town) -> None:
    """Put into the outbox before, rendered after the problem was told."""
    key = offered(here)
    amal = newcomer(here, "amal").says("/offers")
    second = another(here, key)
    here.walk(here.now + timedelta(hours=2))
    assert put_out(here, "offer") == 1
    kept_apart(here, amal, second)
    assert news(amal) == []
    assert "💼" not in amal.says("/offers").sees


def test_an_old_button_says_that_it_is_held(here: Town) -> None:
    key = offered(here)
    amal = newcomer(here, "amal").says("/offers")
    kept_apart(here, amal, key)
    amal.taps("I am interested")
    assert HELD in amal.sees
    assert amal.buttons == []
    assert here.do(lambda session: session.scalars(select(Proposal.state)).one()) == "shown"


def test_an_interest_waits_and_nobody_works_on_it(here: Town) -> None:
    key = offered(here)
    amal = newcomer(here, "amal").says("/offers").taps("I am interested")
    assert here.do(lambda s: [n for _, n in interest(here.work(s), "alb")]) == [1]
    amal.taps(A_PROBLEM)
    assert here.do(lambda s: interested_in(here.work(s), key)) == []
    assert here.do(lambda s: interest(here.work(s), "alb")) == []


def test_a_colleague_looks_and_it_goes_on(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal, _key = complains(here)
    amal.taps("Answer me here")
    petra.reads().taps("Take").taps("Release: Näherei Muster")
    assert "On hold" not in petra.sees
    rows = select(Audit.action).where(Audit.action == "thread.release")
    assert here.do(lambda session: session.scalars(rows).all()) == ["thread.release"]
    petra.taps("Looked: show it again")
    assert "💼" in amal.reads().says("/offers").sees


def test_a_second_problem_holds_it_again(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal, _key = complains(here)
    amal.taps("Answer me here")
    petra.reads().taps("Take").taps("Release: Näherei Muster").taps("Looked: show it again")
    amal.says("/offers").taps("Tell me more").taps(A_PROBLEM)
    petra.reads().taps("How it is now")
    assert any("On hold" in bubble.text for bubble in petra.bubbles[-4:])


def test_another_person_and_another_firm_go_on(here: Town) -> None:
    _amal, key = complains(here)
    another(here, key)
    reza = newcomer(here, "reza").says("/offers")
    assert "💼" in reza.sees
    offered(here)
    amal = here.phone("amal").says("/offers")
    assert "💼" in amal.sees


def test_staff_read_which_firm_waits_for_who_told_of_a_problem_and_when(alb: Town) -> None:
    address(alb)
    petra = staff(alb, "petra", "alb")
    firm, _offer, key = asked(alb)
    agreed(alb, key, date(2026, 11, 16))
    petra.reads()
    heard = len(firm.reads().bubbles)
    alb.phone("amal").reads().says("/ways").taps("way.1.").taps("wrong")
    assert (
        "☎️ Näherei Muster expects this person: Monday, 16.11.2026. "
        "We told the firm nothing. Please call it."
    ) in petra.reads().bubbles[-2].text.split("\n")
    assert firm.reads().bubbles[heard:] == []
