"""Over HTTP what stands beside the phones: a browser's way to its page, a letter's picture."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web

from bot.demo.stage import Device, Stage
from bot.demo.steps import Tap
from bot.demo.tour import Tour

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
NO_STORE = {"Cache-Control": "no-store"}


def device_routes(
    stage: Stage, tour: Tour, local: Callable[[Handler], Handler]
) -> list[web.RouteDef]:
    """Return the routes; `local` keeps everybody else out."""

    async def lead(request: web.Request) -> web.StreamResponse:
        """Send a frame, or a window of its own, to the page, with the cookie it has there."""
        device = _device(stage, request)
        if device.origin is None:
            raise web.HTTPNotFound
        address, cookie, token = device.lead()
        answer = web.Response(status=302, headers={**NO_STORE, "Location": address})
        answer.set_cookie(cookie, token, path="/", httponly=True, samesite="Lax")
        return answer

    async def picture(request: web.Request) -> web.StreamResponse:
        device = _device(stage, request)
        drawn = await asyncio.to_thread(lambda: device.picture)
        if not drawn:
            raise web.HTTPNotFound
        return web.Response(body=drawn, content_type="image/png", headers=NO_STORE)

    async def press(request: web.Request) -> web.StreamResponse:
        device = _device(stage, request)
        name = device.find(Tap())
        if device.origin is not None or name is None:
            raise web.HTTPNotFound
        tour.touch()
        await device.press(name)
        return web.json_response({})

    return [
        web.get("/devices/{id}", local(lead)),
        web.get("/devices/{id}/picture", local(picture)),
        web.post("/devices/{id}/press", local(press)),
    ]


def _device(stage: Stage, request: web.Request) -> Device:
    key = request.match_info["id"]
    if not key.isdecimal() or int(key) not in stage.devices:
        raise web.HTTPNotFound
    return stage.devices[int(key)]
