"""A district for a simulation: an empty database in a file of its own, and a clock to walk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.engine.database import open_database
from storage.engine.migrate import migrate
from storage.models import Outbox
from storage.models.outbox import OutboxState
from storage.places import seed_district
from tests.conftest import SECRET_KEY
from tests.people import Phone, Town


@contextmanager
def district(begin: datetime) -> Iterator[Town]:
    """Hand out a town with its places and nobody in it, gone after the block."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'jip.db'}"
        migrate(url, SECRET_KEY)
        with closing(open_database(url, SECRET_KEY)) as database:
            town = Town(database, begin)
            town.do(lambda session: seed_district(town.work(session)))
            yield town


def everybody_reads(
    town: Town, phones: Mapping[int, Phone], keep: Callable[[Session, Outbox], None]
) -> None:
    """Let everybody read for whom something may go out, and keep what that was.

    Rows are forgotten after a while, so each is noted when it was sent.
    """
    todo = (Outbox.state == OutboxState.TODO, Outbox.not_before <= town.now)
    sent = (Outbox.state == OutboxState.SENT, Outbox.finished_at == town.now)

    def note(session: Session) -> None:
        for row in session.scalars(select(Outbox).where(*sent, Outbox.kind.is_not(None))):
            keep(session, row)

    chats = select(Outbox.chat_id).where(*todo).distinct()
    for chat in town.do(lambda session: session.scalars(chats).all()):
        phones[chat].reads()
    town.do(note)


def lines(told: dict[str, float]) -> str:
    """Write what a simulation came to, a line each."""
    return "\n".join(f"{what}: {value:.1f}" for what, value in told.items())
