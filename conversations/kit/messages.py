"""The message type: words and buttons until `finish` turns them into one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from conversations.kit.bodies import VERSION
from conversations.kit.bound import (
    MOST,
    MOST_BUTTONS,
    MOST_CAPTION,
    MOST_COPIED,
    label_of,
    text_of,
)
from conversations.kit.buttons import LONGEST
from conversations.kit.files import File
from locales.languages import FALLBACK, LANGUAGES
from locales.render import render, utf16_length
from locales.width import fits
from locales.words import Words


class Style(StrEnum):
    """What a button looks like where the messenger can: the one to tap, or the one to fear."""

    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True)
class Button:
    """A label and what tapping it means (1-64 bytes, grammar in conversations.kit.buttons).

    With `copies` a tap copies that text, with `opens` it opens that address, and means nothing
    else. What it only `leads` to is shown below: the message is no card of it. ValueError for what
    no messenger takes.
    """

    label: Words
    data: str = ""
    style: Style | None = None
    copies: str = ""
    opens: str = ""
    leads: bool = False

    def __post_init__(self) -> None:
        """Refuse what could never be sent."""
        does = sum(map(bool, (self.data, self.copies, self.opens)))
        if does != 1 or len(self.data.encode()) > LONGEST:
            raise ValueError("a button has data of at most 64 bytes, or copies or opens something")


PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class Message:
    """Lines with inline buttons in rows, or with a keyboard that shares the place.

    `german_below` repeats the text in German under every other language, or only the lines in
    `german`; `also` shows other lines below in the languages named. `private` shows a person:
    who sees it cannot pass it on; `about` is what it shows that has no button; `asks`: somebody
    waits for the answer. With a `file` the text is its caption, and never changes.
    ValueError for more buttons than a messenger takes, or a file and the place's keyboard.
    """

    lines: tuple[Words, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    share_place: Words | None = None
    close_keyboard: bool = False
    german_below: bool = False
    german: tuple[Words, ...] = ()
    in_german: bool = False
    also: tuple[tuple[str, tuple[Words, ...]], ...] = ()
    private: bool = False
    file: File | None = None
    about: tuple[tuple[str, int], ...] = ()
    asks: bool = False

    def __post_init__(self) -> None:
        """Refuse what could never be sent."""
        if sum(map(len, self.rows)) > MOST_BUTTONS:
            raise ValueError("too many buttons for one message: show pages")
        if self.file and self.share_place:
            raise ValueError("who is asked for their place reads a text")


@dataclass(frozen=True)
class Venue:
    """A point on the map with a name and an address (degrees, WGS 84)."""

    lat: float
    lon: float
    title: str
    address: str


@dataclass(frozen=True)
class Voice:
    """A voice message by the messenger's name of it; nobody here can listen to it."""

    file_id: str


def stacked(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Put one button in each row: never cut off, the same in both directions."""
    return tuple((button,) for button in buttons)


def paired(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Put two short buttons in each row."""
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def finish(
    message: Message, language: str, op: str = "send", *, twin: bool = False
) -> dict[str, Any]:
    """Render a message into the versioned body the outbox keeps; `op` is send or edit.

    An edit has no file: a messenger changes no text into a picture.
    With `twin` the whole message goes along in German, for the demo's German view; `also` names
    the languages of the last paragraphs.
    """
    language = FALLBACK if message.in_german else language
    body = {"v": VERSION, "op": op, **_faces(message, language)}
    if twin and language != FALLBACK:
        body["german"] = _faces(message, FALLBACK)
    if message.share_place:
        body["share_place"] = label_of(message.share_place, language)
    if below := [code for code, _lines in _below(message, language)]:
        body["also"] = below
    if message.close_keyboard:
        body["close_keyboard"] = True
    if message.private:
        body["private"] = True
    if message.asks:
        body["asks"] = True
    if message.file and op == "send":
        body["file"] = message.file.body()
    return body


def _faces(message: Message, language: str) -> dict[str, Any]:
    rows = [[_button(button, language) for button in row] for row in message.rows]
    laid_out = [fitting for row in rows for fitting in _laid_out(row, language)]
    return {"text": _text(message, language), "rows": laid_out}


def _below(message: Message, language: str) -> Sequence[tuple[str, tuple[Words, ...]]]:
    """Return the paragraphs below the text, each with its language."""
    twice = message.german_below and language != FALLBACK
    german = ((FALLBACK, message.german or message.lines),) if twice else ()
    return (*german, *message.also)


def _text(message: Message, language: str) -> str:
    """Return all parts; where that is too much, the own language keeps two thirds of the room."""
    parts = [(language, message.lines), *_below(message, language)]
    most = MOST_CAPTION if message.file else MOST
    whole = PARAGRAPH.join(render(lines, code) for code, lines in parts)
    if utf16_length(whole) <= most:
        return whole
    others = len(parts) - 1
    share = most // 3 // others - len(PARAGRAPH) if others else 0
    rooms = [most - others * (share + len(PARAGRAPH)), *[share] * others]
    bounded = zip(parts, rooms, strict=True)
    return PARAGRAPH.join(text_of(lines, code, room) for (code, lines), room in bounded)


def _button(button: Button, language: str) -> dict[str, str]:
    shown = {"text": label_of(button.label, language)}
    if button.style:
        shown["style"] = button.style.value
    if button.copies:
        return shown | {"copies": button.copies[:MOST_COPIED]}
    if button.opens:
        return shown | {"opens": button.opens}
    return shown | {"data": button.data}


def _laid_out(row: list[dict[str, str]], language: str) -> list[list[dict[str, str]]]:
    """Move buttons that would be cut off side by side to rows of their own; mirror the rest."""
    if len(row) > 1 and not fits([button["text"] for button in row]):
        return [row[:1], *_laid_out(row[1:], language)]
    return [row[::-1] if LANGUAGES[language].direction == "rtl" else row]


def venue(point: Venue) -> dict[str, Any]:
    """Return the body that shows a point on the map."""
    return {
        "v": VERSION,
        "op": "venue",
        "lat": point.lat,
        "lon": point.lon,
        "title": point.title,
        "address": point.address,
    }


def voice(said: Voice) -> dict[str, Any]:
    """Return the body that passes a voice message on."""
    return {"v": VERSION, "op": "voice", "voice": said.file_id}


FOLLOWS = {"follows": True}
"""Marks the change of a card beside the one that was tapped: gone, it does not come back."""


def buttons_off() -> dict[str, Any]:
    """Return the body that takes the buttons of an earlier message away."""
    return {"v": VERSION, "op": "buttons_off"}


def menu(commands: Sequence[tuple[str, Words]], language: str) -> dict[str, Any]:
    """Return the body that sets the command menu of one chat."""
    entries = [
        {"command": name, "description": label_of(words, language)} for name, words in commands
    ]
    return {"v": VERSION, "op": "menu", "commands": entries}


def remove(message_ids: Sequence[int]) -> dict[str, Any]:
    """Return the body that deletes messages younger than 48 hours, however many."""
    return {"v": VERSION, "op": "delete", "message_ids": list(message_ids)}
