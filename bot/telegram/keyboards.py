"""From a message body to the keyboard Telegram shows with it."""

from __future__ import annotations

from typing import Any, TypeAlias

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

Keyboard: TypeAlias = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def inline(body: dict[str, Any]) -> InlineKeyboardMarkup | None:
    """Return the buttons under a message, None where there are none."""
    rows = [
        [InlineKeyboardButton(button["text"], callback_data=button["data"]) for button in row]
        for row in body.get("rows", [])
        if row
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def keyboard(body: dict[str, Any]) -> Keyboard | None:
    """Return what goes with a new message: its buttons, or else what replaces the keyboard."""
    buttons = inline(body)
    if buttons is not None:
        return buttons
    if body.get("share_place"):
        button = KeyboardButton(body["share_place"], request_location=True)
        return ReplyKeyboardMarkup([[button]], one_time_keyboard=True, resize_keyboard=True)
    return ReplyKeyboardRemove() if body.get("close_keyboard") else None
