"""What is posted: stored in the inbox, answered with where to look, whoever does it twice."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import quote

from aiohttp import web

from bot.page import drawing, events, reading, tokens
from bot.page.cookies import forget, give, taken
from bot.page.events import BEGIN, Form
from bot.page.gate import is_same_origin
from bot.page.site import Site
from bot.page.tokens import Token
from bot.page.view import Chrome, Door
from bot.raw import cleaned
from locales.languages import FALLBACK, LANGUAGES
from storage.engine.database import Priority
from storage.models import Chat
from storage.models.chats import ChatKind, FaceName
from storage.models.page import Device
from storage.page import desks, entries, sessions
from storage.page.screens import Given
from storage.queues import inbox
from storage.queues.inbox import Arrival, Waiting
from storage.work import Work

SURE = "sure"
LARGEST = 16 * 1024
FORM_SECONDS = 10.0
TURN_SECONDS = 3.0
LONGEST_ARGUMENT = 64
HERE, WAIT, FRONT, DESK = "/c", "/c/wait", "/", "/desk"
URLENCODED = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Opening:
    """A form that begins a conversation: its token, and what somebody chose in it."""

    token: str
    argument: str
    drawn_at: datetime
    device: Device
    language: str | None


@dataclass(frozen=True)
class Stored:
    """A post that is in the inbox; `new` waits for its turn, `seq` also of one that was known."""

    chat: Chat
    waiting: Waiting | None


def to(address: str) -> web.Response:
    """Send a browser on to look there: what it posted is not posted again by a reload."""
    location = {"Location": quote(address, safe="/?=&")}
    return web.Response(status=web.HTTPSeeOther.status_code, headers=location)


async def form_of(site: Site, request: web.Request) -> dict[str, str]:
    """Return the fields of a form of ours; HTTP errors for what is none."""
    if not is_same_origin(request, site.url):
        raise web.HTTPForbidden
    if request.content_type != URLENCODED or "Content-Encoding" in request.headers:
        raise web.HTTPUnsupportedMediaType
    try:
        async with asyncio.timeout(FORM_SECONDS):
            found = await request.post()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (LookupError, ValueError):  # no text, or in letters nobody knows
        raise web.HTTPBadRequest from None
    return {name: value for name, value in found.items() if isinstance(value, str)}


async def say(site: Site, request: web.Request) -> web.StreamResponse:
    """Take what somebody chose or typed, and show the conversation when its turn is over."""
    return await heard(site, request, await form_of(site, request))


async def heard(site: Site, request: web.Request, fields: Mapping[str, str]) -> web.StreamResponse:
    """Take what a form of ours says."""
    cookie, said = taken(site, request), events.chosen(dict(fields))
    token = token_of(site, fields)
    if token is None or not said:
        return to(HERE)  # too old
    key = tokens.source_key(fields["token"], said)
    form = Form(said, token.row, token.drawn_at)
    unit = partial(_store, cookie=cookie, drawn_for=token.session, form=form, key=key)
    stored = await site.write(unit, Priority.RECEIVE)
    return await _after(site, cookie or "", stored)


async def begin(
    site: Site, fields: Mapping[str, str], argument: str, language: str | None = None
) -> web.StreamResponse:
    """Begin a conversation, as /start does with the argument of a link."""
    token = token_of(site, fields)
    if token is None:
        return to(FRONT)
    opening = Opening(fields["token"], argument, token.drawn_at, device(fields), language)
    begun, waiting = await site.write(lambda work: _begin(work, opening), Priority.RECEIVE)
    is_over = waiting is None
    if waiting is not None:
        site.turns.add([waiting])
        is_over = await site.turns.settled(waiting.seq, TURN_SECONDS)
    return give(site, to(HERE if is_over else WAIT), begun.token, begun.session)


async def come(
    site: Site, request: web.Request, fields: Mapping[str, str], argument: str
) -> web.StreamResponse:
    """Take the argument of a link: in the chat of whose own device it is, else in a new one.

    A desk stays one: who works there says it in their own browser.
    """
    cookie, token = taken(site, request), token_of(site, fields)
    found = await site.read(lambda work: sessions.behind(work, cookie))
    if token is None or (found and found[0].device is Device.DESK):
        return to(FRONT if token is None else DESK)
    if found is None or found[0].device is not Device.OWN:
        return await begin(site, fields, argument)
    form = Form({BEGIN: cleaned(argument)[:LONGEST_ARGUMENT]}, None, token.drawn_at)
    key = tokens.source_key(fields["token"], form.said)
    unit = partial(_store, cookie=cookie, drawn_for=found[0].id, form=form, key=key)
    stored = await site.write(unit, Priority.RECEIVE)
    return to(HERE) if stored is None else await _after(site, cookie or "", stored)


async def finish(site: Site, request: web.Request) -> web.StreamResponse:
    """End the session here: nobody who comes after sees anything. A desk shows names again.

    On somebody's own device, where they find back by a new link alone, it is asked once more.
    """
    fields, cookie = await form_of(site, request), taken(site, request)
    if fields.get("finish") != SURE:
        chrome = await site.read(lambda work: _of_own(work, cookie))
        if chrome is not None:
            return _html(drawing.finishing(chrome, Door("/end", fields.get("token", ""))))
    given, language = await site.write(lambda work: _ended(work, cookie))
    if given is not None:
        return give(site, to(DESK), *given)
    language = language or reading.spoken(request.headers.get("Accept-Language", ""))
    page = drawing.ended(await site.read(lambda work: reading.chrome(work, language)))
    return forget(site, _html(page))


def _of_own(work: Work, cookie: str | None) -> Chrome | None:
    """Return what stands around a page on somebody's own device, None on any other."""
    session, chat = sessions.behind(work, cookie) or (None, None)
    if session is None or session.device is not Device.OWN:
        return None
    return reading.chrome(work, (chat.language if chat else None) or FALLBACK)


