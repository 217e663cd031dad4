"""A one-time link as staff show it: a picture to scan, the address, and a tap to copy it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import segno

from conversations.kit.files import File, Look
from conversations.kit.here import Here
from conversations.kit.messages import Button, Message
from locales.words import Words, _, p_, verbatim
from storage.ourselves import page, username
from storage.queues import due
from storage.queues.kinds import Kind
from storage.work import Work

DOT = 10
"""Pixels of a module, with a quiet edge of four: a phone's camera reads it from an arm's length."""
# NOTE: Below a link and its picture (QR code): the phone beside can scan it.
SCAN = _("The camera of the other phone opens it, too.")


def show_link(
    here: Here[object], argument: str, ends_at: datetime, before: tuple[Words, ...], *after: Words
) -> None:
    """Show a link whose argument of /start this is; it goes from the chat when it is over."""
    _show(here, link_message(here.work, argument, before, *after), ends_at)


def show_address(
    here: Here[object], address: str, ends_at: datetime, before: tuple[Words, ...], *after: Words
) -> None:
    """Show a link to the page; it goes from the chat when it is over."""
    lines = (*before, verbatim(address), *after)
    _show(here, Message(lines, ((_copies(address),),), file=_picture(address)), ends_at)


def _show(here: Here[object], message: Message, ends_at: datetime) -> None:
    row = here.send(message)
    if row is not None:
        due.schedule(here.work, Kind.LINK_OVER, ends_at, subject=row, chat_id=here.context.chat.id)


def link_message(work: Work, argument: str, before: tuple[Words, ...], *after: Words) -> Message:
    """Return a link with its picture; before the bot knows its name, the command alone."""
    name, address = username(work), page(work)
    text = f"https://t.me/{name}?start={argument}" if name else f"/start {argument}"
    lines = (*before, verbatim(text), *_in_browser(address, argument), *after)
    scans = (SCAN,) if name else ()
    return Message((*lines, *scans), ((_copies(text),),), file=_picture(text) if name else None)


def _in_browser(address: str | None, argument: str) -> tuple[Words, ...]:
    # NOTE: Between two links to the same: the second one opens in a browser.
    return (_("Without Telegram:"), verbatim(f"{address}/i/{argument}")) if address else ()


def _copies(text: str) -> Button:
    # NOTE: Below a link: a tap copies it, to be sent on.
    return Button(p_("button", "📋 Copy the link"), copies=text)


def _picture(text: str) -> File:
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=DOT, border=4)
    return File(Look.PICTURE, "link.png", drawn.getvalue())
