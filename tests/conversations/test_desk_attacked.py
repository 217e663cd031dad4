"""Attacks on the desk: an old button, a reply, a role that changed meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from conversations.kit.events import Sent, Tapped, Typed
from storage import leaving, team
from storage.models import Chat, Colleague, Person, Role
from storage.models.people import RoleName
from storage.people import grant
from tests.conversations.brothers import HAMIDS, YONAS, keys, shared, takes
from tests.conversations.invited import invited, staff, token
from tests.conversations.test_mediator import YES, mediator, speaks_tigrinya, with_helen
from tests.conversations.test_thread import asks, called, petra_of, request
from tests.people import KEPT, Phone, Town
from tests.scheduler.desk import newcomer, person_of

pytestmark = pytest.mark.both_databases
SECRET, THIEF = "My secret", "A thief writes"


def pause(phone: Phone) -> None:
    """Pause the access of a colleague."""
    town, who = phone.town, person_of(phone)

    def paused(session: Session) -> None:
        found = team.member(town.work(session), who)
        assert found is not None
        leaving.suspend(town.work(session), None, found)

    town.do(paused)


def every(phone: Phone) -> str:
    """Return all a phone shows."""
    return "\n".join(bubble.text for bubble in phone.reads().bubbles)


def takes_both(here: Town) -> tuple[Phone, Phone, Phone]:
    """Let Petra answer Amal and Reza."""
    petra = petra_of(here)
    amal, reza = asks(here, "Amal"), asks(here, "Reza", "German course")
    petra.reads().says("/inbox").taps("Take Q1")
    petra.says("/inbox").taps("Take Q2")
    return petra, amal.reads(), reza.reads()


@pytest.mark.parametrize("is_reply", [True, False])
def test_a_thief_with_the_phone_of_a_mediator_needs_the_pin(here: Town, is_reply: bool) -> None:
    _petra, helen, selam = with_helen(here)
    selam.says(SECRET)
    helen.reads().pin = None
    here.now += timedelta(hours=3)
    at = helen.bubbles[-1].row if is_reply else None
    helen.does(Typed(THIEF, here.now, replies_to=at))
    assert helen.sees == KEPT
    assert THIEF not in every(selam)


def test_a_mediator_who_is_paused_reads_and_hears_nothing_more(here: Town) -> None:
    _petra, helen, selam = with_helen(here)
    pause(helen)
    selam.says(SECRET)
    selam.does(Sent("voice", 7, file_id="voice-of-selam"))
    assert SECRET not in every(helen)
    assert not [body for body in helen.others if body["op"] == "voice"]


def test_what_waited_for_an_owner_who_is_paused_is_not_shown(here: Town) -> None:
    petra, amal, _reza = takes_both(here)
    amal.says(SECRET)
    pause(petra)
    assert SECRET not in every(petra)


def test_a_reply_to_a_list_of_several_asks_to_whom(here: Town) -> None:
    petra, amal, reza = takes_both(here)
    petra.says("/inbox")
    petra.does(Typed("Come at nine", here.now, replies_to=petra.bubbles[-1].row))
    assert petra.sees == "To whom does this go?"
    assert "Come at nine" not in every(amal) + every(reza)


def test_a_reply_to_a_closed_thread_answers_no_other_question(here: Town) -> None:
    petra, amal, reza = takes_both(here)
    of_amal = next(b for b in reversed(petra.bubbles) if b.text.startswith("Amal"))
    amal.taps("Finish")
    petra.reads().says("/inbox").taps("Reza").taps("Write")
    petra.does(Typed(SECRET, here.now, replies_to=of_amal.row))
    assert petra.sees == "This is closed. Here is the menu: /menu"
    assert SECRET not in every(reza)


def test_who_wishes_for_a_woman_later_is_rid_of_the_man(here: Town) -> None:
    petra, yonas = petra_of(here), mediator(here, "Yonas", gender="man")
    selam = speaks_tigrinya(here, petra).taps(YES)
    yonas.reads().taps("Yes, I interpret")
    selam.reads().does(Tapped("1stalk.1.1.mediator-woman", None)).says(SECRET)
    assert request(here).mediator_id is None
    assert SECRET not in every(yonas)


@pytest.mark.parametrize("is_revoked", [True, False])
def test_nothing_is_handed_to_who_left_meanwhile(here: Town, is_revoked: bool) -> None:
    petra, eva = petra_of(here), called(here, staff(here, "eva", "alb"), "Eva")
    asks(here, "Amal")
    petra.reads().taps("Take").taps("Hand over").taps("Eva")
    if is_revoked:
        who = person_of(eva)
        here.do(lambda s: s.execute(update(Role).where(Role.person_id == who).values(scope="")))
    else:
        pause(eva)
    petra.says("Please")
    assert petra.sees == "This changed in the meantime. Please look again."
    assert request(here).owner_id == person_of(petra)


def test_who_became_a_colleague_meanwhile_is_not_moved_at_the_desk(here: Town) -> None:
    petra, amal = petra_of(here), newcomer(here, "amal", first_name="Amal")
    key = person_of(amal)
    petra.does(Tapped(f"1sperson.{key}.1.phone", None)).taps("Yes, I checked")
    link = next(bubble for bubble in reversed(petra.bubbles) if bubble.copies).copies[0]
    new = here.phone("new").says(link).taps("English")
    here.do(lambda session: grant(here.work(session), key, RoleName.LEAD, "alb"))
    petra.says(new.sees.rpartition(": ")[2])
    assert here.do(lambda s: s.get_one(Chat, new.chat).person_id) is None


def test_an_invitation_opened_in_the_practice_makes_nobody_a_lead(here: Town) -> None:
    petra = petra_of(here)
    petra.says("/team").taps("See it as a newcomer").taps(".start").taps(".18").says("Münsingen")
    petra.says(f"/start i-{token(here, RoleName.LEAD, 'alb')}")
    leads = select(Role.person_id).where(Role.role == RoleName.LEAD)
    assert here.do(lambda session: session.scalars(leads).all()) == []
    assert petra.sees.startswith("Today: ")


@pytest.mark.parametrize("role", [RoleName.ADMIN, RoleName.MEDIATOR])
def test_who_sees_no_people_stands_in_for_nobody(here: Town, role: RoleName) -> None:
    petra, boss = petra_of(here), invited(here, "boss", role, "*", name="Boss")
    amal = asks(here, "Amal")
    petra.reads().taps("Take")
    who, other = person_of(petra), person_of(boss)
    away = {"deputy_id": other, "away_until": here.now + timedelta(days=5)}
    here.do(lambda s: s.execute(update(Colleague).where(Colleague.person_id == who).values(away)))
    amal.reads().says(SECRET)
    assert SECRET not in every(boss)
    assert request(here).owner_id is None  # it waits for the centre again
    petra.says("/team").taps("Petra").taps("Deputy")
    assert petra.buttons == ["Nobody"]


def test_a_deputy_is_chosen_among_more_colleagues_than_a_message_bears(here: Town) -> None:
    petra = petra_of(here)

    def hired(session: Session) -> None:
        for _ in range(120):
            person = Person(created_at=here.now, active_at=here.now)
            session.add(person)
            session.flush()
            grant(here.work(session), person.id, RoleName.STAFF, "alb")

    here.do(hired)
    petra.says("/team").taps("Petra").taps("Deputy")
    assert petra.sees.startswith("Who stands in?")


def test_the_newest_words_are_on_the_card_however_much_was_said(here: Town) -> None:
    petra, amal, _reza = takes_both(here)
    for _ in range(6):
        amal.says("&" * 1000)
    amal.says(SECRET)
    petra.reads().says("/inbox").taps("Amal")
    assert SECRET in petra.sees
    assert petra.sees.endswith("Code: H1")


def test_erased_at_the_desk_while_a_brother_has_the_phone(here: Town) -> None:
    petra, phone = petra_of(here), shared(here)
    takes(phone, "Hamid", HAMIDS).says("/person").taps("A letter or paper")
    petra.reads().taps("Take")
    phone.reads().says(SECRET)
    petra.reads()
    hamid = keys(phone)["Hamid"]
    takes(phone, "Yonas", YONAS)
    eva = called(here, staff(here, "eva", "alb"), "Eva")
    eva.does(Tapped(f"1sperson.{hamid}.1.erase", None)).taps("They asked")
    gone = [body["message_ids"] for body in petra.reads().others if body["op"] == "delete"]
    shown = {bubble.row for bubble in petra.bubbles if SECRET in bubble.text}
    assert shown
    assert shown <= {message for each in gone for message in each}
