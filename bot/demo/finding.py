"""Finds buttons and words on a phone, as a person would, in the shown language or in German."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from bot.demo.jumps import ZONE
from bot.demo.stage import German, Stage
from bot.demo.steps import Sight, Tap

TAG = re.compile(r"<[^>]+>")
UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))


def plain(html: str) -> str:
    """Return what is read: no tags, no direction marks, no difference of case."""
    return unescape(TAG.sub("", html)).translate(UNSEEN).casefold()


def says(stage: Stage, sight: Sight) -> bool:
    """Tell whether this is to be read: in messages, on buttons, of the owner, on the clock."""
    wanted = plain(sight.words)
    return any(wanted in plain(text) for text in _texts(stage, sight.phone))


def _texts(stage: Stage, phone: int | None) -> Iterator[str]:
    if phone is None:
        yield f"{stage.now().astimezone(ZONE):%H:%M}"
        return
    if phone in stage.devices:
        yield from stage.devices[phone].texts()
        return
    role = stage.roles(phone)
    yield from (*role["owner"].values(), *role["caption"].values())
    for message in stage.telegram.snapshot(phone)["messages"]:
        if message["from"] == "bot":
            yield message["html"]
            yield (message["venue"] or {}).get("title", "")
            german = stage.german(phone, message["id"])
            yield german["html"] if german else ""
            for _, labels, _ in _buttons(message["rows"], german):
                yield from labels


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
