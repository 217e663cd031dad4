"""What is asked for: every page there is; asking changes nothing but what was seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from aiohttp import web

from bot.page import drawing, posts, reading, unlocking
from bot.page.cookies import taken
from bot.page.posts import FRONT, HERE
from bot.page.site import Site
from bot.page.tokens import Token
from bot.page.view import Door
from conversations.everybody.start import PLACE
from conversations.kit.files import Look, read_file
from locales.languages import FALLBACK, LANGUAGES
from storage.engine.database import Priority
from storage.models import Chat, PageSession
from storage.page import entries, sessions
from storage.queues.chats import is_busy, is_unheard
from storage.work import Work

PLACE_NAME = re.compile(r"[A-Za-z0-9_-]{1,20}", re.ASCII)
PREFETCH = ("Sec-Purpose", "Purpose", "X-Moz")
PICTURE, DOCUMENT = "image/png", "application/octet-stream"
KINDS = {".ics": "text/calendar", ".pdf": "application/pdf"}
"""What a phone opens by itself, by the end of a name; anything else is only saved."""


class Seen(NamedTuple):
    """What was on a page for the first time, and when it was drawn."""

    entries: frozenset[int]
    drawn_at: datetime


def html(page: str, status: int = 200) -> web.Response:
    """Return a page."""
    return web.Response(text=page, status=status, content_type="text/html")


async def front(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the languages, then the ways to write; who is in a conversation is led there."""
    cookie = taken(site, request)
    if await site.read(lambda work: sessions.behind(work, cookie) is not None):
        return posts.to(HERE)
    place = _place(request)
    language = request.query.get("language", "")
    action = _front(place)
    door = Door(action, nobodys(site))
    if language not in LANGUAGES:
        near = await site.read(lambda w: reading.centre_of(w, reading.centre_near(w, place)))
        return html(drawing.choose_language(door, near))
    chrome = await site.read(
        lambda w: reading.chrome(w, language, centre=reading.centre_near(w, place))
    )
    if place and chrome.telegram:
        chrome = replace(chrome, telegram=f"{chrome.telegram}?start={PLACE}{place}")
    return html(drawing.choose_face(chrome, Door(action, door.token, {"language": language})))


async def from_front(site: Site, request: web.Request) -> web.StreamResponse:
    """Take a language, then begin."""
    fields = await posts.form_of(site, request)
    place = _place(request)
    language = fields.get("language", "")
    if language not in LANGUAGES:
        return posts.to(FRONT)
    if "face" not in fields:
        return posts.to(f"{_front(place)}?language={language}")
    cookie = taken(site, request)
    if await site.read(lambda work: sessions.find(work, cookie) is not None):
        return posts.to(HERE)  # begun in another tab
    return await posts.begin(site, fields, f"{PLACE}{place}" if place else "", language)


