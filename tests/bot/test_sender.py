"""What goes out, and what becomes of it when Telegram does not play along."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import App
from bot.clock import Clock
from bot.standin.faults import Fault, Faults
from storage.engine.database import Priority
from storage.models import Outbox
from storage.models.chats import ChatKind
from storage.models.outbox import Lane, OutboxState
from storage.queues import outbox
from storage.queues.chats import upsert_chat
from tests.bot.running_desk import AMINA, SARA, YONAS, RunningDesk, eventually, running_desk


def text(said: str) -> dict[str, Any]:
    """Write a finished body."""
    return {"v": 1, "op": "send", "text": said, "rows": []}


def put(app: App, address: int, lane: Lane = Lane.ANSWER, **values: Any) -> int:
    """Put a row for a phone; returns its key."""
    now = app.clock.now()

    def unit(session: Session) -> int:
        chat_id = upsert_chat(session, str(address), ChatKind.PRIVATE, now)
        key = f"{address}:{time.monotonic_ns()}"
        life = values.pop("life", timedelta(minutes=10))
        row = outbox.put(
            session,
            chat_id=chat_id,
            lane=lane,
            dedupe_key=key,
            now=now,
            expires_at=now + life,
            **values,
        )
        assert row is not None
        return row

    row_id = app.database.submit(Priority.TURN, unit).result()
    app.sender.wake()
    return row_id


def states(app: App) -> dict[int, OutboxState]:
    """Return what became of each row."""
    rows = app.database.read(lambda s: s.execute(select(Outbox.id, Outbox.state)).all()).result()
    return {row.id: row.state for row in rows}


async def becomes(app: App, row: int, state: OutboxState, seconds: float = 10.0) -> None:
    """Wait until a row has a state."""
    await eventually(lambda: states(app)[row] is state, seconds)


def started(desk: RunningDesk, chat_id: int) -> list[float]:
    """Return when the calls to a chat began."""
    return [call.started for call in desk.telegram.calls if call.chat_id == chat_id]


async def test_a_429_parks_the_chat_and_nobody_else(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        desk.plan.script(Fault.TOO_MANY, chat_id=YONAS, retry_after=2)
        row = put(app, YONAS, body=text("first"))
        put(app, YONAS, body=text("second"))
        await eventually(lambda: desk.calls("sendMessage") == ["429"])
        put(app, AMINA, body=text("hello"))
        await eventually(lambda: desk.said(AMINA) == ["hello"], seconds=1.0)
        await eventually(lambda: desk.said(YONAS) == ["first", "second"])
        first, second, *_ = started(desk, YONAS)
        assert second - first >= 2.0
        assert not any(call.early for call in desk.telegram.calls)
        assert states(app)[row] is OutboxState.SENT


async def test_who_blocked_the_bot_is_left_alone(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        desk.plan.script(Fault.FORBIDDEN, chat_id=YONAS)
        row = put(app, YONAS, body=text("first"))
        await becomes(app, row, OutboxState.BLOCKED)
        later = put(app, YONAS, body=text("second"))
        await becomes(app, later, OutboxState.BLOCKED)
        assert desk.calls("sendMessage") == ["403"]


@pytest.mark.parametrize(
    ("lane", "state", "calls"),
    [
        (Lane.ANSWER, OutboxState.SENT, 2),
        (Lane.REMINDER, OutboxState.SENT, 2),
        (Lane.OFFER, OutboxState.UNCLEAR, 1),
        (Lane.ANNOUNCEMENT, OutboxState.UNCLEAR, 1),
    ],
)
async def test_delivered_but_never_answered(
    sqlite_url: str, lane: Lane, state: OutboxState, calls: int
) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        desk.plan.faults = Faults(hang_seconds=0.05)
        desk.plan.script(Fault.HANG, chat_id=YONAS)
        row = put(app, YONAS, lane, body=text("hello"))
        await becomes(app, row, state)
        assert desk.said(YONAS) == ["hello"] * calls


async def test_an_answer_that_hangs_three_times_ends_unclear(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot(clock=Hasty()) as app:
        desk.plan.faults = Faults(hang_seconds=0.05)
        desk.plan.script(Fault.HANG, chat_id=YONAS, times=9)
        row = put(app, YONAS, body=text("hello"))
        await becomes(app, row, OutboxState.UNCLEAR)
        assert desk.said(YONAS) == ["hello"] * 3


@pytest.mark.parametrize(
    ("refusals", "state", "arrived"),
    [
        (1, OutboxState.SENT, "A & B"),
        (2, OutboxState.SENT, "A & B"),
        (3, OutboxState.FAILED, None),
    ],
)
async def test_a_refused_message_becomes_a_plainer_one(
    sqlite_url: str, refusals: int, state: OutboxState, arrived: str | None
) -> None:
    button = {"text": "Yes", "data": "1q1.yes", "style": "primary"}
    copy = {"text": "Copy", "copies": "R-1042"}
    body = text("<b>A &amp; B</b>") | {"rows": [[button, copy]], "private": True}
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        desk.plan.script(Fault.BAD_REQUEST, chat_id=YONAS, times=refusals)
        await becomes(app, put(app, YONAS, body=body), state)
        assert desk.calls("sendMessage") == (["400"] * refusals + ["ok"])[:3]
        assert desk.said(YONAS) == ([arrived] if arrived else [])


async def test_a_chat_that_is_not_there_counts_as_blocked(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        del desk.telegram.phones[YONAS]
        await becomes(app, put(app, YONAS, body=text("hello")), OutboxState.BLOCKED)
        assert len(desk.calls("sendMessage")) == 1


class Hasty(Clock):
    """A clock on which a minute passes in a second."""

    def __init__(self) -> None:
        self._since = super().now()

    def now(self) -> datetime:
        """Return the start and sixty times what passed."""
        return self._since + 60 * (super().now() - self._since)


async def test_a_gateway_that_says_no_is_asked_again(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        desk.plan.script(Fault.BAD_GATEWAY, chat_id=YONAS)
        row = put(app, YONAS, Lane.ANNOUNCEMENT, body=text("hello"))
        await becomes(app, row, OutboxState.SENT)
        assert desk.calls("sendMessage") == ["502", "ok"]


async def test_an_edit_of_what_is_gone_is_sent_as_new(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        row = put(app, YONAS, body=text("a question"))
        await becomes(app, row, OutboxState.SENT)
        desk.telegram.phones[YONAS].messages.clear()
        edit = put(app, YONAS, body={**text("its next state"), "op": "edit"}, edits=row)
        await becomes(app, edit, OutboxState.SENT)
        assert desk.said(YONAS) == ["a question", "its next state"]
        await app.idle()
        again = put(app, YONAS, body={**text("and again"), "op": "edit"}, edits=row)
        await becomes(app, again, OutboxState.SENT)
        assert [m.text for m in desk.telegram.phones[YONAS].messages.values()] == ["and again"]


async def test_the_same_edit_twice_is_no_failure(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        row = put(app, YONAS, body=text("the same"))
        await becomes(app, row, OutboxState.SENT)
        edit = put(app, YONAS, body={**text("the same"), "op": "edit"}, edits=row)
        await becomes(app, edit, OutboxState.SENT)
        assert desk.calls("editMessageText") == ["400"]


async def test_what_is_wrong_ends_and_the_next_goes_on(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        row = put(app, YONAS, body=text("<b></b>"))
        put(app, YONAS, body=text("good"))
        await eventually(lambda: desk.said(YONAS) == ["good"])
        assert states(app)[row] is OutboxState.FAILED


async def test_what_waits_is_rendered_when_it_goes_out(database_url: str) -> None:
    async with running_desk(database_url) as desk, desk.bot() as app:
        still_true = put(app, YONAS, Lane.OFFER, kind="request_done", subject=2)
        withdrawn = put(app, YONAS, Lane.OFFER, kind="request_done", subject=3)
        broken = put(app, AMINA, Lane.OFFER, kind="request_done", subject=13)
        put(app, SARA, Lane.OFFER, kind="request_done", subject=4)
        await eventually(lambda: desk.said(SARA) == ["request_done 4"])
        await app.idle()
        found = states(app)
        assert found[still_true] is OutboxState.SENT
        assert found[withdrawn] is OutboxState.EXPIRED
        assert found[broken] is OutboxState.FAILED
        assert [message.silent for message in desk.telegram.delivered(YONAS)] == [True]


async def test_every_kind_of_body_arrives(sqlite_url: str) -> None:
    place = {"v": 1, "op": "venue", "lat": 48.4, "lon": 9.4, "title": "Zentrum", "address": "Weg 1"}
    menu = {"v": 1, "op": "menu", "commands": [{"command": "menu", "description": "Menü"}]}
    rows = [[{"text": "Ja", "data": "1q1.y"}]]
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        row = put(app, YONAS, body={**text("a"), "rows": rows})
        put(app, YONAS, body={**text("b"), "share_place": "Mein Ort"})
        put(app, YONAS, body={**text("c"), "close_keyboard": True})
        put(app, YONAS, body=place)
        put(app, YONAS, body={"v": 1, "op": "voice", "voice": "desk-7"})
        await eventually(lambda: len(desk.said(YONAS)) == 5)
        put(app, YONAS, body={"v": 1, "op": "buttons_off"}, edits=row)
        put(app, AMINA, body=menu)
        await eventually(lambda: "setMyCommands" in {c.method for c in desk.telegram.calls})
        await app.idle()
        ids = [message.id for message in desk.telegram.delivered(YONAS)]
        assert desk.telegram.phones[YONAS].messages[ids[0]].rows == ()
        put(app, YONAS, body={"v": 1, "op": "delete", "message_ids": ids})
        await eventually(lambda: not desk.telegram.phones[YONAS].messages)


async def test_the_sixth_answer_in_a_row_waits_and_holds_up_nobody(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk, desk.bot() as app:
        for number in range(7):
            put(app, YONAS, body=text(str(number)))
        put(app, AMINA, body=text("hello"))
        await eventually(lambda: desk.said(AMINA) == ["hello"], seconds=1.0)
        await eventually(lambda: len(desk.said(YONAS)) == 7)
        assert desk.said(YONAS) == [str(number) for number in range(7)]
        times = started(desk, YONAS)
        assert times[6] - times[0] >= 1.9


async def test_what_was_in_the_air_at_the_last_end_is_decided_at_start(sqlite_url: str) -> None:
    async with running_desk(sqlite_url) as desk:
        async with desk.bot() as app:
            await stop_claims(app)
            answer = put(app, YONAS, body=text("answer"))
            news = put(app, AMINA, Lane.ANNOUNCEMENT, body=text("news"))
            for _ in range(2):
                app.database.submit(
                    Priority.TURN, lambda s: outbox.claim(s, app.clock.now(), 3)
                ).result()
        async with desk.bot() as app:
            await becomes(app, answer, OutboxState.SENT)
            assert states(app)[news] is OutboxState.UNCLEAR
        assert (desk.said(YONAS), desk.said(AMINA)) == (["answer"], [])


async def stop_claims(app: App) -> None:
    """Let the sender claim nothing more."""
    app.sender.stop()
    await asyncio.sleep(0.05)


async def test_nothing_is_sent_after_its_time(sqlite_url: str) -> None:
    class Later(Clock):
        def now(self) -> datetime:
            return datetime(2027, 1, 1, 8, tzinfo=UTC)

    async with running_desk(sqlite_url) as desk:
        async with desk.bot() as app:
            await stop_claims(app)
            row = put(app, YONAS, body=text("answer"))
        async with desk.bot(clock=Later()) as app:
            await becomes(app, row, OutboxState.EXPIRED)
        assert desk.said(YONAS) == []
