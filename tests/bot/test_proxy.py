"""The way out through a proxy: a real little one, on loopback."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.telegram.transport import NotSentError, TelegramBot, Transport
from tests.bot.standin_desk import KEY
from tests.bot.test_transport import http

ANSWER = http("200 OK", '{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"jip"}}')
REFUSAL = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Proxy:
    """What a proxy was asked for."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)


@asynccontextmanager
async def proxy() -> AsyncIterator[Proxy]:
    """Serve a proxy that answers in the name of everybody, and leads to nobody."""
    found = Proxy()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        found.heads.append(head)
        found.asked.append(head.splitlines()[0])
        writer.write(REFUSAL if head.startswith("CONNECT") else ANSWER)
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        found.url = f"http://jip:hunter2@127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        yield found


async def ask(api: str) -> None:
    """Make one call."""
    async with Transport(read_seconds=2.0) as transport:
        await TelegramBot(KEY, api, transport).call("getMe", {})


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


async def test_a_call_goes_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with proxy() as found:
        monkeypatch.setenv("HTTP_PROXY", found.url)
        await ask("http://api.invalid")
    assert found.asked == [f"POST http://api.invalid/bot{KEY}/getMe HTTP/1.1"]
    secret = b64encode(b"jip:hunter2").decode()
    assert f"Proxy-Authorization: Basic {secret}" in found.heads[0]


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy"])
async def test_the_safe_way_is_asked_for_too_and_a_refusal_means_not_sent(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    async with proxy() as found:
        monkeypatch.setenv(name, found.url)
        with pytest.raises(NotSentError) as caught:
            await ask("https://api.invalid")
    assert found.asked == ["CONNECT api.invalid:443 HTTP/1.1"]
    assert "hunter2" not in repr(caught.value)


async def test_a_proxy_that_is_not_there_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async with proxy() as found:
        pass
    monkeypatch.setenv("HTTPS_PROXY", found.url)
    with pytest.raises(NotSentError):
        await ask("https://api.invalid")


async def test_what_is_here_is_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    async with proxy() as found, proxy() as api:
        monkeypatch.setenv("HTTP_PROXY", found.url)
        await ask(f"http://{api.url.partition('@')[2]}")
        monkeypatch.setenv("NO_PROXY", "api.invalid")
        with pytest.raises(NotSentError):
            await ask("http://api.invalid")
    assert (len(found.asked), len(api.asked)) == (0, 1)
