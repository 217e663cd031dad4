"""What shows a person goes from the chats of colleagues: in time, and at once when it is erased."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conversations.kit.events import Command
from conversations.turn import take_turn
from scheduler.due import ensure_daily
from storage.erasure import erase_silently
from storage.models import Dialogue, Line, Note, Outbox, Person, Record, Request
from storage.models.outbox import Lane
from storage.queues import outbox
from storage.rules.stages import Move
from tests.conversations.candidate_scene import (
    FIRM,
    asked,
    moves,
    says_yes,
    way,
)
from tests.conversations.introducing_scene import opened
from tests.conversations.invited import staff
from tests.conversations.test_thread import asks
from tests.people import Phone, Town
from tests.raw import Wire
from tests.scheduler.desk import person_of

pytestmark = pytest.mark.both_databases
SAID = "My daughter is at school until one"


def talks(here: Town) -> tuple[Phone, Phone]:
    """Let Petra answer Amal, who has written something of her own."""
    here.do(lambda session: ensure_daily(here.work(session)))
    petra = staff(here, "50", "alb")
    amal = asks(here, "Amal")
    petra.reads().taps("Take")
    amal.reads().says(SAID)
    petra.reads()
    return petra, amal


def shown(phone: Phone, words: str) -> set[int]:
    """Return the messages of a phone that hold these words."""
    return {bubble.row for bubble in phone.bubbles if words in bubble.text}


def counted(table: type[Record], session: Session) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def taken_away(phone: Phone) -> set[int]:
    """Return the messages the bot deleted on a phone."""
    bodies = [body for body in phone.reads().others if body["op"] == "delete"]
    return {message for body in bodies for message in body["message_ids"]}


def test_after_forty_hours_nothing_of_a_person_is_left_in_the_chat_of_staff(here: Town) -> None:
    petra, amal = talks(here)
    names, words = shown(petra, "Amal"), shown(petra, SAID)
    assert names
    assert words
    here.walk(here.now + timedelta(hours=35))
    assert not taken_away(petra)
    here.walk(here.now + timedelta(hours=5))
    assert taken_away(petra) >= names | words
    assert not taken_away(amal)


def test_what_colleagues_typed_themselves_goes_as_well(here: Town) -> None:
    petra, _amal = talks(here)
    typed = Wire(petra).update(text="Amal, please come at nine")
    Wire(petra).brings(typed)
    here.walk(here.now + timedelta(hours=40))
    assert typed["message"]["message_id"] in taken_away(petra)


def test_who_is_erased_is_taken_out_of_the_chats_of_others_and_the_owner_hears_no_name(
    here: Town,
) -> None:
    petra, amal = talks(here)
    names, words = shown(petra, "Amal"), shown(petra, SAID)
    who = person_of(amal)
    amal.says("/delete").taps("Yes, delete everything")
    assert taken_away(petra) >= names | words
    assert petra.sees.startswith("🗑️ Somebody you answered deleted their data.")
    assert "Amal" not in petra.sees
    for table in (Line, Request, Note):
        assert here.do(partial(counted, table)) == 0
    assert here.do(lambda s: s.get(Person, who)) is None


def answer_waits(here: Town) -> tuple[Phone, int]:
    """Let a firm that knows Amal's name ask what is open, while the messenger is slow."""
    firm, _offer, key = asked(here)
    moves(here, key, Move.SEND, FIRM)
    says_yes(here, key)
    firm.reads()

    def turn(session: Session) -> None:
        take_turn(firm._context(session), Command("questions", "", here.now))

    here.do(turn)
    return firm, key


def held(here: Town, word: str) -> list[int]:
    """Return the rows of the outbox that still hold a word."""
    return here.do(lambda s: [row.id for row in s.scalars(select(Outbox)) if word in str(row.body)])


def begins_to_send(here: Town, chat: int) -> int:
    """Claim what waits for a chat, as the sender does."""
    row = here.do(lambda s: outbox.claim(s, here.now, Lane.ANSWER))
    assert row is not None
    assert row.chat_id == chat
    return row.id


def deletes(here: Town) -> None:
    here.phone("amal").reads().says("/delete").taps("Yes, delete everything")
    here.tick()


def test_an_answer_with_a_name_that_waits_for_a_firm_ends_with_the_person(here: Town) -> None:
    firm, _key = answer_waits(here)
    assert held(here, "Amal")
    deletes(here)
    assert not held(here, "Amal")
    before = len(firm.bubbles)
    here.walk(here.now + timedelta(days=1))
    firm.reads()
    assert not any("Amal" in each.text for each in firm.bubbles[before:])
    assert firm.sees.startswith("This person is no longer available.")


def test_a_change_that_waits_does_not_come_back_either(here: Town) -> None:
    firm, _offer, _key = asked(here)
    firm.says("/questions").taps("I have a question").says("Has she sewn leather?")
    deletes(here)
    before = [each.text for each in firm.reads().bubbles]
    here.walk(here.now + timedelta(minutes=2))
    firm.reads()
    assert not any("leather" in each.text for each in firm.bubbles if each.text not in before)
    assert not held(here, "leather")


def test_the_code_a_firm_knew_somebody_by_is_nowhere_afterwards(here: Town) -> None:
    _firm, key = answer_waits(here)
    code = way(here, key).code
    deletes(here)
    keys = here.do(lambda s: s.scalars(select(Outbox.dedupe_key)).all())
    assert any(each.startswith("no_longer_there:") for each in keys)
    assert not any(code in each for each in keys)


def test_a_half_written_answer_is_forgotten_with_whom_it_is_about(here: Town) -> None:
    firm, _offer, _key = asked(here)
    petra = staff(here, "petra", "alb")
    firm.taps("I have a question").says("Has she sewn leather?")
    opened(petra).taps("Answer the firm").says("The Duldung is there")
    assert petra.buttons
    question = petra.bubbles[-1].row
    deletes(here)
    noted = here.do(lambda s: [each.notes for each in s.scalars(select(Dialogue))])
    assert "Duldung" not in str(noted)
    assert question in taken_away(petra)
    assert petra.sees.startswith("🗑️ Somebody you answered deleted their data.")


def test_what_is_being_sent_goes_when_it_has_arrived_and_is_never_sent_again(here: Town) -> None:
    firm, _key = answer_waits(here)
    arrives = begins_to_send(here, firm.chat)
    deletes(here)
    assert not held(here, "Amal")
    here.do(lambda s: outbox.sent(s, arrives, 4711, here.now))
    here.walk(here.now + timedelta(minutes=2))
    assert 4711 in taken_away(firm)


def test_what_did_not_arrive_is_not_tried_again(here: Town) -> None:
    firm, _key = answer_waits(here)
    row = begins_to_send(here, firm.chat)
    deletes(here)
    here.do(lambda s: outbox.ambiguous(s, row, here.now))
    here.now += timedelta(minutes=2)
    here.do(lambda s: outbox.claim(s, here.now, Lane.ANSWER))
    assert here.do(lambda s: s.get_one(Outbox, row).state) == "expired"


def test_who_is_forgotten_in_time_goes_from_the_chats_of_others_as_well(here: Town) -> None:
    firm, key = answer_waits(here)
    who, names = way(here, key).person_id, shown(firm, "Person")
    assert names
    here.do(lambda s: erase_silently(here.work(s), who))
    assert not held(here, "Amal")
    here.tick()
    assert taken_away(firm) >= names
