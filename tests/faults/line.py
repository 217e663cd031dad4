"""The line to a PostgreSQL server, which can fall silent: nobody hangs up, nothing arrives."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import make_url

CHUNK = 65536


class Line:
    """Carries bytes both ways, on loopback."""

    def __init__(self, url: str) -> None:
        """Lead to the server of this address, reached by its socket file."""
        address = make_url(url)
        self._path = f"{address.query['host']}/.s.PGSQL.5432"
        self._door = socket.create_server(("127.0.0.1", 0))
        self._lines: list[threading.Event] = []
        self.lay_anew()
        port: int = self._door.getsockname()[1]
        way = address.set(host="127.0.0.1", port=port, query={})
        self.url = way.render_as_string(hide_password=False)
        threading.Thread(target=self._serve, daemon=True).start()

    def fall_silent(self) -> None:
        """Let nothing through any more."""
        for speaks in self._lines:
            speaks.clear()

    def lay_anew(self) -> None:
        """Let through what is connected from now on; the rest stays as it is."""
        self._speaks = threading.Event()
        self._speaks.set()
        self._lines.append(self._speaks)

    def end(self) -> None:
        """Answer nobody any more."""
        for speaks in self._lines:
            speaks.set()
        self._door.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        speaks = self._speaks
        with near, socket.socket(socket.AF_UNIX) as far:
            far.connect(self._path)
            back = threading.Thread(target=_carry, args=(far, near, speaks), daemon=True)
            back.start()
            _carry(near, far, speaks)
            back.join()


def _carry(one: socket.socket, other: socket.socket, speaks: threading.Event) -> None:
    with suppress(OSError):
        while data := one.recv(CHUNK):
            speaks.wait()
            other.sendall(data)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(url: str) -> Iterator[Line]:
    """Lay a line."""
    line = Line(url)
    try:
        yield line
    finally:
        line.end()
