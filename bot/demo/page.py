"""The page of phones over HTTP, for this computer only: no other host, no other site."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.helpers import content_disposition_header

from bot.demo.beside import device_routes
from bot.demo.jumps import jump
from bot.demo.live import Live
from bot.demo.stage import Stage
from bot.demo.tour import Tour

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

STATIC = Path(__file__).resolve().parent / "static"
FONTS = Path(__file__).resolve().parents[2] / "locales" / "fonts"
OUR_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
PICTURES = frozenset({"image/png", "image/jpeg"})
KINDS = frozenset({"voice", "photo", "document", "sticker"})
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def page_routes(stage: Stage) -> list[web.RouteDef]:
    """Return all routes of the page. Nobody outside this computer is answered."""
    tour = Tour(stage)
    live = Live(stage, tour)
    return [
        web.get("/", _local(_file(STATIC, "page.html", _framing(stage)))),
        web.get("/static/{name}", _local(_file(STATIC))),
        web.get("/fonts/{name}", _local(_file(FONTS))),
        web.get("/files/{id}", _local(_sent_file(stage))),
        web.get("/phones/events", _local(live.serve)),
        web.post("/phones/{id}/{action}", _local(_PhoneActions(stage, tour).act)),
        web.post("/clock", _local(_clock(stage, tour))),
        web.post("/tour/{action}", _local(_tour(tour))),
        web.post("/reset", _local(_reset(tour, live))),
        *device_routes(stage, tour, _local),
    ]


def _framing(stage: Stage) -> dict[str, str]:
    """Let the page show the browsers beside the phones in frames, and nothing else."""
    frames = " ".join(each.origin for each in stage.devices.values() if each.origin)
    policy = f"{HEADERS['Content-Security-Policy']}; frame-src 'self' {frames}"
    return {**HEADERS, "Content-Security-Policy": policy}


def _local(handler: Handler) -> Handler:
    """Refuse other hosts (a page elsewhere may point its name here) and other sites."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        origin = request.headers.get("Origin")
        if not OUR_HOST.fullmatch(host):
            raise web.HTTPForbidden(text="This page is for this computer only.")
        if origin is not None and urlsplit(origin).netloc != host:
            raise web.HTTPForbidden(text="This page takes no orders from other sites.")
        return await handler(request)

    return guarded


def _file(folder: Path, only: str | None = None, headers: Mapping[str, str] = HEADERS) -> Handler:
    async def send(request: web.Request) -> web.StreamResponse:
        path = folder / (only or request.match_info["name"])
        if path.parent != folder or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=headers)

    return send


def _sent_file(stage: Stage) -> Handler:
    """Serve what the bot sent: pictures to be looked at, everything else to be saved."""

    async def send(request: web.Request) -> web.StreamResponse:
        found = stage.telegram.files.get(request.match_info["id"])
        if found is None:
            raise web.HTTPNotFound
        shown = "inline" if found.kind in PICTURES else "attachment"
        headers = {
            **HEADERS,
            "Content-Type": found.kind if found.kind in PICTURES else "application/octet-stream",
            "Content-Disposition": content_disposition_header(shown, filename=found.name),
        }
        return web.Response(body=found.content, headers=headers)

    return send


def _clock(stage: Stage, tour: Tour) -> Handler:
    async def walk(request: web.Request) -> web.StreamResponse:
        said = await _body(request)
        try:
            target = jump(stage.now(), str(said.get("to", "")))
            watched = [int(chat) for chat in said.get("phones", ())]
        except (TypeError, ValueError) as wrong:
            raise web.HTTPBadRequest(text=str(wrong)) from wrong
        tour.touch()
        news = await stage.walk(target, watched)
        return web.json_response({"clock": stage.now().isoformat(), "news": list(news)})

    return walk


def _tour(tour: Tour) -> Handler:
    async def control(request: web.Request) -> web.StreamResponse:
        match request.match_info["action"]:
            case "begin":
                await tour.begin()
            case "play":
                await tour.play()
            case "pause":
                tour.pause()
            case "step":
                await tour.step()
            case "end":
                tour.end()
            case _:
                raise web.HTTPNotFound
        return web.json_response(tour.state())

    return control


def _reset(tour: Tour, live: Live) -> Handler:
    async def begin_again(_request: web.Request) -> web.StreamResponse:
        await tour.reset()
        live.everything_changed()
        return web.json_response(tour.state())

    return begin_again


class _PhoneActions:
    """What a person's thumb does, as requests."""

    def __init__(self, stage: Stage, tour: Tour) -> None:
        self._stage = stage
        self._tour = tour
        self._actions: dict[str, Callable[[int, dict[str, Any]], object]] = {
            "type": lambda chat, said: self._phones.type_text(chat, _text(said)),
            "tap": lambda chat, said: self._phones.tap(
                chat, int(said["message_id"]), str(said["data"])
            ),
            "share": lambda chat, said: self._phones.share_place(
                chat, float(said["lat"]), float(said["lon"])
            ),
            "other": lambda chat, said: self._phones.send_other(chat, _kind(said)),
            "block": self._block,
        }

    @property
    def _phones(self) -> Any:
        return self._stage.telegram

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Do it, or answer 400 where the request makes no sense."""
        action = self._actions.get(request.match_info["action"])
        chat = request.match_info["id"]
        if action is None or not chat.isdecimal() or int(chat) not in self._phones.phones:
            raise web.HTTPNotFound
        said = await _body(request)
        self._tour.touch()
        try:
            action(int(chat), said)
        except (KeyError, TypeError, ValueError) as wrong:
            raise web.HTTPBadRequest(text=f"{type(wrong).__name__}: {wrong}") from wrong
        return web.json_response({})

    def _block(self, chat: int, said: dict[str, Any]) -> None:
        if said.get("blocked", True):
            self._phones.block(chat)
        else:
            self._phones.unblock(chat)


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        said = await request.json()
    except (json.JSONDecodeError, UnicodeDecodeError) as wrong:
        raise web.HTTPBadRequest(text="This is not JSON.") from wrong
    if not isinstance(said, dict):
        raise web.HTTPBadRequest(text="This is not a JSON object.")
    return said


def _text(said: dict[str, Any]) -> str:
    text = str(said["text"]).strip()
    if not text:
        raise ValueError("Nothing was typed.")
    return text


def _kind(said: dict[str, Any]) -> str:
    if said["kind"] not in KINDS:
        raise ValueError("This cannot be sent.")
    return str(said["kind"])
