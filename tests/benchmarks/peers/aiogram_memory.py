"""aiogram from memory: one handler, default settings, polling."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.benchmarks.peers.answer import Answer, read_answer


async def poll(
    url: str, token: str, answer: Answer, say: Callable[[Message], Awaitable[None]]
) -> None:
    """Let a handler answer the command until killed."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = Bot(token, session, DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher()
    dispatcher.message.register(say, Command(answer.command))
    await dispatcher.start_polling(bot)


def keyboard(answer: Answer) -> InlineKeyboardMarkup:
    """Build the buttons, as a handler does each time."""
    rows = [
        [InlineKeyboardButton(text=text, callback_data=data) for text, data in row]
        for row in answer.rows
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def main(url: str, token: str, path: str) -> None:
    """Answer every command until killed."""
    answer = read_answer(path)

    async def say(message: Message) -> None:
        await message.answer(answer.text, reply_markup=keyboard(answer))

    await poll(url, token, answer, say)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
