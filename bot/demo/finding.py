"""Finds buttons and words on a phone, as a person would, in the shown language or in German."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from bot.demo.stage import German, Stage
from bot.demo.steps import Tap

TAG = re.compile(r"<[^>]+>")
UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))


def plain(html: str) -> str:
    """Return what is read: no tags, no direction marks, no difference of case."""
    return unescape(TAG.sub("", html)).translate(UNSEEN).casefold()


def newest(snapshot: Mapping[str, Any]) -> int:
    """Return the id of the bot's newest message, 0 where there is none."""
    return max((m["id"] for m in snapshot["messages"] if m["from"] == "bot"), default=0)


def says(stage: Stage, phone: int, text: str, *, after: int) -> bool:
    """Tell whether the bot says this text; without a text, whether it said anything new."""
    snapshot = stage.telegram.snapshot(phone)
    if not text:
        return newest(snapshot) > after
    wanted = plain(text)
    for message in snapshot["messages"]:
        if message["from"] != "bot":
            continue
        german = stage.german(phone, message["id"])
        if wanted in plain(message["html"]) or (german and wanted in plain(german["html"])):
            return True
    return False


def find_button(stage: Stage, phone: int, tap: Tap) -> tuple[int, str] | None:
    """Return message id and data of the newest button that fits."""
    messages = stage.telegram.snapshot(phone)["messages"]
    for message in reversed([m for m in messages if m["from"] == "bot" and m["rows"]]):
        german = stage.german(phone, message["id"])
        for place, labels, data in _buttons(message["rows"], german):
            if _fits(tap, place, labels, data):
                return message["id"], data
        if tap.place is not None:
            return None
    return None


def _buttons(
    rows: list[list[dict[str, str]]], german: German | None
) -> Iterator[tuple[tuple[int, int], list[str], str]]:
    for r, row in enumerate(rows):
        for c, button in enumerate(row):
            if "data" in button:
                yield (r, c), [button["text"], *_twin(german, r, c)], button["data"]


def _twin(german: German | None, row: int, column: int) -> list[str]:
    rows = german["rows"] if german else []
    return [rows[row][column]] if row < len(rows) and column < len(rows[row]) else []


def _fits(tap: Tap, place: tuple[int, int], labels: list[str], data: str) -> bool:
    wanted = plain(tap.label)
    return (
        (tap.place is None or tap.place == place)
        and data.startswith(tap.data)
        and any(wanted in plain(label) for label in labels)
    )
