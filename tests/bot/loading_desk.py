"""A file of bytes given to `jip-bot load`, as an operator does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from bot.__main__ import main
from bot.settings import Settings
from storage.engine.database import open_database
from tests.conftest import SECRET_KEY
from tests.storage.desk import look

Command = Callable[..., Result]
Load = Callable[..., Result]
Read = Callable[[Callable[[Session], Any]], Any]
FIRM = {
    "id": "E1",
    "name": "Bäckerei Groß (Demo)",
    "sector": "food",
    "plz": "72764",
    "status": "verified",
}


@pytest.fixture
def command(chosen_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """`jip-bot` on a migrated database."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"JIP_{name.upper()}", raising=False)
    monkeypatch.setenv("JIP_DATABASE_URL", chosen_url)
    monkeypatch.setenv("JIP_SECRET_KEY", SECRET_KEY)
    return lambda *words: CliRunner().invoke(main, words)


@pytest.fixture
def read(chosen_url: str) -> Iterator[Read]:
    """Look into the database that was loaded into."""
    with closing(open_database(chosen_url, SECRET_KEY)) as database:
        yield lambda unit: look(database, unit)


@pytest.fixture
def load(command: Command, tmp_path: Path) -> Load:
    """Load bytes, or sections written as JSON."""

    def loaded(content: bytes | None = None, **sections: Any) -> Result:
        file = tmp_path / "given"
        file.write_bytes(json.dumps(sections, indent=1).encode() if content is None else content)
        return command("load", str(file))

    return loaded
