"""A picture of columns: one PNG, no words in it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from locales.chart import GREEN, HEIGHT, ORANGE, WIDTH, Column, chart

GREENISH, ORANGISH = (46, 125, 50), (230, 119, 0)


def colours(columns: list[Column]) -> dict[object, int]:
    """Count the pixels of each colour."""
    image = Image.open(BytesIO(chart(columns)))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return {colour: count for count, colour in image.getcolors(WIDTH * HEIGHT) or []}


def test_a_column_is_as_tall_as_its_number() -> None:
    assert (GREEN, ORANGE) == ("#2e7d32", "#e67700")
    found = colours([Column("23.11.", (20, 5)), Column("30.11.", (None, None))])
    assert 3.5 < found[GREENISH] / found[ORANGISH] < 4.5


def test_what_is_not_told_is_not_drawn() -> None:
    found = colours([Column("23.11.", (None, None))])
    assert GREENISH not in found
    assert ORANGISH not in found


def test_a_chart_without_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="columns"):
        chart([])
