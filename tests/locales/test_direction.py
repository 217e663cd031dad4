"""Typed text cannot turn a line round, and every line begins in its own direction."""

from __future__ import annotations

import pytest

from locales.direction import FSI, LRI, PDI, RLM, clean, cut, isolated, needs_mark
from tests.locales.direction_checker import turned_tokens

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Selam\u202e!", "Selam!"),
        ("a\x00b\ud800c", "abc"),
        ("  two\n lines\u2028and\ttabs ", "two lines and tabs"),
        ("\u2067\u2068\u2066\u2069\u200f\u200e\u061cمريم", "مريم"),
        ("می‌خواهم", "می‌خواهم"),
        (FAMILY, FAMILY),
        ("\ufeff\u00ad\u0301\u200dAli", "Ali"),
        ("\ufffe\ufdd0x", "x"),
        ("\u200f\u0000", ""),
    ],
)
def test_only_harmless_characters_stay(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_long_name_is_cut_between_what_people_see_as_letters() -> None:
    assert cut("x" * 80) == "x" * 80
    assert cut("x" * 81) == "x" * 79 + "…"
    assert cut("e\u0301" * 81) == "e\u0301" * 79 + "…"
    assert cut(FAMILY * 81) == FAMILY * 79 + "…"
    assert cut("🇩🇪" * 81) == "🇩🇪" * 79 + "…"
    assert cut("👍🏽" * 81) == "👍🏽" * 79 + "…"


def test_a_tower_of_accents_is_bounded() -> None:
    assert len(cut("a" + "\u0301" * 10_000)) == 16


@pytest.mark.parametrize(
    ("line", "direction", "is_needed"),
    [
        ("مرحبًا", "rtl", False),
        ("📅 موعدك", "rtl", False),
        ("Reutlingen هو مركزك", "rtl", True),
        (f"{FSI}Reutlingen{PDI} هو مركزك", "rtl", True),
        (f"{FSI}مريم{PDI} Reutlingen", "rtl", True),
        (f"{RLM}Reutlingen", "rtl", False),
        ("ℹ معلومات", "rtl", True),
        ("15:00", "rtl", True),
        ("👋", "rtl", False),
        ("", "rtl", False),
        ("Guten Tag", "ltr", False),
        (f"{FSI}مريم{PDI}, guten Tag", "ltr", True),
        ("15:00", "ltr", False),
    ],
)
def test_which_lines_need_a_mark(line: str, direction: str, is_needed: bool) -> None:
    assert needs_mark(line, "rtl" if direction == "rtl" else "ltr") is is_needed


@pytest.mark.parametrize("token", ["+49 7121 480-0", "A2+", "/stop", "@name", "C1+"])
def test_isolates_keep_a_token_in_order_in_a_right_to_left_line(token: str) -> None:
    assert turned_tokens(f"هاتف {token}", "rtl")
    assert not turned_tokens(f"هاتف {isolated(token, 'rtl', LRI)}", "rtl")


def test_no_isolate_where_all_is_left_to_right() -> None:
    assert isolated("Reutlingen", "ltr") == "Reutlingen"
    assert isolated("مريم", "ltr") == f"{FSI}مريم{PDI}"
