"""How the bot shows itself before /start: names, descriptions, commands; never worth a stop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import structlog
from telegram import Bot, BotCommand

from bot.backoff import pauses
from bot.logs import where
from locales.languages import LANGUAGES

Texts: TypeAlias = dict[str, Any]
LOG = structlog.get_logger()
FIRST_PAUSE = 5.0
LONGEST_PAUSE = 3600.0  # Telegram lets names be changed a few times a day only


async def publish_profile(bot: Bot, bot_profile: Callable[[str | None], Texts]) -> None:
    """Set what differs, in every language and for all others; what fails is tried again later.

    Whatever happens on the way, nothing of it ends the bot.
    """
    for pause in pauses(FIRST_PAUSE, LONGEST_PAUSE):
        done = [await _publish(bot, language, bot_profile) for language in (None, *LANGUAGES)]
        if all(done):
            return
        await asyncio.sleep(pause)


async def learn_name(bot: Bot, note: Callable[[str], Awaitable[None]]) -> None:
    """Ask how the bot is called and hand it on; what fails is tried again later."""
    for pause in pauses(FIRST_PAUSE, LONGEST_PAUSE):
        try:
            await note((await bot.get_me()).username or "")
        except Exception as error:  # as above
            LOG.warning("own name not known", **where(error))
        else:
            return
        await asyncio.sleep(pause)


async def _publish(
    bot: Bot, language: str | None, bot_profile: Callable[[str | None], Texts]
) -> bool:
    """Set each part for itself; tell whether all is as it should be."""
    missing = 0
    for part in (_name, _description, _short_description, _commands):
        try:
            await part(bot, language, bot_profile(language))
        except Exception as error:  # refused, late, or an answer nobody can read
            missing += 1
            LOG.warning("profile not set", part=part.__name__, language=language, **where(error))
    return not missing


async def _name(bot: Bot, language: str | None, texts: Texts) -> None:
    if (await bot.get_my_name(language)).name != texts["name"]:
        await bot.set_my_name(texts["name"], language)


async def _description(bot: Bot, language: str | None, texts: Texts) -> None:
    if (await bot.get_my_description(language)).description != texts["description"]:
        await bot.set_my_description(texts["description"], language)


async def _short_description(bot: Bot, language: str | None, texts: Texts) -> None:
    shown = await bot.get_my_short_description(language)
    if shown.short_description != texts["short_description"]:
        await bot.set_my_short_description(texts["short_description"], language)


async def _commands(bot: Bot, language: str | None, texts: Texts) -> None:
    wanted = tuple(BotCommand(name, about) for name, about in texts.get("commands", ()))
    if wanted and await bot.get_my_commands(language_code=language) != wanted:
        await bot.set_my_commands(wanted, language_code=language)
