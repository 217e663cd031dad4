"""Telegram on a desk: phones, what people do with them, what the bot gets to know of it."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from bot.standin.call_log import CallLog
from bot.standin.courier import Webhook
from bot.standin.html import plain, utf16_length
from bot.standin.media import MEDIA
from bot.standin.phone import Message, Phone, Tap, message_json, page_json, rows_of
from bot.standin.refusal import Json, bad_request, blocked
from bot.standin.told import Profile
from bot.standin.updates import TAP_LIFE, Updates
from bot.standin.uploads import Upload

BOT: Json = {
    "id": 7_000_000_001,
    "is_bot": True,
    "first_name": "JIP",
    "username": "jip_desk_bot",
}


class Telegram:
    """The model behind the stand-in; not for several threads. `keep` bounds logs and histories."""

    def __init__(self, clock: Callable[[], datetime], *, keep: int | None = None) -> None:
        self.clock = clock
        self.bot = dict(BOT)
        self.phones: dict[int, Phone] = {}
        self.updates = Updates(clock)
        self.webhook = Webhook()
        self.calls = CallLog(maxlen=keep)
        self.profile = Profile()
        self.files: dict[str, Upload] = {}
        self._keep = keep
        self._taps: dict[str, Tap] = {}
        self._message_ids = count(1)
        self._query_ids = count(4_000_000_000_000_001)
        self._listeners: list[Callable[[int], None]] = []

    def add_phone(
        self, chat_id: int, name: str, language_code: str = "de", *, started: bool = False
    ) -> Phone:
        """Add a phone; the bot may write to it once the person wrote first, or was `started`."""
        history: deque[Message] = deque(maxlen=self._keep)
        phone = Phone(chat_id, name, language_code, started, delivered=history)
        self.phones[chat_id] = phone
        self.changed(chat_id)
        return phone

    def listen(self, callback: Callable[[int], None]) -> Callable[[], None]:
        """Call `callback` with the chat whose snapshot changed, until the result is called."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def reset(self) -> None:
        """Take all phones away with what they showed; the menus of commands stay."""
        gone = list(self.phones)
        for kept in (self.phones, self._taps, self.updates, self.calls, self.files):
            kept.clear()
        for chat_id in gone:
            self.changed(chat_id)

    def snapshot(self, chat_id: int) -> Json:
        """Return all a page needs to draw this phone; KeyError for an unknown one."""
        phone = self.phones[chat_id]
        now = self.clock()
        if phone.waiting and now - phone.waiting.at > TAP_LIFE:
            phone.waiting = None
        return page_json(phone, self.profile.menu(chat_id, phone.language_code), now)

    def delivered(self, chat_id: int) -> list[Message]:
        """Return what the bot sent here, in order, as it arrived, also if edited or deleted."""
        return list(self.phones[chat_id].delivered)

    # What people do; each returns its update_id, 0 if the bot did not ask for such updates.

    def type_text(self, chat_id: int, text: str, sent_at: datetime | None = None) -> int:
        """Send a text; ValueError if it is empty, too long, or the bot is blocked.

        One `sent_at` more than a day ago never arrives, as at Telegram.
        """
        content = plain(text)
        if not 1 <= utf16_length(content.text) <= 4096:
            raise ValueError("a message has 1 to 4096 characters")
        return self._write(
            chat_id, sent_at, text=content.text, html=content.html, entities=content.entities
        )

    def share_place(self, chat_id: int, lat: float, lon: float) -> int:
        """Send a point on the map."""
        return self._write(chat_id, media={"location": {"latitude": lat, "longitude": lon}})

    def send_other(self, chat_id: int, kind: str) -> int:
        """Send a "voice", "photo", "document" or "sticker" (KeyError for others)."""
        return self._write(chat_id, media={kind: MEDIA[kind](next(self._query_ids))})

    def tap(self, chat_id: int, message_id: int, data: str) -> int:
        """Press a button, also one that is not there (a changed app, an old screen)."""
        phone = self._person(chat_id)
        tap = Tap(str(next(self._query_ids)), chat_id, message_id, data, self.clock())
        phone.waiting = tap
        self._taps[tap.query_id] = tap
        query = {
            "id": tap.query_id,
            "from": phone.user,
            "message": self._pressed(phone, message_id),
            "chat_instance": str(-chat_id),
            "data": data,
        }
        self.changed(chat_id)
        return self.updates.add("callback_query", query)

    def block(self, chat_id: int) -> int:
        """Block the bot."""
        return self._membership(self._person(chat_id), blocked=True)

    def unblock(self, chat_id: int) -> int:
        """Let the bot write again."""
        return self._membership(self.phones[chat_id], blocked=False)

    def raw_update(self, update: Json) -> int:
        """Queue an update as it is, however strange; only its update_id is ours."""
        return self.updates.add_raw(update)

    # What the bot does, called by the methods of the Bot API.

    def reach(self, chat_id: int | str) -> Phone:
        """Return the phone the bot may write to; raises RefusedError 400 or 403."""
        number = str(chat_id)
        phone = self.phones.get(int(number)) if number.removeprefix("-").isdecimal() else None
        if phone is None or not phone.started:
            raise bad_request("chat not found")
        if phone.blocked:
            raise blocked()
        return phone

    def keep(self, upload: Upload) -> str:
        """Keep a file of the bot while the desk lies and return its id."""
        file_id = f"file-{next(self._query_ids)}"
        self.files[file_id] = upload
        return file_id

    def deliver(self, phone: Phone, markup: Json | None, **parts: Any) -> Message:
        """Put a message of the bot on the phone and its keyboard in place."""
        is_fixed = markup is not None and "inline_keyboard" not in markup
        message = self._message(phone, from_bot=True, rows=rows_of(markup), fixed=is_fixed, **parts)
        phone.delivered.append(message)
        if markup and "keyboard" in markup:
            phone.reply = markup
        elif markup and "remove_keyboard" in markup:
            phone.reply = None
        self.changed(phone.id)
        return message

    def edit(self, phone: Phone, message: Message, **parts: Any) -> Message:
        """Change a message of the bot."""
        edited = replace(message, edited_at=self.clock(), **parts)
        phone.messages[message.id] = edited
        self.changed(phone.id)
        return edited

    def answer(self, query_id: str, toast: Json | None) -> int:
        """End the waiting of a tap, return its chat; raises RefusedError 400 if there is none."""
        tap = self._taps.pop(query_id, None)
        if tap is None or self.clock() - tap.at > TAP_LIFE:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        phone = self.phones[tap.chat_id]
        if phone.waiting is tap:
            phone.waiting = None
        phone.toast = toast
        self.changed(tap.chat_id)
        return tap.chat_id

    def changed(self, chat_id: int) -> None:
        """Tell the listeners that this phone shows something else."""
        for listener in list(self._listeners):
            listener(chat_id)

    def as_json(self, message: Message) -> Json:
        """Return the message as the Bot API shows it."""
        return message_json(message, self.phones[message.chat_id], self.bot)

    def _message(self, phone: Phone, at: datetime | None = None, **parts: Any) -> Message:
        message = Message(next(self._message_ids), phone.id, at=at or self.clock(), **parts)
        phone.messages[message.id] = message
        return message

    def _write(self, chat_id: int, sent_at: datetime | None = None, **parts: Any) -> int:
        phone = self._person(chat_id)
        message = self._message(phone, sent_at, from_bot=False, **parts)
        self.changed(chat_id)
        return self.updates.add("message", self.as_json(message), message.at)

    def _person(self, chat_id: int) -> Phone:
        phone = self.phones[chat_id]
        if phone.blocked:
            raise ValueError(f"{phone.name} has blocked the bot")
        phone.started = True
        phone.toast = None
        return phone

    def _pressed(self, phone: Phone, message_id: int) -> Json:
        message = phone.messages.get(message_id)
        if message is None:
            return {"chat": phone.chat, "message_id": message_id, "date": 0}
        return self.as_json(message)

    def _membership(self, phone: Phone, *, blocked: bool) -> int:
        if phone.blocked == blocked:
            raise ValueError(f"{phone.name} has the bot {'' if blocked else 'not '}blocked")
        phone.blocked = blocked
        member: Json = {"status": "member", "user": self.bot}
        banned: Json = {"status": "kicked", "user": self.bot, "until_date": 0}
        update = {
            "chat": phone.chat,
            "from": phone.user,
            "date": int(self.clock().timestamp()),
            "old_chat_member": member if blocked else banned,
            "new_chat_member": banned if blocked else member,
        }
        self.changed(phone.id)
        return self.updates.add("my_chat_member", update)
