"""What the bot says of itself before anybody wrote: name and descriptions per language."""

from __future__ import annotations

from typing import Any

from conversations.kit.grants import ALL
from conversations.kit.permissions import PERMISSIONS
from conversations.registry import COMMANDS
from locales.languages import LANGUAGES, SOURCE
from locales.render import label
from locales.words import p_

NAME = p_("bot name", "Work and courses · Reutlingen")
SHORT = p_("bot description", "Work, courses, things to do, appointments. Free.")
LONG = p_(
    "bot description",
    "Work · courses · things to do · appointments. Free. District of Reutlingen. Press Start.",
)


def bot_profile(language: str | None) -> dict[str, Any]:
    """Return name, descriptions and commands; without a language, one line in each.

    Telegram has no Tigrinya interface, so the default has to speak to everybody.
    """
    if language is not None:
        return {
            "name": label(NAME, language),
            "description": label(LONG, language),
            "short_description": label(SHORT, language),
            "commands": _commands(language),
        }
    return {
        "name": label(NAME, SOURCE),
        "description": "\n".join(label(LONG, code) for code in LANGUAGES),
        "short_description": label(SHORT, SOURCE),
        "commands": _commands(SOURCE),
    }


def _commands(language: str) -> list[tuple[str, str]]:
    """What everybody can do; each chat gets its own menu once its language is chosen."""
    open_to_all = (each for each in COMMANDS if each.in_menu and PERMISSIONS[each.row] == ALL)
    return [(entry.name, label(entry.about, language)) for entry in open_to_all]
