"""The page over HTTP: which address is answered by what, and what goes wrong kindly."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger
from aiohttp.typedefs import Middleware

from bot.logs import where
from bot.page import desk, drawing, pages, posts, reading, unlocking, unsubscribe, ways
from bot.page.delivery import deliver
from bot.page.gate import address_of, headers, is_ours
from bot.page.site import Site
from bot.page.view import Centre, Chrome
from conversations.cards.chrome import chrome as words_of
from storage.engine.database import Priority
from storage.page import entries

LOG = structlog.get_logger()
Handler: TypeAlias = Callable[[Site, web.Request], Awaitable[web.StreamResponse]]
Answer: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
Signal: TypeAlias = Callable[[web.Request, web.StreamResponse], Awaitable[None]]

STATIC = Path(__file__).resolve().parent / "static"
FONTS = Path(__file__).resolve().parents[2] / "locales" / "fonts"
KEPT = "public, max-age=31536000, immutable"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(css|js|svg|ttf|woff2|txt)", re.ASCII)
FILES = ("/static/", "/fonts/")
GUESSED = ("/l/", "/i/", "/d/", "/u/", "/code")
WITHIN = ("/c", "/end", "/desk", "/unlock")
KEPT_AS_IS = ("Cache-Control",)
BUSY, NOT_OURS, WRONG = 429, 421, 500
STOP_SECONDS, LINGER_SECONDS = 3.0, 1.0
LOOK_SECONDS = 1.0


def application(site: Site) -> web.Application:
    """Return everything the page answers."""
    app = web.Application(client_max_size=posts.LARGEST, middlewares=[_guard(site)])
    gets: dict[str, Handler] = {
        "/": pages.front,
        "/p/{place}": pages.front,
        "/i/{argument}": ways.invited,
        "/l/{secret}": ways.link,
        "/l": ways.code,
        "/code": ways.code,
        "/c": pages.conversation,
        "/c/wait": pages.waiting,
        "/c/new": pages.new,
        "/d/{secret}": desk.opened,
        "/desk": desk.shown,
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
        "/i/{argument}": ways.from_invitation,
        "/l/{secret}": ways.from_link,
        "/l": ways.from_code,
        "/code": ways.from_code,
        "/u/{token}": unsubscribe.ended,
        "/c": unlocking.say_or_ask,
        "/unlock": unlocking.unlock,
        "/d/{secret}": desk.from_link,
        "/desk": desk.come_in,
        "/end": posts.finish,
    }
    app.add_routes([web.get(path, partial(handler, site)) for path, handler in gets.items()])
    app.add_routes([web.post(path, partial(handler, site)) for path, handler in sent.items()])
    app.on_response_prepare.append(_dress(headers(site.url, site.framed_by)))
    return app


async def serve(site: Site, at: socket.socket) -> None:
    """Answer until cancelled."""
    runner = web.AppRunner(
        application(site),
        access_log=None,
        logger=_logger(),
        shutdown_timeout=STOP_SECONDS,
        lingering_time=LINGER_SECONDS,
    )
    await runner.setup()
    try:
        await web.SockSite(runner, at).start()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def _logger() -> logging.Logger:
    """Return where failures are noted; who sends what is no HTTP writes us no lines."""
    found = logging.getLogger(f"{server_logger.name}.page")
    found.addFilter(_is_ours)
    return found


def _is_ours(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


async def carry(site: Site) -> None:
    """Put on the pages what becomes due, until cancelled."""
    while True:
        try:
            await carry_once(site)
        except Exception as error:  # whatever it is, it ends nobody else's page
            LOG.error("nothing comes to stand on pages", **where(error))
        await asyncio.sleep(LOOK_SECONDS)


async def carry_once(site: Site) -> None:
    """Put there what waits now, a chat at a time, so that no unit is long."""
    for chat_id in await site.write(entries.chats_waiting, Priority.BULK):
        unit = partial(deliver, chat_id=chat_id, talk=site.setup.talk)
        await site.write(unit, Priority.RESULT)


def _guard(site: Site) -> Middleware:
    """Let nobody in by another name or too often."""

    @web.middleware
    async def guarded(request: web.Request, handler: Answer) -> web.StreamResponse:
        response = await _answered(site, request, handler)
        site.count(response)
        return response

    return guarded


def _dress(always: Mapping[str, str]) -> Signal:
    """Let no answer go without its headers, whoever made it."""

    async def dress(request: web.Request, response: web.StreamResponse) -> None:
        for name, value in always.items():
            if name not in KEPT_AS_IS or name not in response.headers:
                response.headers[name] = value

    return dress


async def _answered(site: Site, request: web.Request, handler: Answer) -> web.StreamResponse:
    if not is_ours(request, site.url):
        return web.Response(status=NOT_OURS)
    address = address_of(request, site.proxies)
    if _comes_too_often(site, request, address):
        return pages.html(drawing.too_many(await _centres(site)), BUSY)
    try:
        response = await handler(request)
    except web.HTTPException as refused:
        response = _sorry(request, refused.status)
    except Exception as error:
        LOG.error("a page failed", **where(error))
        response = _sorry(request, WRONG)
    if response.status == web.HTTPNotFound.status_code:
        if request.path.startswith(GUESSED):
            site.misses.takes(address)
        return await pages.gone(site, request)
    if response.cookies and request.path not in WITHIN:
        site.begun.takes(address)
    return response


def _comes_too_often(site: Site, request: web.Request, address: str) -> bool:
    """Count a request; who guesses links or begins without end is kept from just that."""
    if request.path.startswith(FILES):
        return False
    if not site.requests.takes(address):
        return True
    if request.path.startswith(GUESSED) and site.misses.is_full(address):
        return True
    begins = request.method == "POST" and request.path not in WITHIN
    return begins and site.begun.is_full(address)


async def _centres(site: Site) -> Sequence[Centre]:
    """Return the centres to call; looked up once, since whoever floods us asks for them."""
    if site.centres is None:
        site.centres = await site.read(reading.centres)
    return site.centres


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
