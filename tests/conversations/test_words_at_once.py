"""Two say something about the same person in the same second: one word waits, both see it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from conversations.kit.guard import CHANGED
from storage.introductions import firm_said, planned
from storage.introductions.planned import Planned
from storage.models import Due, Introduction
from storage.models.due import DueState
from storage.queues.kinds import Kind
from storage.rules.stages import Move
from tests.conversations.at_once import at_once
from tests.conversations.candidate_scene import FIRM, agreed, asked, speaks, way
from tests.conversations.introducing_scene import opened
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases


def tap(phone: Phone, kind: str, key: int, action: str) -> tuple[Phone, Tapped]:
    """Tap a standing button as it stands now."""
    pressed = Standing(kind, key, way(phone.town, key).revision, action)
    return phone, Tapped(str(pressed), phone.bubbles[-1].row)


def waiting(at: Town, kind: Kind) -> list[str]:
    rows = select(Due.offset).where(Due.kind == kind, Due.state == DueState.TODO)
    return [each.split(".", 1)[1] for each in at.do(lambda s: list(s.scalars(rows)))]


def test_two_contacts_of_a_firm_say_two_things(alb: Town) -> None:
    firm, offer, key = asked(alb)
    agreed(alb, key, date(2026, 11, 16))
    alb.walk(local(date(2026, 11, 17), 9))
    boss = speaks(alb, "boss", offer).says("/questions")
    firm.reads().says("/questions")
    no = tap(boss, "refusal", key, "why-german")
    toasts = at_once(alb, tap(firm, "candidate", key, "missed"), no)
    assert (waiting(alb, Kind.FIRM_SAID), toasts[1]) == (["miss.firm."], CHANGED.msgid)


def test_two_colleagues_note_one_step(alb: Town) -> None:
    both = [staff(alb, name, "alb") for name in ("petra", "paul")]
    _firm, _offer, key = asked(alb)
    for each in both:
        opened(each)
    one, two = (tap(each, "introducing", key, "send") for each in both)
    at_once(alb, one, two)
    assert waiting(alb, Kind.INTRODUCTION_MOVES) == ["send.firm."]


def test_the_database_itself_lets_one_word_wait_and_another_once_it_is_taken_back(
    alb: Town,
) -> None:
    _firm, _offer, key = asked(alb)

    def said(session: Session, *reasons: str) -> None:
        for reason in reasons:
            no = Planned(Move.REFUSE, FIRM, reason)
            found = session.get_one(Introduction, key)
            planned.schedule(alb.work(session), Kind.FIRM_SAID, found, no)

    alb.do(lambda session: said(session, "german", "hours"))
    assert waiting(alb, Kind.FIRM_SAID) == ["refuse.firm.german"]
    alb.do(lambda s: firm_said.take_back(alb.work(s), s.get_one(Introduction, key)))
    alb.do(lambda session: said(session, "hours", "other"))
    assert waiting(alb, Kind.FIRM_SAID) == ["refuse.firm.hours"]
