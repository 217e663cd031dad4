"""The lint finds the faults that were seen in other projects' catalogues, and leaves good text."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from locales.lint import lint
from locales.sync import empty


def catalogue(language: str, msgid: str, string: str, context: str | None = None) -> Catalog:
    made = empty(language)
    made.add(msgid, string, context=context)
    return made


@pytest.mark.parametrize(
    ("language", "msgid", "string", "rule"),
    [
        ("ar", "Welcome", "مرحبا یا", "persian letter"),
        ("ar", "Room 3", "غرفة ٣", "digits"),
        ("ar", "No", "ﻻ", "presentation form"),
        ("ar", "Delete", "حـذف", "tatweel"),
        ("ar", "Really?", "حقا?", "latin punctuation"),
        ("ar", "😀 Help", "🆘 مساعدة", "line start"),
        ("fa", "Welcome", "خوش آمديد", "arabic letter"),
        ("fa", "I want", "من می خواهم", "mi with space"),
        ("fa", "Word", "کلمه\u200c", "stray joiner"),
        ("fa", "Word", "کلمه\u200b", "control character"),
        ("ti", "Thanks.", "የቐንየለይ፡፡", "two word signs for a stop"),
        ("ti", "Thanks.", "የቐንየለይ.", "ascii punctuation"),
        ("ti", "Thanks:", "የቐንየለይ:", "ascii colon"),
        ("ti", "In", "አብ", "amharic letter"),
        ("ti", "In", "ፀሓይ", "amharic letter"),
        ("ti", "It is", "ጽቡቕ ነው", "amharic word"),
        ("ti", "Room 3", "ክፍሊ ፫", "digits"),
        ("ti", "Both", "ኣብ'ዚ ኣብ’ዚ", "mixed apostrophes"),
        ("ti", "Help me", "Help me", "same as source"),
        ("ti", "Help me", "Hilfe", "script"),
        ("de", "Your name", "Dein Name", "informal address"),
        ("de", "Please help me", "Please help me", "same as source"),
        ("de", "Hello {name}", "Hallo {nome}", "placeholders"),
        ("de", "<b>Hello</b>", "<b>Hallo", "tags"),
        ("de", "One\nTwo", "Eins zwei", "newlines"),
        ("de", "Hello ", "Hallo", "edge spaces"),
        ("de", "Hello.", "Hallo", "final sign"),
        ("de", "Really?", "Wirklich.", "final sign"),
        ("de", "Beautiful", "Scho\u0308n", "normal form"),
        ("de", "Hello", "Hal\u200flo", "control character"),
        ("de", "👋 Hello", "Hallo", "emoji"),
    ],
)
def test_a_fault_is_found(language: str, msgid: str, string: str, rule: str) -> None:
    found = lint(catalogue(language, msgid, string), language)
    assert rule in [finding.rule for finding in found]
    assert found[0].msgid == msgid


@pytest.mark.parametrize(
    ("language", "msgid", "string"),
    [
        ("ar", "Do you want an internship?", "هل تريد تدريبًا (Praktikum)؟"),
        ("ar", "📅 <b>{when}</b>, {centre}", "📅 <b>{when}</b>، {centre}"),
        ("fa", "I want this.", "این را می‌خواهم."),
        ("ti", "Welcome, {name}.", "እንቋዕ ብደሓን መጻእኩም፣ {name}።"),
        ("ti", "Write /stop", "/stop ጽሓፉ"),
        ("de", "Name", "Name"),
        ("de", "OK", "OK"),
        ("de", "Where do you live?", "Wo wohnen Sie?"),
        ("de", "Not yet translated", ""),
    ],
)
def test_good_text_is_left_alone(language: str, msgid: str, string: str) -> None:
    assert lint(catalogue(language, msgid, string), language) == []


def test_buttons_have_a_length() -> None:
    long = "ጽ" * 29
    assert lint(catalogue("ti", "Yes", long), "ti") == []
    assert [f.rule for f in lint(catalogue("ti", "Yes", long, "button"), "ti")] == ["button length"]
    assert lint(catalogue("de", "Yes", "J" * 35, "button"), "de") == []
    assert lint(catalogue("de", "Yes", "J" * 36, "button"), "de") != []
