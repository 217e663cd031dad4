"""Small pieces the newcomer's questions are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Never, TypeVar

from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import Asked
from conversations.kit.steps import Next, Onward, Run, Step
from locales.words import _
from storage import told
from storage.models import Profile
from storage.profiles import profile_of

N = TypeVar("N")


def card(here: Here[object]) -> Sequence[Onward]:
    """Go back to the card."""
    return [Run("profile")]


def later(here: Here[object]) -> Sequence[Onward]:
    """Leave it for another day."""
    here.send(Message((_("That is fine. Write /menu when you want to go on."),)))
    return ()


def own_profile(here: Here[object]) -> Profile:
    """Return the profile; LookupError where nobody agreed to one."""
    person = here.person
    if person is None:
        raise LookupError("no person behind this chat")
    return profile_of(here.work, person)


def into(field: str) -> Callable[[Here[object], Any], Step[Never]]:
    """Keep an answer in one field of the profile."""

    def keep(here: Here[object], value: Any) -> Step[Never]:
        setattr(own_profile(here), field, value)
        return Next()

    return keep


ALONG = {"grid": ("times",), "skills": ("area",), "level": ("area",)}
"""Questions whose answer belongs to the line of another on the card."""


def by_themselves(flow: Flow[N]) -> Flow[N]:
    """Forget who entered an answer for somebody as soon as they give it themselves."""
    return replace(flow, questions=tuple(_forgetting(each) for each in flow.questions))


def _forgetting(own: Asked[N]) -> Asked[N]:
    def keep(here: Here[N], value: Any) -> Step[N]:
        if here.person is not None:
            told.forget(here.work, here.person.id, ALONG.get(own.name, (own.name,)))
        return own.keep(here, value)

    return replace(own, keep=keep)


def marked(field: str) -> Callable[[Here[object]], Sequence[str]]:
    """Return what the profile holds in a field of several codes."""
    return lambda here: getattr(own_profile(here), field) or []
