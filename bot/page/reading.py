"""From what stands in a chat to what a template gets: one unit that only reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog

from bot.logs import where
from bot.page.entries import entry_of, noticed, said, with_maps
from bot.page.tokens import Token
from bot.page.view import Centre, Chrome, Conversation, Entry, Writes
from conversations.cards.chrome import chrome as words_of
from conversations.expected import centre_around, expected
from conversations.reading import Reading, as_it_is, is_event, not_here
from locales.dates import date_text
from locales.languages import FALLBACK, LANGUAGES
from locales.words import Moment
from storage import people, places
from storage.engine.database import transient
from storage.models import Chat, Dialogue, PageEntry, PageSession
from storage.models.page import Device, Side
from storage.ourselves import username
from storage.page import entries, sessions
from storage.queues.chats import standing
from storage.queues.inbox import heard_last
from storage.work import Work

LOG = structlog.get_logger()
MOST = 10
"""Entries on one page: under 30 KB, the open question among them."""


def conversation(work: Work, session: PageSession, chat: Chat) -> Conversation:
    """Return the newest part of a conversation, every form signed for this very reading."""
    dialogue = standing(work, chat.id)
    asked = dialogue.prompt_id if dialogue and dialogue.flow else None
    language = chat.language or FALLBACK
    there = entries.newest(work, chat, MOST, sessions.since(work, session), asked)
    heard = heard_last(work.session, chat.id)
    reading = Reading(work, chat, there)
    rendered = [(each, _entry(reading, session, each, asked)) for each in there]
    shown = [
        (_placed(reading, each, found[0], heard), found[1])
        for each, found in rendered
        if found is not None
    ]
    body = next((b for e, b in shown if e.is_current), {})
    return Conversation(
        language,
        with_maps([entry for entry, _body in shown]),
        _token(work, session, asked),
        chrome(
            work,
            language,
            chat=chat,
            token=_token(work, session, None),
            centre=session.centre or sessions.centre_of(work, session),
            is_desk=session.device is Device.DESK,
        ),
        asks_text=bool(body) and not body.get("rows"),
        shares_place=bool(body.get("share_place")),
        writes=_writes(dialogue),
    )


def body_of(work: Work, session: PageSession, chat: Chat, entry_id: int) -> dict[str, Any] | None:
    """Return what an entry of a chat says now; None where there is none, or not for who reads."""
    found = entries.find(work, chat, entry_id, sessions.since(work, session))
    is_ours = found is not None and found.side is Side.OURS
    return _body(Reading(work, chat, [found]), session, found) if found and is_ours else None


def chrome(
    work: Work,
    language: str,
    *,
    chat: Chat | None = None,
    token: str = "",
    centre: str | None = None,
    is_desk: bool = False,
) -> Chrome:
    """Return what stands around a page; the way to Telegram where the bot knows its name."""
    name = username(work)
    telegram = f"https://t.me/{name}" if name else ""
    own = _centre(work, chat, centre)
    return Chrome(language, words_of(language), own, token, telegram, is_desk)


def centres(work: Work) -> list[Centre]:
    """Return every centre as a page names it."""
    return [
        Centre(each.name, each.phone or "", each.address or "") for each in places.centres(work)
    ]


def at_text(at: datetime, work: Work, language: str) -> str:
    """Return when something was said, as short as it can be read."""
    return date_text(Moment(at.astimezone(work.zone), short=True), language)


def _entry(
    reading: Reading, session: PageSession, entry: PageEntry, asked: int | None
) -> tuple[Entry, dict[str, Any]] | None:
    work, chat = reading.work, reading.chat
    language = entry.language or chat.language or FALLBACK
    when = at_text(entry.created_at, work, language)
    kept = entry.body or {}
    if entry.side is Side.THEIRS:
        return said(kept["text"], id_=entry.id, language=language, at_text=when), {}
    if entry.side is Side.NOTICE:
        return noticed(kept["text"], id_=entry.id, language=language), {}
    body = _body(reading, session, entry)
    if body is None:
        return None
    shown = entry_of(
        body,
        id_=entry.id,
        language=language,
        at_text=when,
        token=_token(work, session, entry.outbox_id),
        file_href=f"/f/{entry.id}",
        is_current=asked is not None and entry.outbox_id == asked,
    )
    return shown, body


def _placed(reading: Reading, kept: PageEntry, entry: Entry, heard: datetime | None) -> Entry:
    """Say what decides where an entry stands: whether it is new, of a near day, of events alone."""
    return replace(
        entry,
        is_new=heard is None or kept.changed_at >= heard,
        is_near=kept.id in reading.near,
        is_event=is_event(reading, kept),
    )


def _body(reading: Reading, session: PageSession, entry: PageEntry) -> dict[str, Any] | None:
    """Return what an entry says now, None where it is over; one that fails takes no page with it.

    Nobody is shown to who came with a letter that anybody can have found.
    """
    work, language = reading.work, reading.chat.language or FALLBACK
    try:
        body = as_it_is(reading, entry)
        is_shown = body is None or not body.get("private") or sessions.shows_people(work, session)
        return body if is_shown else not_here(language)
    except Exception as error:
        if transient(error):
            raise
        LOG.error("cannot be read anew", entry=entry.id, kind=entry.kind, **where(error))
        return not_here(language)


def _token(work: Work, session: PageSession, row: int | None) -> str:
    return Token(session.id, row, work.now).sign()


def _writes(dialogue: Dialogue | None) -> Writes:
    return Writes(expected(dialogue).value)


def _centre(work: Work, chat: Chat | None, named: str | None) -> Centre | None:
    person = people.find(work, chat.person_id) if chat else None
    profile = person.profile if person else None
    own = (profile.centre if profile else None) or (person.centre if person else None)
    around = named or own or (centre_around(work, chat) if chat else None)
    return centre_of(work, around or centre_near(work, ""))


def centre_near(work: Work, place: str) -> str | None:
    """Return the centre around a postcode, else the first there is: every page has a phone."""
    every = places.centres(work)
    return places.centre_around(work, place) or (every[0].key if every else None)


def centre_of(work: Work, key: str | None) -> Centre | None:
    """Return a centre as a page names it."""
    found = places.centre(work, key) if key else None
    return Centre(found.name, found.phone or "", found.address or "") if found else None


def spoken(accepted: str) -> str:
    """Return the first of our languages a browser asks for; German where it names none."""
    for part in accepted.lower().split(","):
        code = part.split(";")[0].strip().split("-")[0]
        if code in LANGUAGES:
            return code
    return FALLBACK
