"""A Bot API of ours on loopback: strict about every call, with faults on request."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.standin import checks
from bot.standin.call_log import Call
from bot.standin.courier import Courier
from bot.standin.desk import Telegram
from bot.standin.faults import Fault, FaultPlan, Faults, Verdict
from bot.standin.methods import METHODS
from bot.standin.polling import Polling
from bot.standin.refusal import Json, RefusedError, bad_request, blocked, too_many
from bot.standin.wire import Wire, chat_of, read_parameters

TOKEN = re.compile(r"\d{1,16}:[\w-]{3,80}", re.ASCII)


@dataclass
class _Heard:
    started: float
    method: str
    chat_id: int | None = None
    early: bool = False


class BotApi:
    """Answers the bot's HTTP calls with the model's results."""

    def __init__(self, telegram: Telegram, token: str | None, plan: FaultPlan) -> None:
        self._telegram = telegram
        self._token = token
        self._plan = plan
        self._wire = Wire(telegram.clock)
        self._polling = Polling(telegram.updates, telegram.webhook)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        heard = _Heard(time.monotonic(), request.match_info["method"])
        try:
            self._admit(request.match_info["token"])
            heard.method = checks.method_name(heard.method)
            raw = await read_parameters(request)
            heard.chat_id = chat_of(raw)
            heard.early = self._telegram.calls.is_early(heard.chat_id, heard.started)
            values = checks.check(heard.method, raw)
            if heard.method == "getUpdates":
                return self._wire.ok(await self._polling.get(**values))
            return await self._carry_out(request, heard, values)
        except RefusedError as refusal:
            self._note(heard, str(refusal.code), reason=refusal.description)
            return self._wire.refused(refusal)

    def _admit(self, token: str) -> None:
        if not TOKEN.fullmatch(token):
            raise RefusedError(404, "Not Found")
        if self._token is not None and token != self._token:
            raise RefusedError(401, "Unauthorized")

    async def _carry_out(
        self, request: web.Request, heard: _Heard, values: Json
    ) -> web.StreamResponse:
        verdict = self._plan.decide(heard.method, heard.chat_id)
        await asyncio.sleep(verdict.delay / 2)
        if verdict.fault is Fault.LOST:
            self._note(heard, Fault.LOST)
            return await self._drop(request, verdict)
        if verdict.fault is Fault.BAD_GATEWAY_PAGE:
            self._note(heard, Fault.BAD_GATEWAY, reason="not JSON")
            return self._wire.gateway_page()
        self._refuse(heard, verdict)
        result = METHODS[heard.method](self._telegram, values)
        message_id = result.get("message_id") if isinstance(result, dict) else None
        self._note(heard, verdict.fault, message_id=message_id)
        if verdict.fault is Fault.HANG:
            return await self._drop(request, verdict)
        await asyncio.sleep(verdict.delay / 2)
        return self._wire.ok(result)

    def _refuse(self, heard: _Heard, verdict: Verdict) -> None:
        if verdict.fault is Fault.FORBIDDEN:
            raise blocked()
        if verdict.fault is Fault.BAD_REQUEST:
            raise bad_request("BUTTON_TYPE_INVALID")
        if verdict.fault is Fault.BAD_GATEWAY:
            raise RefusedError(502, "Bad Gateway")
        if verdict.fault is Fault.TOO_MANY:
            until = time.monotonic() + verdict.retry_after
            self._telegram.calls.park(heard.chat_id, until)
            raise too_many(verdict.retry_after)

    async def _drop(self, request: web.Request, verdict: Verdict) -> web.StreamResponse:
        await asyncio.sleep(verdict.hang_seconds if verdict.fault is Fault.HANG else 0)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _note(
        self, heard: _Heard, outcome: str, message_id: int | None = None, reason: str = ""
    ) -> None:
        if heard.method == "getUpdates":
            return
        self._telegram.calls.append(
            Call(
                started=heard.started,
                method=heard.method,
                chat_id=heard.chat_id,
                outcome=str(outcome),
                delivered=outcome in {Fault.NONE, Fault.HANG},
                message_id=message_id,
                early=heard.early,
                reason=reason,
            )
        )


def routes(
    telegram: Telegram, *, token: str | None = None, faults: FaultPlan | Faults | None = None
) -> list[web.RouteDef]:
    """Return the routes of the Bot API, to live in a web application beside others."""
    plan = faults if isinstance(faults, FaultPlan) else FaultPlan(faults)
    handle = BotApi(telegram, token, plan).handle
    path = "/bot{token:[^/]+}/{method}"
    return [web.get(path, handle, allow_head=False), web.post(path, handle)]


@asynccontextmanager
async def standin(
    telegram: Telegram,
    *,
    token: str | None = None,
    port: int = 0,
    faults: FaultPlan | Faults | None = None,
) -> AsyncIterator[str]:
    """Serve the Bot API on loopback, yield its root address; without `token` any will do."""
    app = web.Application()
    app.add_routes(routes(telegram, token=token, faults=faults))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        async with Courier(telegram.updates, telegram.webhook).at_work():
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
