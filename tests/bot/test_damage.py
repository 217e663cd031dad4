"""What cannot be read any more is put aside and shown; nobody else notices anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select, type_coerce, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.app import App
from bot.telegram.events import arrival
from storage.check import findings
from storage.engine.database import Database
from storage.models import Chat, Dialogue, Inbox, Outbox
from storage.models.chats import ChatKind
from storage.models.inbox import InboxState
from storage.models.outbox import Lane, OutboxState
from storage.queues import inbox
from storage.queues.chats import dialogue_of, upsert_chat
from tests.bot.running_desk import AMINA, SARA, YONAS, RunningDesk, eventually, running_desk
from tests.bot.test_app import present, text_update
from tests.storage.desk import do, look, put, row_of
from tests.works import unit_at


def damage(database: Database, column: InstrumentedAttribute[Any], **where: Any) -> None:
    """Change the last byte of a sealed value."""

    def unit(session: Session) -> None:
        raw = select(type_coerce(column, LargeBinary)).filter_by(**where)
        sealed = bytes(session.scalars(raw).one())
        broken = sealed[:-1] + bytes([sealed[-1] ^ 1])
        values = {column.key: type_coerce(broken, LargeBinary)}
        session.execute(update(column.class_).filter_by(**where).values(values))

    do(database, unit)


def chat(database: Database, address: int, now: datetime) -> int:
    """Return the chat of a phone."""
    return do(database, upsert_chat, str(address), ChatKind.PRIVATE, now)


async def test_an_update_that_cannot_be_read_is_parked(
    database_url: str, database: Database, now: datetime
) -> None:
    came = present([arrival(text_update(1, "lost")), arrival(text_update(2, "and this?"))])
    first, _ = do(database, inbox.store, came, now)
    damage(database, Inbox.payload, seq=first.seq)
    async with running_desk(database_url) as desk, desk.bot() as app:
        desk.telegram.type_text(AMINA, "hello")
        await eventually(lambda: desk.said(AMINA) == ["hello"])
        await eventually(lambda: desk.said(YONAS) == ["sorry", "and this?"])
        await app.idle()
    assert look(database, state_of(first.seq)) == InboxState.PARKED
    shown = " ".join(do(database, unit_at(now, findings)))
    assert "1 updates or due things were put aside" in shown
    assert "The column inbox.payload has 1 values that no key" in shown


def state_of(seq: int) -> Callable[[Session], InboxState | None]:
    """Return a unit that reads the state of an update."""
    return lambda session: session.scalar(select(Inbox.state).where(Inbox.seq == seq))


@pytest.mark.parametrize("lane", [Lane.ANSWER, Lane.ANNOUNCEMENT])
async def test_a_message_that_cannot_be_read_ends_and_what_is_behind_it_goes(
    database_url: str, database: Database, lane: Lane
) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        now = app.clock.now()
        yonas = chat(database, YONAS, now)
        later = {"lane": lane, "not_before": now.replace(year=now.year + 1)}
        lost, flew, follows = (put(database, yonas, now, **later) for _ in range(3))
        for row in (lost, flew):
            damage(database, Outbox.body, id=row)
        do(database, state, flew, OutboxState.SENDING)
    async with running_desk(database_url) as desk, desk.bot() as app:
        for row in (lost, flew, follows):
            do(database, go_now, row, app.clock.now())
        desk.telegram.type_text(AMINA, "hello")
        await eventually(lambda: desk.said(AMINA) == ["hello"])
        await eventually(lambda: row_of(database, follows).state == OutboxState.SENT)
        assert row_of(database, lost).state == OutboxState.FAILED
        assert row_of(database, flew).state in {OutboxState.FAILED, OutboxState.UNCLEAR}


def state(session: Session, row: int, to: OutboxState) -> None:
    """Leave a row as a killed process would."""
    session.execute(update(Outbox).where(Outbox.id == row).values(state=to))


def go_now(session: Session, row: int, now: datetime) -> None:
    """Let a row go."""
    session.execute(update(Outbox).where(Outbox.id == row).values(not_before=now))


async def known(desk: RunningDesk, app: App, database: Database) -> int:
    """Let Yonas say hello; return the key of his chat."""
    desk.telegram.type_text(YONAS, "hello")
    await eventually(lambda: desk.said(YONAS) == ["hello"])
    await app.idle()
    return chat(database, YONAS, app.clock.now())


async def test_an_address_that_cannot_be_read_ends_what_waits_for_it(
    database_url: str, database: Database
) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        yonas = await known(desk, app, database)
        now = app.clock.now()
        damage(database, Chat.address, id=yonas)
        rows = [put(database, yonas, now, lane=lane) for lane in Lane]
        desk.telegram.type_text(YONAS, "hello?")
        desk.telegram.type_text(SARA, "hello")
        await eventually(lambda: desk.said(SARA) == ["hello"])
        await eventually(lambda: {row_of(database, r).state for r in rows} == {OutboxState.FAILED})
        parked = select(Inbox.seq).where(Inbox.state == InboxState.PARKED)
        await eventually(lambda: len(look(database, lambda s: s.scalars(parked).all())) == 1)


async def test_notes_that_cannot_be_read_are_begun_anew(
    database_url: str, database: Database
) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        yonas = await known(desk, app, database)
        do(database, note, yonas)
        damage(database, Dialogue.notes, chat_id=yonas)
        desk.telegram.type_text(YONAS, "still there?")
        await eventually(lambda: desk.said(YONAS) == ["hello", "still there?"])
        dialogue = do(database, dialogue_of, yonas)
        assert (dialogue.flow, dialogue.notes) == (None, {})


def note(session: Session, chat_id: int) -> None:
    """Be in the middle of something."""
    dialogue = dialogue_of(session, chat_id)
    dialogue.flow, dialogue.question, dialogue.notes = "onboarding", "place", {"said": "much"}
