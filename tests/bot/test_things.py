"""Photos, papers, albums and kinds nobody knows, from the raw update to what the person reads."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.kept import place
from tests.people import Phone, Town
from tests.raw import Wire
from tests.scheduler.desk import newcomer

PHOTO: dict[str, Any] = {"photo": [{"file_id": "x", "file_unique_id": "x"}]}
PAPER = "Is this a paper? I have deleted it here."
NO_VOICE = "I cannot listen to sound or look at pictures here."
OFFER = "Shall I send this to your centre?"
UNKNOWN = ("checklist", "paid_media", "story", "giveaway", "invoice", "a_kind_of_next_year")


@pytest.fixture
def amal(here: Town) -> Phone:
    """Amal, whom nobody asks anything at the moment."""
    return newcomer(here, "7001")


def deleted(phone: Phone) -> list[int]:
    """Return the numbers of the messages that were deleted in the chat."""
    return [key for body in phone.others if body["op"] == "delete" for key in body["message_ids"]]


def answers(phone: Phone, beginning: str) -> int:
    """Count what was said with this beginning."""
    return sum(bubble.text.startswith(beginning) for bubble in phone.bubbles)


@pytest.mark.parametrize("together", [True, False])
def test_an_album_is_one_thing_every_part_of_which_goes(amal: Phone, together: bool) -> None:
    wire = Wire(amal)
    parts = [wire.update("message", None, **PHOTO, media_group_id="77") for _ in range(4)]
    for some in [parts] if together else [[part] for part in parts]:
        wire.brings(*some)
    assert answers(amal, PAPER) == 1
    assert deleted(amal) == [part["message"]["message_id"] for part in parts]
    wire.sends(None, **PHOTO, media_group_id="78")
    assert answers(amal, PAPER) == 2


@pytest.mark.parametrize("thing", [PHOTO, {"document": {"file_id": "x"}}, {"video": {"a": 1}}])
def test_a_caption_is_read_also_where_it_is_a_command(amal: Phone, thing: dict[str, Any]) -> None:
    Wire(amal).sends(None, **thing, caption="/person")
    assert place(amal) == ("topic", "topic")
    assert len(deleted(amal)) == ("video" not in thing)
    Wire(amal).sends(None, **thing, caption="Is this letter from the Jobcenter?")
    assert OFFER in amal.sees


def test_a_forwarded_caption_is_no_command(amal: Phone) -> None:
    Wire(amal).sends(None, **PHOTO, caption="/delete", forward_origin={"type": "user"})
    assert OFFER in amal.sees


def test_a_caption_answers_the_open_question(here: Town) -> None:
    phone = here.phone("7001").says("/start").taps("English").taps("I agree").taps("18 or")
    Wire(phone).sends(None, **PHOTO, caption="Münsingen")
    assert place(phone) != ("welcome", "place")


@pytest.mark.parametrize("kind", UNKNOWN)
def test_a_kind_nobody_knows_is_answered_kindly_and_once(amal: Phone, kind: str) -> None:
    Wire(amal).sends(None, **{kind: {"x": 1}})
    assert answers(amal, NO_VOICE) == 1
    assert deleted(amal) == []


def test_a_moving_picture_is_no_paper(amal: Phone) -> None:
    Wire(amal).sends(None, animation={"file_id": "x"}, document={"file_id": "x"})
    assert amal.sees.startswith(NO_VOICE)
    assert deleted(amal) == []


def test_who_pins_a_message_is_told_nothing(amal: Phone) -> None:
    before = len(amal.bubbles)
    Wire(amal).sends(None, pinned_message={"message_id": 1})
    assert len(amal.bubbles) == before


def test_an_album_of_papers_and_other_things_is_answered_for_both(amal: Phone) -> None:
    wire = Wire(amal)
    video = wire.update("message", None, video={"file_id": "x"}, media_group_id="9")
    wire.brings(video, wire.update("message", None, **PHOTO, media_group_id="9"))
    assert (answers(amal, NO_VOICE), answers(amal, PAPER)) == (1, 1)
    assert len(deleted(amal)) == 1


def test_a_paper_put_in_place_of_another_goes_too(amal: Phone) -> None:
    Wire(amal).sends(None, "edited_message", **PHOTO)
    assert len(deleted(amal)) == 1
    assert amal.sees.startswith(PAPER)


def test_words_that_go_with_a_paper_are_given_back_where_they_are_too_many(amal: Phone) -> None:
    words = "Please read this. " * 30
    Wire(amal).sends(None, **PHOTO, caption=words)
    said = "\n".join(bubble.text for bubble in amal.bubbles).split("\n")
    given_back = [line.removeprefix("✉️ ") for line in said if line.startswith("✉️")]
    assert " ".join(given_back) == words.strip()
