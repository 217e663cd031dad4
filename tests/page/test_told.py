"""Told is what was on a screen, to whom it is; one damaged row takes nothing else with it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import LargeBinary, select, type_coerce, update
from sqlalchemy.orm import Session

from bot.page.delivery import deliver
from storage.models import Outbox, PageEntry
from storage.models.outbox import OutboxState
from storage.page import entries
from storage.queues.chats import find_chat
from storage.queues.speaking import answer
from tests.conversations.brothers import HAMIDS, shared, takes
from tests.page.phone import PageTown, talk
from tests.people import Phone
from tests.scheduler.desk import newcomer, person_of


@pytest.fixture
def there(here: PageTown) -> PageTown:
    """Return the town seen on pages."""
    return PageTown(here.database, here.now, here.limits)


def said(phone: Phone, key: str, text: str) -> int:
    """Let something wait for a page, and return its row."""
    body = {"v": 2, "op": "send", "text": text, "rows": []}
    town = phone.town
    row = town.do(lambda session: answer(town.work(session), phone.chat, key, body))
    assert row is not None
    return row


def delivered(phone: Phone) -> None:
    """Put on the page what waits."""
    town = phone.town
    town.do(lambda session: deliver(town.work(session), phone.chat, talk()))


def entry_of(session: Session, row: int) -> PageEntry:
    """Return the entry a row became."""
    return session.scalars(select(PageEntry).where(PageEntry.outbox_id == row)).one()


def test_only_what_was_drawn_and_did_not_change_since_is_told(there: PageTown) -> None:
    amal = newcomer(there, "amal")
    rows = [said(amal, f"n{number}", f"News {number}") for number in range(3)]
    delivered(amal)

    def looks(session: Session) -> list[Any]:
        work = there.work(session)
        chat, found = find_chat(work, amal.chat), [entry_of(session, row) for row in rows]
        assert chat is not None
        found[1].changed_at = work.now + work.limits.undo  # changed after the page was drawn
        session.flush()
        entries.saw(work, chat, {found[0].id, found[1].id}, work.now)
        session.expire_all()
        return [each.seen_at for each in found]

    assert there.do(looks) == [there.now, None, None]


def test_a_row_that_cannot_be_opened_ends_and_the_others_stand_there(there: PageTown) -> None:
    amal = newcomer(there, "amal")
    broken, whole = said(amal, "broken", "Lost"), said(amal, "whole", "Whole")
    damage = update(Outbox).where(Outbox.id == broken)
    there.do(lambda s: s.execute(damage.values(body=type_coerce(b"damaged" * 9, LargeBinary))))
    delivered(amal)
    states = select(Outbox.state).where(Outbox.id.in_((broken, whole))).order_by(Outbox.id)
    found = there.do(lambda session: list(session.scalars(states)))
    assert found == [OutboxState.FAILED, OutboxState.SENT]
    assert "Whole" in amal.reads().sees


def test_what_somebody_said_before_they_were_known_is_theirs_alone(there: PageTown) -> None:
    phone = takes(shared(there), "Hamid", HAMIDS)
    his = person_of(phone)
    own = select(PageEntry).where(PageEntry.chat_id == phone.chat)
    whose = there.do(lambda session: {each.person_id for each in session.scalars(own)})
    assert None not in whose
    assert his in whose
