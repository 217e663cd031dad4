"""The ways in: links of paper, mail and screens, and codes that are typed.

Opening uses nothing up: whatever may happen once takes a further step in the conversation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from aiohttp import web

from bot.page import drawing, posts, reading, tokens
from bot.page.cookies import give, taken
from bot.page.gate import address_of
from bot.page.pages import gone, html, nobodys, own_language
from bot.page.posts import HERE, WAIT
from bot.page.site import Site
from bot.page.view import Door, Letter
from conversations.cards.firm_page import contact, firm_words
from conversations.everybody import notices
from conversations.everybody.arriving import LINK, WAYS
from conversations.kit.questions.phone_number import DIALLED
from storage import employers
from storage.engine.database import Priority
from storage.models import PageLink
from storage.models.page import Device, Purpose
from storage.ourselves import username
from storage.page import arriving, desks, links, sessions
from storage.page.sessions import Begun
from storage.queues.inbox import Waiting
from storage.rules.typed import digits
from storage.rules.typed_codes import read
from storage.work import Work

CALL, CODE = "call", "code"
LONGEST_SECRET = 64
NOT_OURS_TO_CHOOSE = (Purpose.NEWS, Purpose.DESK)
"""Whoever comes with one of these is on a device of several people, whatever they say."""
IN_TELEGRAM = (Purpose.FIRM, Purpose.NEWCOMER)


@dataclass(frozen=True)
class Entered:
    """What a browser came to: a session, unless it had one there; a turn, unless all is there."""

    begun: Begun | None = None
    waiting: Waiting | None = None


async def invited(site: Site, request: web.Request) -> web.StreamResponse:
    """Show where an invitation leads: every one looks the same until its button is pressed."""
    argument = request.match_info["argument"]

    def drawn(work: Work) -> str:
        door = Door(request.path, nobodys(site), telegram=_telegram(work, argument))
        return drawing.opened(reading.chrome(work, own_language(request)), door)

    return html(await site.read(drawn))


async def from_invitation(site: Site, request: web.Request) -> web.StreamResponse:
    """Begin with an invitation, as its link does in Telegram: in the chat of who has one here."""
    fields = await posts.form_of(site, request)
    return await posts.come(site, request, fields, request.match_info["argument"])


async def link(site: Site, request: web.Request) -> web.StreamResponse:
    """Show where a link leads; unknown, over and taken back look the same."""
    page = await site.read(partial(_drawn, site=site, request=request))
    return html(page) if page is not None else await gone(site, request)


async def from_link(site: Site, request: web.Request) -> web.StreamResponse:
    """Let a browser in, or note whom a firm wants to be called at."""
    fields = await posts.form_of(site, request)
    if posts.token_of(site, fields) is None:
        return posts.to(request.path)
    if CALL in fields:
        return await _call(site, request, fields)
    unit = partial(_enter, secret=_secret(request), cookie=taken(site, request), fields=fields)
    entered = await site.write(unit, Priority.RECEIVE)
    if entered is None:
        return await gone(site, request)
    if entered.waiting is not None:
        site.turns.add([entered.waiting])
        if not await site.turns.settled(entered.waiting.seq, posts.TURN_SECONDS):
            return _led(site, WAIT, entered.begun)
    return _led(site, HERE, entered.begun)


async def code(site: Site, request: web.Request) -> web.StreamResponse:
    """Ask for the code of a letter."""
    return await _asked(site, request, is_wrong=False)


async def from_code(site: Site, request: web.Request) -> web.StreamResponse:
    """Lead to where a code leads that somebody typed."""
    fields = await posts.form_of(site, request)
    found = read(fields.get(CODE, ""))
    if found is None:
        return await _asked(site, request, is_wrong=True)
    if await site.read(lambda work: _found(work, found)) is None:
        site.misses.takes(address_of(request, site.proxies))
        return await _asked(site, request, is_wrong=True)
    return posts.to(f"/l/{found}")


async def _asked(site: Site, request: web.Request, *, is_wrong: bool) -> web.StreamResponse:
    chrome = await site.read(lambda work: reading.chrome(work, own_language(request)))
    return html(drawing.code(chrome, Door(request.path, nobodys(site)), is_wrong))


def _led(site: Site, address: str, begun: Begun | None) -> web.StreamResponse:
    answer = posts.to(address)
    return give(site, answer, begun.token, begun.session) if begun else answer


def _enter(
    work: Work, secret: str, cookie: str | None, fields: Mapping[str, str]
) -> Entered | None:
    """Open a session for whoever has a link; None where it opens nothing."""
    found = _found(work, secret)
    if found is None:
        return None
    here = sessions.find(work, cookie)
    if here is not None and arriving.knows(work, here[1], found):
        return Entered()
    desk = sessions.behind(work, cookie)
    lends = desk is not None and desk[0].centre is not None and found.purpose is Purpose.DESK
    token = tokens.cookie(fields["token"])
    if not lends and cookie != token:
        sessions.end(work, cookie)
    device = posts.device(fields) if found.purpose not in NOT_OURS_TO_CHOOSE else Device.SHARED
    begun, is_known = arriving.enter(work, found, device, token)
    if desk is not None and lends:
        begun = desks.lend(work, desk[0], begun)
    if is_known and found.purpose is Purpose.NEWS:
        return Entered(begun)
    return Entered(begun, posts.begins(work, begun, f"{LINK}{secret}"))


async def _call(site: Site, request: web.Request, fields: Mapping[str, str]) -> web.StreamResponse:
    phone = digits(fields[CALL]).strip()
    is_number = DIALLED.fullmatch(phone) is not None
    unit = partial(_ask_call, secret=_secret(request), phone=phone if is_number else "")
    if not await site.write(unit):
        return await gone(site, request)
    return posts.to(request.path if is_number else f"{request.path}?number=no")


def _ask_call(work: Work, secret: str, phone: str) -> bool:
    """Tell the centre that a firm wants to be called; False where the link is no firm's."""
    found = _found(work, secret)
    if found is None or found.purpose is not Purpose.FIRM:
        return False
    if phone:
        arriving.ask_call(work, found, phone)
        notices.firm_calls(work, found)
    return True


