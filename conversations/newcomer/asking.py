"""Small pieces the newcomer's questions are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from conversations.kit.context import Context
from conversations.kit.messages import Message
from conversations.kit.questions import Option
from locales.words import Words, _
from storage.models import Profile
from storage.profiles import profile_of


def one(*words: Words) -> Callable[[Context], Sequence[Words]]:
    """Ask with a fixed text."""
    return lambda context: words


def choices(labels: Mapping[str, Words]) -> Callable[[Context], Sequence[Option]]:
    """Offer the codes of a table of terms."""
    options = tuple(Option(code, words) for code, words in labels.items())
    return lambda context: options


def card(context: Context) -> None:
    """Go back to the card."""
    context.follow("/profile")


def later(context: Context) -> None:
    """Leave it for another day."""
    context.send(Message((_("That is fine. Write /menu when you want to go on."),)))


def own_profile(context: Context) -> Profile:
    """Return the profile; LookupError where nobody agreed to one."""
    person = context.person
    if person is None:
        raise LookupError("no person behind this chat")
    return profile_of(context.work, person)


def into(field: str) -> Callable[[Context, Any], None]:
    """Keep an answer in one field of the profile."""

    def keep(context: Context, value: Any) -> None:
        setattr(own_profile(context), field, value)

    return keep


def marked(field: str) -> Callable[[Context], Sequence[str]]:
    """Return what the profile holds in a field of several codes."""
    return lambda context: getattr(own_profile(context), field) or []
