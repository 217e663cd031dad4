"""How a way to a firm ends: by silence, by a no, taken, kept; always with what is next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.everybody.closing import tell_interested
from conversations.kit.events import Tapped
from storage.models import Offer
from storage.models.offers import OfferState
from storage.offers import set_state
from storage.queues.kinds import Kind
from storage.rules.stages import Move, Stage
from tests.conversations.invited import staff
from tests.conversations.way_scene import (
    NEXT,
    STARTS,
    card,
    comes_to,
    firm_says,
    heard,
    interested,
    looks,
    moves,
    stage,
    with_a_firm,
)
from tests.people import Phone, Town
from tests.scheduler.desk import local, news, put_out, walked

pytestmark = pytest.mark.both_databases


def test_who_did_not_answer_may_come_back_once_the_place_is_free(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.WANTED)
    alb.walk(alb.now + timedelta(days=14, hours=1))
    amal.reads()
    assert "I had no answer from you, so this place ended. That is fine." in amal.sees
    amal.taps("I am interested again")
    assert (stage(alb), looks(alb, lambda way: way.round)) == (Stage.SHOWN, 2)
    assert "🧭 Your way to Näherei Muster" in amal.sees


def test_an_old_end_does_not_lead_past_a_later_no(alb: Town, firm: Phone, amal: Phone) -> None:
    """A message further up still says that it ended, when what began anew is over as well."""
    comes_to(alb, amal, Stage.WANTED)
    alb.walk(alb.now + timedelta(days=14, hours=1))
    again = amal.reads().bubbles[-1].data("I am interested again")
    amal.taps("I am interested again")
    moves(alb, Move.REFUSE)
    amal.reads().does(Tapped(again, None))
    assert (stage(alb), looks(alb, lambda way: way.round)) == (Stage.REFUSED, 2)
    assert "It does not go on with this place." in amal.sees
    assert "I am interested again" not in str(amal.says("/ways").buttons)


def test_a_firm_that_did_not_answer_is_nobodys_fault(alb: Town, firm: Phone, amal: Phone) -> None:
    found = heard(alb, alb.now + timedelta(days=15), amal)
    assert [line[:6] for line in found] == ["17.11.", "24.11."]
    ended = next(b.text for b in reversed(amal.bubbles) if "Your way" in b.text)
    assert ended.split("\n")[2:4] == [
        "The firm gave no answer in time. It is not your fault.",
        "The firm did not know your name.",
    ]


@pytest.mark.parametrize(
    ("reason", "known", "first"),
    [
        (
            "german",
            False,
            ["It does not go on with this place.", "The firm did not know your name."],
        ),
        ("other", True, ["It does not go on with this place.", NEXT[0]]),
        (
            "filled",
            False,
            [
                "This place is taken now. It is not your fault.",
                "The firm did not know your name.",
            ],
        ),
    ],
)
def test_a_no_never_says_what_hurts_and_always_what_is_next(
    alb: Town, amal: Phone, reason: str, known: bool, first: list[str]
) -> None:
    comes_to(alb, amal, Stage.NAMING if known else Stage.SHOWN)
    moves(alb, Move.REFUSE, reason=reason)
    amal.reads()
    assert amal.sees.split("\n")[2:4] == first
    assert NEXT[-1] in amal.sees
    assert "German" not in amal.sees


def test_a_no_of_the_firm_is_not_asked_for_again(alb: Town, firm: Phone, amal: Phone) -> None:
    moves(alb, Move.REFUSE)
    amal.reads().does(Tapped("1soffer.1.1.yes", amal.bubbles[0].row))
    assert stage(alb) is Stage.REFUSED
    assert "It does not go on with this place." in amal.sees
    assert "I have no offer for you yet." in amal.says("/offers").sees


def test_other_ways_are_named_where_one_ends(alb: Town) -> None:
    with_a_firm(alb)
    amal = interested(alb)
    with_a_firm(alb)
    amal.says("/offers").taps("soffer.2.1.yes")
    moves(alb, Move.REFUSE)
    assert "🧭 Your ways to other firms: 1. /ways" in amal.reads().sees
    assert amal.says("/ways").sees.split("\n")[1:] == ["🏢 Näherei Muster: the firm looks at it"]


def test_after_the_start_the_person_is_asked_twice_and_kept(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.STARTED)
    amal.reads()
    assert card(amal)[0] == "🎉 You have been there since Tuesday, 01.12.2026."
    alb.walk(local(STARTS + timedelta(days=14), 10))
    amal.reads()
    assert card(amal)[1] == "How is it going there?"
    amal.taps("It is going well")
    assert (stage(alb), amal.toast) == (Stage.STARTED, "Thank you for telling us.")
    alb.walk(local(STARTS + timedelta(days=91), 10))
    amal.reads().taps("It is going well")
    assert stage(alb) is Stage.KEPT
    assert "🎉 Three months, and you are still there." in amal.sees


def test_the_firms_word_keeps_who_said_nothing_and_they_read_it(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.STARTED)
    alb.walk(local(STARTS + timedelta(days=91), 10))
    amal.reads()
    assert firm_says(alb, "well")
    assert stage(alb) is Stage.KEPT
    assert "🎉 Three months, and you are still there." in amal.reads().sees


def test_who_needs_to_talk_stays_and_the_centre_hears_it(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    petra = staff(alb, "petra", "alb")
    comes_to(alb, amal, Stage.STARTED)
    alb.walk(local(STARTS + timedelta(days=14), 10))
    petra.reads()
    amal.reads().taps(".check-talk")
    assert (stage(alb), amal.toast) == (Stage.STARTED, "Thank you. We told the centre.")
    assert len(news(petra)) == 1
    promised = "💬 You want to talk. A person of the centre contacts you by Friday, 18.12.2026."
    assert card(amal)[1:] == [promised]
    assert "💬 Wants to talk (after two weeks): the person" in petra.reads().sees
    assert "💬 want to talk: 1" in petra.says("/today").sees
    assert "💬 talk by: Friday, 18.12.2026" in petra.taps("Who is on").taps("Want to talk: 1").sees
    petra.taps("🤝 Amal").taps("✅ Talked with: the person")
    assert "Wants to talk" not in petra.sees
    assert "Talked with" not in str(petra.buttons)
    assert "want to talk" not in petra.says("/today").sees
    assert promised not in card(amal)


def test_a_talk_nobody_had_stays_a_task_and_both_hear_of_it_again(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    petra = staff(alb, "petra", "alb")
    comes_to(alb, amal, Stage.STARTED)
    alb.walk(local(STARTS + timedelta(days=14), 10))
    amal.reads().taps(".check-talk")
    petra.reads()
    told = heard(alb, local(date(2026, 12, 18), 11), amal)
    assert [line[:6] for line in told] == ["18.12."]
    sorry, promised = card(amal)[1:]
    assert sorry == "It takes longer. We are sorry."
    assert promised.endswith("contacts you by Wednesday, 23.12.2026.")
    assert "Wants to talk (after two weeks): the person" in petra.reads().sees
    assert "Stuck: 1 · 💬 want to talk: 1" in petra.says("/today").sees
    alb.walk(local(STARTS + timedelta(days=91), 10))
    assert firm_says(alb, "well")
    assert stage(alb) is Stage.STARTED, "the wish to talk is not forgotten"
    petra.says("/today").taps("Who is on").taps("Want to talk: 1").taps("🤝 Amal")
    petra.taps("✅ Talked with: the person")
    assert stage(alb) is Stage.KEPT


def test_a_firm_that_wants_to_talk_hears_each_day_that_moved(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.STARTED)
    alb.walk(local(STARTS + timedelta(days=15), 10))
    firm.reads().taps("I need to talk")
    days = [way_news(firm)]
    assert days == ["The centre calls you by Monday, 21.12.2026."]
    for until in (date(2026, 12, 23), date(2026, 12, 31)):
        assert len(heard(alb, local(until, 20), firm)) == 1, "once for each day that moved"
        assert "It takes longer. We are sorry." in firm.sees
        days.append(way_news(firm))
    assert len(set(days)) == len(days)


def way_news(firm: Phone) -> str:
    """Return until when somebody of the centre calls, as a firm reads it."""
    return next(each for each in firm.sees.split("\n") if each.startswith("The centre calls"))


def test_a_filled_offer_is_told_once_by_the_way_to_it(alb: Town, firm: Phone, amal: Phone) -> None:
    def fills(session: Session) -> None:
        offer = session.scalars(select(Offer)).one()
        set_state(alb.work(session), offer, OfferState.FILLED)
        tell_interested(alb.work(session), offer)

    alb.do(fills)
    assert put_out(alb, Kind.OFFER_CLOSED) == 0
    assert news(amal) == []


def test_who_works_there_is_not_told_that_we_have_nothing_for_them(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.STARTED)
    told = walked(alb, local(STARTS + timedelta(days=15), 20), amal)
    assert [line for line in told if "Näherei Muster" in line]
    assert not [line for line in told if "I have no offer" in line]
    seen = len(amal.bubbles)
    for asks in ("/offers", "/offers 2"):
        amal.says(asks)
        assert "🧭 Your ways to firms" in amal.sees
    assert not [each.text for each in amal.bubbles[seen:] if "I look every day" in each.text]


def test_who_hears_of_an_end_is_not_told_on_that_day_that_nothing_fits(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    moves(alb, Move.SEND)
    told = walked(alb, local(date(2026, 11, 24), 19), amal)
    assert stage(alb) is Stage.EXPIRED
    assert [line for line in told if "Näherei Muster" in line]
    assert not [line for line in told if "offer for you yet" in line]
