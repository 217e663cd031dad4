"""A firm answers with one tap: still open, later, filled, how many; it changes what is offered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from conversations.employer.prompts import prompt_message
from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.matching import fitting, matches
from storage.models import Chat, Offer, Outbox, Person, Role
from storage.models.offers import OfferState, ProposalState
from storage.models.outbox import Lane
from storage.models.people import RoleName
from storage.offers import answer_offer, set_places, set_state
from storage.people import bind_chat
from storage.queues.kinds import Kind
from tests.conversations.invited import firm, staff
from tests.people import Phone, Town
from tests.works import work_at

pytestmark = [pytest.mark.both_databases, pytest.mark.furnished("demo")]
PRACTICE, FASHION, WOOD = "E1", "E2", "E3"


def offer(at: Town, ref: str) -> Offer:
    return at.do(lambda session: session.scalars(select(Offer).where(Offer.ref == ref)).one())


def offered(at: Town, ref: str) -> list[str]:
    """Return what a newcomer of the demo set is offered now, best first."""

    def find(session: Session) -> list[str]:
        work = at.work(session)
        who = known(session, ref).id
        found = matches(work, who, fitting(work, who))
        return [match.offer.ref for match in found]

    return at.do(find)


def known(session: Session, ref: str) -> Person:
    """Return somebody of the demo set."""
    return session.scalars(select(Person).where(Person.ref == ref)).one()


def has_phone(at: Town, ref: str, address: str) -> Phone:
    """Give a newcomer of the demo set a phone in English."""
    phone = at.phone(address)

    def bind(session: Session) -> None:
        chat = session.get_one(Chat, phone.chat)
        chat.language = "en"
        bind_chat(at.work(session), chat, ref)

    at.do(bind)
    return phone


def about(phone: Phone, title: str) -> int:
    return next(n for n, bubble in enumerate(phone.bubbles) if title in bubble.text)


def test_the_practice_comes_with_a_letter_and_sees_its_offers(here: Town) -> None:
    beispiel = firm(here, "20", PRACTICE)
    assert "You answer for: Zahnarztpraxis Dr. Musterlächeln" in beispiel.bubbles[-5].text
    assert beispiel.bubbles[-3].text.split("\n") == [
        "What you need: 2",
        "☎️ Integrationszentrum Reutlingen: 07121 000000",
    ]
    assert beispiel.bubbles[-3].buttons == ["➕ We need somebody", "🔁 The last one again"]
    seen = [bubble.text for bubble in beispiel.bubbles[-2:]]
    assert "Internship (Praktikum): Schnupperpraktikum" in seen[0]
    assert all("Open. Places: 1" in text and "Still open?" in text for text in seen)
    assert beispiel.buttons[:3] == ["✅ Yes, still open", "⏸️ Later", "❌ No, filled"]
    assert beispiel.buttons[3:] == ["✏️ Change", "🔁 The same once more"]


def test_two_taps_say_how_many_places(here: Town) -> None:
    beispiel = firm(here, "20", PRACTICE)
    count, where = len(beispiel.bubbles), about(beispiel, "Schnupperpraktikum")
    beispiel.taps("still open", beispiel.bubbles[where])
    assert "How many places?" in beispiel.bubbles[where].text
    assert beispiel.bubbles[where].buttons == ["1 place", "2 places", "3 places", "4 or more"]
    beispiel.taps("2 places", beispiel.bubbles[where])
    assert "Thank you. Places: 2" in beispiel.bubbles[where].text
    assert beispiel.bubbles[where].buttons == []
    assert len(beispiel.bubbles) == count
    assert (offer(here, "O2").places, offer(here, "O2").confirmed_at) == (2, here.now)


def test_filled_and_later_are_no_longer_offered_and_yes_brings_it_back(here: Town) -> None:
    assert "O6" in offered(here, "N3")
    wood = firm(here, "21", WOOD)
    where = about(wood, "Praktikum Schreinerei")
    wood.taps("Later", wood.bubbles[where])
    assert "We ask again in 14 days" in wood.bubbles[where].text
    assert offer(here, "O6").state == OfferState.PAUSED
    assert "O6" not in offered(here, "N3")
    wood.says("/myoffers")
    where = len(wood.bubbles) - 1
    assert "Paused. Nobody is sent to you." in wood.bubbles[where].text
    wood.taps("still open").taps("1 place")
    assert "O6" in offered(here, "N3")
    wood.says("/myoffers").taps("No longer needed")
    a_minute_passes(here)
    assert "O6" not in offered(here, "N3")
    assert offer(here, "O6").state == OfferState.FILLED


def a_minute_passes(at: Town) -> None:
    """Let what can be taken back for a minute take effect."""
    at.now += timedelta(minutes=1)
    at.tick()


def test_within_a_minute_filled_is_taken_back_and_nobody_was_told(here: Town) -> None:
    reza = has_phone(here, "N3", "30")
    says(here, "N3", "O6", ProposalState.INTERESTED)
    wood = firm(here, "21", WOOD).taps(f"opening.{offer(here, 'O6').id}.1.filled")
    before = offer(here, "O6").revision
    wood.taps("No, it is still open")
    a_minute_passes(here)
    assert (offer(here, "O6").state, offer(here, "O6").revision) == (OfferState.OPEN, before)
    assert not hears_of_the_end(reza)
    wood.taps("No, filled")
    a_minute_passes(here)
    assert hears_of_the_end(reza)


def hears_of_the_end(phone: Phone) -> int:
    """Count the messages that say that the place is taken."""
    return sum("This place is taken now." in bubble.text for bubble in phone.reads().bubbles)


def test_a_closed_offer_is_opened_again_with_the_same_button_after_a_minute(here: Town) -> None:
    wood = firm(here, "21", WOOD).taps(f"opening.{offer(here, 'O6').id}.1.filled")
    a_minute_passes(here)
    assert offer(here, "O6").state == OfferState.FILLED
    wood.taps("No, it is still open")
    assert "⏳ It opens in a minute. Nobody was told yet." in wood.sees
    assert offer(here, "O6").state == OfferState.FILLED
    a_minute_passes(here)
    assert offer(here, "O6").state == OfferState.OPEN


def test_who_lost_the_role_within_the_minute_closes_nothing(here: Town) -> None:
    firm(here, "21", WOOD).taps(f"opening.{offer(here, 'O6').id}.1.filled")
    here.do(lambda s: s.execute(delete(Role).where(Role.role == RoleName.EMPLOYER)))
    a_minute_passes(here)
    assert offer(here, "O6").state == OfferState.OPEN


def test_four_or_more_never_lowers_what_nobody_changed(here: Town) -> None:
    key = offer(here, "O6").id
    here.do(lambda s: set_places(here.work(s), s.get_one(Offer, key), 10))
    here.now += timedelta(days=14)
    wood = firm(here, "21", WOOD)
    wood.taps(f"opening.{key}.2.open").taps("4 or more")
    assert (offer(here, "O6").places, wood.sees.split("\n")[1]) == (10, "Thank you. Places: 10")
    here.now += timedelta(days=14)
    wood.says("/myoffers").taps(f"opening.{key}.2.open").taps("2 places")
    assert offer(here, "O6").places == 2


def says(at: Town, ref: str, offer_ref: str, said: ProposalState) -> None:
    """Let a newcomer answer an offer."""
    key = offer(at, offer_ref).id
    at.do(lambda s: answer_offer(at.work(s), known(s, ref).id, key, said))


def test_who_was_interested_hears_that_it_is_filled(here: Town) -> None:
    reza, salma = has_phone(here, "N3", "30"), has_phone(here, "N4", "31")
    says(here, "N3", "O6", ProposalState.INTERESTED)
    says(here, "N4", "O6", ProposalState.DECLINED)
    wood = firm(here, "21", WOOD).taps(f"opening.{offer(here, 'O6').id}.1.filled")
    a_minute_passes(here)
    assert hears_of_the_end(reza) == 1
    assert not hears_of_the_end(salma)
    key = offer(here, "O6").id
    here.do(lambda s: set_state(here.work(s), s.get_one(Offer, key), OfferState.OPEN))
    wood.says("/myoffers").taps("No, filled")
    a_minute_passes(here)
    assert hears_of_the_end(reza) == 1  # once, however often it opens and closes


def test_in_the_night_nobody_is_woken_by_a_closed_offer(here: Town) -> None:
    has_phone(here, "N3", "30")
    says(here, "N3", "O6", ProposalState.INTERESTED)
    here.now += timedelta(hours=14)
    firm(here, "21", WOOD).taps(f"opening.{offer(here, 'O6').id}.1.filled")
    a_minute_passes(here)
    told = select(Outbox.not_before).where(Outbox.kind == Kind.OFFER_CLOSED)
    at = here.do(lambda session: session.scalars(told).one())
    assert at == datetime(2026, 11, 11, 8, 0, tzinfo=UTC)


def test_nobody_answers_for_another_firm(here: Town) -> None:
    wood, fashion = firm(here, "21", WOOD), firm(here, "22", FASHION)
    other = offer(here, "O3")
    for action in ("open", "later", "filled", "p4"):
        for kind in ("opening", "places"):
            wood.does(Tapped(str(Standing(kind, other.id, other.revision, action)), None))
            assert wood.toast == "This is closed. Here is the menu: /menu"
    wood.says(f"3 E{other.id}")
    assert "Shall I send this" in wood.sees
    same = offer(here, "O3")
    assert (same.state, same.places, same.revision) == (other.state, 4, other.revision)
    assert not any("Praktikum Schreinerei" in bubble.text for bubble in fashion.bubbles)


def test_a_newcomer_and_staff_cannot_answer_for_a_firm(here: Town) -> None:
    mine = offer(here, "O6")
    for phone in (here.phone("40").settles_in(), staff(here, "41", "alb")):
        phone.does(Tapped(str(Standing("opening", mine.id, mine.revision, "filled")), None))
        assert phone.toast == "This is closed. Here is the menu: /menu"
    assert offer(here, "O6").state == OfferState.OPEN


@pytest.mark.parametrize("action", ["p9", "open-", "x", "done"])
def test_a_strange_answer_changes_nothing(here: Town, action: str) -> None:
    wood, mine = firm(here, "21", WOOD), offer(here, "O6")
    wood.does(Tapped(str(Standing("opening", mine.id, mine.revision, action)), None))
    assert wood.toast == "This is closed. Here is the menu: /menu"
    assert offer(here, "O6").revision == mine.revision


def test_an_old_prompt_shows_how_it_is_now(here: Town) -> None:
    wood, colleague = firm(here, "21", WOOD), firm(here, "23", WOOD)
    old = wood.bubbles[about(wood, "Praktikum Schreinerei")]
    colleague.taps("Later", colleague.bubbles[about(colleague, "Praktikum Schreinerei")])
    wood.taps("still open", old)
    assert wood.toast == "This changed in the meantime. Please look again."
    assert "Still open?" in old.text
    assert offer(here, "O6").state == OfferState.PAUSED
    wood.taps("still open", old)
    assert "How many places?" in old.text


def test_a_double_tap_does_no_more_than_one(here: Town) -> None:
    wood = firm(here, "21", WOOD)
    bubble = wood.bubbles[about(wood, "Praktikum Schreinerei")]
    wood.taps("Later", bubble).says("/myoffers")
    again = Tapped(wood.bubbles[-1].data("still open"), wood.bubbles[-1].row)
    wood.does(again).does(again)
    assert "How many places?" in wood.sees
    places = Tapped(wood.bubbles[-1].data("3 places"), wood.bubbles[-1].row)
    wood.does(places).does(places)
    assert "Thank you. Places: 3" in wood.sees
    assert offer(here, "O6").places == 3


def test_the_same_can_be_typed(here: Town) -> None:
    wood, key = firm(here, "21", WOOD), offer(here, "O6").id
    assert f"Code: E{key}" in wood.bubbles[about(wood, "Praktikum Schreinerei")].text
    wood.says(f"1 E{key}")
    assert f"Code: P{key}" in wood.sees
    wood.says(f"P{key} 2")
    assert "Thank you. Places: 2" in wood.sees
    assert offer(here, "O6").places == 2


def test_a_prompt_that_waited_too_long_is_not_sent(here: Town) -> None:
    mine = offer(here, "O6")
    prompts = here.do(
        lambda s: [prompt_message(work_at(s), mine.id, mine.revision + n) is None for n in (0, 1)]
    )
    assert prompts == [False, True]
    firm(here, "21", WOOD).taps(f"opening.{mine.id}.1.filled")
    a_minute_passes(here)
    now_filled = offer(here, "O6")
    assert here.do(lambda s: prompt_message(work_at(s), mine.id, now_filled.revision)) is None


def test_every_two_weeks_the_firm_is_asked_without_a_sound(here: Town) -> None:
    wood = firm(here, "21", WOOD)
    count = len(wood.bubbles)
    here.walk(here.now + timedelta(days=15))
    lanes = here.do(
        lambda s: set(s.scalars(select(Outbox.lane).where(Outbox.kind == Kind.FIRM_QUESTIONS)))
    )
    wood.reads()
    assert lanes == {Lane.OFFER}
    assert ["Still open?" in bubble.text for bubble in wood.bubbles[count:]] == [True]
    wood.taps("still open").taps("1 place")
    assert "Thank you. Places: 1" in wood.sees
    assert "1 question for you" in wood.sees


def test_a_firm_without_an_offer_is_shown_the_way(here: Town) -> None:
    wood = firm(here, "21", WOOD)
    for ref in ("O6", "O7"):
        wood.taps(f"opening.{offer(here, ref).id}.1.filled")
    a_minute_passes(here)
    assert "You have no open offer" in wood.says("/myoffers").sees
