"""Nothing that goes out can be too long for a messenger, whatever people are called."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.standin.html import parse_html
from conversations.kit.bound import MOST, MOST_LABEL, plainer, text_of
from conversations.kit.messages import PARAGRAPH, Button, Message, finish
from locales.languages import LANGUAGES
from locales.render import utf16_length
from locales.words import VERBATIM, German, Name, Words, _, say

FAMILY = "👨‍👩‍👧‍👦"
ZALGO = "Z̷͈̄a̴̤͘l̵̰͝g̶̠̈o̵̧͌"
AWKWARD = [FAMILY * 300, ZALGO * 900, "<&>" * 2000, "نام" * 3000, "ስም" * 3000, "x" * 20_000]
text = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=300))


def _words(found: str, spoken: bool) -> Words:
    value = German(found) if spoken else Name(found)
    return say(Words("<b>{text}</b>", context=VERBATIM), text=value)


@settings(max_examples=60, deadline=None)
@given(
    lines=st.lists(st.tuples(text, st.booleans()), max_size=80),
    language=st.sampled_from(sorted(LANGUAGES)),
    below=st.booleans(),
)
def test_a_message_always_fits(lines: list[tuple[str, bool]], language: str, below: bool) -> None:
    words = tuple(_words(*line) for line in lines)
    label = _words(lines[0][0] if lines else "", spoken=True)
    message = Message(
        (_("This week near you:"), *words), ((Button(label, "1q1.x"),),), german_below=below
    )
    body = finish(message, language, twin=True)
    assert 1 <= utf16_length(body["text"]) <= MOST
    assert utf16_length(body["german"]["text"] if "german" in body else "") <= MOST
    assert utf16_length(body["rows"][0][0]["text"]) <= MOST_LABEL
    parse_html(body["text"])


def test_what_does_not_fit_is_counted() -> None:
    lines = [_words(f"line {number} " + "y" * 60, spoken=True) for number in range(200)]
    shown = text_of(lines, "en").split("\n")
    assert shown[0].startswith("<b>")
    assert shown[-1] == f"… +{200 - len(shown) + 1}"


def test_no_paragraph_is_lost_when_one_is_too_long() -> None:
    lines = (_("This week near you:"), *(_words("w" * 3000, spoken=True) for _line in range(9)))
    body = finish(Message(lines, german_below=True), "ar")
    assert len(body["text"].split(PARAGRAPH)) == 2
    assert "Diese Woche" in body["text"].split(PARAGRAPH)[1]


def test_a_plainer_text_has_no_marks_and_is_short() -> None:
    assert plainer("<b>A &amp; B</b>") == "A & B"
    assert utf16_length(plainer(FAMILY * 900)) <= 1000


@pytest.mark.parametrize("data", ["", "x" * 65, "ü" * 33])
def test_a_button_no_messenger_takes_cannot_be_built(data: str) -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        Button(_("This week near you:"), data)


def test_too_many_buttons_cannot_be_built() -> None:
    row = tuple(Button(_("This week near you:"), f"1q1.{number}") for number in range(101))
    with pytest.raises(ValueError, match="pages"):
        Message((_("This week near you:"),), (row,))
