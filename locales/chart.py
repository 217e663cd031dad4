"""Columns as a PNG picture: digits and dates only, so that it is the same in every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, EDGE, FOOT = 960, 480, 30, 60
TALLEST = HEIGHT - FOOT - 2 * EDGE
GREEN, ORANGE, INK, PAPER, LINE = "#2e7d32", "#e67700", "#1b1b1b", "#ffffff", "#9e9e9e"
COLOURS = (GREEN, ORANGE)
FONT = ImageFont.load_default(26)


@dataclass(frozen=True)
class Column:
    """What stands at one place: its label below, and up to two numbers; None: not told."""

    label: str
    numbers: tuple[int | None, ...]


def chart(columns: Sequence[Column]) -> bytes:
    """Draw columns side by side, the numbers above them; ValueError where there are none."""
    if not columns:
        raise ValueError("a chart has columns")
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    highest = max((n or 0 for each in columns for n in each.numbers), default=0)
    room = (WIDTH - 2 * EDGE) / len(columns)
    for place, column in enumerate(columns):
        _column(draw, column, EDGE + place * room, room, max(highest, 1))
    draw.line((EDGE, HEIGHT - FOOT, WIDTH - EDGE, HEIGHT - FOOT), fill=LINE, width=2)
    written = BytesIO()
    image.save(written, format="PNG", optimize=True)
    return written.getvalue()


def _column(
    draw: ImageDraw.ImageDraw, column: Column, left: float, room: float, highest: int
) -> None:
    wide = room * 0.8 / max(1, len(column.numbers))
    for place, number in enumerate(column.numbers):
        if number is None:
            continue
        x = left + room * 0.1 + place * wide
        top = HEIGHT - FOOT - TALLEST * number / highest
        draw.rectangle((x, top, x + wide - 4, HEIGHT - FOOT), fill=COLOURS[place])
        draw.text((x + wide / 2 - 2, top - 4), str(number), fill=INK, font=FONT, anchor="ms")
    below = HEIGHT - FOOT + 12
    draw.text((left + room / 2, below), column.label, fill=INK, font=FONT, anchor="mt")
