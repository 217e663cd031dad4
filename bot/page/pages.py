"""What is asked for: every page there is; asking changes nothing but what was seen."""

from __future__ import annotations

from aiohttp import web

from bot.page import drawing, posts, reading
from bot.page.cookies import taken
from bot.page.posts import FRONT, HERE
from bot.page.site import Site
from bot.page.tokens import Token
from bot.page.view import Door
from conversations.everybody.start import PLACE
from conversations.kit.files import Look, read_file
from locales.languages import FALLBACK, LANGUAGES
from storage.engine.database import Priority
from storage.page import entries, links, sessions
from storage.queues.chats import is_unheard
from storage.work import Work

LONGEST_PLACE = 20
PREFETCH = ("Sec-Purpose", "Purpose", "X-Moz")
PICTURE, DOCUMENT = "image/png", "application/octet-stream"


def html(page: str, status: int = 200) -> web.Response:
    """Return a page."""
    return web.Response(text=page, status=status, content_type="text/html")


async def front(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the languages, then the ways to write; who is in a conversation is led there."""
    cookie = taken(site, request)
    if await site.read(lambda work: sessions.find(work, cookie) is not None):
        return posts.to(HERE)
    place = request.match_info.get("place", "")[:LONGEST_PLACE]
    language = request.query.get("language", "")
    action = f"/p/{place}" if place else FRONT
    door = Door(action, _nobodys(site))
    if language not in LANGUAGES:
        return html(drawing.choose_language(door))
    chrome = await site.read(lambda work: reading.chrome(work, language))
    return html(drawing.choose_face(chrome, Door(action, door.token, {"language": language})))


async def from_front(site: Site, request: web.Request) -> web.StreamResponse:
    """Take a language, then begin."""
    fields = await posts.form_of(site, request)
    place = request.match_info.get("place", "")[:LONGEST_PLACE]
    language = fields.get("language", "")
    if language not in LANGUAGES:
        return posts.to(FRONT)
    if "face" not in fields:
        return posts.to(f"{request.path}?language={language}")
    return await posts.begin(site, fields, f"{PLACE}{place}" if place else "", language)


async def invited(site: Site, request: web.Request) -> web.StreamResponse:
    """Show where an invitation leads: every one looks the same until its button is pressed."""
    return await _opened(site, request)


async def from_invitation(site: Site, request: web.Request) -> web.StreamResponse:
    """Begin with an invitation, as its link does in Telegram."""
    fields = await posts.form_of(site, request)
    return await posts.begin(site, fields, request.match_info["argument"])


async def link(site: Site, request: web.Request) -> web.StreamResponse:
    """Show where a link of a letter or mail leads; opening it uses nothing up."""
    secret = request.match_info["secret"]
    if await site.read(lambda work: links.find(work, secret)) is None:
        return await gone(site, request)
    return await _opened(site, request)


async def conversation(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the conversation, and note that it was seen."""
    cookie = taken(site, request)

    def shown(work: Work) -> tuple[str, int] | None:
        found = sessions.find(work, cookie)
        if found is None:
            return None
        view = reading.conversation(work, *found)
        return drawing.conversation(view), max((each.id for each in view.entries), default=0)

    drawn = await site.read(shown)
    if drawn is None:
        return posts.to(FRONT)
    if not any("prefetch" in request.headers.get(name, "") for name in PREFETCH):
        await site.write(lambda work: _saw(work, cookie, drawn[1]), Priority.RESULT)
    return html(drawn[0])


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
        return reading.body_of(work, found[1], key) if found else None

    part = (await site.read(body) or {}).get("file")
    if not isinstance(part, dict):
        raise web.HTTPNotFound
    found = read_file(part)
    kind = PICTURE if found.look is Look.PICTURE else DOCUMENT
    return web.Response(body=found.content, content_type=kind)


async def privacy(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the privacy notice in the reader's language, else in German."""
    language = language_of(request)
    own = language if language in site.texts.privacy else FALLBACK
    return await _text(site, request, "privacy", site.texts.privacy.get(own, ()), own)


async def imprint(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the imprint, which is German."""
    return await _text(site, request, "imprint", site.texts.imprint, FALLBACK)


async def gone(site: Site, request: web.Request) -> web.StreamResponse:
    """Show the one page of all links that do not work: not known, over, taken back."""
    return html(drawing.gone(await site.read(reading.centres)), 404)


async def _opened(site: Site, request: web.Request) -> web.StreamResponse:
    language = language_of(request)
    chrome = await site.read(lambda work: reading.chrome(work, language))
    return html(drawing.opened(chrome, Door(request.path, _nobodys(site))))


async def _text(
    site: Site, request: web.Request, title: str, paragraphs: object, language: str
) -> web.StreamResponse:
    chrome = await site.read(lambda work: reading.chrome(work, language_of(request)))
    said = [str(each) for each in paragraphs] if isinstance(paragraphs, list | tuple) else []
    return html(drawing.text_page(chrome, chrome.words[title], said, language))


def _saw(work: Work, cookie: str | None, up_to: int) -> None:
    found = sessions.find(work, cookie)
    if found is not None:
        sessions.use(work, found[0])
        entries.saw(work, found[1], up_to)


def _nobodys(site: Site) -> str:
    return Token(0, None, site.clock.now()).sign()


def language_of(request: web.Request) -> str:
    """Return the language that is asked for, else one that the browser names."""
    asked = request.query.get("language", "")
    accepted = request.headers.get("Accept-Language", "")
    return asked if asked in LANGUAGES else reading.spoken(accepted)
