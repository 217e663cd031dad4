"""A new phone of somebody known: it shows a number, and nothing older for a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from conversations.kit.buttons import Standing
from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.steps import Leave, Onward, Run
from locales.words import Ltr, Moment, _, say
from storage import receiving
from storage.models import Chat
from storage.new_phone import claim
from storage.queues import shown
from storage.work import Work

NEW_PHONE, NEW_PERSON = "n-", "d-"
"""Begin the argument of the link that a new phone opens, or the phone of somebody new."""


def arrive(context: Context, token: str) -> Sequence[Onward] | None:
    """Show the number that staff type; None for a link that is used or too old."""
    return _shown(context, token, claim)


def come(context: Context, token: str) -> Sequence[Onward] | None:
    """Show somebody new at the desk the number that staff type; None for a link that is over."""
    return _shown(context, token, receiving.claim)


def _shown(
    context: Context, token: str, claims: Callable[[Work, Chat, str], str | None]
) -> Sequence[Onward] | None:
    if context.chat.person_id is not None:
        # NOTE: A link for somebody else's new phone was opened here; the menu follows.
        used = _("Somebody uses this phone already. Other people come in here: /phone")
        context.send(Message((used,)))
        return [Run("menu")]
    number = claims(context.work, context.chat, token)
    if number is None:
        return None
    # NOTE: On the new phone of somebody who stands at the desk: staff type the number.
    words = say(_("Please show this number at the centre: {digits}"), digits=Ltr(number))
    context.send(Message((words,)))
    return [Leave()]


def held_until(context: Context) -> datetime | None:
    """Return until when a new phone shows nothing older than it; None where it shows all."""
    moved_at = context.chat.moved_at
    ends = moved_at + context.work.limits.new_phone if moved_at else None
    return ends if ends and ends > context.work.now else None


def holds_back(
    do: Callable[[Context, str], Sequence[Onward]],
) -> Callable[[Context, str], Sequence[Onward]]:
    """Let a command of a person's own things wait until a new phone may show them."""

    def held(context: Context, argument: str) -> Sequence[Onward]:
        ends = held_until(context)
        if ends is None:
            return do(context, argument)
        context.send(Message((say(FROM, when=Moment(ends.astimezone(context.work.zone))),)))
        return ()

    return held


# NOTE: On a new phone, for a day: when it shows what is older than it.
FROM = _("What is older you see here from: {when}")


def may_show(context: Context, pressed: Standing) -> bool:
    """Tell whether a code typed on a new phone may show its card: it stands in the chat, or may."""
    about = (pressed.kind, pressed.subject)
    return held_until(context) is None or bool(
        shown.elsewhere(context.work, context.chat.id, *about, 1)
    )
