"""The Bot API's rules as a table: which parameters a method takes, of which type and size."""

from bot.standin import checks_keyboards as keyboards
from bot.standin.checks_types import (
    Check,
    Rules,
    choice,
    flag,
    integer,
    listing,
    matching,
    number,
    shape,
    string,
)
from bot.standin.html import Formatted, is_blank, parse_html, plain, utf16_length
from bot.standin.refusal import Json, RefusedError, bad_request
from bot.standin.uploads import document, picture

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024  # UTF-16 units after reading the HTML
UPDATE_KINDS = choice(
    "message", "edited_message", "channel_post", "edited_channel_post", "inline_query",
    "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query", "poll",
    "poll_answer", "my_chat_member", "chat_member", "chat_join_request", "message_reaction",
    "message_reaction_count", "chat_boost", "removed_chat_boost",
)  # fmt: skip
ACTIONS = choice(
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
)  # fmt: skip
CHAT = string(1, error="chat_id is empty")
MESSAGE_ID = integer(1)
TEXT = string(0)
LANGUAGE = matching("([a-z][a-z])?", "invalid language code specified")
COMMAND = shape(
    required={
        "command": matching("[a-z0-9_]{1,32}", "BOT_COMMAND_INVALID"),
        "description": string(1, 256, error="BOT_COMMAND_DESCRIPTION_INVALID"),
    }
)
SCOPE = shape(
    required={"type": choice("default", "all_private_chats", "chat")}, optional={"chat_id": CHAT}
)
PREVIEW = shape(
    optional={
        **dict.fromkeys(("is_disabled", "prefer_small_media", "prefer_large_media"), flag),
        "show_above_text": flag,
        "url": string(1),
    }
)
REPLY = shape(
    required={"message_id": MESSAGE_ID},
    optional={"chat_id": CHAT, "allow_sending_without_reply": flag},
)
MARKED_TEXT: dict[str, Check] = {
    "parse_mode": choice("HTML", error="unsupported parse_mode"),
    "link_preview_options": PREVIEW,
}
SENDING: dict[str, Check] = {
    "disable_notification": flag,
    "protect_content": flag,
    "message_effect_id": string(1),
    "reply_parameters": REPLY,
    "reply_markup": keyboards.any_markup,
}
CAPTIONED: dict[str, Check] = {
    "caption": TEXT,
    "parse_mode": MARKED_TEXT["parse_mode"],
    **SENDING,
}
PLACE: dict[str, Check] = {
    "chat_id": CHAT,
    "latitude": number(-90, 90),
    "longitude": number(-180, 180),
}
LOCALIZED: dict[str, Check] = {"language_code": LANGUAGE}
SCOPED: dict[str, Check] = {"scope": SCOPE, **LOCALIZED}

METHODS: dict[str, Rules] = {
    "getMe": Rules(),
    "getUpdates": Rules(
        optional={
            "offset": integer(),
            "limit": integer(1, 100),
            "timeout": integer(0),
            "allowed_updates": listing(UPDATE_KINDS),
        }
    ),
    "setWebhook": Rules(
        {"url": string(0)},
        {
            "ip_address": string(1),
            "max_connections": integer(1, 100),
            "allowed_updates": listing(UPDATE_KINDS),
            "drop_pending_updates": flag,
            "secret_token": matching(
                "[A-Za-z0-9_-]{1,256}", "secret token contains unallowed characters"
            ),
        },
    ),
    "deleteWebhook": Rules(optional={"drop_pending_updates": flag}),
    "getWebhookInfo": Rules(),
    "sendMessage": Rules({"chat_id": CHAT, "text": TEXT}, {**MARKED_TEXT, **SENDING}),
    "editMessageText": Rules(
        {"chat_id": CHAT, "message_id": MESSAGE_ID, "text": TEXT},
        {**MARKED_TEXT, "reply_markup": keyboards.inline_markup},
    ),
    "editMessageReplyMarkup": Rules(
        {"chat_id": CHAT, "message_id": MESSAGE_ID}, {"reply_markup": keyboards.inline_markup}
    ),
    "deleteMessage": Rules({"chat_id": CHAT, "message_id": MESSAGE_ID}),
    "deleteMessages": Rules({"chat_id": CHAT, "message_ids": listing(MESSAGE_ID, 1, 100)}),
    "answerCallbackQuery": Rules(
        {"callback_query_id": string(1)},
        {
            "text": string(0, 200, error="MESSAGE_TOO_LONG"),
            "show_alert": flag,
            "cache_time": integer(0),
        },
    ),
    "sendVenue": Rules({**PLACE, "title": string(1), "address": string(1)}, SENDING),
    "sendVoice": Rules({"chat_id": CHAT, "voice": string(1)}, SENDING),
    "sendPhoto": Rules(
        {"chat_id": CHAT, "photo": picture},
        {"show_caption_above_media": flag, "has_spoiler": flag, **CAPTIONED},
    ),
    "sendDocument": Rules(
        {"chat_id": CHAT, "document": document},
        {"disable_content_type_detection": flag, **CAPTIONED},
    ),
    "sendLocation": Rules(PLACE, {"horizontal_accuracy": number(0, 1500), **SENDING}),
    "sendChatAction": Rules({"chat_id": CHAT, "action": ACTIONS}),
    "setMyCommands": Rules({"commands": listing(COMMAND, 0, 100)}, SCOPED),
    "deleteMyCommands": Rules({}, SCOPED),
    "getMyCommands": Rules({}, SCOPED),
    "setMyName": Rules({}, {"name": string(0, 64), **LOCALIZED}),
    "getMyName": Rules({}, LOCALIZED),
    "setMyDescription": Rules({}, {"description": string(0, 512), **LOCALIZED}),
    "getMyDescription": Rules({}, LOCALIZED),
    "setMyShortDescription": Rules({}, {"short_description": string(0, 120), **LOCALIZED}),
    "getMyShortDescription": Rules({}, LOCALIZED),
}
SPELLING = {name.lower(): name for name in METHODS}
WITH_MARKED_TEXT = {"sendMessage", "editMessageText"}
WITH_CAPTION = {"sendPhoto", "sendDocument"}


def method_name(spelled: str) -> str:
    """Return the method's proper spelling; raises RefusedError 404 for one we do not know."""
    name = SPELLING.get(spelled.lower())
    if name is None:
        raise RefusedError(404, "Not Found: method not found")
    return name


def check(method: str, raw: Json) -> Json:
    """Return the typed parameters of a call; raises RefusedError 400 with the first broken rule.

    A marked text or caption comes back as `content`, a `Formatted`.
    """
    values = METHODS[method].read(method, raw)
    if method in WITH_MARKED_TEXT:
        marked = values.pop("parse_mode", None) is not None
        values["content"] = _content(values.pop("text"), marked=marked)
    if method in WITH_CAPTION:
        marked = values.pop("parse_mode", None) is not None
        values["content"] = _caption(values.pop("caption", ""), marked=marked)
    return values


def _caption(source: str, *, marked: bool) -> Formatted:
    content = parse_html(source) if marked else plain(source)
    if utf16_length(content.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return content


def _content(source: str, *, marked: bool) -> Formatted:
    content = parse_html(source) if marked else plain(source)
    if is_blank(content.text):
        raise bad_request("message text is empty")
    if utf16_length(content.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return content
