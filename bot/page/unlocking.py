"""A screen nobody used for a while: the PIN alone is asked, and what was posted waits for it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from aiohttp import web

from bot.page import drawing, posts, reading
from bot.page.cookies import forget, taken
from bot.page.events import chosen
from bot.page.posts import DESK, FRONT, HERE
from bot.page.site import Site
from bot.page.tokens import Token
from bot.page.view import Asking, Door
from conversations.everybody.notices import pin_missed
from conversations.kit.pin import KEPT, SHUT
from conversations.staff.joining import SORRY, WRONG
from locales.languages import FALLBACK
from locales.render import label
from locales.words import Moment, Words, say
from storage.digits import matches
from storage.models import Chat, PageSession
from storage.models.page import Device
from storage.page import locks, sessions
from storage.pins import LEAST, MOST
from storage.rules.typed import digits
from storage.work import Work

Whose: TypeAlias = Callable[[Work, PageSession, Chat | None], int | None]
UNLOCK = "/unlock"
KEPT_AS = "kept_"
TYPED = re.compile(rf"[0-9]{{{LEAST},{MOST}}}", re.ASCII)


async def shut(
    site: Site, request: web.Request, fields: Mapping[str, str] | None = None
) -> web.Response | None:
    """Return what a browser gets whose chat is not to be seen now; None where it is, or is none.

    `fields` are of a form that was posted: they go along in the page until the PIN is typed.
    """
    cookie = taken(site, request)

    def look(work: Work) -> web.Response | None:
        found = sessions.behind(work, cookie)
        if found is None or sessions.find(work, cookie) is not None:
            return None
        if found[1] is None or found[0].device is Device.DESK:
            return posts.to(DESK)
        return _asks(work, found[0], found[1], kept(fields or {}))

    return await site.read(look)


async def say_or_ask(site: Site, request: web.Request) -> web.StreamResponse:
    """Take what is posted, or ask for the PIN first: nothing is lost by that."""
    fields = await posts.form_of(site, request)
    return await shut(site, request, fields) or await posts.heard(site, request, fields)


async def unlock(site: Site, request: web.Request) -> web.StreamResponse:
    """Hear the PIN of whose screen it is; then what was posted before it goes on."""
    fields, cookie = await posts.form_of(site, request), taken(site, request)
    token = posts.token_of(site, fields)
    found = await site.read(lambda work: sessions.behind(work, cookie))
    if found is None or found[1] is None or token is None or token.session != found[0].id:
        return posts.to(HERE)
    waits = {name: value for name, value in fields.items() if name.startswith(KEPT_AS)}
    pin = typed_pin(fields)
    if pin is None:
        return await _again(site, cookie, waits, SORRY)
    right = await is_right(site, cookie, pin, _whose)
    if right:
        await site.write(lambda work: _opens(work, cookie))
        before = {name.removeprefix(KEPT_AS): value for name, value in waits.items()}
        return await posts.heard(site, request, before) if before else posts.to(HERE)
    is_over = await site.write(lambda work: _missed(work, cookie))
    if right is None or is_over:
        language = found[1].language or FALLBACK
        page = drawing.shut_out(await site.read(lambda work: reading.chrome(work, language)))
        return forget(site, _html(page))
    return await _again(site, cookie, waits, WRONG)


async def is_right(site: Site, cookie: str | None, pin: str, whose: Whose) -> bool | None:
    """Count a try, then tell whether a PIN is right; None where none is heard.

    What that costs is spent in a thread of its own: nobody waits for it who writes.
    """

    def begins(work: Work) -> str | None:
        found = sessions.behind(work, cookie)
        key = whose(work, *found) if found else None
        return locks.begin_try(work, found[0], key) if found and key else None

    held = await site.write(begins)
    return None if held is None else await asyncio.to_thread(matches, pin, held)


def typed_pin(fields: Mapping[str, str]) -> str | None:
    """Return the digits of a form, of any script; None where they can be no PIN."""
    found = re.sub(r"\s", "", digits(fields.get("pin", "")))
    return found if TYPED.fullmatch(found) else None


def kept(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what a form says that was posted too late, to go along with the PIN."""
    said = chosen(dict(fields))
    whole = said | {"token": fields.get("token", "")} if said else {}
    return {f"{KEPT_AS}{name}": value for name, value in whole.items()}


def words_for(work: Work, session: PageSession, language: str) -> str:
    """Say until when a desk hears no PIN; nothing where it does."""
    until = locks.waits_until(work, session)
    return label(say(SHUT, at=Moment(until.astimezone(work.zone))), language) if until else ""


def _whose(work: Work, session: PageSession, chat: Chat | None) -> int | None:
    return locks.keeper(work, chat) if session.device is not Device.DESK else None


def _opens(work: Work, cookie: str | None) -> None:
    found = sessions.behind(work, cookie)
    key = locks.keeper(work, found[1]) if found else None
    if found and key:
        found[0].misses = 0
        sessions.use(work, found[0])
        locks.prove(work, key)


def _missed(work: Work, cookie: str | None) -> bool:
    """End the session with the last of too many misses, and tell the leads."""
    found = sessions.behind(work, cookie)
    if found is None:
        return True
    if not locks.is_over(work, found[0]):
        return False
    key = locks.keeper(work, found[1])
    sessions.end(work, cookie)
    if key:
        pin_missed(work, key)
    return True


async def _again(
    site: Site, cookie: str | None, waits: Mapping[str, str], sorry: Words
) -> web.Response:
    def drawn(work: Work) -> web.Response:
        found = sessions.behind(work, cookie)
        if found is None or found[1] is None:
            return posts.to(FRONT)
        return _asks(work, found[0], found[1], waits, sorry)

    return await site.read(drawn)


def _asks(
    work: Work,
    session: PageSession,
    chat: Chat,
    waits: Mapping[str, str],
    sorry: Words | None = None,
) -> web.Response:
    language = chat.language or FALLBACK
    token = Token(session.id, None, work.now).sign()
    said = [label(each, language) for each in (sorry, KEPT if waits else None) if each]
    asking = Asking(Door(UNLOCK, token, waits), said)
    return _html(drawing.locked(reading.chrome(work, language), asking))


def _html(page: str) -> web.Response:
    return web.Response(text=page, content_type="text/html")
