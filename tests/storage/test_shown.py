"""Where the report of an announcement stood is kept when the table of cards comes, and goes."""

from __future__ import annotations

from alembic import command
from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.engine.migrate import configured, migrate, migration
from tests.conftest import SECRET_KEY
from tests.storage.seeding import seed


def test_the_report_of_an_announcement_is_one_of_the_cards(empty_url: str) -> None:
    migrate(empty_url, SECRET_KEY)
    with migration(empty_url) as connection, Session(connection) as session:
        keys = seed(session)
        session.flush()
        report = {"kind": "announcement", "key": keys["announcement"]}
        said = "UPDATE shown SET subject = :kind, subject_id = :key"
        session.execute(text(said), report)
        session.commit()
    where = (keys["chat"], "announcement", keys["announcement"], keys["outbox"])
    with migration(empty_url) as connection:
        command.downgrade(configured(connection), "0009")
        rows = connection.execute(text("SELECT report_row FROM announcement"))
        assert rows.scalars().all() == [keys["outbox"]]
        command.upgrade(configured(connection), "0010")
        cards = connection.execute(
            text("SELECT chat_id, subject, subject_id, outbox_id FROM shown")
        )
        assert [tuple(row) for row in cards] == [where]
