"""Databases to copy, made when first wanted, once for all workers of a run."""

from __future__ import annotations

import itertools
import os
import shutil
from abc import ABC, abstractmethod
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from storage.engine.database import Priority, open_database
from storage.engine.lock import locked_file
from storage.engine.migrate import migrate
from storage.models import Setting
from storage.places import seed_district
from storage.work import Work
from tests.demo import load_demo
from tests.works import NOW, unit_at

SECRET_KEY = b64encode(bytes(range(32))).decode()
KINDS = ("sqlite", "postgresql")
EMPTY, MIGRATED, DISTRICT, DEMO = "template0", "migrated", "district", "demo"
SWIFT = "swift"


def _load(work: Work) -> None:
    load_demo(work.session, work.now)


def _hasten(work: Work) -> None:
    work.session.add(Setting(name="sends_per_second", value="100"))


FURNISHED: dict[str, tuple[str, Callable[[Work], Any]]] = {
    DISTRICT: (MIGRATED, seed_district),
    DEMO: (DISTRICT, _load),
    SWIFT: (DISTRICT, _hasten),
}
"""What is built on what, at the time of the fixture `now`."""


class Stock(ABC):
    """Databases of one kind: `copy` gives one of a test's own."""

    def __init__(self, folder: Path) -> None:
        """Keep what is made once in a folder that all workers of the run share."""
        self.folder = folder
        self._known = {EMPTY}

    @abstractmethod
    def copy(self, name: str, to: Path) -> Any:
        """Give the address of a copy while the block lasts; a file is put into the folder `to`."""

    @abstractmethod
    def _has(self, name: str) -> bool:
        """Tell whether it was made, by whichever worker."""

    @abstractmethod
    def _begin(self, name: str, of: str) -> str:
        """Copy one to begin with and return the address."""

    @abstractmethod
    def _finish(self, name: str) -> None:
        """Let all workers see what was begun."""

    def make(self, name: str) -> None:
        """Make one unless a worker did."""
        if name in self._known:
            return
        base, furnish = FURNISHED.get(name, (EMPTY, None))
        self.make(base)
        with locked_file(str(self.folder / "making")):
            if not self._has(name):
                url = self._begin(name, base)
                if furnish is None:
                    migrate(url, SECRET_KEY)
                else:
                    with closing(open_database(url, SECRET_KEY)) as database:
                        database.submit(Priority.BULK, unit_at(NOW, furnish)).result()
                self._finish(name)
        self._known.add(name)


class Files(Stock):
    """SQLite files."""

    @contextmanager
    def copy(self, name: str, to: Path) -> Iterator[str]:
        """Put `jip.db` into a folder; it goes with the folder."""
        self.make(name)
        if name != EMPTY:
            shutil.copy(self._path(name), to / "jip.db")
        yield f"sqlite:///{to / 'jip.db'}"

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.db"

    def _has(self, name: str) -> bool:
        return self._path(name).exists()

    def _begin(self, name: str, of: str) -> str:
        begun = self._path(f"{name}-begun")
        if of != EMPTY:
            shutil.copy(self._path(of), begun)
        return f"sqlite:///{begun}"

    def _finish(self, name: str) -> None:
        self._path(f"{name}-begun").rename(self._path(name))


class Server(Stock):
    """The databases of a PostgreSQL server; `engine` is its own connection."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """Use a server that runs."""
        super().__init__(folder)
        self.engine = engine
        self._names = (f"test_{os.getpid()}_{number}" for number in itertools.count())

    @contextmanager
    def copy(self, name: str, to: Path) -> Iterator[str]:
        """Make a database and drop it."""
        self.make(name)
        copied = next(self._names)
        yield self._copy(copied, name)
        self.run(f"DROP DATABASE {copied} WITH (FORCE)")

    def run(self, *statements: str) -> None:
        """Run statements, each by itself."""
        with self.engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def _copy(self, name: str, of: str) -> str:
        self.run(f"CREATE DATABASE {name} TEMPLATE {of} STRATEGY FILE_COPY")
        return self.engine.url.set(database=name).render_as_string(hide_password=False)

    def _has(self, name: str) -> bool:
        with self.engine.connect() as connection:
            named = f"SELECT count(*) FROM pg_database WHERE datname = '{name}'"
            return bool(connection.exec_driver_sql(named).scalar())

    def _begin(self, name: str, of: str) -> str:
        self.run(f"DROP DATABASE IF EXISTS {name}_begun")
        return self._copy(f"{name}_begun", of)

    def _finish(self, name: str) -> None:
        self.run(f"ALTER DATABASE {name}_begun RENAME TO {name}")
