"""The first question: which language; never inferred, changeable at any time."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.everybody.home import is_known
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.position import NoNotes
from conversations.kit.questions import OneOf, Option
from conversations.kit.steps import Interrupt, Next, Onward, Run, Step
from locales.languages import LANGUAGES
from locales.words import Words, verbatim

ASKED_IN_ALL = "اللغة · زبان · ቋንቋ · Sprache · Language"


def change_language(context: Context, argument: str) -> Sequence[Onward]:
    """Ask for the language again."""
    return [Interrupt("language")]


def _options(here: Here[object]) -> Sequence[Option]:
    return [Option(code, verbatim(language.own_name)) for code, language in LANGUAGES.items()]


def _text(here: Here[object]) -> Sequence[Words]:
    return (verbatim(ASKED_IN_ALL),)


def _keep(here: Here[object], code: str) -> Step[object]:
    here.context.chat.language = code
    return Next()


def _finish(here: Here[object]) -> Sequence[Onward]:
    if here.context.position.begun:
        return ()
    return [Run("menu" if is_known(here.context) else "start")]


LANGUAGE: Flow[object] = Flow(
    "language",
    (OneOf(name="language", text=_text, options=_options, keep=_keep),),
    notes=NoNotes,
    finish=_finish,
    counted=False,
)
