"""An answer leaves with the commit of its turn, the next with the end of the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.app import App
from bot.standin.faults import Faults
from conversations.kit.context import Context
from conversations.kit.events import Event, Typed
from storage.models import Inbox, Outbox
from storage.models.chats import ChatKind
from storage.models.outbox import Lane, OutboxState
from storage.queues import outbox
from storage.queues.chats import upsert_chat
from tests.bot.running_desk import AMINA, ECHO, YONAS, eventually, put, running_desk

RATE = 30
CROWD = range(301, 301 + RATE + 6)


def text(said: str) -> dict[str, Any]:
    """Write a finished body."""
    return {"v": 1, "op": "send", "text": said, "rows": []}


def thrice(context: Context, event: Event) -> str | None:
    """Answer with three messages, and have Amina told."""
    if isinstance(event, Typed):
        work = context.work
        for number in range(3):
            put(context, text(f"{event.text} {number}"))
        outbox.put(
            work.session,
            chat_id=upsert_chat(work.session, str(AMINA), ChatKind.PRIVATE, work.now),
            lane=Lane.REMINDER,
            dedupe_key=f"{context.origin}:amina",
            now=work.now,
            expires_at=work.now + work.limits.answer_life,
            body=text("Yonas wrote"),
        )
    return None


def rows(app: App) -> list[Outbox]:
    """Return what was put, in order."""
    put_so_far = select(Outbox).order_by(Outbox.id)
    return app.database.read(lambda session: list(session.scalars(put_so_far))).result()


async def test_an_answer_is_claimed_in_its_turn(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        desk.telegram.type_text(YONAS, "hello")
        await eventually(lambda: desk.said(YONAS) == ["hello"])
        await app.idle()
        (answer,) = rows(app)
        finished = app.database.read(lambda s: s.scalar(select(Inbox.finished_at))).result()
        assert (answer.claimed_at, answer.attempts) == (finished, 1)


async def test_what_a_turn_says_more_follows_at_once_and_others_hear_theirs(
    database_url: str,
) -> None:
    talk = replace(ECHO, take_turn=thrice)
    async with running_desk(database_url) as desk, desk.bot(talk) as app:
        desk.telegram.type_text(YONAS, "hello")
        await eventually(lambda: desk.said(AMINA) == ["Yonas wrote"], seconds=0.9)
        await eventually(lambda: len(desk.said(YONAS)) == 3, seconds=0.9)
        await app.idle()
        assert desk.said(YONAS) == ["hello 0", "hello 1", "hello 2"]
        first, second, third, _ = rows(app)
        assert second.claimed_at == first.finished_at
        assert third.claimed_at == second.finished_at


async def test_an_answer_in_a_chat_that_hears_something_else_is_not_forgotten(
    database_url: str,
) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        desk.plan.faults = Faults(delay=0.3)
        desk.telegram.type_text(YONAS, "one")
        await eventually(lambda: [row.state for row in rows(app)] == [OutboxState.SENDING])
        desk.telegram.type_text(YONAS, "two")
        await eventually(lambda: desk.said(YONAS) == ["one", "two"], seconds=2)


async def test_no_more_answers_leave_in_a_second_than_allowed(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        for chat_id in CROWD:
            desk.telegram.add_phone(chat_id, f"Person {chat_id}", started=True)
        async with desk.bot() as app:
            for chat_id in CROWD:
                desk.telegram.type_text(chat_id, "hello")
            await eventually(lambda: all(desk.said(chat_id) for chat_id in CROWD))
            await app.idle()
            claimed = sorted(row.claimed_at for row in rows(app) if row.claimed_at)
        assert len(claimed) == len(CROWD)
        late = zip(claimed, claimed[RATE:], strict=False)  # claimed a moment before they leave
        assert all(second - first >= timedelta(seconds=0.9) for first, second in late)
