"""aiohttp under python-telegram-bot, and what an error says about whether a call arrived."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)
from telegram.request import BaseRequest, RequestData

from bot.outward import proxy_of
from conversations.kit.files import File

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
LONGEST_READS = 3  # an answer that drips for longer is given up: bot.upkeep relies on it
LAST_LOOK = 0.5
LONGEST_REST = 3600  # seconds: nobody is left alone for longer, whatever a 429 asks for
CONNECTIONS = 100
TOO_MANY = 429
TRANSIENT = frozenset({500, 502, 503, 504})
MAPPED: Mapping[int, type[TelegramError]] = {
    400: BadRequest,
    401: InvalidToken,
    403: Forbidden,
    404: InvalidToken,
    409: Conflict,
}


class NotSentError(NetworkError):
    """The call did not reach the messenger, or it said that it did nothing."""


class TooManyError(NetworkError):
    """Nothing was done: try again after `seconds`."""

    def __init__(self, text: str, seconds: float) -> None:
        """Keep the pause the messenger asks for."""
        super().__init__(text)
        self.seconds = seconds


class UnclearError(NetworkError):
    """The call may have arrived: the line broke, or the answer was not the messenger's."""


NOT_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)

WRITTEN: ContextVar[Callable[[], None] | None] = ContextVar("WRITTEN", default=None)
"""Called when the call of this task leaves: a busy machine may be late by much."""


async def _tell(*_: object) -> None:
    written = WRITTEN.get()
    if written is not None:
        written()


class Transport(BaseRequest):
    """One pool of connections for all calls."""

    def __init__(
        self,
        read_seconds: float = READ_SECONDS,
        hear: Callable[[datetime], None] = lambda date: None,
    ) -> None:
        """Wait so long for a sign of life; `hear` is told what time the messenger says it is."""
        self._read_seconds = read_seconds
        self._hear = hear
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer unless told otherwise."""
        return self._read_seconds

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS)
            trace = aiohttp.TraceConfig()
            trace.on_request_chunk_sent.append(_tell)
            self._session = aiohttp.ClientSession(connector=connector, trace_configs=[trace])

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_rest: Any,
        **timeouts: Any,
    ) -> tuple[int, bytes]:
        """Make a call of python-telegram-bot, which sorts the errors of the Bot API itself."""
        seconds = timeouts.get("read_timeout", self.DEFAULT_NONE)
        seconds = self._read_seconds if seconds is self.DEFAULT_NONE else seconds
        form: Any = request_data.json_parameters if request_data else None
        if request_data and request_data.contains_files:
            form = _form(form, request_data.multipart_data)
        status, payload = await self._post(url, seconds, data=form)
        _checked(status, payload)
        return status, payload

    async def call(self, url: str, values: dict[str, Any], seconds: float | None = None) -> Any:
        """Make one call and return its result; errors as python-telegram-bot would raise them."""
        body, kind = json.dumps(values).encode(), {"Content-Type": "application/json"}
        return await self._called(url, seconds, data=body, headers=kind)

    async def upload(self, url: str, values: dict[str, Any], part: str, file: File) -> Any:
        """Make one call whose parameter `part` is a file; result and errors as of any other."""
        fields = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in values.items()
        }
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return await self._called(
            url, None, data=_form(fields, {part: (file.name, file.content, kind)})
        )

    async def _called(self, url: str, seconds: float | None, **request: Any) -> Any:
        status, payload = await self._post(url, seconds or self._read_seconds, **request)
        answer = _checked(status, payload)
        if answer["ok"]:
            return answer["result"]
        raise _mapped(status, answer)

    async def _post(self, url: str, seconds: float, **request: Any) -> tuple[int, bytes]:
        """Send and wait; no error text holds the address, because that holds the token."""
        if self._session is None:
            raise NotSentError("the transport is not open")
        options = proxy_of(url)
        headers = request.pop("headers", {}) | options.pop("headers", {})
        timeout = aiohttp.ClientTimeout(None, connect=CONNECT_SECONDS)
        try:
            async with _at_most(LONGEST_READS * seconds):
                async with _at_most(CONNECT_SECONDS + seconds):
                    answer = await self._session.post(
                        url, timeout=timeout, headers=headers, **options, **request
                    )
                payload = await _read(answer, seconds)
        except NOT_SENT as error:
            raise NotSentError(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UnclearError(type(error).__name__) from None
        if answer.content_type == "application/json" and (date := _date(answer.headers)):
            self._hear(date)
        return answer.status, payload


@asynccontextmanager
async def _at_most(seconds: float) -> AsyncIterator[None]:
    """Give up after so long, but not before what came meanwhile was read.

    The process may have stood still for minutes: then the time is over, and the answer there.
    So aiohttp's own limit on reading is not used: it looks at the time alone.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as limit:
        last_look = loop.call_later(seconds, lambda: limit.reschedule(loop.time() + LAST_LOOK))
        try:
            yield
        finally:
            last_look.cancel()


