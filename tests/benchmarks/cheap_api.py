"""A Bot API that does next to nothing: hands out updates, notes what is said and when."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from aiohttp import web

TOKEN = f"{123456}:bench-token"
ME = {"id": 123456, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
BATCH = 100
PATIENCE = 600.0
SPEAKING = frozenset({"sendMessage", "editMessageText", "editMessageReplyMarkup", "sendVenue"})
LISTS = frozenset({"getMyCommands"})
OBJECTS = frozenset({"getMyName", "getMyDescription", "getMyShortDescription", "getWebhookInfo"})


class Said(NamedTuple):
    """A call that shows something: monotonic seconds of its arrival, and what it held."""

    at: float
    method: str
    chat: int
    message: int
    text: str
    markup: str


class CheapApi:
    """One bot's messenger; every call but getUpdates is answered after `delay` seconds."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.said: list[Said] = []
        self.on_said: Callable[[Said], None] | None = None
        self.polled = asyncio.Event()
        self.polled_at = 0.0
        self.last_call = 0.0
        self.url = ""
        self._updates: deque[tuple[int, str]] = deque()
        self._news = asyncio.Event()
        self._spoken = asyncio.Event()
        self._number = time.time_ns() // 1_000_000  # what a database knows must not come again
        self._messages = int(time.time())

    def type_text(self, chat: int, text: str) -> None:
        """Let somebody write; a text with a slash is a command."""
        message: dict[str, Any] = {**self._message(chat), "from": _user(chat), "text": text}
        if text.startswith("/"):
            command = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
            message["entities"] = [command]
        self._happen({"message": message})

    def tap(self, chat: int, message: int, data: str) -> None:
        """Let somebody press a button."""
        shown = {**self._message(chat), "message_id": message, "from": ME, "text": "…"}
        query = {"from": _user(chat), "message": shown, "chat_instance": "1", "data": data}
        self._happen({"callback_query": {"id": str(self._number), **query}})

    async def reached(self, count: int) -> None:
        """Return when so many things were said."""
        async with asyncio.timeout(PATIENCE):
            while len(self.said) < count:
                self._spoken.clear()
                await self._spoken.wait()

    async def quiet(self, seconds: float = 0.5) -> None:
        """Return when every update was taken and no call came for so many seconds from now on."""
        self.last_call = time.monotonic()
        while True:
            await asyncio.sleep(seconds / 5)
            if not self._updates and time.monotonic() - self.last_call >= seconds:
                return

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one call."""
        at, method = time.monotonic(), request.path.rpartition("/")[2]
        fields = await _fields(request)
        if method == "getUpdates":
            return _json(await self._get_updates(fields))
        result = self._result(at, method, fields)
        if self.delay:
            await asyncio.sleep(self.delay)
        self.last_call = time.monotonic()
        return _json(result)

    def _result(self, at: float, method: str, fields: Mapping[str, str]) -> str:
        if method in SPEAKING:
            return self._speak(at, method, fields)
        if method == "getMe":
            return json.dumps(ME)
        if method in LISTS:
            return "[]"
        if method in OBJECTS:
            empty = {"name": "", "description": "", "short_description": "", "url": ""}
            return json.dumps({**empty, "has_custom_certificate": False, "pending_update_count": 0})
        return "true"

    def _speak(self, at: float, method: str, fields: Mapping[str, str]) -> str:
        number = int(fields.get("message_id") or self._next_message())
        chat, text = int(fields["chat_id"]), fields.get("text", "")
        markup = fields.get("reply_markup", "")
        said = Said(at, method, chat, number, text, markup)
        self.said.append(said)
        self._spoken.set()
        if self.on_said:
            self.on_said(said)
        keyboard = f',"reply_markup":{markup}' if '"inline_keyboard"' in markup else ""
        head = f'"message_id":{number},"date":{int(time.time())},"from":{json.dumps(ME)}'
        where = f'"chat":{{"id":{chat},"type":"private","first_name":"Person {chat}"}}'
        return f'{{{head},{where},"text":{json.dumps(text)}{keyboard}}}'

    async def _get_updates(self, fields: Mapping[str, str]) -> str:
        offset, limit = int(fields.get("offset") or 0), int(fields.get("limit") or BATCH)
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        if not self.polled.is_set():
            self.polled_at = time.monotonic()
            self.polled.set()
        if not self._updates:
            self._news.clear()
            try:
                async with asyncio.timeout(float(fields.get("timeout") or 0)):
                    await self._news.wait()
            except TimeoutError:
                return "[]"
        found = [text for (_, text), _ in zip(self._updates, range(limit), strict=False)]
        return f"[{','.join(found)}]"

    def _message(self, chat: int) -> dict[str, Any]:
        where = {"id": chat, "type": "private", "first_name": f"Person {chat}"}
        return {"message_id": self._next_message(), "chat": where, "date": int(time.time())}

    def _happen(self, update: dict[str, Any]) -> None:
        self._number += 1
        self._updates.append((self._number, json.dumps({"update_id": self._number, **update})))
        self._news.set()

    def _next_message(self) -> int:
        self._messages += 1
        return self._messages


def _user(chat: int) -> dict[str, Any]:
    name = {"first_name": f"Person {chat}", "language_code": "de"}
    return {"id": chat, "is_bot": False, **name}


async def _fields(request: web.BaseRequest) -> Mapping[str, str]:
    """Return the parameters, whichever of the three ways they came."""
    if request.content_type == "application/json":
        found = json.loads(await request.read() or b"{}")
        return {k: v if isinstance(v, str) else json.dumps(v) for k, v in found.items()}
    if request.content_type.startswith("multipart/"):
        return {key: str(value) for key, value in (await request.post()).items()}
    return dict(parse_qsl((await request.read()).decode()))


def _json(result: str) -> web.Response:
    return web.Response(text=f'{{"ok":true,"result":{result}}}', content_type="application/json")


@asynccontextmanager
async def cheap_api(delay: float = 0.0) -> AsyncIterator[CheapApi]:
    """Serve it on loopback while the block lasts."""
    api = CheapApi(delay)
    runner = web.ServerRunner(web.Server(api.handle, access_log=None), shutdown_timeout=0.05)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        api.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield api
    finally:
        await runner.cleanup()