def _ended(work: Work, cookie: str | None) -> tuple[Given | None, str | None]:
    """End a session; return the desk it leaves, and the language that was spoken there."""
    found = sessions.behind(work, cookie)
    if found and found[0].centre:
        return desks.lock(work, found[0]), None
    language = found[1].language if found and found[1] else None
    sessions.end(work, cookie)
    return None, language


def _begin(work: Work, opening: Opening) -> tuple[sessions.Begun, Waiting | None]:
    known = opening.language if opening.language in LANGUAGES else None
    token = tokens.cookie(opening.token)
    begun = sessions.begin_once(work, token, opening.device, known)
    return begun, begins(work, begun, opening.argument, opening.drawn_at)


def begins(
    work: Work, begun: sessions.Begun, argument: str, drawn_at: datetime | None = None
) -> Waiting | None:
    """Store that a conversation begins, as /start does with an argument; once for every form."""
    form = Form({BEGIN: cleaned(argument)[:LONGEST_ARGUMENT]}, None, drawn_at or work.now)
    key = tokens.source_key(begun.token, form.said)
    return kept(work, begun.chat, form, key)


def device(fields: Mapping[str, str]) -> Device:
    """Return whose screen it is: not theirs, unless somebody says so."""
    return Device.OWN if fields.get("device") == Device.OWN else Device.SHARED


def _store(work: Work, cookie: str | None, drawn_for: int, form: Form, key: int) -> Stored | None:
    """Store a post once; None where the session is over."""
    found = sessions.find(work, cookie)
    if found is None:
        return None
    session, chat = found
    if session.id != drawn_for:
        return Stored(chat, None)  # a form of somebody who was here before
    sessions.use(work, session)
    return Stored(chat, kept(work, chat, form, key))


def kept(work: Work, chat: Chat, form: Form, key: int) -> Waiting | None:
    """Keep what a form says, and return it, or what was kept of it before."""
    kind, face = ChatKind.PRIVATE, FaceName.PAGE
    arrival = Arrival(key, form.payload(), chat.address, kind, None, face)
    new = inbox.store(work.session, [arrival], work.now)
    return new[0] if new else inbox.known(work.session, face, key)


async def _after(site: Site, cookie: str, stored: Stored | None) -> web.StreamResponse:
    """Wait for the turn, also of a post that came before; then say where to look."""
    if stored is None:
        return to(FRONT)
    if stored.waiting is not None:
        site.turns.add([stored.waiting])
        if not await site.turns.settled(stored.waiting.seq, TURN_SECONDS):
            return to(WAIT)
    if await site.read(lambda work: sessions.find(work, cookie)) is not None:
        return to(HERE)
    return await _farewell(site, cookie, stored.chat)


async def _farewell(site: Site, cookie: str, chat: Chat) -> web.StreamResponse:
    """Answer an erasure with its farewell: there is no session any more to show it in.

    Where the session ended for another reason nobody reads what was said last.
    """
    said = await site.read(lambda work: entries.last_words(work, chat.id))
    stays = await site.read(lambda work: sessions.behind(work, cookie) is not None)
    if said is None:
        return to(FRONT)
    language = chat.language or FALLBACK
    chrome = await site.read(lambda work: reading.chrome(work, language))
    page = _html(drawing.farewell(chrome, said))
    return page if stays else forget(site, page)


def token_of(site: Site, fields: Mapping[str, str]) -> Token | None:
    """Return what the token of a form says; None for what is not ours, or too old."""
    limits = site.setup.limits
    return tokens.read(fields.get("token", ""), site.clock.now(), limits.form_life)


def _html(page: str) -> web.Response:
    return web.Response(text=page, content_type="text/html")
