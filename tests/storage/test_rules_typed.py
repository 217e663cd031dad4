"""Digits and letters of five languages become comparable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rules.typed import digits, key, normalise, number, tidy

JOINERS = "\u200b\u200c\u200d\u2060\ufeff"
DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = JOINERS + DIRECTIONS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Stopp!", "stopp"),
        ("  STOP\n", "stop"),
        ("قف.", "قف"),
        ("إلغاء", "الغا"),
        ("كلمة", "کلمه"),
        ("على", "علی"),
        ("عَرَبِيّ", "عربی"),
        ("مـــرحبا", "مرحبا"),
        ("می\u200cخواهم", "میخواهم"),
        ("\u200fنعم\u200f", "نعم"),
        ("ቁጽሪ፡ሠለስተ።", "ቁጽሪ ሰለስተ"),
        ("ፀሓይ", "ጸሀይ"),
        ("ኣይፋል", "አይፋል"),
        ("ኀይሊ", "ሀይሊ"),
        ("Müller", "muller"),
        ("Straße", "strasse"),
        ("؟", ""),
    ],
)
def test_words_are_folded(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@pytest.mark.parametrize("sign", UNSEEN)
def test_what_nobody_sees_does_not_part_a_word(sign: str) -> None:
    assert normalise(f"مو{sign}نز") == "مونز"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3", 3),
        (" 3. ", 3),
        ("12)", 12),
        ("٣", 3),
        ("۱۲", 12),
        ("፫", 3),
        ("፲፪", 12),
        ("\u200f٧\u200f", 7),
        ("-3", None),
        ("3 4", None),
        ("10:30", None),
        ("three", None),
        ("", None),
        ("²", None),
        ("፲፪፫", None),
        ("9" * 5000, None),
    ],
)
def test_a_number_alone_is_a_number_in_any_script(typed: str, meant: int | None) -> None:
    assert number(typed) == meant


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("می\u200cخواهم", "می خواهم"),
        ("ہاں", "هان"),
        ("ﻻ ﺷﻜﺮًﺍ", "لا شكرا"),
        ("سه‌شنبه", "سہ شنبه"),
        ("ሓገዝ", "ሐገዝ"),
        ("ዓርቢ", "አርቢ"),
        ("ኃይሊ", "ሀይሊ"),
        ("Zurück", "ZURUECK"),
        ("Straße", "strasse"),
        ("✅ Yes, look", "yes look"),
        ("⚙️ Über uns", "uber uns."),
        ("Ａ２", "a2"),
        ("\u2066A2\u2069", "A٢"),
    ],
)
def test_all_spellings_share_a_key(typed: str, same: str) -> None:
    assert key(typed) == key(same)


@pytest.mark.parametrize(("one", "other"), [("A2", "A2+"), ("ja", "nein"), ("☀️", "🌙"), ("²", "2")])
def test_what_differs_in_more_has_keys_of_its_own(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("\u200f\u2067می\u200cخواهم\u2069\u202c ", "می\u200cخواهم"),
        ("1\u00a0\u2066T1\u2069", "1 T1"),
        ("a\u2028b\nc\r", "a\nb\nc"),
        ("Mu\u0308nsingen", "Münsingen"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("\x07bell\x9f\ufffe", "bell"),
        ("\u202egpj.exe", "gpj.exe"),
        ("\u3164", ""),
        ("\u2800 \u115f", ""),
        ("\u200d", ""),
        ("\ufe0f\u0301", ""),
        ("\ud83d", ""),
    ],
)
def test_what_nobody_typed_on_purpose_is_taken_away(typed: str, clean: str) -> None:
    assert tidy(typed) == clean


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert key(key(text)) == key(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert number(text) is None or number(text) == number(digits(text))
