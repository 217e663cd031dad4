"""The model: the same updates, once each and undisturbed, through the same conversations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.raw import cleaned
from bot.standin.refusal import Json
from bot.telegram.events import event
from conversations.kit.context import Context, opened
from conversations.turn import take_turn
from conversations.waiting import render_waiting
from scheduler.dialogues import ask_afresh
from storage.engine.sealed import KEYRING
from storage.erasure import export_person
from storage.models import Chat, Dialogue, Due, Outbox
from storage.models.inbox import InboxState
from storage.queues.kinds import Kind
from tests.faults.records import Address, Records, Row, Turn
from tests.faults.witness import Face, face_of_body
from tests.works import work_at

BERLIN = ZoneInfo("Europe/Berlin")
NOT_COMPARED = {
    "id",
    "ref",
    "chat",
    "inbox",
    "outbox",
    "dialogue",
    "due",
    "told_at",
}  # drawn, noted when a message arrives, or compared apart
GONE = {"op": "gone"}
State = dict[str, Any]


@dataclass
class Model:
    """What one chat should be like: its state, and what was said by key."""

    state: State
    faces: dict[str, Face] = field(default_factory=dict)


@dataclass(frozen=True)
class Script:
    """One chat's history: everything needed to play it once more."""

    records: Records
    updates: Mapping[int, Json]
    address: Address

    @property
    def rows(self) -> list[Row]:
        """What was said in the chat."""
        return self.records.rows_of(self.address.chat)

    def acts(self) -> Iterator[Turn | int]:
        """Yield turns and due rows in the order they happened."""
        turns = [t for t in self.records.turns if t.chat == self.address.chat]
        first: dict[str, int] = {}
        for row in self.rows:
            first.setdefault(row.origin, row.id)
        asked = sorted((first[f"due:{k}"], k) for k in self.records.reasks if f"due:{k}" in first)
        for turn in turns:
            said = first.get(turn.origin)
            while asked and said is not None and asked[0][0] < said:
                yield asked.pop(0)[1]
            if turn.state is InboxState.DONE:
                yield turn
        yield from (key for _, key in asked)


class Player:
    """Plays one chat in an empty database whose chats have the same keys."""

    def __init__(self, session: Session, script: Script) -> None:
        self._session = session
        self._script = script
        self._chat = script.address.chat
        self._keys = {row.id: row.key for row in script.rows}
        self._shown: set[int] = set()

    def play(self) -> Model:
        """Take every turn once."""
        self._session.add(self._made())
        self._session.flush()
        faces: dict[str, Face] = {}
        for act in self._script.acts():
            if isinstance(act, Turn):
                self._turn(act)
            else:
                self._ask_afresh(act)
            self._session.flush()
            faces |= self._said(max(self._shown, default=0))
        return Model(state_of(self._session, self._chat), faces)

    def _made(self) -> Chat:
        return new_chat(self._script.address)

    def _said(self, since: int) -> dict[str, Face]:
        """Look at what was just said: a later change of the same message would blank it."""
        new = select(Outbox).where(Outbox.chat_id == self._chat, Outbox.id > since)
        rows = self._session.scalars(new).all()
        self._shown |= {row.id for row in rows}
        return {row.dedupe_key: face_of_body(self._body(row)) for row in rows}

    def _body(self, row: Outbox) -> Json:
        if row.kind is None:
            return row.body or GONE
        return render_waiting(work_at(self._session, row.created_at), row) or GONE

    def _turn(self, turn: Turn) -> None:
        raw = cleaned(self._script.updates[turn.update_id])
        happened = event(raw, lambda message: self._tapped(turn, message))
        if happened is not None and turn.at is not None:
            take_turn(self._context(turn.at, turn.origin), happened)

    def _tapped(self, turn: Turn, message: int) -> int | None:
        """Return the row that was tapped, where the turn made use of it.

        Somebody may tap before the bot knows the number of the message it has just sent.
        """
        changed = {row.edits for row in self._script.rows if row.origin == turn.origin}
        found = [r for r in self._script.rows if r.message == message and r.id in changed]
        return self._twin(found[0].id) if found else None

    def _ask_afresh(self, due_id: int) -> None:
        lost = self._script.records.reasks[due_id]
        made = next(row.made for row in self._script.rows if row.origin == f"due:{due_id}")
        twin = self._twin(lost) or 0
        row = Due(id=due_id, kind=Kind.REASK, subject=twin, chat_id=self._chat, person_key=due_id)
        ask_afresh(work_at(self._session, made), row)

    def _twin(self, row_id: int) -> int | None:
        twin = select(Outbox.id).where(Outbox.dedupe_key == self._keys.get(row_id, ""))
        return self._session.scalar(twin)

    def _context(self, now: datetime, origin: str) -> Context:
        return opened(work_at(self._session, now), self._chat, origin)


def new_chat(address: Address) -> Chat:
    """Return the chat as it was before anything was said."""
    (key, *_) = KEYRING.lookup_keys("chat.address", address.address)
    at = address.since
    return Chat(
        id=address.chat,
        address=address.address,
        address_key=key,
        kind=address.kind,
        created_at=at,
        heard_at=at,
    )


def state_of(session: Session, chat_id: int) -> State:
    """Return where a chat stands and everything known about its person, without drawn numbers."""
    chat, dialogue = session.get_one(Chat, chat_id), session.get(Dialogue, chat_id)
    state: State = {"language": chat.language, "menu": chat.menu_language}
    if dialogue is not None:
        prompt = session.get(Outbox, dialogue.prompt_id) if dialogue.prompt_id else None
        state["prompt"] = prompt.dedupe_key if prompt else None
        names = ("flow", "question", "serial", "notes")  # when it was asked says the messenger
        state |= {name: getattr(dialogue, name) for name in names}
    known = export_person(work_at(session), chat.person_id) if chat.person_id else {}
    for table in known.keys() - NOT_COMPARED:
        state[table] = sorted((_bare(row) for row in known[table]), key=str)
    return state


def _bare(row: Mapping[str, Any]) -> dict[str, Any]:
    drawn = {name for name in row if name in NOT_COMPARED or name.endswith("_id")}
    return {name: value for name, value in row.items() if name not in drawn}
