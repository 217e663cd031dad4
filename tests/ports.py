"""Ports for servers of a test."""

from __future__ import annotations

import random
import socket

BELOW = range(15000, 32000)  # where the system takes none for outgoing connections


def free_port() -> int:
    """Return a port nobody listens at, and that no other program is given meanwhile."""
    while True:
        port = random.choice(BELOW)
        with socket.socket() as found:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                found.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def free_place() -> str:
    """Return such a port as the place of a setting."""
    return f"127.0.0.1:{free_port()}"