def _drawn(work: Work, site: Site, request: web.Request) -> str | None:
    found = _found(work, _secret(request))
    if found is None:
        return None
    language = found.language or own_language(request)
    chrome = reading.chrome(work, language, centre=found.centre)
    telegram = _telegram(work, f"{LINK}{_secret(request)}")
    door = Door(
        request.path,
        nobodys(site),
        telegram=telegram if found.purpose in IN_TELEGRAM else "",
        asks_device=found.purpose not in NOT_OURS_TO_CHOOSE,
    )
    letter = _letter(work, found, chrome.language, is_wrong="number" in request.query)
    return drawing.letter(chrome, door, letter) if letter else drawing.opened(chrome, door)


def _letter(work: Work, found: PageLink, language: str, *, is_wrong: bool) -> Letter | None:
    firm = employers.find(work, str(found.employer_id or ""))
    if found.purpose is not Purpose.FIRM or firm is None:
        return None
    centre = reading.centre_of(work, found.centre)
    name = contact(work, found, firm) or (centre.name if centre else "")
    is_asked = found.phone is not None
    return Letter(firm.name, name, firm_words(language), centre, is_asked, is_wrong)


def _found(work: Work, secret: str) -> PageLink | None:
    """Return a link that is still good; one of a screen leads nowhere from here."""
    found = links.find(work, secret)
    leads = found is not None and found.purpose in WAYS and not arriving.is_barred(work, found)
    return found if leads else None


def _telegram(work: Work, argument: str) -> str:
    name = username(work)
    return f"https://t.me/{name}?start={argument}" if name and len(argument) <= 64 else ""


def _secret(request: web.Request) -> str:
    return request.match_info["secret"][:LONGEST_SECRET]
