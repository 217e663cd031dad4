"""A firm that registers and answers wrongly reads what is wrong; words of danger are heard."""

from __future__ import annotations

import pytest

from tests.conversations.firm_scene import answers
from tests.people import Town

BLUM = "Bäckerei Blum"
LONG = "Gemeinschaftspraxis für Zahnheilkunde und Kieferorthopädie Dr. Müller und Kollegen "
DANGER = "In danger: call 112 or 110."
REFUSED = [
    ((), LONG * 2, "Please write less: up to 120 letters."),
    ((BLUM,), "wir backen Brot und Brötchen", "I do not know this work."),
    ((BLUM, ".food"), "gleich hinter der neuen Brücke", "I do not know this place."),
    ((BLUM, ".food", "Münsingen"), LONG + "am Empfang", "Please write less: up to 80 letters."),
    (
        (BLUM, ".food", "Münsingen", "Frau Blum", ".here"),
        "bitte über die Zentrale anrufen",
        "Please write a phone number, such as 0151 234567.",
    ),
]


@pytest.mark.parametrize(("said", "answer", "wrong"), REFUSED)
def test_who_answers_wrongly_reads_what_is_wrong_and_no_numbers_for_danger(
    here: Town, said: tuple[str, ...], answer: str, wrong: str
) -> None:
    blum = answers(here.phone("blum").says("/start firm").taps("English"), *said)
    asked = blum.sees.split("\n")[-1]
    blum.says(answer)
    assert blum.sees.startswith(wrong)
    assert asked in blum.sees
    assert DANGER not in str([each.text for each in blum.bubbles])


@pytest.mark.parametrize(
    "cry",
    [
        "please help me he is hitting me",
        "mein Mann schlägt mich jeden Tag",
        "زوجي يضربني كل يوم في البيت",
        "شوهرم هر روز من را کتک می‌زند",
        "ሰብኣየይ ኩሉ መዓልቲ ይወቅዓኒ ኣሎ",
    ],
)
def test_words_of_danger_are_heard_there_too_in_every_language(here: Town, cry: str) -> None:
    blum = here.phone("blum").says("/start firm").taps("English")
    answers(blum, BLUM, ".food", "Münsingen", "Frau Blum", ".here").says(cry)
    assert DANGER in blum.bubbles[-2].text
    assert "Which phone number may we call?" in blum.sees
