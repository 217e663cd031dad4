"""The one guard: found, allowed, open, current, done; who lost a role stops in the middle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from conversations.kit.events import Tapped, Typed
from conversations.turn import ask_afresh
from storage.models import Activity, Announcement, Chat, Dialogue, Offer, Proposal, Request, Role
from storage.models.offers import OfferState, ProposalState
from storage.models.people import RoleName
from storage.offers import set_state
from storage.queues import shown
from tests.conversations.announcing import a_minute_later
from tests.conversations.invited import firm, invited, joined, staff, token
from tests.conversations.standing_at import is_nowhere
from tests.people import Phone, Town
from tests.scheduler.desk import booked, changed, held, newcomer, offered, person_of

CLOSED = "This is closed. Here is the menu: /menu"
CHANGED = "This changed in the meantime. Please look again."
UNKNOWN = "I do not know this. Here is what I can do: /menu"
THURSDAY = date(2026, 11, 12)
PLAN = ("German course", "Friday, 13.11.2026", "10:00", "12:00", "Free, with child care")


def loses_role(phone: Phone) -> None:
    """Take every role away."""
    gone = delete(Role).where(Role.person_id == person_of(phone))
    phone.town.do(lambda session: session.execute(gone))


def moves_to(phone: Phone, scope: str) -> None:
    """Let every role reach something else."""
    other = update(Role).where(Role.person_id == person_of(phone)).values(scope=scope)
    phone.town.do(lambda session: session.execute(other))


def fills(at: Town, key: int) -> None:
    at.do(
        lambda session: set_state(at.work(session), session.get_one(Offer, key), OfferState.FILLED)
    )


def state(phone: Phone) -> ProposalState:
    own = select(Proposal.state).where(Proposal.person_id == person_of(phone))
    return phone.town.do(lambda session: session.scalars(own).one())


def screen(phone: Phone) -> list[tuple[str, list[str]]]:
    return [(bubble.text, bubble.buttons) for bubble in phone.bubbles]


def test_the_guard_looks_at_thing_role_state_revision_in_this_order(here: Town) -> None:
    key = offered(here)
    amal, yonas = newcomer(here, "amal").says("/offers"), newcomer(here, "yonas").says("/offers")
    button = amal.bubbles[-1].data("interested")
    fills(here, key)  # which raises the revision: the state is looked at first
    assert amal.does(Tapped(button, amal.bubbles[-1].row)).toast == "This place is not free now."
    loses_role(amal)
    before = screen(amal)
    assert amal.does(Tapped(button, amal.bubbles[-1].row)).toast == CLOSED
    assert screen(amal) == before
    changed(here, key, state=OfferState.OPEN)
    assert yonas.taps("interested").toast == CHANGED
    assert yonas.taps("interested").toast == "Thank you. We told the centre."
    assert (state(amal), state(yonas)) == (ProposalState.SHOWN, ProposalState.INTERESTED)


@pytest.mark.parametrize(
    "data",
    [
        "nothing.1.1.yes",
        "offer.1.1.hire",
        "offer.1.1.yes-1",
        "offer.1.1.yes-",
        "offer.1.1.why",
        "offer.1.1.why-",
        "offer.1.1.why-salary",
        "offer.999.1.yes",
        "offer.2.1.yes",
        "activity.1.1.come",
        "activity.1.1.come-thursday",
        "activity.999.1.come-20261112",
        "appointment.1.1.come",
        "opening.1.1.filled",
        "places.1.1.p1",
        "places.1.1.open",
        "request.1.1.done",
        "announcement.1.1.stop",
        "passed.999.1.no",
        "menu.0.0.today",
        "menu.0.0.nonsense",
    ],
)
def test_what_is_not_there_and_what_is_not_theirs_get_the_same_answer(
    here: Town, data: str
) -> None:
    yonas = newcomer(here, "yonas")
    booked(here, yonas, THURSDAY, time(15))
    yonas.says("/person").taps("A letter or paper")
    held(here, THURSDAY)
    amal = newcomer(here, "amal")
    offered(here)
    amal.says("/offers")
    offered(here)  # 2 was never shown to her
    before = screen(amal)
    assert amal.does(Tapped(f"1s{data}", amal.bubbles[-1].row)).toast == CLOSED
    assert screen(amal) == before
    assert state(amal) == ProposalState.SHOWN


def test_the_typed_twin_counts_the_buttons_as_they_are_now(here: Town) -> None:
    key = offered(here)
    amal = newcomer(here, "amal").says("/offers").taps("interested")
    amal.says(f"3 O{key}")  # two buttons are left on the card
    assert "Shall I send this" in amal.sees
    amal.says(f"1 O{key}")
    assert state(amal) == ProposalState.DECLINED


def test_a_request_is_taken_by_its_twin_and_then_has_no_button(here: Town) -> None:
    newcomer(here, "amal").says("/person").taps("A letter or paper")
    newcomer(here, "yonas").says("/person").taps("A letter or paper")
    petra = staff(here, "petra", "alb")
    petra.says("1 Q2")
    taken = select(Request.id).where(Request.owner_id.is_not(None))
    assert here.do(lambda session: session.scalars(taken).all()) == [2]
    assert "To whom does this go?" in petra.says("1 Q2").sees


@pytest.mark.furnished("demo")
def test_a_twin_that_is_closed_is_answered_in_words(here: Town) -> None:
    wood = firm(here, "21", "E3")
    key = int(wood.bubbles[-1].data("filled").split(".")[1])
    fills(here, key)
    assert wood.says(f"1 P{key}").sees == CLOSED


@pytest.mark.furnished("demo")
def test_who_does_not_speak_for_a_firm_any_more_answers_nothing(here: Town) -> None:
    wood = firm(here, "21", "E3").says("/myoffers")
    states = select(Offer.state, Offer.places, Offer.revision).order_by(Offer.id)
    before = here.do(lambda session: session.execute(states).all())
    loses_role(wood)
    for data in wood.bubbles[-1].every_data:
        assert wood.does(Tapped(data, wood.bubbles[-1].row)).toast == CLOSED
    assert here.do(lambda session: session.execute(states).all()) == before


def test_a_role_given_in_a_turn_holds_in_that_turn(here: Town) -> None:
    amal = newcomer(here, "amal").says("/offers")
    joined(amal.says(f"/start i-{token(here, RoleName.STAFF, 'alb')}"), "Amal")
    assert amal.sees.startswith("Today: Integrationszentrum Alb")


@pytest.fixture
def petra(here: Town) -> Phone:
    """Petra looks at the preview of a course, which one person would get."""
    here.phone("60").settles_in()
    phone = staff(here, "petra", "alb").says("/announce")
    for answer in (*PLAN, "8"):
        phone.taps(answer)
    assert "People in Integrationszentrum Alb: 1" in phone.sees
    return phone


def sent(at: Town) -> list[object]:
    return at.do(
        lambda session: [*session.scalars(select(Activity)), *session.scalars(select(Announcement))]
    )


Step = Callable[[Phone], object]
STEPS: dict[str, Step] = {
    "hear": lambda phone: phone.taps("Send now"),
    "change": lambda phone: phone.taps("Change"),
    "back": lambda phone: phone.taps("Back"),
    "typed": lambda phone: phone.says("1"),
    "free text": lambda phone: phone.does(Typed("Hello", phone.town.now)),
    "place": lambda phone: phone.shares(48.4, 9.5),
    "go on": lambda phone: phone.says("/menu").taps("Go on where we were"),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("lose", [loses_role, lambda phone: moves_to(phone, "reutlingen")])
def test_who_may_no_more_is_let_go_at_every_step(
    here: Town, petra: Phone, step: Step, lose: Step
) -> None:
    lose(petra)
    step(petra)
    assert petra.sees == UNKNOWN
    assert is_nowhere(petra)
    assert sent(here) == []
    assert "Send now" not in str(screen(petra))


def test_who_still_may_goes_on(here: Town, petra: Phone) -> None:
    moves_to(petra, "*")
    petra.taps("Send now")
    kept = here.do(lambda session: session.scalars(select(Activity)).one())
    assert kept.centre == "alb"  # what was looked at is what is sent


def test_who_was_responsible_everywhere_keeps_what_is_left(here: Town) -> None:
    boss = invited(here, "boss", RoleName.COORDINATOR, "*").says("/announce").taps("Reutlingen")
    moves_to(boss, "reutlingen")
    assert "On which day?" in boss.taps("Course").sees
    moves_to(boss, "alb")
    assert boss.says("13.11.2026").sees == UNKNOWN


def test_what_was_put_aside_is_not_taken_up_again(here: Town, petra: Phone) -> None:
    petra.says("/person").taps("Something else")
    loses_role(petra)
    assert petra.taps("Go on where we were").sees == UNKNOWN
    assert is_nowhere(petra)
    assert sent(here) == []


def test_a_question_that_is_gone_does_not_begin_anew_without_the_role(
    here: Town, petra: Phone
) -> None:
    gone = update(Dialogue).where(Dialogue.chat_id == petra.chat).values(question="gone")
    here.do(lambda session: session.execute(gone))
    loses_role(petra)
    assert petra.says("Hello").sees == UNKNOWN
    assert is_nowhere(petra)


def test_a_lost_preview_is_not_shown_again(here: Town, petra: Phone) -> None:
    row = petra.bubbles[-1].row
    loses_role(petra)
    count = len(petra.bubbles)
    here.do(lambda session: ask_afresh(petra._context(session), row))
    assert len(petra.reads().bubbles) == count


def test_where_a_card_stands_is_noted_and_goes_with_the_chat(here: Town) -> None:
    key = offered(here)
    amal = newcomer(here, "amal").says("/offers")
    first = amal.bubbles[-1].row
    assert place(here, "offer", key) == first
    amal.taps("Tell me more")
    assert place(here, "offer", key) == first
    amal.says("/offers")
    assert place(here, "offer", key) == amal.bubbles[-1].row
    assert place(here, "offer", key + 1) is None
    here.do(lambda session: session.execute(delete(Chat).where(Chat.id == amal.chat)))
    assert place(here, "offer", key) is None


def test_what_came_by_itself_is_noted_when_it_is_answered(here: Town) -> None:
    amal = newcomer(here, "amal")
    key = booked(here, amal, THURSDAY, time(15))
    amal.reads().taps("I will come")
    assert place(here, "appointment", key) == amal.bubbles[-1].row


def place(at: Town, kind: str, key: int) -> int | None:
    def find(session: Session) -> int | None:
        found = shown.newest(at.work(session), kind, key, 1)
        return found[0][0] if found else None

    return at.do(find)


def test_staff_who_left_see_no_number_move(here: Town, petra: Phone) -> None:
    petra.taps("Send now")
    a_minute_later(here)
    newcomer(here, "selam").says("/week").taps("I will come")
    assert "Coming: 1 of 8" in petra.reads().sees
    loses_role(petra)
    newcomer(here, "yonas").says("/week").taps("I will come")
    assert "Coming: 1 of 8" in petra.reads().sees
