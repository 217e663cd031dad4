"""Offers as a newcomer lives them: what fits, why, yes, no and why not, and who may answer."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from conversations.cards.offer_reasons import LINES, reason_line
from conversations.kit.events import Tapped
from locales.languages import LANGUAGES
from locales.render import label
from storage.models import Due, Offer, Proposal
from storage.models.offers import OfferState, ProposalState
from storage.offers import set_state
from storage.queues.kinds import Kind
from storage.rules.ages import AgeBand
from storage.rules.fit_codes import WANT_OF_KIND, Reason, Say
from storage.rules.way import Mode
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import changed, newcomer, news, offered, person_of

pytestmark = pytest.mark.both_databases

CLOSED = "This is closed. Here is the menu: /menu"


def proposal(phone: Phone) -> Proposal:
    own = select(Proposal).where(Proposal.person_id == person_of(phone))
    return phone.town.do(lambda session: session.scalars(own).one())


def filled(at: Town, key: int) -> None:
    at.do(
        lambda session: set_state(at.work(session), session.get_one(Offer, key), OfferState.FILLED)
    )


def test_an_offer_says_what_whether_paid_how_long_why_and_what_comes_first(alb: Town) -> None:
    offered(alb, weeks=3, paid=False, kind="internship")
    amal = newcomer(alb, "amal", wants=["tryout"]).says("/offers")
    assert amal.sees.split("\n") == [
        "💼 Internship (Praktikum): 👖 Industrial sewing machine · not paid · weeks: 3",
        "🏢 Näherei Muster, Münsingen",
        "🕒 Hours a week: 30",
        "✅ You can: 👖 Industrial sewing machine",
        "✅ Way: in your town",
        "✅ Your times fit.",
        "Please do not start yet. First we check the work permit with you (Arbeitserlaubnis).",
        "Code: O1",
    ]
    assert amal.buttons == [
        *("👍 I am interested", "👎 Not for me", "🔎 Tell me more"),
        "⚠️ There is a problem",
        "🔑 What would open more?",
    ]


PAID = {True: "paid", False: "not paid"}


@pytest.mark.parametrize("kind", WANT_OF_KIND)
@pytest.mark.parametrize("paid", PAID)
@pytest.mark.parametrize(("weeks", "length"), [(6, "weeks: 6"), (None, "no end date")])
def test_the_first_line_of_every_kind_says_whether_paid_and_how_long(
    alb: Town, kind: str, paid: bool, weeks: int | None, length: str
) -> None:
    offered(alb, kind=kind, paid=paid, weeks=weeks, experience="none")
    amal = newcomer(alb, "amal", wants=[*WANT_OF_KIND.values()]).says("/offers")
    first = amal.sees.split("\n")[0]
    length = "one day" if kind in ("look_day", "trial_day") else length
    assert first.startswith("💼 ")
    assert first.endswith(f" · {PAID[paid]} · {length}")


def test_one_caution_is_said_and_asking_is_still_allowed(alb: Town) -> None:
    offered(alb, german_min="B1")
    amal = newcomer(alb, "amal").says("/offers")
    assert "💡 They want more German: “Enough for work and the doctor”." in amal.sees
    assert amal.sees.count("💡") == 1


def test_who_is_told_to_ask_us_has_the_button_that_asks(alb: Town) -> None:
    offered(alb, childcare=False)
    amal = newcomer(alb, "amal", childcare="needed").says("/offers")
    assert "💡 There is no child care. Ask us, we look with you." in amal.sees
    assert amal.buttons[2:5] == [
        "🔎 Tell me more",
        "👋 Talk to a person",
        "⚠️ There is a problem",
    ]
    assert amal.taps("Talk to a person").sees == "What is it about?"


def test_three_are_shown_at_a_time_and_the_rest_is_one_tap_away(alb: Town) -> None:
    for _ in range(5):
        offered(alb)
    amal = newcomer(alb, "amal").says("/offers")
    codes = [code_of(bubble.text) for bubble in amal.bubbles[:3]]
    assert amal.sees.endswith("\n… +2")
    amal.taps("Show more")
    codes += [code_of(bubble.text) for bubble in amal.bubbles[3:]]
    assert codes == ["O1", "O2", "O3", "O4", "O5"]
    assert code_of(amal.says("/offers 2").sees) == "O5"


def code_of(text: str) -> str:
    return text.rpartition("Code: ")[2][:2]


def test_nothing_fits_is_nobodys_fault_and_has_a_date(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/offers")
    assert amal.sees == (
        "I have no offer for you yet. It is not your fault. "
        "I look every day. I will write to you by Tuesday, 24.11.2026."
    )
    due = alb.do(lambda session: session.scalars(select(Due).where(Due.kind == Kind.NEWS)).one())
    assert due.due_at.astimezone(BERLIN) == datetime(2026, 11, 24, 9, tzinfo=BERLIN)


def test_interested_is_kept_and_the_centre_hears_it_once(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    offered(alb)
    amal = newcomer(alb, "amal", first_name="Amal").says("/offers")
    amal.taps("interested")
    assert amal.toast == "Thank you. We told the centre."
    assert amal.sees.split("\n")[:2] == [
        "👍 You said: I am interested. The firm does not know your name.",
        "We told the centre. If you hear nothing by Friday, 13.11.2026: /person",
    ]
    amal.does(Tapped("1soffer.1.1.yes", amal.bubbles[-1].row))
    assert len(news(petra)) == 1
    assert proposal(amal).state == ProposalState.INTERESTED
    assert len(amal.bubbles) == 1


def test_not_for_me_is_thanked_asked_why_and_never_comes_back(alb: Town) -> None:
    offered(alb)
    amal = newcomer(alb, "amal").says("/offers").taps("Not for me")
    assert "You do not see this offer again." in amal.sees
    assert len(amal.buttons) == 7
    amal.taps("Too far")
    assert (proposal(amal).state, proposal(amal).reason) == (ProposalState.DECLINED, "far")
    assert amal.says("/offers").sees.startswith("I have no offer for you yet.")


def test_a_no_by_mistake_is_taken_back_and_why_is_asked_once(alb: Town) -> None:
    offered(alb)
    amal = newcomer(alb, "amal").says("/offers").taps("Not for me").taps("Too far")
    amal.does(Tapped("1soffer.1.1.no", amal.bubbles[-1].row))
    assert "Why?" not in amal.sees
    amal.taps("Take it back")
    assert (proposal(amal).state, proposal(amal).reason) == (ProposalState.SHOWN, None)
    assert "👍 I am interested" in str(amal.buttons)
    assert amal.says("/offers").sees.startswith("💼")
    amal.taps("Not for me").taps("↩️ Take it back").taps("interested")
    assert proposal(amal).state == ProposalState.INTERESTED


def test_the_typed_twin_means_the_buttons_shown_last(alb: Town) -> None:
    offered(alb)
    amal = newcomer(alb, "amal").says("/offers").says("2 O1")
    assert proposal(amal).state == ProposalState.DECLINED
    amal.says("o1 3")
    assert proposal(amal).reason == "work"


def test_tell_me_more_shows_the_name_on_the_paper(alb: Town) -> None:
    offered(alb, police_certificate=True)
    amal = newcomer(alb, "amal").says("/offers").taps("Tell me more")
    assert "In German it says: Näherin" in amal.sees
    assert "Begins: Tuesday, 24.11.2026" in amal.sees
    assert "(Führungszeugnis)" in amal.sees
    assert amal.buttons == ["👍 I am interested", "👎 Not for me", "⚠️ There is a problem"]


def test_a_changed_offer_is_shown_anew_before_anything_is_kept(alb: Town) -> None:
    key = offered(alb)
    amal = newcomer(alb, "amal").says("/offers")
    changed(alb, key, hours_week=12)
    amal.taps("interested")
    assert amal.toast == "This changed in the meantime. Please look again."
    assert "🕒 Hours a week: 12" in amal.sees
    assert proposal(amal).state == ProposalState.SHOWN
    amal.taps("interested")
    assert proposal(amal).state == ProposalState.INTERESTED


def test_a_place_that_is_taken_is_said_kindly(alb: Town) -> None:
    key = offered(alb)
    amal = newcomer(alb, "amal").says("/offers")
    filled(alb, key)
    amal.taps("interested")
    assert "This place is not free now. It is not your fault." in amal.sees
    assert proposal(amal).state == ProposalState.SHOWN


def test_who_was_interested_hears_that_it_did_not_work_out(alb: Town) -> None:
    key = offered(alb)
    amal = newcomer(alb, "amal").says("/offers").taps("interested")
    data = f"1soffer.{key}.1.more"
    filled(alb, key)
    amal.does(Tapped(data, amal.bubbles[-1].row))
    assert (
        "This place is taken now. It is not your fault: the firm does not know your name. "
        "More offers: /offers"
    ) in amal.sees


def test_nobody_answers_an_offer_they_were_never_shown(alb: Town) -> None:
    key = offered(alb)
    newcomer(alb, "amal").says("/offers")
    yonas = newcomer(alb, "yonas")
    yonas.does(Tapped(f"1soffer.{key}.1.yes", None)).says(f"1 O{key}")
    assert yonas.toast is None
    states = alb.do(lambda session: session.scalars(select(Proposal.state)).all())
    assert states == [ProposalState.SHOWN]


def test_a_strange_button_is_closed(alb: Town) -> None:
    key = offered(alb)
    amal = newcomer(alb, "amal").says("/offers").does(Tapped(f"1soffer.{key}.1.hire-me", None))
    assert amal.toast == CLOSED
    assert amal.does(Tapped("1soffer.999.1.yes", None)).toast == CLOSED


@pytest.mark.parametrize("band", [AgeBand.UNDER_16, AgeBand.YOUNG])
def test_young_people_get_offers_through_a_person(alb: Town, band: AgeBand) -> None:
    offered(alb)
    selam = newcomer(alb, "selam", age_band=band).says("/offers")
    assert "A person from the centre looks for work with you." in selam.sees
    assert selam.taps("Talk to a person").sees.startswith("What is it about?")


def test_what_somebody_said_yes_to_is_shown_when_nothing_new_fits(alb: Town) -> None:
    offered(alb)
    amal = newcomer(alb, "amal").says("/offers").taps("interested").says("/offers")
    assert "🏢 Näherei Muster: the centre looks at it" in amal.bubbles[-2].text
    assert amal.sees.startswith("I have no other offer for you yet.")
    amal.taps("🏢 Näherei Muster (B1)")
    assert "Next: a person of the centre looks at it with you." in amal.sees
    amal.says("/ways").taps("🏢 Näherei Muster").taps("👎 No longer for me").taps("do not want")
    assert amal.sees.split("\n")[2:4] == [
        "You said no to this place. That is fine.",
        "Here is what is next:",
    ]


def test_after_the_first_answers_matches_come_and_five_questions_are_offered(alb: Town) -> None:
    offered(alb)
    amal = alb.phone("amal").settles_in()
    amal.taps("Yes, look").taps("Sewing").taps("Industrial sewing").taps("Done")
    amal.taps("for years").taps("That is all").taps("Work").taps("Done").taps("Anything")
    assert "👖 Industrial sewing machine" in amal.bubbles[-2].text
    assert amal.sees == "With a few short answers I can search better."
    assert amal.taps("Go on").sees.startswith("1/")


def test_the_date_of_the_next_news_never_lies_in_the_night(alb: Town) -> None:
    alb.now += timedelta(hours=14)
    newcomer(alb, "amal").says("/offers")
    due = alb.do(lambda session: session.scalars(select(Due).where(Due.kind == Kind.NEWS)).one())
    assert due.due_at.astimezone(BERLIN) == datetime(2026, 11, 24, 18, tzinfo=BERLIN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_the_rules_has_a_sentence(language: str) -> None:
    assert set(LINES) == set(Say)
    for say in Say:
        for mode in Mode:
            reason = Reason(say, "textile.machine", "textile.tailor", "textile", mode, 40, "Ulm")
            assert label(reason_line(reason), language).startswith(("✅", "💡", "\u200f"))
