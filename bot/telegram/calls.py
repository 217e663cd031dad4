"""From a claimed row to the call of the Bot API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.constants import ParseMode

from bot.telegram.claims import Claimed
from bot.telegram.keyboards import Keyboard, inline, keyboard
from bot.telegram.transport import TelegramBot
from storage.models.outbox import Lane

MOST_DELETED = 100


async def perform(
    bot: TelegramBot, claimed: Claimed, another_slot: Callable[[], Awaitable[None]]
) -> int | None:
    """Make the call and return the message's number, where there is one.

    `another_slot` is awaited before each further call of the same row.
    """
    if claimed.op == "send" or (claimed.op == "edit" and claimed.target is None):
        return await _send(bot, claimed)
    if claimed.op == "edit":
        return await _edit(bot, claimed)
    if claimed.op == "buttons_off":
        await bot.edit_message_reply_markup(
            chat_id=int(claimed.address), message_id=claimed.target, reply_markup=None
        )
        return claimed.target
    if claimed.op == "venue":
        return await _venue(bot, claimed)
    if claimed.op == "menu":
        await _menu(bot, claimed)
        return None
    if claimed.op == "delete":
        await _delete(bot, claimed, another_slot)
        return None
    raise ValueError(f"unknown operation {claimed.op}")


def is_silent(claimed: Claimed) -> bool:
    """Tell whether the phone stays quiet: people are at work or asleep."""
    return claimed.lane >= Lane.OFFER


async def _send(bot: TelegramBot, claimed: Claimed) -> int:
    more = {"disable_notification": True} if is_silent(claimed) else {}
    if claimed.body.get("private"):
        more["protect_content"] = True
    message = await bot.call("sendMessage", _said(claimed, keyboard(claimed.body)) | more)
    found: int = message["message_id"]
    return found


async def _edit(bot: TelegramBot, claimed: Claimed) -> int | None:
    shown = {"message_id": claimed.target, **_said(claimed, inline(claimed.body))}
    await bot.call("editMessageText", shown)
    return claimed.target


def _said(claimed: Claimed, markup: Keyboard | None) -> dict[str, Any]:
    said = {"chat_id": int(claimed.address), "text": claimed.body["text"]}
    if not claimed.body.get("plain"):
        said["parse_mode"] = ParseMode.HTML
    return said if markup is None else {**said, "reply_markup": markup}


async def _venue(bot: Bot, claimed: Claimed) -> int:
    body: dict[str, Any] = claimed.body
    message = await bot.send_venue(
        int(claimed.address),
        latitude=body["lat"],
        longitude=body["lon"],
        title=body["title"],
        address=body["address"],
        disable_notification=is_silent(claimed),
    )
    return message.message_id


async def _menu(bot: Bot, claimed: Claimed) -> None:
    commands = [BotCommand(c["command"], c["description"]) for c in claimed.body["commands"]]
    await bot.set_my_commands(commands, scope=BotCommandScopeChat(int(claimed.address)))


async def _delete(bot: Bot, claimed: Claimed, another_slot: Callable[[], Awaitable[None]]) -> None:
    ids = claimed.body["message_ids"]
    for first in range(0, len(ids), MOST_DELETED):
        if first:
            await another_slot()
        await bot.delete_messages(int(claimed.address), ids[first : first + MOST_DELETED])
