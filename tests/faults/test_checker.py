"""The checker of the kill run sees what it must see: each damage done by hand is found."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Update, delete, update
from sqlalchemy.orm import Session

from bot.app import App, running
from bot.clock import Clock
from bot.standin.api import standin
from storage.engine.database import Database, Priority, open_database
from storage.models import Dialogue, Inbox, Outbox, Person
from storage.models.inbox import InboxState
from storage.models.outbox import OutboxState
from storage.rules.ages import AgeBand
from tests.bot.running_desk import desk_settings, eventually
from tests.bot.standin_desk import KEY
from tests.conftest import SECRET_KEY
from tests.faults.checker import Verdict, judge
from tests.faults.scratch import settle
from tests.faults.witness import Witness

YONAS = 1001


class History:
    """Yonas came in and is asked where he lives; everything is delivered."""

    def __init__(self, telegram: Witness, database: Database) -> None:
        self.telegram = telegram
        self.database = database

    def judged(self, damage: Callable[[Session], object] | None = None) -> Verdict:
        """Do the damage, then check."""
        if damage is not None:
            self.database.submit(Priority.BULK, damage).result()
        return judge(self.telegram, self.database)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Witness, Path]:
    """Let Yonas come in once, for all tests."""
    path = tmp_path_factory.mktemp("lived") / "jip.db"
    settle(f"sqlite:///{path}")
    telegram = Witness(Clock().now)
    telegram.add_phone(YONAS, "Yonas")
    asyncio.run(_live(telegram, f"sqlite:///{path}"))
    return telegram, path


@pytest.fixture
def history(lived: tuple[Witness, Path], tmp_path: Path) -> Iterator[History]:
    """A copy to damage."""
    telegram, path = lived
    kept = list(telegram.heard)
    shutil.copy(path, tmp_path / "jip.db")
    database = open_database(f"sqlite:///{tmp_path / 'jip.db'}", SECRET_KEY)
    yield History(telegram, database)
    database.close()
    telegram.heard[:] = kept


async def _live(telegram: Witness, url: str) -> None:
    async with (
        standin(telegram, token=KEY) as api,
        running(desk_settings(api, url), tick_seconds=None) as app,
    ):
        await _comes_in(telegram, app)


async def _comes_in(telegram: Witness, app: App) -> None:
    telegram.type_text(YONAS, "/start")
    for way in (".de", ".start", ".18"):
        await eventually(partial(_shows, telegram, way))
        telegram.tap(YONAS, *_buttons(telegram, way)[0])
    await eventually(lambda: len(telegram.updates) == 0)
    await app.idle()


def _shows(telegram: Witness, way: str) -> bool:
    return bool(_buttons(telegram, way))


def _buttons(telegram: Witness, way: str) -> list[tuple[int, str]]:
    messages = telegram.phones[YONAS].messages.values()
    found = [(m.id, str(b["callback_data"])) for m in messages for row in m.rows for b in row]
    return [button for button in found if way in button[1]]


def test_what_nothing_happened_to_is_in_order(history: History) -> None:
    verdict = history.judged()
    assert verdict.kept, verdict
    assert verdict.updates == 4
    assert verdict.rows["sent"] >= 4


def test_a_forgotten_update_is_lost(history: History) -> None:
    verdict = history.judged(lambda session: session.execute(delete(Inbox).where(Inbox.seq == 4)))
    assert len(verdict.lost) == 1


def test_an_update_without_a_turn_is_lost(history: History) -> None:
    waiting = update(Inbox).where(Inbox.seq == 4).values(state=InboxState.NEW)
    assert len(history.judged(lambda session: session.execute(waiting)).lost) == 1


@pytest.mark.parametrize(
    "change",
    [
        update(Dialogue).values(serial=Dialogue.serial + 1),
        update(Dialogue).values(notes={"look": True}),
        update(Person).values(age_band=AgeBand.YOUNG),
    ],
)
def test_a_state_that_changed_twice_differs_from_the_model(
    history: History, change: Update
) -> None:
    assert len(history.judged(lambda session: session.execute(change)).unequal) == 1


def test_something_said_twice_differs_from_the_model(history: History) -> None:
    again = update(Outbox).where(Outbox.id == 1).values(dedupe_key="in:1:9")
    assert history.judged(lambda session: session.execute(again)).unequal


def test_what_never_arrived_is_missing(history: History) -> None:
    del history.telegram.heard[0]
    assert len(history.judged().missing) == 1


def test_what_still_waits_is_missing(history: History) -> None:
    waiting = update(Outbox).where(Outbox.id == 1).values(state=OutboxState.TODO)
    assert len(history.judged(lambda session: session.execute(waiting)).missing) == 1


def test_a_wrong_order_is_a_break(history: History) -> None:
    history.telegram.heard.reverse()
    assert history.judged().order_breaks > 0


def test_a_copy_without_a_doubt_is_counted(history: History) -> None:
    first = history.telegram.heard[0]
    history.telegram.heard.append(replace(first, message_id=99))
    verdict = history.judged()
    assert (verdict.sure_copies, verdict.doubtful_copies, verdict.kept) == (1, 0, False)


def test_a_copy_in_doubt_is_counted_and_allowed(history: History) -> None:
    first = history.telegram.heard[0]
    history.telegram.heard.append(replace(first, message_id=99))
    doubt = update(Outbox).where(Outbox.id == 1).values(doubts=1)
    verdict = history.judged(lambda session: session.execute(doubt))
    assert (verdict.sure_copies, verdict.doubtful_copies, verdict.kept) == (0, 1, True)


def test_a_message_from_nowhere_is_a_stray(history: History) -> None:
    first = history.telegram.heard[0]
    history.telegram.heard.append(replace(first, face=("send", "who said this?", ())))
    assert len(history.judged().strays) == 1
