"""Gates over the words themselves: nothing banned, promised in vain, uncounted or unquoted."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from conversations.cards.canned import SENTENCES
from locales.entries import entries, forms, read_catalogue, sources
from locales.glossary import strays, terms
from locales.languages import LANGUAGES, TRANSLATED
from locales.lint_words import (
    PROMISE,
    banned,
    bare_sentence,
    counted_thing,
    missing_key_words,
)
from locales.notes import NUMBERS
from locales.sync import ROOT, extracted
from tests.locales.promises import KEPT

per_language = pytest.mark.parametrize("language", LANGUAGES)

SAID_BY_COLLEAGUES = {words.msgid for words in SENTENCES.values()}
"""A colleague chooses them, and keeps what they say; the bot never says them by itself."""


def shown(language: str) -> Iterator[tuple[Message, str]]:
    """Return each message with each form of it in a language."""
    catalogue = read_catalogue(language) if language in TRANSLATED else extracted()
    for message in entries(catalogue):
        for form in forms(message) if language in TRANSLATED else sources(message):
            yield message, form


@per_language
def test_nothing_banned_is_said(language: str) -> None:
    found = [(form, banned(form, language, m.context)) for m, form in shown(language)]
    assert [(form, rules) for form, rules in found if rules] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nothing fits. That is not about you."),
        ("en", "You need a police certificate."),
        ("de", "Küche, Gastro, Hotel"),
        ("ar", "التحدث مع موظف"),
        ("ar", "سيكتب لك المركز."),
        ("fa", "رد شدن"),
        ("fa", "باشه"),
        ("fa", "این جا را نمی‌شناسم."),
        ("fa", "با خودرو"),
        ("ti", "ናይ ፖሊስ ወረቐት"),
    ],
)
def test_what_was_once_shown_and_hurt_is_found(language: str, text: str) -> None:
    assert banned(text, language, None)
    assert not banned(text, language, "typed word")


def test_good_words_that_look_alike_are_left_alone() -> None:
    assert not banned("فعالیت‌هایی در این جاها", "fa", None)
    assert not banned("با ماشین (موتر)", "fa", "button")


def test_no_promise_is_made_that_no_code_keeps() -> None:
    promised = {text for _m, text in shown("en") if PROMISE.search(text)} - SAID_BY_COLLEAGUES
    assert promised - {text.replace("{n} days", "{n} day") for text in KEPT} <= KEPT.keys()
    assert KEPT.keys() <= promised, "an old promise"


@pytest.mark.parametrize(
    "text",
    [
        "A person from the centre answers you here. At the latest: {by}",
        "The centre writes to you.",
        "A person reads it and answers.",
        "You will hear from us.",
        "We call you.",
    ],
)
def test_a_promise_is_recognised(text: str) -> None:
    assert PROMISE.search(text)


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_a_number_stands_alone_or_has_its_plural_forms(language: str) -> None:
    single = [(m, form) for m, form in shown(language) if not m.pluralizable]
    assert [form for _m, form in single if counted_thing(form)] == []


@pytest.mark.parametrize(
    ("text", "is_counted"),
    [
        ("We ask again in {n} days.", True),
        ("about {count} minutes", True),
        ("سنسألك بعد {count} يومًا", True),
        ("Places: {count}", False),
        ("ቦታታት፦ {count}", False),
        ("{step}/{steps}", False),
        ("Coming: {count} of {places}", False),
        ("… +{count}", False),
    ],
)
def test_what_is_counted_is_seen(text: str, is_counted: bool) -> None:
    assert bool(counted_thing(text)) == is_counted


def test_every_number_in_the_code_is_known_as_one() -> None:
    """A Count under another name would escape the gate for plural forms."""
    names = {
        keyword.arg
        for room in ("bot", "conversations", "scheduler")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if isinstance(keyword.value, ast.Call) and ast.unparse(keyword.value.func) == "Count"
    }
    assert "count" in names
    assert names <= NUMBERS


@per_language
def test_a_sentence_in_a_sentence_is_quoted(language: str) -> None:
    assert [form for _m, form in shown(language) if bare_sentence(form)] == []


def test_a_sentence_without_quotes_is_seen() -> None:
    assert bare_sentence("They want more German: {level}. You may ask.")
    assert not bare_sentence("They want more German: «{level}». You may ask.")
    assert not bare_sentence("German: {level}")


@pytest.mark.parametrize("language", TRANSLATED)
def test_german_key_words_are_kept(language: str) -> None:
    missing = [
        (form, words)
        for message, form in shown(language)
        for source in sources(message)
        if (words := missing_key_words(source, form, language))
    ]
    assert missing == []


def test_a_missing_key_word_is_seen() -> None:
    assert missing_key_words("Your appointments", "مواعيدك", "ar") == "Termin"
    assert missing_key_words("An internship (Praktikum)", "کارآموزی", "fa") == "Praktikum"
    assert not missing_key_words("An appointment", "Ein Termin", "de")


@pytest.mark.parametrize("language", TRANSLATED)
def test_terms_of_the_glossary_are_used(language: str) -> None:
    found = [(form, strays(sources(m)[0], form, language)) for m, form in shown(language)]
    assert [(form, words) for form, words in found if words] == []


def test_another_word_than_the_glossary_is_seen() -> None:
    assert len(terms()) > 15
    assert strays("Please call the centre", "الرجاء الاتصال بالمكتب", "ar") == "centre"
    assert not strays("Please call the centres", "الاتصال بالمراكز", "ar")
