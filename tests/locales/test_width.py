"""How wide labels are: nothing invisible counts, and what fits in a row is never cut off."""

from __future__ import annotations

import pytest

from locales.direction import isolated
from locales.width import em, fits


def test_an_empty_label_has_no_width() -> None:
    assert em("") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ja", 0.92), ("نعم", 1.32), ("እወ", 1.14), ("✅", 1.3), ("🌅", 1.3), ("✅ Ja", 2.68)],
)
def test_scripts_have_their_own_width(text: str, expected: float) -> None:
    assert em(text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["Münsingen", "مونزینگن", "ሙንሲንገን"])
def test_marks_and_isolates_take_no_room(text: str) -> None:
    assert em("\u200f" + isolated(text, "rtl")) == em(text)


def test_a_sign_shown_as_emoji_is_as_wide_as_one() -> None:
    assert em("☀\ufe0f") == em("🌅") > em("☀")


def test_a_longer_label_is_wider() -> None:
    assert em("ab") > em("a")
    assert em("👨\u200d👩") > em("👨")


@pytest.mark.parametrize(
    ("labels", "together"),
    [
        (["Yes", "No"], True),
        (["نعم", "لا"], True),
        (["Reutlingen", "Metzingen"], True),
        (["Dettingen an der Erms", "Metzingen"], False),
        (["✅"] * 5, True),
        (["Mon", "🌄", "☀️", "🌤️", "🌙"], True),
        (["الاثنين", "🌄", "☀️", "🌤️", "🌙"], False),
        (["Donnerstag", "🌄", "☀️", "🌤️", "🌙"], False),
        (["1"] * 8, True),
        (["12345678"] * 8, False),
    ],
)
def test_side_by_side_only_what_fits(labels: list[str], together: bool) -> None:
    assert fits(labels) is together


def test_more_in_a_row_means_less_room() -> None:
    label = "Eningen"
    widths = [fits([label] * count) for count in range(1, 9)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0]
    assert not widths[-1]


def test_one_alone_may_be_as_long_as_a_button_ought_to_be() -> None:
    assert fits(["I" * 34])
    assert not fits(["I" * 36])
