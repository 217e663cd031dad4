"""A message in one language: rows that fit and are mirrored, the German twin, what goes below."""

from __future__ import annotations

import pytest

from conversations.kit.bodies import VERSION
from conversations.kit.messages import (
    Button,
    Message,
    Venue,
    Voice,
    buttons_off,
    finish,
    menu,
    paired,
    remove,
    stacked,
    venue,
    voice,
)
from locales.languages import FALLBACK, LANGUAGES
from locales.width import fits
from locales.words import Name, Words, _, p_, say, verbatim

YES, NO = Button(p_("button", "Yes"), "1q1.yes"), Button(p_("button", "No"), "1q1.no")
LONG = Button(p_("button", "I understand simple instructions"), "1q1.A2")
HELLO = _("Where do you live?")
RIGHT_TO_LEFT = ("ar", "fa")


def data(message: Message, language: str) -> list[list[str]]:
    """Return the data of the buttons as they stand on the phone, left to right."""
    return [[button["data"] for button in row] for row in finish(message, language)["rows"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_button_stands_where_reading_begins(language: str) -> None:
    row = data(Message((HELLO,), ((YES, NO),)), language)
    mirrored = language in RIGHT_TO_LEFT
    assert row == [["1q1.no", "1q1.yes"] if mirrored else ["1q1.yes", "1q1.no"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_would_be_cut_off_is_stacked_in_reading_order(language: str) -> None:
    assert data(Message((HELLO,), ((YES, LONG),)), language) == [["1q1.yes"], ["1q1.A2"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_stacked_is_never_mirrored(language: str) -> None:
    assert data(Message((HELLO,), stacked([YES, NO])), language) == [["1q1.yes"], ["1q1.no"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_button_alone_is_one_row(language: str) -> None:
    endless = Button(verbatim("Erklärung " * 20), "1q1.x")
    assert data(Message((HELLO,), ((endless,),)), language) == [["1q1.x"]]


def test_in_pairs_the_last_one_may_stand_alone() -> None:
    assert paired([YES, NO, LONG]) == ((YES, NO), (LONG,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_but_german_has_its_german_twin(language: str) -> None:
    body = finish(Message((HELLO,), ((YES, NO),)), language, twin=True)
    german = finish(Message((HELLO,), ((YES, NO),)), FALLBACK)
    if language == FALLBACK:
        assert "german" not in body
    else:
        assert body["german"] == {"text": german["text"], "rows": german["rows"]}
        assert body["text"] != german["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_german_below_is_the_same_text_once_more(language: str) -> None:
    body = finish(Message((HELLO,), german_below=True), language)
    german = finish(Message((HELLO,)), FALLBACK)["text"]
    assert body["text"].count(german) == 1
    assert body["text"].endswith(german)
    assert ("\n\n" in body["text"]) == (language != FALLBACK)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_german_speaks_german_whatever_the_chat_does(language: str) -> None:
    shown = finish(Message((HELLO,), ((YES,),), in_german=True), language)
    assert shown == finish(Message((HELLO,), ((YES,),)), FALLBACK)


def test_other_languages_stand_in_paragraphs_of_their_own() -> None:
    body = finish(Message((HELLO,), also=(("ar", (HELLO,)), ("ti", (HELLO,)))), "en")
    assert len(body["text"].split("\n\n")) == 3
    assert body["also"] == ["ar", "ti"]


def test_a_name_cannot_break_the_page_or_the_line() -> None:
    body = finish(Message((say(_("{name}: {value}"), name=Name("<b>\u202ex"), value=HELLO),)), "en")
    assert body["text"] == "&lt;b&gt;x: Where do you live?"


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_plain_text(language: str) -> None:
    tagged = Button(verbatim("<b>A & B</b>"), "1q1.x")
    assert "A & B" in finish(Message((HELLO,), ((tagged,),)), language)["rows"][0][0]["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_speaks_the_language(language: str) -> None:
    share: Words = p_("button", "📍 Share my place")
    body = finish(Message((HELLO,), share_place=share, close_keyboard=True), language)
    assert body["share_place"].startswith("📍 ")
    assert body["close_keyboard"] is True
    assert fits([body["share_place"]])


def test_bodies_carry_their_version_and_what_to_do() -> None:
    bodies = [
        finish(Message((HELLO,)), "en"),
        finish(Message((HELLO,)), "en", op="edit"),
        venue(Venue(48.4, 9.5, "Centre", "Street 1")),
        voice(Voice("desk-7")),
        buttons_off(),
        menu([("help", p_("command", "❓ Help"))], "ar"),
        remove([1, 2]),
    ]
    assert [body["op"] for body in bodies] == [
        "send",
        "edit",
        "venue",
        "voice",
        "buttons_off",
        "menu",
        "delete",
    ]
    assert {body["v"] for body in bodies} == {VERSION}
