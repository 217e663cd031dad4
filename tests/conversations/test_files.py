"""A message with a picture: its caption has a bound, an answer is small, a tap says what is new."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from conversations.kit.context import opened
from conversations.kit.files import MOST_STORED, File, Look
from conversations.kit.messages import Message, finish
from locales.languages import LANGUAGES
from locales.render import utf16_length
from locales.words import verbatim
from storage.models import Outbox
from tests.drawn import png
from tests.people import Phone, Town
from tests.raw import Wire
from tests.scheduler.desk import address, booked, newcomer

PICTURE = File(Look.PICTURE, "numbers.png", png())
LONG = tuple(verbatim(f"{number} 👨‍👩‍👧 <&> " * 9) for number in range(90))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_caption_is_longer_than_a_messenger_takes(language: str) -> None:
    said = Message(LONG, german_below=True, also=(("ti", LONG),), file=PICTURE)
    body = finish(said, language, twin=True)
    for text in (body["text"], body.get("german", body)["text"]):
        assert 500 < utf16_length(text) <= 1024


def test_an_edit_has_no_file() -> None:
    assert "file" not in finish(Message(LONG, file=PICTURE), "en", "edit")


def test_who_is_asked_for_their_place_reads_a_text() -> None:
    with pytest.raises(ValueError, match="text"):
        Message((verbatim("x"),), share_place=verbatim("Here"), file=PICTURE)


def says(phone: Phone, message: Message) -> Phone:
    """Let the bot say something in a chat of its own."""

    def say(session: Session) -> None:
        opened(phone.town.work(session), phone.chat, f"said:{phone.town.now}").show(message)

    phone.town.do(say)
    return phone.reads()


def test_an_answer_carries_no_large_file_through_the_outbox(here: Town) -> None:
    amal = newcomer(here, "amal")
    small = File(Look.DOCUMENT, "a.csv", b"x" * MOST_STORED)
    says(amal, Message((verbatim("Yours"),), file=small))
    assert amal.bubbles[-1].body["file"]["name"] == "a.csv"
    large = File(Look.DOCUMENT, "a.csv", b"x" * (MOST_STORED + 1))
    with pytest.raises(ValueError, match="too large for an answer"):
        says(amal, Message((verbatim("Yours"),), file=large))


def test_nothing_of_a_file_is_left_in_the_outbox_once_it_went(here: Town) -> None:
    amal = says(newcomer(here, "amal"), Message((verbatim("Yours"),), file=PICTURE))
    row = amal.bubbles[-1].row
    assert here.do(lambda s: s.get_one(Outbox, row).body) is None


@pytest.mark.parametrize("part", ["photo", "document"])
def test_a_tap_below_a_file_is_answered_below_it(here: Town, part: str) -> None:
    address(here)
    amal = newcomer(here, "7001")
    booked(here, amal, date(2026, 11, 12), time(15))
    wire, card = Wire(amal.reads()), amal.bubbles[-1]
    wire.brings(wire.tap("I will come"))
    assert amal.bubbles[-1] is card  # a text is changed in its place
    before = len(amal.bubbles)
    tap: Any = wire.tap("I cannot come")
    tap["callback_query"]["message"][part] = [{"file_id": "x"}]
    wire.brings(tap)
    assert len(amal.bubbles) == before + 1
    assert "I cannot come" in str(card.rows)
