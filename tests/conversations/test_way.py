"""Somebody's way to a firm: the yes for one firm, stepping back, whose it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from conversations.cards.way import LINES
from conversations.cards.way_words import SHORT
from conversations.kit.events import Tapped
from storage.introductions import sealing
from storage.models import Proposal
from storage.models.offers import ProposalState
from storage.rules.stages import ENDS, Move, Stage
from tests.conversations.invited import staff
from tests.conversations.way_scene import (
    NEXT,
    card,
    cleared,
    comes_to,
    interested,
    is_new,
    looks,
    moves,
    stage,
    with_a_firm,
)
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

pytestmark = pytest.mark.both_databases
LIVING = [each for each in Stage if each not in ENDS and each is not Stage.GUARDIAN]


def test_a_yes_to_an_offer_shows_the_firm_what_somebody_can_do(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    assert amal.toast == "Thank you. The firm is asked now."
    assert amal.sees.startswith("🧭 How far it is: the firm looks at it\n💼 A day to try out")
    assert amal.buttons == ["🧭 How far it is", "👎 No longer for me", "⚠️ There is a problem"]
    assert stage(alb) is Stage.SHOWN
    assert card(amal) == [
        "The firm sees what you can do. It does not see your name.",
        "Next: the firm answers.",
        "You hear from us by Tuesday, 17.11.2026 at the latest.",
    ]


def test_the_yes_for_one_firm_gives_it_the_first_name(alb: Town, firm: Phone, amal: Phone) -> None:
    moves(alb, Move.SEND)
    amal.reads()
    assert card(amal)[:2] == [
        "🎉 The firm would like to meet you.",
        "May we tell Näherei Muster your first name? Only this firm, only until this way ends. "
        "You can end it at any time. No is fine.",
    ]
    assert amal.buttons == ["👍 Yes, tell the firm", "👎 No"]
    amal.taps("Yes, tell the firm")
    assert looks(alb, sealing.facts) == {"first_name": "Amal"}
    assert card(amal)[:1] == [
        "📄 The centre checks the papers for this place with you (Arbeitserlaubnis)."
    ]
    assert "Please do not start before." in amal.sees


def test_who_has_no_name_here_is_asked_for_it_after_the_yes(alb: Town, firm: Phone) -> None:
    reza = interested(alb, name="Reza", first_name=None)
    moves(alb, Move.SEND)
    reza.reads().taps("Yes, tell the firm")
    assert (stage(alb), reza.sees) == (
        Stage.PERMIT,
        "What is your first name? A nickname is fine too.",
    )
    assert looks(alb, sealing.facts) == {}
    reza.says("Reza")
    assert looks(alb, sealing.facts) == {"first_name": "Reza"}


def test_who_keeps_their_name_goes_on_all_the_same(alb: Town, firm: Phone) -> None:
    reza = interested(alb, name="Reza", first_name="")
    moves(alb, Move.SEND)
    reza.reads().taps("Yes, tell the firm")
    cleared(alb)
    assert "👍 You said yes. The firm knows that you come." in card(reza.reads())


def test_no_is_fine_and_the_firm_hears_it(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.WANTED)
    amal.reads().taps("👎 No")
    assert amal.sees.split("\n")[2:] == [
        "You said no to this place. That is fine.",
        "The firm hears it, without a reason.",
        *NEXT,
    ]
    assert is_new(alb)
    assert looks(alb, lambda way: (way.key, way.facts)) == (None, None)


@pytest.mark.parametrize("wanted", LIVING)
def test_who_steps_back_is_free_at_every_stage_and_the_firm_hears_it(
    alb: Town, firm: Phone, amal: Phone, wanted: Stage
) -> None:
    """By the card of the way, or of the offer, wherever one has it before oneself."""
    if wanted is Stage.INTERESTED:
        looks(alb, lambda way: setattr(way, "stage", wanted))
        looks(alb, lambda way: setattr(way, "shown_at", None))
    else:
        comes_to(alb, amal, wanted)
    amal.reads().says("/ways").taps("way.1.")
    if wanted is Stage.WANTED:
        amal.taps("👎 No")
    elif wanted is Stage.STARTED:
        amal.taps("I am not there any more")
        assert amal.sees.startswith("Are you not at Näherei Muster any more?")
        assert amal.taps("I am still there").sees == "It stays as it is."
        assert stage(alb) is Stage.STARTED
        amal.says("/ways").taps("way.1.").taps("I am not there any more").taps("not there any more")
    else:
        amal.taps(".cannot" if wanted is Stage.DATED else ".stop")
        assert "The firm hears no reason." in amal.sees
        amal.taps("I do not want this place")
    assert stage(alb) is (Stage.LEFT if wanted is Stage.STARTED else Stage.WITHDRAWN)
    assert is_new(alb) is (wanted is not Stage.INTERESTED)
    assert NEXT[0] in amal.sees
    assert looks(alb, lambda way: (way.seat, way.key)) == (None, None)


def test_no_longer_for_me_below_the_offer_ends_the_way(alb: Town, firm: Phone, amal: Phone) -> None:
    amal.taps("👎 No longer for me")
    assert stage(alb) is Stage.WITHDRAWN
    states = alb.do(lambda session: session.scalars(select(Proposal.state)).all())
    assert states == [ProposalState.DECLINED]


def test_who_keeps_the_place_changes_nothing(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.DATED)
    amal.taps(".cannot").taps("I keep the place")
    assert (stage(alb), amal.sees) == (Stage.DATED, "It stays as it is.")


def test_nobody_touches_the_way_of_another(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.WANTED)
    reza = newcomer(alb, "reza")
    for phone in (reza, firm, staff(alb, "petra", "alb")):
        for action in ("open", "yes", "no", "day-1", "stop", "wrong", "check-gone"):
            phone.does(Tapped(f"1sway.1.3.{action}", None))
            assert phone.toast == "This is closed. Here is the menu: /menu"
    assert stage(alb) is Stage.WANTED


def test_an_old_button_shows_how_it_is_now(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.WANTED)
    amal.reads()
    row, yes = amal.bubbles[-1].row, amal.bubbles[-1].data("Yes, tell the firm")
    moves(alb, Move.REFUSE)
    amal.does(Tapped(yes, row))
    assert amal.toast == "This changed in the meantime. Please look again."
    assert stage(alb) is Stage.REFUSED


def test_the_list_of_two_firms_stays_a_list_when_it_goes_on_with_one(alb: Town) -> None:
    with_a_firm(alb)
    amal = interested(alb)
    with_a_firm(alb)
    amal.says("/offers").taps("soffer.2.1.yes")
    moves(alb, Move.SEND)
    listed = amal.reads().says("/ways").bubbles[-1]
    assert "❗ please answer: yes or no" in listed.text
    amal.taps("way.2.", listed).taps("👎 No")
    alb.walk(alb.now + timedelta(minutes=1))
    amal.reads()
    assert (len(listed.buttons), listed.text.split("\n")[0]) == (2, "🧭 Your ways to firms")
    assert stage(alb) is Stage.WITHDRAWN


def test_every_stage_has_its_words() -> None:
    assert set(LINES) == set(Stage)
    assert set(SHORT) | {Stage.DATED} == set(Stage) - ENDS
