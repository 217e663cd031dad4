"""What nobody asked for is answered kindly: free text, voice, papers, places, very long texts."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from conversations.kit.events import Sent
from storage.models import Request
from tests.conversations.invited import staff
from tests.conversations.kept import place
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

OFFER = "Shall I send this to your centre?"


@pytest.fixture
def amal(here: Town) -> Phone:
    """Amal, whom nobody asks anything at the moment."""
    return newcomer(here, "amal")


def passed_on(phone: Phone) -> list[str | None]:
    return phone.town.do(lambda session: list(session.scalars(select(Request.text))))


def deleted(phone: Phone) -> list[list[int]]:
    return [body["message_ids"] for body in phone.others if body["op"] == "delete"]


@pytest.mark.parametrize(
    "cry", ["my boss takes my passport", "مديري أخذ جواز سفري مني", "ሓላፊየይ ፓስፖርተይ ወሲዱ ኣሎ"]
)
def test_a_cry_for_help_at_an_open_question_is_heard_and_the_question_stays(
    here: Town, cry: str
) -> None:
    petra = staff(here, "petra", "alb")
    amal = here.phone("1").settles_in()
    question = amal.sees
    amal.says(cry)
    assert OFFER in amal.sees
    amal.taps("Yes, send it")
    assert passed_on(amal) == [cry]
    assert petra.reads().sees.startswith("👋")
    amal.taps("Go on where we were")
    assert amal.sees == question


@pytest.mark.parametrize("slip", ["maybe", "not sure", "who are you"])
def test_a_few_words_that_answer_nothing_are_asked_again(here: Town, slip: str) -> None:
    amal = here.phone("1").settles_in().says(slip)
    assert "Sorry, I did not understand" in amal.sees


def test_staff_at_a_question_are_not_sent_to_their_own_centre(here: Town) -> None:
    petra = staff(here, "petra", "alb").says("/announce").says("what am I to tap here now")
    assert "Sorry, I did not understand" in petra.sees


def test_a_text_is_offered_to_the_centre_and_sent_when_wanted(amal: Phone) -> None:
    staff(amal.town, "petra", "alb")
    amal.says("My child starts school on Monday")
    assert OFFER in amal.sees
    assert passed_on(amal) == []
    amal.taps("Yes, send it")
    assert "You can always come to the centre or call." in amal.sees
    assert passed_on(amal) == ["My child starts school on Monday"]


def test_what_would_be_sent_stands_above_the_question_its_beginning_where_it_is_long(
    amal: Phone,
) -> None:
    amal.says("My child starts school on Monday")
    assert amal.sees.split("\n")[:2] == ["✉️ My child starts school on Monday", OFFER]
    amal.taps("No").says("A long way to the doctor. " * 10)
    quoted = [line.removeprefix("✉️ ") for line in amal.sees.split("\n") if "✉️" in line]
    assert " ".join(quoted) == "A long way to the doctor. " * 7 + "A long way to the …"
    amal.taps("No").says("<b>مديري</b> أخذ \u202eجوازي")
    assert "✉️ \u2068&lt;b&gt;مديري&lt;/b&gt; أخذ جوازي\u2069" in amal.bubbles[-1].body["text"]


def test_the_centre_reads_it_in_full(here: Town, amal: Phone) -> None:
    petra = staff(here, "petra", "alb")
    amal.says("A long way to the doctor. " * 10).taps("Yes, send it")
    lines = petra.reads().taps("Take").sees.split("\n")
    quoted = [line.removeprefix("✉️ ") for line in lines if line.startswith("✉️")]
    assert " ".join(quoted) == ("A long way to the doctor. " * 10).strip()


def test_cancel_sends_nothing_and_is_no_piece_of_it(amal: Phone) -> None:
    amal.says("My child starts school").says("cancel")
    assert "You find everything here: /menu" in amal.sees
    assert passed_on(amal) == []


@pytest.mark.parametrize("word", ["cancel", "Abbrechen", "إلغاء", "لغو", "ስረዝ"])
def test_cancel_is_no_answer_to_any_question_and_the_menu_is_there(here: Town, word: str) -> None:
    """Where nothing else is offered for it: a name, a place, what somebody can do."""
    amal = here.phone("1").settles_in()
    question = amal.sees
    amal.says(word)
    assert amal.sees == "What would you like?"
    assert amal.taps("Go on").sees == question
    firm = here.phone("2").settles_in().says("/employer").says(word)
    assert word.casefold() not in firm.sees.casefold()


def test_no_keeps_nothing(amal: Phone) -> None:
    amal.says("My child starts school").taps("No")
    assert "You find everything here: /menu" in amal.sees
    assert passed_on(amal) == []
    amal.says("Other words").taps("Yes, send it")
    assert passed_on(amal) == ["Other words"]


def test_what_comes_in_pieces_is_sent_whole(amal: Phone) -> None:
    amal.says("I have a question").says("about my letter").says("from the Jobcenter")
    assert OFFER in amal.sees
    assert [bubble.rows for bubble in amal.bubbles[:-1]] == [[], []]
    amal.taps("Yes, send it")
    assert passed_on(amal) == ["I have a question\nabout my letter\nfrom the Jobcenter"]


def test_what_is_too_long_is_never_cut_in_silence(amal: Phone) -> None:
    amal.says("x" * 5000)
    assert amal.sees == "Please write less: up to 300 letters."
    assert place(amal) == (None, None)
    amal.says("Please call me").says("y" * 290).taps("Yes, send it")
    assert passed_on(amal) == ["Please call me"]


def test_a_text_that_turns_lines_round_does_no_harm(here: Town, amal: Phone) -> None:
    petra = staff(here, "petra", "alb")
    amal.says("\u202eevil\u2066 <b>x</b>").taps("Yes, send it")
    assert "✉️ evil <b>x</b>" in petra.reads().taps("Take").sees
    assert "\u202e" not in petra.bubbles[-1].body["text"]


def test_before_agreeing_a_text_leads_to_the_menu(here: Town) -> None:
    karim = here.phone("1").says("/start").taps("English").taps("Only look").says("Münsingen")
    assert karim.says("I need work").sees == "Here is what I can do: /menu"
    assert passed_on(karim) == []


def test_who_only_looks_may_agree_later(here: Town) -> None:
    karim = here.phone("1").says("/start").taps("English").taps("Only look").says("Münsingen")
    assert "I agree, start" in karim.says("/start").buttons[0]
    karim.taps("I agree").taps("18 or older").says("Münsingen")
    assert "Shall I look for work for you too?" in karim.sees


@pytest.mark.parametrize("thing", [Sent("voice", 7), Sent("other", 7)])
def test_voice_and_stickers_are_answered(amal: Phone, thing: Sent) -> None:
    amal.does(thing)
    assert amal.sees.startswith("I cannot listen to sound or look at pictures here.")
    assert deleted(amal) == []


@pytest.mark.parametrize("paper", [Sent("photo", 8), Sent("document", 9)])
def test_a_paper_is_deleted_in_the_chat_and_asked_for_in_person(amal: Phone, paper: Sent) -> None:
    amal.does(paper)
    assert amal.sees == "Is this a paper? I have deleted it here.\nPlease bring it to the centre."
    assert deleted(amal) == [[paper.message_id]]


def test_a_paper_does_not_disturb_the_question(here: Town) -> None:
    amal = here.phone("1").settles_in()
    asked = amal.bubbles[-1]
    amal.does(Sent("photo", 8)).taps("Yes, look")
    assert "What can you do?" in asked.text + amal.sees


def test_before_a_language_is_known_a_paper_goes_too_and_no_word_is_said(here: Town) -> None:
    selam = here.phone("1").says("/start").does(Sent("photo", 8))
    assert deleted(selam) == [[8]]
    assert {bubble.text for bubble in selam.bubbles} == {selam.bubbles[0].text}
    selam.says("what?").does(Sent("voice", 9))
    assert {bubble.text for bubble in selam.bubbles} == {selam.bubbles[0].text}
    assert "English" in selam.buttons


def test_a_place_nobody_asked_for(amal: Phone) -> None:
    assert amal.shares(48.41, 9.49).sees == "Here is what I can do: /menu"


def test_a_place_for_another_question(here: Town) -> None:
    amal = here.phone("1").settles_in().shares(48.41, 9.49)
    assert amal.sees.startswith("Sorry, I did not understand.")


def test_what_answers_nothing_brings_the_question_again_below(here: Town) -> None:
    amal = here.phone("1").settles_in()
    asked = amal.bubbles[-1]
    amal.says("maybe")
    assert amal.sees.split("\n")[:2] == [
        "Sorry, I did not understand. Please tap a button, or type its number.",
        "Shall I look for work for you too?",
    ]
    assert asked.rows == []
    assert "Yes, look" in amal.buttons[0]


@pytest.mark.parametrize("begin", [("English",), ("English", "Only look")])
def test_a_cry_before_consent_is_answered_with_numbers(here: Town, begin: tuple[str, ...]) -> None:
    selam = here.phone("1").says("/start")
    for label in begin:
        selam.taps(label)
    selam.says("help, he is hitting me right now")
    said = "\n".join(bubble.text for bubble in selam.bubbles)
    assert "In danger: call 112 or 110. Violence against women: 116 016" in said
    assert "You can always come to the centre or call." in said
    assert selam.bubbles[-1].rows or "share_place" in selam.bubbles[-1].body


def test_staff_who_stopped_everything_are_not_counted_on(here: Town) -> None:
    muted, other = staff(here, "petra", "alb"), staff(here, "anna", "reutlingen")
    muted.says("/stop").taps("Everything")
    newcomer(here, "amal").says("/person").taps("A letter or paper")
    assert "asks for a person" in other.reads().bubbles[-1].text


def test_what_was_understood_and_is_no_answer_is_not_offered_to_the_centre(here: Town) -> None:
    reza = here.phone("1").says("/start").taps("English").taps("I agree").taps("18 or older")
    reza.says("Neuhausen auf den Fildern")
    assert reza.sees.startswith("This place is not in the district of Reutlingen.")


def test_no_leads_back_to_what_was_asked(here: Town) -> None:
    amal = here.phone("1").settles_in()
    question = amal.sees
    amal.says("my boss takes my passport").taps("No")
    assert amal.sees == question


def test_the_words_of_consent_stay_readable(here: Town) -> None:
    amal = here.phone("1").says("/start").taps("English")
    consent = amal.bubbles[-1]
    amal.taps("I agree")
    assert amal.bubbles[-1] is not consent
    assert consent.rows == []
    assert "How old are you?" not in consent.text
