"""The first question: which language; never inferred, changeable at any time."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import flow as flows
from conversations.context import Context
from conversations.flow import Flow
from conversations.messages import menu
from conversations.questions import OneOf, Option
from locales.languages import LANGUAGES
from locales.words import Words, verbatim

ASKED_IN_ALL = "اللغة · زبان · ቋንቋ · Sprache · Language"


def change_language(context: Context, argument: str) -> None:
    """Ask for the language again."""
    flows.start(context, LANGUAGE)


def _options(context: Context) -> Sequence[Option]:
    return [Option(code, verbatim(language.own_name)) for code, language in LANGUAGES.items()]


def _text(context: Context) -> Sequence[Words]:
    return (verbatim(ASKED_IN_ALL),)


def _keep(context: Context, code: str) -> None:
    context.chat.language = code


def _finish(context: Context) -> None:
    from conversations.newcomer.start import go_on

    set_command_menu(context)
    go_on(context)


def set_command_menu(context: Context) -> None:
    """Show the commands in the chat's own menu, in its language."""
    from conversations.menus import entries

    context.put(menu([(entry.name, entry.about) for entry in entries(context)], context.language))
    context.spoken -= 1


LANGUAGE = Flow(
    "language",
    (OneOf(name="language", text=_text, options=_options, keep=_keep),),
    finish=_finish,
    counted=False,
)
