"""A district for a simulation: an empty database in a file of its own, and a clock to walk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from storage.engine.database import open_database
from storage.engine.migrate import migrate
from storage.places import seed_district
from tests.conftest import SECRET_KEY
from tests.people import Town


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


def lines(told: dict[str, float]) -> str:
    """Write what a simulation came to, a line each."""
    return "\n".join(f"{what}: {value:.1f}" for what, value in told.items())
