"""How the bot shows itself before /start: names, descriptions, commands; never worth a stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeAlias

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.backoff import pauses
from bot.logs import where
from bot.telegram.transport import NotSentError, TooManyError, UnclearError
from locales.languages import LANGUAGES

Texts: TypeAlias = dict[str, Any]

PASSING = (NotSentError, TooManyError, UnclearError)
LOG = structlog.get_logger()


async def publish_profile(bot: Bot, bot_profile: Callable[[str | None], Texts]) -> None:
    """Set what differs, in every language and for all others, as soon as Telegram is there."""
    for pause in pauses(5.0, 300.0):
        try:
            for language in (None, *LANGUAGES):
                await _publish(bot, language, bot_profile(language))
            return
        except PASSING as error:
            LOG.warning("profile not set", seconds=round(pause), **where(error))
            await asyncio.sleep(pause)


async def _publish(bot: Bot, language: str | None, texts: Texts) -> None:
    """Set each part for itself; a refusal is only logged."""
    for part in (_name, _description, _short_description, _commands):
        try:
            await part(bot, language, texts)
        except PASSING:
            raise
        except TelegramError as error:
            LOG.warning("profile part refused", language=language, **where(error))


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
