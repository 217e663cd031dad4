"""The Bot API's rules for keyboards, those under a message and those in place of the letters."""

from typing import Any

from bot.standin.checks_types import (
    Check,
    choice,
    flag,
    from_json,
    listing,
    matching,
    shape,
    string,
)
from bot.standin.html import clean
from bot.standin.refusal import Json, bad_request

BUTTONS = 100
BUTTONS_IN_A_ROW = 8
DATA_BYTES = 64
PARSING = "can't parse inline keyboard button: "


def _data(name: str, value: Any) -> str:
    if not isinstance(value, str) or not 1 <= len(value.encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return value


TEXT = string(1, error=f"{PARSING}button text must be non-empty")
STYLE = choice("danger", "success", "primary")
ACTIONS: dict[str, Check] = {
    "callback_data": _data,
    "copy_text": shape({"text": string(1, 256)}),
    "url": matching(r"(https?|tg)://\S+|mailto:\S+", "BUTTON_URL_INVALID"),
}
REQUESTS: dict[str, Check] = {"request_location": flag, "request_contact": flag}
PLACEHOLDER = {"input_field_placeholder": string(1, 64), "selective": flag}
INLINE_BUTTON = shape({"text": TEXT}, {"style": STYLE, **ACTIONS})
REPLY_BUTTON = shape({"text": TEXT}, {"style": STYLE, **REQUESTS})


def _inline_button(name: str, value: Any) -> Json:
    button: Json = INLINE_BUTTON("InlineKeyboardButton", value)
    actions = len(set(button) & set(ACTIONS))
    if actions == 0:
        raise bad_request(f"{PARSING}Text buttons are unallowed in the inline keyboard")
    if actions > 1:
        raise bad_request(f"{PARSING}exactly one action is allowed")
    return {**button, "text": clean(button["text"])}


def _reply_button(name: str, value: Any) -> Json:
    if isinstance(value, str):
        value = {"text": value}
    button: Json = REPLY_BUTTON("KeyboardButton", value)
    if sum(button.get(key, False) for key in REQUESTS) > 1:
        raise bad_request("can't parse keyboard button: only one request is allowed")
    return {**button, "text": clean(button["text"])}


def _rows(button: Check, *, empty: bool) -> Check:
    # The real server drops empty rows silently; here one is a mistake to see.
    rows = listing(listing(button, 1))

    def check(name: str, value: Any) -> list[list[Json]]:
        read: list[list[Json]] = rows(name, value)
        if not read and not empty:
            raise bad_request("reply keyboard must have at least one button")
        if sum(map(len, read)) > BUTTONS or any(len(row) > BUTTONS_IN_A_ROW for row in read):
            raise bad_request("reply markup is too long")
        return read

    return check


INLINE = shape({"inline_keyboard": _rows(_inline_button, empty=True)})
KEYBOARD = shape(
    {"keyboard": _rows(_reply_button, empty=False)},
    {
        **dict.fromkeys(("resize_keyboard", "one_time_keyboard", "is_persistent"), flag),
        **PLACEHOLDER,
    },
)
REMOVE = shape({"remove_keyboard": flag}, {"selective": flag})
FORCE = shape({"force_reply": flag}, PLACEHOLDER)
KINDS = {
    "inline_keyboard": INLINE,
    "keyboard": KEYBOARD,
    "remove_keyboard": REMOVE,
    "force_reply": FORCE,
}


def any_markup(name: str, value: Any) -> Json:
    """Check for a keyboard of any kind."""
    markup = from_json(name, value)
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    kind = next((KINDS[key] for key in KINDS if key in markup), None)
    if kind is None:
        raise bad_request("can't parse reply keyboard markup JSON object")
    checked: Json = kind("reply_markup", markup)
    return checked


def inline_markup(name: str, value: Any) -> Json:
    """Check for a keyboard under a message, the only kind an edit may carry."""
    markup = any_markup(name, value)
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup
