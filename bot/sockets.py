"""Where a server listens: at a host and a port, or at a socket that systemd holds for it."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.stopping import StopError
from bot.values import PASSED, address

FIRST = 3  # of the sockets systemd passes: sd_listen_fds(3)
BACKLOG = 128
STOP_SECONDS = 3.0


def listening(value: str, setting: str) -> socket.socket:
    """Return a socket that listens there; StopError is a sentence that names the setting."""
    if found := PASSED.fullmatch(value):
        return _passed(int(found[1]), setting)
    at = address(value)
    if at is None:
        raise StopError(f"{setting} names no place to listen at: {value}.")
    try:
        return _bound(*at)
    except OSError as error:
        raise StopError(f"{setting}: nobody can listen at {value}: {error.strerror}.") from None


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(BACKLOG)
    except OSError:
        found.close()
        raise
    return found


def _passed(number: int, setting: str) -> socket.socket:
    """Return a socket that systemd passed to this very process: it keeps the port meanwhile."""
    passed = os.environ.get("LISTEN_FDS", "")
    for_us = os.environ.get("LISTEN_PID") == str(os.getpid()) and passed.isdecimal()
    if not for_us or not FIRST <= number < FIRST + int(passed):
        raise StopError(f"{setting} is fd:{number}, but systemd passed no such socket.")
    try:
        found = socket.socket(fileno=os.dup(number))
    except OSError:
        raise StopError(f"{setting} is fd:{number}, which is no socket.") from None
    if found.type != socket.SOCK_STREAM or not found.getsockopt(
        socket.SOL_SOCKET, socket.SO_ACCEPTCONN
    ):
        found.close()
        raise StopError(f"{setting} is fd:{number}, which does not listen: Accept=no is needed.")
    return found


@asynccontextmanager
async def served(app: web.Application, at: socket.socket) -> AsyncIterator[str]:
    """Serve an application at a socket while the block lasts; yields its root on this computer.

    Who asked for what is logged nowhere.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS)
    with at:
        await runner.setup()
        try:
            await web.SockSite(runner, at).start()
            host, port = at.getsockname()[:2]
            yield f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        finally:
            await runner.cleanup()
