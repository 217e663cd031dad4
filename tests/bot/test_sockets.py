"""Where servers listen: places, what systemd passes, and a port that outlives the process."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.sockets import listening, served
from bot.stopping import StopError
from tests.conftest import SECRET_KEY

HOUSE = str(Path(__file__).parents[2])
NAMED = "JIP_WEB_LISTEN"
PASSING = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.set_inheritable(3, True);"
    "os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1');"
    "os.execv(sys.executable, [sys.executable, '-m', 'bot', 'run'])"
)
"""What systemd does with a socket before it starts a service."""


@pytest.fixture
def held() -> Iterator[socket.socket]:
    """A socket that listens, as systemd holds one."""
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        yield found


@asynccontextmanager
async def process(folder: Path, held: socket.socket, **more: str) -> AsyncIterator[None]:
    """Run the page in a process of its own that is handed the socket; end it as systemd does."""
    url = f"http://127.0.0.1:{held.getsockname()[1]}"
    ours = {"JIP_WEB_URL": url, NAMED: "fd:3", "JIP_SECRET_KEY": SECRET_KEY, **more}
    kept = {name: text for name, text in os.environ.items() if not name.startswith("JIP_")}
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PASSING, str(held.fileno())),
        cwd=folder,
        env={**kept, "PYTHONPATH": HOUSE, **ours},
        pass_fds=[held.fileno()],
    )
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 30) == 0


async def status(held: socket.socket) -> int:
    """Ask for the first page and return the status of the answer, whenever it comes."""
    url = f"http://127.0.0.1:{held.getsockname()[1]}/"
    limit = aiohttp.ClientTimeout(60)
    async with aiohttp.ClientSession(timeout=limit) as session, session.get(url) as answer:
        return answer.status


async def test_the_port_outlives_the_process_and_a_visitor_waits(
    tmp_path: Path, held: socket.socket
) -> None:
    async with process(tmp_path, held):
        assert await status(held) == 200
    async with asyncio.TaskGroup() as tasks:
        visitor = tasks.create_task(status(held))
        await asyncio.sleep(0.5)
        assert not visitor.done()
        async with process(tmp_path, held):
            assert await visitor == 200


def test_what_systemd_did_not_pass_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, held: socket.socket
) -> None:
    for pid, count in (("", ""), (str(os.getpid() + 1), "1"), (str(os.getpid()), "0")):
        monkeypatch.setenv("LISTEN_PID", pid)
        monkeypatch.setenv("LISTEN_FDS", count)
        with pytest.raises(StopError, match="JIP_WEB_LISTEN is fd:3, but systemd passed no such"):
            listening("fd:3", NAMED)


def test_what_is_passed_must_listen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LISTEN_PID", str(os.getpid()))
    monkeypatch.setenv("LISTEN_FDS", "97")
    with closing(socket.socket()) as deaf, (tmp_path / "file").open("w") as file:
        for number, said in ((deaf.fileno(), "does not listen"), (file.fileno(), "is no socket")):
            with pytest.raises(StopError, match=said):
                listening(f"fd:{number}", NAMED)


def test_a_passed_socket_is_taken(monkeypatch: pytest.MonkeyPatch, held: socket.socket) -> None:
    monkeypatch.setenv("LISTEN_PID", str(os.getpid()))
    monkeypatch.setenv("LISTEN_FDS", "97")
    with closing(listening(f"fd:{held.fileno()}", NAMED)) as taken:
        assert taken.getsockname() == held.getsockname()


@pytest.mark.parametrize("place", ["127.0.0.1:0", "[::1]:0", "localhost:0"])
async def test_a_place_is_served_until_the_block_ends(place: str) -> None:
    async def hello(request: web.Request) -> web.Response:
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_get("/", hello)
    async with (
        served(app, listening(place, NAMED)) as root,
        aiohttp.ClientSession() as session,
        session.get(root) as answer,
    ):
        assert await answer.text() == "hello"
    with closing(socket.socket(socket.AF_INET6 if "[" in root else socket.AF_INET)) as after:
        host, _colon, port = root.removeprefix("http://").rpartition(":")
        assert after.connect_ex((host.strip("[]"), int(port))) != 0
