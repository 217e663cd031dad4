"""A screen that shows a number, and the desk of a centre: a name, its PIN, then one chat."""

from __future__ import annotations

from aiohttp import web

from bot.page import drawing, posts, reading, tokens
from bot.page.cookies import give, taken
from bot.page.events import TEXT, Form
from bot.page.pages import own_language
from bot.page.posts import DESK, FRONT, HERE, WAIT
from bot.page.site import Site
from bot.page.tokens import Token
from bot.page.unlocking import is_right, typed_pin, words_for
from bot.page.view import Asking, Door
from conversations.everybody.notices import pin_missed
from conversations.staff.joining import SORRY, WRONG
from locales.render import label
from locales.words import Words
from storage.engine.database import Priority
from storage.models import Chat, PageSession
from storage.models.page import Device
from storage.page import desks, locks, screens, sessions
from storage.page.screens import Given
from storage.queues.inbox import Waiting
from storage.work import Work

FIRST = "/today"
"""What a colleague reads first who comes to the desk."""


async def opened(site: Site, request: web.Request) -> web.StreamResponse:
    """Show where the link of a screen leads; opening it uses nothing up."""
    secret, language = request.match_info["secret"], own_language(request)

    def look(work: Work) -> str | None:
        link = screens.find(work, secret)
        if link is None:
            return None
        token = Token(0, None, work.now).sign()
        door = Door(request.path, token, asks_device=link.centre is None)
        return drawing.opened(reading.chrome(work, language), door)

    page = await site.read(look)
    if page is None:
        raise web.HTTPNotFound
    return _html(page)


async def from_link(site: Site, request: web.Request) -> web.StreamResponse:
    """Let this browser show a number, which whoever made the link types."""
    fields, secret = await posts.form_of(site, request), request.match_info["secret"]
    device = posts.device(fields)

    def waits(work: Work) -> Given | None:
        link = screens.find(work, secret)
        return screens.wait_there(work, link, device) if link else None

    given = await site.write(waits) if posts.token_of(site, fields) else None
    if given is None:
        raise web.HTTPNotFound
    return give(site, posts.to(DESK), *given)


async def shown(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the number, or the names of a desk; who is in goes on to the conversation."""
    cookie, language = taken(site, request), own_language(request)

    def look(work: Work) -> web.Response:
        found = sessions.behind(work, cookie)
        if found is None:
            return posts.to(FRONT)
        if screens.is_waiting(found[0]):
            chrome = reading.chrome(work, language)
            return _html(drawing.number(chrome, screens.number(found[0]), DESK))
        if found[0].device is not Device.DESK or sessions.find(work, cookie):
            return posts.to(HERE)
        return _names(work, found[0], language)

    return await site.read(look)


async def come_in(site: Site, request: web.Request) -> web.StreamResponse:
    """Hear a name and its PIN: then this browser shows the chat of that colleague."""
    fields, cookie = await posts.form_of(site, request), taken(site, request)
    token = posts.token_of(site, fields)
    found = await site.read(lambda work: sessions.behind(work, cookie))
    if found is None or token is None or token.session != found[0].id:
        return posts.to(DESK)
    pin, key = typed_pin(fields), _key(fields)
    if pin is None or key is None:
        return await _again(site, request, SORRY)

    def whose(work: Work, session: PageSession, chat: Chat | None) -> int | None:
        return key if _may(work, session, key) else None

    right = await is_right(site, cookie, pin, whose)
    if right:
        return await _in(site, cookie, key)
    if right is not None:
        await site.write(lambda work: _missed(work, cookie, key))
    return await _again(site, request, WRONG)


async def _in(site: Site, cookie: str | None, key: int) -> web.StreamResponse:
    entered = await site.write(lambda work: _enter(work, cookie, key), Priority.RECEIVE)
    if entered is None:
        return posts.to(DESK)
    given, waiting = entered
    site.turns.add([waiting])
    is_over = await site.turns.settled(waiting.seq, posts.TURN_SECONDS)
    return give(site, posts.to(HERE if is_over else WAIT), *given)


def _enter(work: Work, cookie: str | None, key: int) -> tuple[Given, Waiting] | None:
    found = sessions.behind(work, cookie)
    if found is None or not _may(work, found[0], key):
        return None
    locks.prove(work, key)
    given, chat = desks.come_in(work, found[0], key)
    form = Form({TEXT: FIRST}, None, work.now)
    waiting = posts.kept(work, chat, form, tokens.source_key(given.token, form.said))
    return (given, waiting) if waiting is not None else None


def _missed(work: Work, cookie: str | None, key: int) -> None:
    found = sessions.behind(work, cookie)
    if found and locks.is_over(work, found[0]):
        pin_missed(work, key)


def _may(work: Work, session: PageSession, key: int) -> bool:
    """Tell whether somebody stands among the names of a desk."""
    centre = session.centre
    return centre is not None and key in {each for each, _name in desks.names(work, centre)}


async def _again(site: Site, request: web.Request, sorry: Words) -> web.Response:
    cookie, language = taken(site, request), own_language(request)

    def drawn(work: Work) -> web.Response:
        found = sessions.behind(work, cookie)
        return _names(work, found[0], language, sorry) if found else posts.to(FRONT)

    return await site.read(drawn)


def _names(
    work: Work, session: PageSession, language: str, sorry: Words | None = None
) -> web.Response:
    centre = session.centre or ""
    closed = words_for(work, session, language)
    said = [closed] if closed else [label(sorry, language)] if sorry else []
    door = Door(DESK, Token(session.id, None, work.now).sign())
    names = [] if closed else [(str(key), name) for key, name in desks.names(work, centre)]
    asking = Asking(door, said, names, is_desk=True, hears=not closed)
    return _html(drawing.locked(reading.chrome(work, language, centre=centre), asking))


def _key(fields: dict[str, str]) -> int | None:
    told = fields.get("who", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else None


def _html(page: str) -> web.Response:
    return web.Response(text=page, content_type="text/html")
