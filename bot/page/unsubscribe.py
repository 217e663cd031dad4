"""The link that ends mails with one click, as mail programs press it: RFC 8058."""

from __future__ import annotations

from aiohttp import web

from bot.page import drawing, pages, reading
from bot.page.site import Site
from bot.page.view import Door
from storage.page import contacts
from storage.work import Work


async def asked(site: Site, request: web.Request) -> web.StreamResponse:
    """Show a button: opening the link ends nothing, programs that look at links do that too."""
    token = request.match_info["token"]
    if await site.read(lambda work: contacts.by_stop(work, token)) is None:
        return await pages.gone(site, request)
    language = pages.own_language(request)
    chrome = await site.read(lambda work: reading.chrome(work, language))
    return pages.html(drawing.end_mails(chrome, Door(request.path)))


async def ended(site: Site, request: web.Request) -> web.StreamResponse:
    """End mails to an address: a mail program has no cookie and no page of ours before it."""
    token = request.match_info["token"]
    if not await site.write(lambda work: _end(work, token)):
        return await pages.gone(site, request)
    language = pages.own_language(request)
    return pages.html(drawing.mails_ended(await site.read(lambda w: reading.chrome(w, language))))


def _end(work: Work, token: str) -> bool:
    contact = contacts.by_stop(work, token)
    if contact is not None:
        contacts.stop(work, contact)
    return contact is not None
