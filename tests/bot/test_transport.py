"""What an error says about whether a call arrived: real sockets that misbehave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken

from bot.telegram.transport import (
    WRITTEN,
    NotSentError,
    TelegramBot,
    TooManyError,
    Transport,
    UnclearError,
)

MOVED = '{"ok":false,"description":"Moved","parameters":{"migrate_to_chat_id":-7}}'
KEY = "123456:a-key-nobody-should-read"


def http(status: str, body: str) -> bytes:
    """Write an answer as it goes over the wire."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head + body).encode()


@asynccontextmanager
async def server(reply: bytes | None, *, hang: bool = False) -> AsyncIterator[str]:
    """Serve one fixed reply (None: hang up without a word); yields the root address."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if hang:
            await reader.read()
        elif reply is not None:
            writer.write(reply)
            await writer.drain()
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        await asyncio.sleep(0.01)


async def send(url: str, *, plain: bool = True) -> None:
    """Make one call with a short patience, with or without python-telegram-bot's objects."""
    async with Transport(read_seconds=0.2) as transport:
        bot = TelegramBot(KEY, url, transport)
        if plain:
            await bot.call("sendMessage", {"chat_id": 5, "text": "hello"})
        else:
            await bot.send_message(5, "hello")


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (http("403 Forbidden", '{"ok":false,"description":"Forbidden: blocked"}'), Forbidden),
        (http("400 Bad", '{"ok":false,"description":"Bad Request: chat"}'), BadRequest),
        (http("400 Moved", MOVED), ChatMigrated),
        (http("404 No", '{"ok":false,"description":"Not Found"}'), InvalidToken),
        (http("413 Large", '{"ok":false,"description":"Too Large"}'), BadRequest),
        (http("501 No", '{"ok":false,"description":"not implemented"}'), BadRequest),
        (http("401 No", '{"ok":false,"description":"Unauthorized"}'), InvalidToken),
        (http("409 No", '{"ok":false,"description":"Conflict"}'), Conflict),
        (http("500 Oh", '{"ok":false,"description":"Internal"}'), NotSentError),
        (http("502 Oh", '{"ok":false,"description":"Bad Gateway"}'), NotSentError),
        (http("429 Slow", '{"ok":false,"description":"Too Many"}'), TooManyError),
        (http("502 Oh", "<html>nginx</html>"), UnclearError),
        (http("200 OK", "<html>a captive portal</html>"), UnclearError),
        (http("200 OK", '{"ok":true}'), UnclearError),
        (http("200 OK", '{"ok":false,"description":"?"}'), UnclearError),
        (http("500 Oh", '{"ok":true,"result":{}}'), UnclearError),
        (http("200 OK", "[]"), UnclearError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{", UnclearError),
        (b"what?", UnclearError),
        (None, UnclearError),
    ],
)
@pytest.mark.parametrize("plain", [True, False])
async def test_each_answer_has_one_meaning(
    reply: bytes | None, error: type[Exception], *, plain: bool
) -> None:
    async with server(reply) as url:
        with pytest.raises(error) as caught:
            await send(url, plain=plain)
        assert type(caught.value) is error
        assert KEY not in repr(caught.value)


async def test_a_429_brings_its_pause() -> None:
    body = '{"ok":false,"description":"Too Many","parameters":{"retry_after":17}}'
    async with server(http("429 Slow", body)) as url:
        with pytest.raises(TooManyError) as caught:
            await send(url)
        assert caught.value.seconds == 17.0


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        (10**15, 3600.0),
        (10**400, 3600.0),
        ("Infinity", 3600.0),
        (2.5, 2.5),
        (-7, 1.0),
        ("NaN", 1.0),
        ('"17"', 1.0),
        ("[]", 1.0),
    ],
)
async def test_no_pause_is_longer_than_an_hour(asked: object, seconds: float) -> None:
    body = f'{{"ok":false,"description":"Too Many","parameters":{{"retry_after":{asked}}}}}'
    async with server(http("429 Slow", body)) as url:
        with pytest.raises(TooManyError) as caught:
            await send(url)
    assert caught.value.seconds == seconds


async def test_silence_is_ambiguous() -> None:
    async with server(None, hang=True) as url:
        with pytest.raises(UnclearError):
            await send(url)


async def test_a_closed_door_means_not_sent() -> None:
    async with server(None) as url:
        pass
    with pytest.raises(NotSentError) as caught:
        await send(url)
    assert KEY not in repr(caught.value)
    assert caught.value.__cause__ is None


async def test_an_answer_that_never_ends_is_ambiguous() -> None:
    given_up = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not writer.transport.is_closing():
            writer.write(b" ")
            await asyncio.sleep(0.1)
        given_up.set()

    listening = await asyncio.start_server(drip, "127.0.0.1", 0)
    async with listening, asyncio.timeout(5):
        with pytest.raises(UnclearError):
            await send(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}")
        await given_up.wait()


async def test_a_task_is_told_when_its_call_leaves() -> None:
    left: list[float] = []
    WRITTEN.set(lambda: left.append(asyncio.get_running_loop().time()))
    async with server(http("403 Forbidden", '{"ok":false,"description":"Forbidden"}')) as url:
        began = asyncio.get_running_loop().time()
        with pytest.raises(Forbidden):
            await send(url)
        ended = asyncio.get_running_loop().time()
    assert len(left) == 1
    assert began <= left[0] <= ended
