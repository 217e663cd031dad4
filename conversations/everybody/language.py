"""The first question: which language; never inferred, changeable at any time."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.everybody.home import is_known
from conversations.kit import flow as flows
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.questions import OneOf, Option
from locales.languages import LANGUAGES
from locales.words import Words, verbatim

ASKED_IN_ALL = "اللغة · زبان · ቋንቋ · Sprache · Language"


def change_language(context: Context, argument: str) -> None:
    """Ask for the language again."""
    flows.interrupt(context, LANGUAGE)


def _options(context: Context) -> Sequence[Option]:
    return [Option(code, verbatim(language.own_name)) for code, language in LANGUAGES.items()]


def _text(context: Context) -> Sequence[Words]:
    return (verbatim(ASKED_IN_ALL),)


def _keep(context: Context, code: str) -> None:
    context.chat.language = code


def _finish(context: Context) -> None:
    context.follow("/menu" if is_known(context) else "/start")


LANGUAGE = Flow(
    "language",
    (OneOf(name="language", text=_text, options=_options, keep=_keep),),
    finish=_finish,
    counted=False,
)
