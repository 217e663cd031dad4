"""What the bot says of itself before anybody wrote: name and descriptions per language."""

from __future__ import annotations

from locales.languages import LANGUAGES, SOURCE
from locales.render import label
from locales.words import p_

NAME = p_("bot name", "Work and courses · Reutlingen")
SHORT = p_("bot description", "Work, courses, things to do, appointments. Free.")
LONG = p_(
    "bot description",
    "Work · courses · things to do · appointments. Free. District of Reutlingen. Press Start.",
)


def bot_profile(language: str | None) -> dict[str, str]:
    """Return name, description and short description; without a language, one line in each.

    Telegram has no Tigrinya interface, so the default has to speak to everybody.
    """
    if language is not None:
        return {
            "name": label(NAME, language),
            "description": label(LONG, language),
            "short_description": label(SHORT, language),
        }
    return {
        "name": label(NAME, SOURCE),
        "description": "\n".join(label(LONG, code) for code in LANGUAGES),
        "short_description": label(SHORT, SOURCE),
    }
