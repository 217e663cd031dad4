"""Keys: a wrong one is noticed before it does harm, an old one is left behind, killed or not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from base64 import b64encode
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.__main__ import main
from storage.engine.database import Database, open_database
from storage.engine.errors import UnusableError
from storage.engine.lock import only_instance
from storage.engine.migrate import migrate
from storage.engine.sealed import KEYRING
from storage.models import Chat, Outbox
from storage.models.chats import ChatKind
from storage.queues import outbox
from storage.queues.chats import upsert_chat
from storage.resealing import unreadable
from tests.bot.test_command_line import HOUSE
from tests.conftest import SECRET_KEY
from tests.storage.desk import do, look

NEW_KEY, OTHER_KEY = (b64encode(letter * 32).decode() for letter in (b"n", b"o"))
ROWS = 1500


def environment(url: str, key: str) -> dict[str, str]:
    """Return what an operator sets."""
    ours = {"JIP_DATABASE_URL": url, "JIP_SECRET_KEY": key, "JIP_TELEGRAM_TOKEN": "1:x"}
    return ours | {"PYTHONPATH": HOUSE}


def command(folder: Path, url: str, key: str) -> subprocess.Popen[str]:
    """Start sealing anew in a process of its own, to be killed."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "rekey"],
        cwd=folder,
        env={**os.environ, **environment(url, key)},
        stdout=subprocess.PIPE,
        text=True,
    )


def typed(url: str, key: str, *words: str) -> Result:
    """Type a command."""
    return CliRunner(env=environment(url, key)).invoke(main, words)


def fill(database: Database, now: datetime) -> None:
    """Put many rows, and a few people."""

    def unit(session: Session) -> None:
        chats = [upsert_chat(session, f"{n}", ChatKind.PRIVATE, now) for n in range(300)]
        for number in range(ROWS):
            outbox.put(
                session,
                chat_id=chats[number % len(chats)],
                lane=0,
                dedupe_key=f"{number}",
                now=now,
                expires_at=now,
                body={"v": 1, "op": "send", "text": f"text {number}"},
            )

    do(database, unit)


def test_sealing_anew_is_killed_twice_and_goes_on(
    database_url: str, database: Database, tmp_path: Path, now: datetime
) -> None:
    fill(database, now)
    both = f"{NEW_KEY},{SECRET_KEY}"
    for killed_after in (1, 5):
        with command(tmp_path, database_url, both) as process:
            assert process.stdout is not None
            for _ in range(killed_after):
                assert process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        with pytest.raises(UnusableError, match="put it back"):  # some of it is still of the old
            migrate(database_url, NEW_KEY)
    ended = typed(database_url, both, "rekey")
    assert (ended.exit_code, ended.stderr) == (0, "")
    last = ended.stdout.splitlines()[-1]
    assert last == "Everything is sealed by the first key; the other keys can go."
    migrate(database_url, NEW_KEY)
    KEYRING.install(NEW_KEY)
    assert dict(look(database, lambda session: [*unreadable(session)])) == {}
    assert len(look(database, bodies)) == ROWS
    assert do(database, upsert_chat, "7", ChatKind.PRIVATE, now) <= 300


def bodies(session: Session) -> set[str]:
    """Read what is sealed."""
    return {row.body["text"] for row in session.query(Outbox).all() if row.body}


def test_what_was_loaded_is_known_again_when_its_key_is_gone(database_url: str) -> None:
    KEYRING.install(SECRET_KEY)
    before = KEYRING.lookup_keys("loaded", "an entry")
    assert typed(database_url, f"{NEW_KEY},{SECRET_KEY}", "rekey").exit_code == 0
    migrate(database_url, NEW_KEY)
    assert before[0] in KEYRING.lookup_keys("loaded", "an entry")
    assert before[0] not in KEYRING.lookup_keys("chat.address", "an entry")


@pytest.mark.parametrize("words", [("run",), ("migrate",), ("check",), ("rekey",)])
def test_a_wrong_key_is_one_sentence_and_touches_nothing(
    database_url: str, database: Database, now: datetime, words: tuple[str, ...]
) -> None:
    do(database, upsert_chat, "7", ChatKind.PRIVATE, now)
    before = look(database, everything)
    ended = typed(database_url, OTHER_KEY, *words)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.splitlines() == [
        "JIP_SECRET_KEY lacks a key this database is sealed with: put it back, beside the new one "
        "where there is one; nothing was changed."
    ]
    assert look(database, everything) == before


def everything(session: Session) -> list[object]:
    """Return what could have been touched."""
    tables = ("mark", "chat", "setting", "due", "municipality")
    return [session.execute(text(f"SELECT * FROM {name}")).all() for name in tables]


def test_a_wrong_key_is_noticed_in_a_database_from_before_there_were_marks(
    database_url: str, database: Database, now: datetime
) -> None:
    do(database, upsert_chat, "7", ChatKind.PRIVATE, now)
    do(database, lambda session: session.execute(text("DELETE FROM mark")))
    with pytest.raises(UnusableError):
        migrate(database_url, OTHER_KEY)
    migrate(database_url, f"{NEW_KEY},{SECRET_KEY}")
    with pytest.raises(UnusableError):
        migrate(database_url, NEW_KEY)
    migrate(database_url, SECRET_KEY + f",{NEW_KEY}")


def test_nothing_is_sealed_anew_beside_a_running_bot(database_url: str) -> None:
    with only_instance(database_url):
        ended = typed(database_url, SECRET_KEY, "rekey")
    assert (ended.exit_code, ended.stderr[:15]) == (1, "another jip-bot")


def test_a_value_no_key_opens_is_counted_and_left(database_url: str, now: datetime) -> None:
    other = open_database(database_url, OTHER_KEY)
    stray = do(other, upsert_chat, "8", ChatKind.PRIVATE, now)
    other.close()
    KEYRING.install(SECRET_KEY)
    ended = typed(database_url, SECRET_KEY, "rekey")
    assert ended.exit_code == 1
    assert "Values that no key opens, left as they are: 1." in ended.stdout
    reopened = open_database(database_url, OTHER_KEY)
    assert look(reopened, lambda s: s.get_one(Chat, stray)).address == "8"
    reopened.close()
