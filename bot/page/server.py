"""The page over HTTP: which address is answered by what, and what goes wrong kindly."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

import structlog
from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.logs import where
from bot.page import drawing, pages, posts, reading, unsubscribe
from bot.page.delivery import deliver
from bot.page.gate import address_of, headers, is_ours
from bot.page.site import Site
from bot.page.view import Chrome
from conversations.cards.chrome import chrome as words_of
from storage.engine.database import Priority
from storage.engine.errors import DatabaseError
from storage.page import entries

LOG = structlog.get_logger()
Handler: TypeAlias = Callable[[Site, web.Request], Awaitable[web.StreamResponse]]
Answer: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

STATIC = Path(__file__).resolve().parent / "static"
FONTS = Path(__file__).resolve().parents[2] / "locales" / "fonts"
KEPT = "public, max-age=31536000, immutable"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(css|js|svg|ttf|woff2|txt)", re.ASCII)
BUSY, NOT_OURS, WRONG = 429, 421, 500
STOP_SECONDS = 3.0
LOOK_SECONDS = 1.0


def application(site: Site) -> web.Application:
    """Return everything the page answers."""
    app = web.Application(client_max_size=posts.LARGEST, middlewares=[_guard(site)])
    gets: dict[str, Handler] = {
        "/": pages.front,
        "/p/{place}": pages.front,
        "/i/{argument}": pages.invited,
        "/l/{secret}": pages.link,
        "/c": pages.conversation,
        "/c/wait": pages.waiting,
        "/f/{entry:[0-9]{1,15}}": pages.file,
        "/u/{token}": unsubscribe.asked,
        "/privacy": pages.privacy,
        "/imprint": pages.imprint,
        "/static/{name}": partial(_kept, STATIC),
        "/fonts/{name}": partial(_kept, FONTS),
    }
    sent: dict[str, Handler] = {
        "/": pages.from_front,
        "/p/{place}": pages.from_front,
        "/i/{argument}": pages.from_invitation,
        "/u/{token}": unsubscribe.ended,
        "/c": posts.say,
        "/end": posts.finish,
    }
    app.add_routes([web.get(path, partial(handler, site)) for path, handler in gets.items()])
    app.add_routes([web.post(path, partial(handler, site)) for path, handler in sent.items()])
    return app


async def serve(site: Site, at: socket.socket) -> None:
    """Answer until cancelled."""
    runner = web.AppRunner(application(site), access_log=None, shutdown_timeout=STOP_SECONDS)
    await runner.setup()
    try:
        await web.SockSite(runner, at).start()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


async def carry(site: Site) -> None:
    """Put on the pages what becomes due, until cancelled."""
    while True:
        try:
            await carry_once(site)
        except DatabaseError as error:
            LOG.error("nothing comes to stand on pages", **where(error))
        await asyncio.sleep(LOOK_SECONDS)


async def carry_once(site: Site) -> None:
    """Put there what waits now, a chat at a time, so that no unit is long."""
    for chat_id in await site.write(entries.chats_waiting, Priority.BULK):
        unit = partial(deliver, chat_id=chat_id, talk=site.setup.talk)
        await site.write(unit, Priority.RESULT)


def _guard(site: Site) -> Middleware:
    """Let nobody in by another name or too often, and let no answer go without its headers."""
    always = headers(site.url)

    @web.middleware
    async def guarded(request: web.Request, handler: Answer) -> web.StreamResponse:
        response = await _answered(site, request, handler)
        for name, value in always.items():
            response.headers.setdefault(name, value)
        return response

    return guarded


async def _answered(site: Site, request: web.Request, handler: Answer) -> web.StreamResponse:
    if not is_ours(request, site.url):
        return web.Response(status=NOT_OURS)
    address = address_of(request, site.proxies)
    if not site.requests.takes(address) or site.misses.is_full(address):
        return pages.html(drawing.too_many([]), BUSY)
    try:
        response = await handler(request)
    except web.HTTPException as refused:
        response = _sorry(request, refused.status)
    except Exception as error:
        LOG.error("a page failed", **where(error))
        response = _sorry(request, WRONG)
    if response.status == web.HTTPNotFound.status_code:
        site.misses.takes(address)
        return await pages.gone(site, request)
    return response


def _sorry(request: web.Request, status: int) -> web.Response:
    language = reading.spoken(request.headers.get("Accept-Language", ""))
    chrome = Chrome(language, words_of(language))
    return pages.html(drawing.sorry(chrome), status)


async def _kept(folder: Path, site: Site, request: web.Request) -> web.StreamResponse:
    """Give a file of ours that a browser may keep: its address changes with it."""
    name = request.match_info["name"]
    path = folder / name
    if not NAME.fullmatch(name) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": KEPT})
