"""From a message body to the keyboard Telegram shows with it."""

from __future__ import annotations

from typing import Any, TypeAlias

Keyboard: TypeAlias = dict[str, Any]


def inline(body: dict[str, Any]) -> Keyboard | None:
    """Return the buttons under a message, None where there are none."""
    rows = [[_button(button) for button in row] for row in body.get("rows", []) if row]
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


def plain(body: dict[str, Any]) -> dict[str, Any]:
    """Return a body without what is decoration and what not every server knows."""
    rows = [
        [
            {part: button[part] for part in ("text", "data", "opens") if part in button}
            for button in row
            if "copies" not in button
        ]
        for row in body.get("rows", [])
    ]
    return {name: value for name, value in body.items() if name != "private"} | {"rows": rows}


def _button(button: dict[str, str]) -> Keyboard:
    shown: Keyboard = {"text": button["text"]}
    if "style" in button:
        shown["style"] = button["style"]
    if "copies" in button:
        return shown | {"copy_text": {"text": button["copies"]}}
    if "opens" in button:
        return shown | {"url": button["opens"]}
    return shown | {"callback_data": button["data"]}