async def _read(answer: aiohttp.ClientResponse, seconds: float) -> bytes:
    """Read an answer to its end, waiting so long for each part."""
    parts: list[bytes] = []
    async with answer:
        while True:
            async with _at_most(seconds):
                part = await answer.content.readany()
            if not part:
                return b"".join(parts)
            parts.append(part)


def _form(fields: Mapping[str, str], files: Mapping[str, tuple[str, Any, str]]) -> aiohttp.FormData:
    """Return a multipart form: plain fields, then files by the name of their field."""
    form = aiohttp.FormData(fields, quote_fields=False, default_to_multipart=True)
    for part, (name, content, kind) in files.items():
        form.add_field(part, content, filename=name, content_type=kind)
    return form


def _date(headers: Mapping[str, str]) -> datetime | None:
    """Return when an answer was given, by the clock of who gave it."""
    try:
        found = parsedate_to_datetime(headers["Date"])
    except (LookupError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _checked(status: int, payload: bytes) -> dict[str, Any]:
    """Return an answer that python-telegram-bot maps well; name the rest by whether it arrived."""
    try:
        answer: dict[str, Any] = json.loads(payload)
        done = answer["ok"] is True and "result" in answer
    except (ValueError, LookupError, TypeError):
        raise UnclearError(f"status {status} without an answer of the Bot API") from None
    if done != (200 <= status < 300):
        raise UnclearError(f"status {status} contradicts its answer")
    if not done and status not in MAPPED:
        raise _refusal(status, answer)
    return answer


def _mapped(status: int, answer: dict[str, Any]) -> TelegramError:
    text, parameters = str(answer.get("description", status)), answer.get("parameters")
    moved = parameters.get("migrate_to_chat_id") if isinstance(parameters, dict) else None
    return ChatMigrated(moved) if isinstance(moved, int) else MAPPED[status](text)


def _refusal(status: int, answer: dict[str, Any]) -> TelegramError:
    text, parameters = str(answer.get("description", status)), answer.get("parameters")
    if status == TOO_MANY:
        return TooManyError(text, _bounded(parameters))
    return NotSentError(text) if status in TRANSIENT else BadRequest(text)


def _bounded(parameters: object) -> float:
    """Return the pause asked for, or the nearest that makes sense."""
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if not isinstance(seconds, int | float):
        return 1.0
    return float(max(1, min(seconds, LONGEST_REST)))


class TelegramBot(Bot):
    """python-telegram-bot's Bot, which also calls without its objects: a third of the time."""

    def __init__(self, token: str, api_url: str, transport: Transport) -> None:
        """Bind token and server (root address without a slash at the end)."""
        super().__init__(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=transport,
            get_updates_request=transport,
        )
        self._transport = transport

    async def call(self, method: str, values: dict[str, Any], seconds: float | None = None) -> Any:
        """Call a method of the Bot API with plain JSON, waiting so long; returns its result."""
        return await self._transport.call(f"{self.base_url}/{method}", values, seconds)

    async def upload(self, method: str, values: dict[str, Any], part: str, file: File) -> Any:
        """Call a method whose parameter `part` is a file; returns its result."""
        return await self._transport.upload(f"{self.base_url}/{method}", values, part, file)

    async def raw_updates(
        self, offset: int | None, seconds: int, kinds: list[str]
    ) -> list[dict[str, Any]]:
        """Wait up to `seconds` for updates from `offset`, unparsed: one bad one harms no other."""
        values = {"timeout": seconds, "allowed_updates": kinds}
        if offset is not None:
            values["offset"] = offset
        answer = await self.call("getUpdates", values, seconds + 5)
        if not isinstance(answer, list):
            raise TelegramError("getUpdates did not answer with a list")
        return answer
