"""From Telegram's raw updates to facts and events; nothing raw is trusted, nothing here raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from bot.raw import COMMAND, cleaned
from bot.telegram.service import SERVICE
from conversations.kit.events import (
    Blocked,
    Command,
    Edited,
    Event,
    Sent,
    Shared,
    Tapped,
    Typed,
    Unblocked,
)
from storage.models.chats import ChatKind
from storage.queues.inbox import Arrival
from storage.rules.typed import tidy

Json: TypeAlias = dict[str, Any]
RowOfMessage: TypeAlias = Callable[[int], int | None]

KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
LARGEST = 2**63
LONGEST_ALBUM = 40  # letters of its name
LONGEST_FILE = 200
LONG_AGO = datetime.fromtimestamp(0, UTC)
NOT_THEIR_OWN = ("forward_origin", "forward_date", "forward_from", "via_bot", "sender_chat")
SENT: Mapping[str, Literal["voice", "photo", "document", "other"]] = {
    "animation": "other",  # it is also called a document, for older bots
    "voice": "voice",
    "photo": "photo",
    "document": "document",
}


def arrival(raw: object) -> Arrival | None:
    """Return what the receiver stores, None for what has no number and cannot be stored.

    Only private chats get an address; everything else is kept as a number alone.
    """
    raw = cleaned(raw)
    update_id = _whole(_object(raw).get("update_id"))
    if update_id is None or not isinstance(raw, dict):
        return None
    kind, part = _part(raw)
    message = _object(part.get("message")) if kind == "callback_query" else part
    chat = _object(message.get("chat"))
    chat_id = _whole(chat.get("id")) if chat.get("type") == "private" else None
    return Arrival(
        source_key=update_id,
        payload=raw,
        address=None if chat_id is None else str(chat_id),
        kind=ChatKind.PRIVATE,
        message_id=_whole(part.get("message_id")) if kind == "message" else None,
    )


def event(raw: Json, row_of_message: RowOfMessage) -> Event | None:
    """Return what somebody did, None for what nobody did on purpose (service messages)."""
    kind, part = _part(raw)
    if kind == "callback_query":
        return _tapped(part, row_of_message)
    if kind == "my_chat_member":
        return _door(part)
    if _object(part.get("from")).get("is_bot"):
        return None
    if kind == "edited_message":  # a place shared live changes all the time
        if any(part.get(paper) for paper in ("photo", "document")):
            return _message({**part, "caption": None}, row_of_message)
        return Edited() if _is_written(part) else None
    return _message(part, row_of_message) if kind == "message" else None


def callback_id(raw: Json) -> str | None:
    """Return the number of a tap that waits for its answer."""
    found = _object(raw.get("callback_query")).get("id")
    return found if isinstance(found, str) and found else None


def _part(raw: Json) -> tuple[str, Json]:
    kind = next((k for k in KINDS if isinstance(raw.get(k), dict)), "")
    return kind, _object(raw.get(kind))


def _tapped(query: Json, row_of_message: RowOfMessage) -> Event | None:
    data = query.get("data")
    message = _object(query.get("message"))
    message_id = _whole(message.get("message_id"))
    if not isinstance(data, str):
        return None
    row = None if message_id is None else row_of_message(message_id)
    return Tapped(data, row, any(message.get(part) for part in ("photo", "document")))


def _door(change: Json) -> Event | None:
    status = _object(change.get("new_chat_member")).get("status")
    if status == "kicked":
        return Blocked()
    return Unblocked() if status == "member" else None


def _message(message: Json, row_of_message: RowOfMessage) -> Event | None:
    replied = _whole(_object(message.get("reply_to_message")).get("message_id"))
    answered = None if replied is None else row_of_message(replied)
    if found := _written(message, "text", answered):
        return found
    place = _object(message.get("location"))
    if place:
        return _shared(place) if _is_own(message) else Sent("other")
    if any(message.get(part) for part in SERVICE):
        return None
    return Sent(
        next((SENT[part] for part in SENT if message.get(part)), "other"),
        _whole(message.get("message_id")),
        _written(message, "caption", answered),
        str(message.get("media_group_id") or "")[:LONGEST_ALBUM],
        _file(message.get("voice")),
        answered,
    )


def _file(voice: object) -> str | None:
    """Return the name by which the messenger sends a voice once more."""
    found = _object(voice).get("file_id")
    return found if isinstance(found, str) and 0 < len(found) <= LONGEST_FILE else None


def _written(message: Json, part: str, answered: int | None) -> Typed | Command | None:
    """Return what a text or caption says; None where there is none, or nothing but marks."""
    written = message.get(part)
    if not isinstance(written, str) or not (text := tidy(written)):
        return None
    written_at = moment(message.get("date")) or LONG_AGO
    found = COMMAND.fullmatch(text)
    if found is None or not _is_own(message):
        return Typed(
            text, written_at, _is_own(message), _whole(message.get("message_id")), answered
        )
    return Command(found[1].lower(), (found[2] or "").strip(), written_at)


def _is_own(message: Json) -> bool:
    """Tell what somebody wrote here from what they forwarded, or another bot or a channel wrote."""
    return not any(message.get(mark) for mark in NOT_THEIR_OWN)


def _is_written(message: Json) -> bool:
    return any(isinstance(message.get(part), str) for part in ("text", "caption"))


def _shared(place: Json) -> Event:
    lat, lon = place.get("latitude"), place.get("longitude")
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return Sent("other")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return Sent("other")
    return Shared(float(lat), float(lon))


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if -LARGEST <= value < LARGEST else None


def moment(value: object) -> datetime | None:
    """Return the messenger's time of something; None for what cannot be one."""
    seconds = _whole(value)
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
    except (OverflowError, OSError, ValueError):
        return None
