"""A server that says nothing any more: its connections are cut, and no thread waits for ever."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakSet

from sqlalchemy import Engine, event

SECONDS = 30.0  # longer than any statement may take: storage.engine.engines


class Silence:
    """Watches the threads that use an engine; each answer of the server counts as a sign of life.

    A line can be dead without anybody saying so, and a driver waits for ever. What was cut is an
    error like any other lost connection.
    """

    def __init__(self, engine: Engine, seconds: float = SECONDS) -> None:
        """Begin to watch."""
        self._seconds = seconds
        self._connections: WeakSet[Any] = WeakSet()
        self._heard: dict[int, float] = {}
        self._ended = threading.Event()
        event.listen(engine, "connect", self._came)
        event.listen(engine, "before_cursor_execute", self._note)
        event.listen(engine, "after_cursor_execute", self._note)
        threading.Thread(target=self._watch, name="silence", daemon=True).start()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Watch this thread while the block lasts."""
        self._heard[threading.get_ident()] = time.monotonic()
        try:
            yield
        finally:
            self._heard.pop(threading.get_ident(), None)

    def cut(self) -> None:
        """Cut all connections: whoever waits for one gets an error."""
        for connection in list(self._connections):
            cut(connection)

    def end(self) -> None:
        """Watch no more; who connects later is cut at once."""
        self._ended.set()

    def _came(self, connection: Any, _: object) -> None:
        self._connections.add(connection)
        if self._ended.is_set():
            cut(connection)

    def _note(self, *_: object) -> None:
        if threading.get_ident() in self._heard:
            self._heard[threading.get_ident()] = time.monotonic()

    def _watch(self) -> None:
        while not self._ended.wait(min(1.0, self._seconds / 4)):
            since = time.monotonic() - self._seconds
            if any(heard < since for heard in list(self._heard.values())):
                self.cut()


def cut(connection: Any) -> None:
    """Shut a driver's connection down from another thread; its owner notices, and closes it."""
    import psycopg  # 9 MB that nobody needs beside SQLite

    with (
        suppress(OSError, psycopg.Error),  # closed meanwhile
        socket.socket(fileno=os.dup(connection.fileno())) as line,
    ):
        line.shutdown(socket.SHUT_RDWR)