async def conversation(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the conversation, and note that it was seen."""
    cookie = taken(site, request)

    def shown(work: Work) -> tuple[str, Seen | None] | None:
        found = sessions.find(work, cookie)
        if found is None:
            return None
        view = reading.conversation(work, *found)
        if not view.entries and is_busy(work, found[1].id):  # it comes in a moment
            return drawing.waiting(view.chrome, HERE), None
        unseen = entries.unseen(work, [each.id for each in view.entries])
        note = Seen(unseen, work.now) if unseen or sessions.rested(work, found[0]) else None
        return drawing.conversation(view), note

    drawn = await site.read(shown)
    if drawn is None:
        return await unlocking.shut(site, request) or posts.to(FRONT)
    page, seen = drawn
    if seen is not None and is_read(request):
        await site.write(lambda work: _saw(work, cookie, seen), Priority.RESULT)
    return html(page)


async def new(site: Site, request: web.Request) -> web.StreamResponse:
    """Tell whether something came that is not on the page somebody has before them."""
    cookie, after = taken(site, request), request.query.get("after", "")
    last = int(after) if after.isascii() and after.isdecimal() and len(after) < 16 else 0

    def look(work: Work) -> bool | None:
        found = sessions.find(work, cookie)
        return _has_new(work, *found, last) if found else None

    came = await site.read(look)
    if came is None:
        return web.Response(status=web.HTTPForbidden.status_code)
    return web.Response(text="1") if came else web.Response(status=web.HTTPNoContent.status_code)


async def waiting(site: Site, request: web.Request) -> web.StreamResponse:
    """Say that an answer is on its way, until it is there."""
    cookie = taken(site, request)

    def still(work: Work) -> str | None:
        found = sessions.find(work, cookie)
        if found is None or not is_unheard(work, found[1].id):
            return None
        return drawing.waiting(reading.chrome(work, found[1].language or FALLBACK))

    page = await site.read(still)
    if page is None:
        return posts.to(HERE)
    return html(page)


async def file(site: Site, request: web.Request) -> web.StreamResponse:
    """Give a picture or document that stands in the conversation of who asks."""
    cookie, key = taken(site, request), int(request.match_info["entry"])

    def body(work: Work) -> dict[str, object] | None:
        found = sessions.find(work, cookie)
        return reading.body_of(work, *found, key) if found else None

    part = (await site.read(body) or {}).get("file")
    if not isinstance(part, dict):
        raise web.HTTPNotFound
    found = read_file(part)
    if found.look is Look.PICTURE:
        return web.Response(body=found.content, content_type=PICTURE)
    kind = KINDS.get(Path(found.name).suffix.lower(), DOCUMENT)
    saved = {"Content-Disposition": "attachment"}  # the link to it has the name
    return web.Response(body=found.content, content_type=kind, headers=saved)


async def privacy(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the privacy notice in the reader's language, else in German."""
    language = own_language(request)
    own = language if language in site.texts.privacy else FALLBACK
    return await _text(site, request, "privacy", site.texts.privacy.get(own, ()), own)


async def imprint(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the imprint, which is German."""
    return await _text(site, request, "imprint", site.texts.imprint, FALLBACK)


async def gone(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the one page of all links that do not work: not known, over, taken back."""
    return html(drawing.gone(await site.read(reading.centres)), 404)


async def _text(
    site: Site, request: web.Request, title: str, paragraphs: Sequence[str], language: str
) -> web.StreamResponse:
    chrome = await site.read(lambda work: reading.chrome(work, own_language(request)))
    return html(drawing.text_page(chrome, chrome.words[title], paragraphs, language))


def _has_new(work: Work, session: PageSession, chat: Chat, last: int) -> bool:
    return entries.has_new(work, chat, last, sessions.since(work, session))


def is_read(request: web.Request) -> bool:
    """Tell whether somebody reads what they ask for now: no look at its head, nothing ahead."""
    ahead = any("prefetch" in request.headers.get(name, "").lower() for name in PREFETCH)
    return request.method == "GET" and not ahead


def _place(request: web.Request) -> str:
    """Return the place an address names; HTTPNotFound for what can be the name of none."""
    place = request.match_info.get("place", "")
    if place and not PLACE_NAME.fullmatch(place):
        raise web.HTTPNotFound
    return place


def _front(place: str) -> str:
    return f"/p/{place}" if place else FRONT


def _saw(work: Work, cookie: str | None, seen: Seen) -> None:
    found = sessions.find(work, cookie)
    if found is not None:
        sessions.use(work, found[0])
        entries.saw(work, found[1], *seen)


def nobodys(site: Site) -> str:
    """Return the token of a form that belongs to no session yet."""
    return Token(0, None, site.clock.now()).sign()


def own_language(request: web.Request) -> str:
    """Return the language a reader asks for, else the first one their browser does."""
    asked = request.query.get("language", "")
    accepted = request.headers.get("Accept-Language", "")
    return asked if asked in LANGUAGES else reading.spoken(accepted)
