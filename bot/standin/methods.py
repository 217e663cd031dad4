"""What each method of the Bot API does to the phones, once its parameters are checked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.standin import methods_profile as profile
from bot.standin.courier import DEFAULT_CONNECTIONS, usable
from bot.standin.desk import Telegram
from bot.standin.html import Formatted
from bot.standin.phone import Message, Phone, rows_of
from bot.standin.refusal import Json, bad_request

Method = Callable[[Telegram, Json], Any]
DELETABLE = timedelta(hours=48)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def get_me(telegram: Telegram, values: Json) -> Json:
    """Return the bot."""
    name = telegram.profile.text("name", "") or telegram.bot["first_name"]
    abilities = dict.fromkeys(
        ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries"), False
    )
    return {**telegram.bot, "first_name": name, **abilities}


def set_webhook(telegram: Telegram, values: Json) -> bool:
    """Bring updates to an address from now on; an empty one means to hand them out again."""
    hook = telegram.webhook
    hook.url = usable(values["url"]) if values["url"] else ""
    hook.secret, hook.error_at = values.get("secret_token", ""), None
    hook.connections = values.get("max_connections", DEFAULT_CONNECTIONS)
    if "allowed_updates" in values:
        hook.allowed = tuple(values["allowed_updates"])
        telegram.updates.allow(values["allowed_updates"])
    if values.get("drop_pending_updates"):
        telegram.updates.clear()
    return True


def delete_webhook(telegram: Telegram, values: Json) -> bool:
    """Hand updates out again; forget the waiting ones if asked."""
    return set_webhook(telegram, {**values, "url": ""})


def get_webhook_info(telegram: Telegram, values: Json) -> Json:
    """Say where updates are brought to and how many wait."""
    return telegram.webhook.told(len(telegram.updates))


def send_message(telegram: Telegram, values: Json) -> Json:
    """Send a text."""
    return _send(telegram, values, **_words(values["content"]))


def send_venue(telegram: Telegram, values: Json) -> Json:
    """Send a place with its name and address."""
    venue = {"location": _point(values), "title": values["title"], "address": values["address"]}
    return _send(telegram, values, media={"venue": venue})


def send_voice(telegram: Telegram, values: Json) -> Json:
    """Pass on a voice by its file id; nothing is behind it."""
    voice = {"file_id": values["voice"], "file_unique_id": values["voice"], "duration": 4}
    return _send(telegram, values, media={"voice": voice})


def send_photo(telegram: Telegram, values: Json) -> Json:
    """Send a picture with its caption."""
    shown = values["photo"]
    photo = shown.as_photo(telegram.keep(shown))
    return _send(telegram, values, media={"photo": photo}, **_words(values["content"]))


def send_document(telegram: Telegram, values: Json) -> Json:
    """Send a document with its caption."""
    shown = values["document"]
    document = shown.as_document(telegram.keep(shown))
    return _send(telegram, values, media={"document": document}, **_words(values["content"]))


def send_location(telegram: Telegram, values: Json) -> Json:
    """Send a point on the map."""
    return _send(telegram, values, media={"location": _point(values)})


def send_chat_action(telegram: Telegram, values: Json) -> bool:
    """Pretend to show "typing"."""
    telegram.reach(values["chat_id"])
    return True


def edit_message_text(telegram: Telegram, values: Json) -> Json:
    """Change a text and the buttons under it."""
    phone, message = _own(telegram, values)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    return _edit(telegram, phone, message, values, **_words(values["content"]))


def edit_message_reply_markup(telegram: Telegram, values: Json) -> Json:
    """Change the buttons under a message."""
    phone, message = _own(telegram, values)
    return _edit(telegram, phone, message, values)


def delete_message(telegram: Telegram, values: Json) -> bool:
    """Delete a message, the bot's or the person's, up to 48 hours old."""
    phone = telegram.reach(values["chat_id"])
    if values["message_id"] not in phone.messages:
        raise bad_request("message to delete not found")
    return _delete(telegram, phone, [values["message_id"]])


def delete_messages(telegram: Telegram, values: Json) -> bool:
    """Delete those of the messages that are there."""
    return _delete(telegram, telegram.reach(values["chat_id"]), values["message_ids"])


def answer_callback_query(telegram: Telegram, values: Json) -> bool:
    """End the waiting of a tap, with a toast or without."""
    toast = None
    if text := values.get("text", "").strip():
        toast = {
            "id": values["callback_query_id"],
            "text": text,
            "alert": values.get("show_alert", False),
        }
    telegram.answer(values["callback_query_id"], toast)
    return True


def _send(telegram: Telegram, values: Json, **parts: Any) -> Json:
    phone = telegram.reach(values["chat_id"])
    _check_reply(phone, values.get("reply_parameters", {"allow_sending_without_reply": True}))
    silent = values.get("disable_notification", False)
    return telegram.as_json(
        telegram.deliver(phone, values.get("reply_markup"), silent=silent, **parts)
    )


def _check_reply(phone: Phone, reply: Json) -> None:
    must_exist = not reply.get("allow_sending_without_reply", False)
    if must_exist and reply["message_id"] not in phone.messages:
        raise bad_request("message to be replied not found")


def _own(telegram: Telegram, values: Json) -> tuple[Phone, Message]:
    phone = telegram.reach(values["chat_id"])
    message = phone.messages.get(values["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or message.fixed:
        raise bad_request("message can't be edited")
    return phone, message


def _edit(telegram: Telegram, phone: Phone, message: Message, values: Json, **parts: Any) -> Json:
    parts["rows"] = rows_of(values.get("reply_markup"))
    if all(getattr(message, name) == value for name, value in parts.items()):
        raise bad_request(NOT_MODIFIED)
    return telegram.as_json(telegram.edit(phone, message, **parts))


def _delete(telegram: Telegram, phone: Phone, message_ids: list[int]) -> bool:
    found = [phone.messages[each] for each in message_ids if each in phone.messages]
    if any(telegram.clock() - message.at > DELETABLE for message in found):
        raise bad_request("message can't be deleted for everyone")
    for message in found:
        phone.messages.pop(message.id, None)
    telegram.changed(phone.id)
    return True


def _words(content: Formatted) -> Json:
    return {"text": content.text, "html": content.html, "entities": content.entities}


def _point(values: Json) -> Json:
    return {"latitude": values["latitude"], "longitude": values["longitude"]}


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": send_message,
    "sendVenue": send_venue,
    "sendVoice": send_voice,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendLocation": send_location,
    "sendChatAction": send_chat_action,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
    **profile.METHODS,
}
