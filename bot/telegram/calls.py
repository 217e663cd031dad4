"""From a claimed row to the call of the Bot API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, NamedTuple

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.constants import ParseMode

from bot.telegram.claims import Claimed
from bot.telegram.events import moment
from bot.telegram.keyboards import Keyboard, inline, keyboard
from bot.telegram.transport import TelegramBot
from conversations.kit.files import File, Look, read_file
from storage.models.outbox import Lane

MOST_DELETED = 100
SHOWN_BY = {Look.PICTURE: ("sendPhoto", "photo"), Look.DOCUMENT: ("sendDocument", "document")}
"""The method of the Bot API and the parameter that takes the bytes."""


class Arrived(NamedTuple):
    """The number of a message, where there is one, and when it was shown by Telegram's clock."""

    message_id: int | None = None
    at: datetime | None = None


async def perform(
    bot: TelegramBot, claimed: Claimed, another_slot: Callable[[], Awaitable[None]]
) -> Arrived:
    """Make the call and return what arrived.

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
        return Arrived(claimed.target)
    if claimed.op in ("venue", "voice"):
        return Arrived(await (_venue if claimed.op == "venue" else _voice)(bot, claimed))
    if claimed.op == "menu":
        await _menu(bot, claimed)
        return Arrived()
    if claimed.op == "delete":
        await _delete(bot, claimed, another_slot)
        return Arrived()
    raise ValueError(f"unknown operation {claimed.op}")


def is_silent(claimed: Claimed) -> bool:
    """Tell whether the phone stays quiet: people are at work or asleep."""
    return claimed.lane >= Lane.OFFER


async def _send(bot: TelegramBot, claimed: Claimed) -> Arrived:
    more = {"disable_notification": True} if is_silent(claimed) else {}
    if claimed.body.get("private"):
        more["protect_content"] = True
    said = _said(claimed, keyboard(claimed.body)) | more
    if part := claimed.body.get("file"):
        message = await _send_file(bot, said, read_file(part))
    else:
        message = await bot.call("sendMessage", said)
    return Arrived(message["message_id"], moment(message.get("date")))


async def _send_file(bot: TelegramBot, said: dict[str, Any], file: File) -> Any:
    """Send a picture or a document, whose caption is what was to be said."""
    method, part = SHOWN_BY[file.look]
    caption = {"caption" if name == "text" else name: value for name, value in said.items()}
    return await bot.upload(method, caption, part, file)


async def _edit(bot: TelegramBot, claimed: Claimed) -> Arrived:
    shown = {"message_id": claimed.target, **_said(claimed, inline(claimed.body))}
    message = await bot.call("editMessageText", shown)
    at = message.get("edit_date") if isinstance(message, dict) else None
    return Arrived(claimed.target, moment(at))


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


async def _voice(bot: Bot, claimed: Claimed) -> int:
    """Pass a voice on by its name: it is never downloaded, and nobody can pass it on again."""
    to, name = int(claimed.address), claimed.body["voice"]
    quiet = is_silent(claimed)
    message = await bot.send_voice(to, name, protect_content=True, disable_notification=quiet)
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
