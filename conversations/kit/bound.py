"""No message can be built too long: whole lines go first, counted, then letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape, unescape
from itertools import accumulate
from re import sub

from locales.direction import cut
from locales.languages import LANGUAGES
from locales.render import label, render, utf16_length
from locales.words import Count, Words, _, say

MOST = 4096
"""UTF-16 units of a text. Source: Bot API, sendMessage. HTML counts more here than there."""
MOST_CAPTION = 1024
"""The same below a picture or a document. Source: Bot API, sendPhoto, sendDocument."""
MOST_LABEL, MOST_TOAST, MOST_BUTTONS, MOST_COPIED = 120, 200, 100, 256
"""Source: Bot API (answerCallbackQuery, InlineKeyboardMarkup as served, CopyTextButton); the
label has no limit there, ours is what a phone can show at all."""
PLAIN = 1000
# NOTE: Last line of a message or list; {count} is how many lines or things were left out.
REST = _("… +{count}")
# NOTE: Above several offers or news that come in one message.
NEW = _("📬 New for you:")


def text_of(lines: Sequence[Words], language: str, most: int = MOST) -> str:
    """Return Telegram HTML of at most so many UTF-16 units: the first lines, the rest counted."""
    whole = render(lines, language)
    if utf16_length(whole) <= most:
        return whole
    written = [render((line,), language) for line in lines]
    for kept in range(len(lines) - 1, 0, -1):
        rest = say(REST, count=Count(len(lines) - kept))
        shorter = "\n".join([*written[:kept], render((rest,), language)])
        if utf16_length(shorter) <= most:
            return shorter
    return _html(_shortened(_seen(whole), most, lambda text: utf16_length(_html(text))))


def newest(blocks: Sequence[Sequence[Words]], language: str, room: int) -> list[Words]:
    """Return the last of these blocks that fit into so much room, the first ones counted."""
    kept = left_out(blocks, language, room)
    rest = [say(REST, count=Count(kept))] if kept else []
    return [*rest, *(line for block in blocks[kept:] for line in block)]


def left_out(blocks: Sequence[Sequence[Words]], language: str, room: int) -> int:
    """Return how many of the first blocks have no room; the last one always has."""
    kept = len(blocks)
    while kept > 0:
        room -= utf16_length(render(blocks[kept - 1], language)) + 1
        if room < 0 and kept < len(blocks):
            break
        kept -= 1
    return kept


def fitting(blocks: Sequence[Sequence[Words]], beside: Sequence[Words]) -> int:
    """Return how many of the first blocks fit into one message with these lines, in any language.

    In any: what somebody was told does not depend on what they read it in.
    """
    return min(_fitting(blocks, beside, language) for language in LANGUAGES)


def _fitting(blocks: Sequence[Sequence[Words]], beside: Sequence[Words], language: str) -> int:
    room = MOST - utf16_length(render(beside, language))
    sizes = accumulate(utf16_length(render(block, language)) + 1 for block in blocks)
    return sum(size <= room for size in sizes)


def plainer(html: str) -> str:
    """Return what a reader sees of it, without marks, short enough for whoever refused it."""
    return _shortened(_seen(html), PLAIN)


def label_of(words: Words, language: str, most: int = MOST_LABEL) -> str:
    """Return the plain text of a button or a toast, at most so many UTF-16 units."""
    return _shortened(label(words, language), most)


def _seen(html: str) -> str:
    return unescape(sub(r"</?[a-z]+>", "", html))


def _html(text: str) -> str:
    return escape(text, quote=False)


def _shortened(text: str, most: int, size: Callable[[str], int] = utf16_length) -> str:
    """Cut between what people count as letters until it is small enough."""
    letters = most
    while size(text) > most:
        text = cut(text, letters)
        letters = letters * 2 // 3
    return text
