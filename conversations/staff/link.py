"""A one-time link as staff send it on: the address, or what is typed instead, and a tap to copy."""

from __future__ import annotations

from conversations.kit.messages import Button, Message
from locales.words import Words, p_, verbatim
from storage.ourselves import username
from storage.work import Work


def link_message(work: Work, argument: str, before: tuple[Words, ...], *after: Words) -> Message:
    """Show a link whose argument of /start this is; before the bot knows its name, the command."""
    name = username(work)
    text = f"https://t.me/{name}?start={argument}" if name else f"/start {argument}"
    # NOTE: Below a link: a tap copies it, to be sent on.
    copies = Button(p_("button", "📋 Copy the link"), copies=text)
    return Message((*before, verbatim(text), *after), ((copies,),))
