"""From a message body to the keyboard Telegram shows with it."""

from __future__ import annotations

from typing import Any, TypeAlias

Keyboard: TypeAlias = dict[str, Any]


def inline(body: dict[str, Any]) -> Keyboard | None:
    """Return the buttons under a message, None where there are none."""
    rows = [
        [{"text": button["text"], "callback_data": button["data"]} for button in row]
        for row in body.get("rows", [])
        if row
    ]
    return {"inline_keyboard": rows} if rows else None


def keyboard(body: dict[str, Any]) -> Keyboard | None:
    """Return what goes with a new message: its buttons, or else what replaces the keyboard."""
    buttons = inline(body)
    if buttons is not None:
        return buttons
    if body.get("share_place"):
        button = {"text": body["share_place"], "request_location": True}
        return {"keyboard": [[button]], "one_time_keyboard": True, "resize_keyboard": True}
    return {"remove_keyboard": True} if body.get("close_keyboard") else None
