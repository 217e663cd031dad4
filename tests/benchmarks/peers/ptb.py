"""Stock python-telegram-bot from memory: one handler, default settings, polling."""

from __future__ import annotations

import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CommandHandler, ContextTypes

from tests.benchmarks.peers.answer import read_answer


def main(url: str, token: str, path: str) -> None:
    """Answer every command until killed."""
    answer = read_answer(path)

    async def say(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message:
            await update.message.reply_text(answer.text, ParseMode.HTML, reply_markup=_keyboard())

    def _keyboard() -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup(
            [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in rows]
        )

    rows = answer.rows
    application: Any = Application.builder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(CommandHandler(answer.command, say))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:4])
