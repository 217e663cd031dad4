"""A one-time link as it is shown: a picture to scan, the address, and a tap to copy it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import segno

from conversations.kit.files import File, Look
from conversations.kit.here import Here
from conversations.kit.messages import Button, Message, stacked
from locales.words import Words, _, p_, verbatim
from storage.ourselves import page_url, username
from storage.queues import due
from storage.queues.kinds import Kind
from storage.work import Work

DOT = 10
"""Pixels of a module, with a quiet edge of four: a phone's camera reads it from an arm's length."""
# NOTE: Below a link and its picture (QR code): the phone beside can scan it.
SCAN = _("The camera of the other phone opens it, too.")
# NOTE: Below a link: a tap copies it, to be sent on.
COPIES = p_("button", "📋 Copy the link")
# NOTE: Below two links, for Telegram and for the browser: a tap copies one of them.
FOR_TELEGRAM = p_("button", "📋 Link for Telegram")
FOR_PAGE = p_("button", "📋 Link for the browser")


def show_link(
    here: Here[object], argument: str, ends_at: datetime, before: tuple[Words, ...], *after: Words
) -> None:
    """Show a link whose argument of /start this is; it goes from the chat when it is over."""
    _show(here, link_message(here.work, argument, before, *after), ends_at)


def show_address(
    here: Here[object], address: str, ends_at: datetime, before: tuple[Words, ...], *after: Words
) -> None:
    """Show a link to the page; it goes from the chat when it is over."""
    copies, lines = Button(COPIES, copies=address), (*before, verbatim(address), *after)
    _show(here, Message(lines, ((copies,),), file=picture(address)), ends_at)


def _show(here: Here[object], message: Message, ends_at: datetime) -> None:
    row = here.send(message)
    if row is not None:
        due.schedule(here.work, Kind.LINK_OVER, ends_at, subject=row, chat_id=here.context.chat.id)


def link_message(work: Work, argument: str, before: tuple[Words, ...], *after: Words) -> Message:
    """Return a link with its picture; where there is a page, the picture leads to it.

    Before the bot knows its name, and without a page, it is the command alone.
    """
    name, page = username(work), page_url(work)
    telegram = f"https://t.me/{name}?start={argument}" if name else f"/start {argument}"
    here = f"{page}/i/{argument}" if page else None
    texts = [telegram, *([here] if here else [])]
    scanned = here or (telegram if name else None)
    lines = (*before, *map(verbatim, texts), *after, *((SCAN,) if scanned else ()))
    labels = [FOR_TELEGRAM, FOR_PAGE] if here else [COPIES]
    copies = [Button(words, copies=text) for words, text in zip(labels, texts, strict=True)]
    return Message(lines, stacked(copies), file=picture(scanned) if scanned else None)


def picture(text: str) -> File:
    """Draw an address so that a camera opens it."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=DOT, border=4)
    return File(Look.PICTURE, "link.png", drawn.getvalue())
