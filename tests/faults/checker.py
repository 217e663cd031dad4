"""Compares what the people did, what the database says and what the phones showed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from storage.engine.database import Database, Priority, open_database
from storage.models.inbox import InboxState
from storage.models.outbox import OutboxState
from tests.conftest import SECRET_KEY
from tests.faults.arrivals import Arrivals
from tests.faults.records import Address, Records, read_records
from tests.faults.replay import Model, Player, Script, State, state_of
from tests.faults.scratch import settle
from tests.faults.witness import Witness

UNSURE = (OutboxState.UNCLEAR, OutboxState.FAILED)
OPEN = (OutboxState.TODO, OutboxState.SENDING)


@dataclass
class Verdict:
    """Figures of a run; `promises` must all be 0."""

    updates: int = 0
    lost: list[int] = field(default_factory=list)
    parked: int = 0
    unequal: list[str] = field(default_factory=list)
    order_breaks: int = 0
    missing: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    doubtful_copies: int = 0
    sure_copies: int = 0

    @property
    def promises(self) -> dict[str, int]:
        """What was promised not to happen, and how often it did."""
        return {
            "updates lost": len(self.lost),
            "chats whose state differs from the model": len(self.unequal),
            "order breaks within a chat and lane": self.order_breaks,
            "rows neither delivered nor shown as unclear": len(self.missing),
            "messages nobody can explain": len(self.strays),
            "extra copies of rows not marked doubtful": self.sure_copies,
        }

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        return not any(self.promises.values())


def judge(telegram: Witness, database: Database) -> Verdict:
    """Check everything a run promises."""
    records = database.read(read_records).result()
    verdict = Verdict(updates=len(telegram.updates.made))
    _judge_updates(verdict, telegram, records)
    verdict.rows = Counter(row.state.value for row in records.rows)
    for address, model in zip(records.chats, _models(telegram, records), strict=True):
        actual = database.read(partial(state_of, chat_id=address.chat)).result()
        said = {row.key for row in records.rows_of(address.chat)}
        verdict.unequal += _differences(address, model, actual, said)
        _judge_arrivals(verdict, telegram, records, address, model)
    return verdict


def _judge_updates(verdict: Verdict, telegram: Witness, records: Records) -> None:
    ended = Counter(turn.update_id for turn in records.turns if turn.state is not InboxState.NEW)
    verdict.lost = [number for number in telegram.updates.made if ended[number] != 1]
    verdict.parked = sum(turn.state is InboxState.PARKED for turn in records.turns)


def _models(telegram: Witness, records: Records) -> list[Model]:
    with TemporaryDirectory(prefix="jip-model-") as folder:
        url = f"sqlite:///{Path(folder) / 'model.db'}"
        settle(url)
        database = open_database(url, SECRET_KEY)
        try:
            return [_model(database, telegram, records, chat) for chat in records.chats]
        finally:
            database.close()


def _model(database: Database, telegram: Witness, records: Records, address: Address) -> Model:
    def unit(session: Session) -> Model:
        return Player(session, Script(records, telegram.updates.made, address)).play()

    return database.submit(Priority.BULK, unit).result()


def _differences(address: Address, model: Model, actual: State, said: set[str]) -> Sequence[str]:
    wrong = [
        name
        for name in model.state.keys() | actual.keys()
        if model.state.get(name) != actual.get(name)
    ]
    wrong += sorted(model.faces.keys() ^ said)
    if not wrong:
        return []
    shown = {name: (model.state.get(name), actual.get(name)) for name in wrong}
    return [f"chat {address.chat}: model and database differ in {shown}"]


def _judge_arrivals(
    verdict: Verdict, telegram: Witness, records: Records, address: Address, model: Model
) -> None:
    rows = records.rows_of(address.chat)
    found = Arrivals(rows, model.faces)
    found.hear(heard for heard in telegram.heard if str(heard.chat_id) == address.address)
    still_open = [row for row in rows if row.state in OPEN]
    verdict.missing += [f"{r.key} {r.state.value}" for r in still_open + found.not_arrived()]
    verdict.order_breaks += found.order_breaks()
    verdict.strays += [f"chat {address.chat}: {stray}" for stray in found.strays]
    verdict.doubtful_copies += found.doubled(in_doubt=True)
    verdict.sure_copies += found.doubled(in_doubt=False)
