"""What a sentence plainly says of a need, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from storage.rules.need_words import Stated, given, stated
from storage.rules.places import shipped

TODAY = date(2026, 11, 29)  # a Sunday
URACH, REUTLINGEN, METZINGEN = "08415078", "08415061", "08415050"
MONDAY = Stated(starts="day", begins=date(2026, 11, 30))
SAID = {
    "brauche 2 Maurer ab Montag in Urach 2500": replace(MONDAY, places=2, town=URACH),
    "Wir suchen ab Januar zwei Leute zum Nähen": Stated(2, starts="month", begins=date(2027, 1, 1)),
    "Koch sofort, 72574, Minijob": Stated(
        plz="72574", town=URACH, kind="minijob", starts="now", begins=TODAY
    ),
    "Azubi Bäcker ab 1.9.2027": Stated(
        kind="apprenticeship", starts="day", begins=date(2027, 9, 1)
    ),
    "3 Praktikantinnen ab dem 1. Dezember": Stated(
        kind="internship", starts="day", begins=date(2026, 12, 1)
    ),
    "need 2 welders from Monday in Metzingen": replace(MONDAY, places=2, town=METZINGEN),
    "نحتاج 2 خباز من الاثنين في رويتلنغن": replace(MONDAY, places=2, town=REUTLINGEN),
    "۲ نفر آشپز از دوشنبه": replace(MONDAY, places=2),
    "شخصين للتنظيف": Stated(places=2),
    "مینی جاب فوری": Stated(kind="minijob", starts="now", begins=TODAY),
    "2 ሰባት ካብ ሰኑይ ኣብ ሮይትሊንገን": replace(MONDAY, places=2, town=REUTLINGEN),
    "ሚኒጆብ ብቕጽበት": Stated(kind="minijob", starts="now", begins=TODAY),
}
OPEN = (
    "Montag bis Freitag von 8 bis 17 Uhr",
    "von Montag bis Freitag",
    "من الاثنين إلى الجمعة",
    "از دوشنبه تا جمعه",
    "ካብ ሰኑይ ክሳብ ዓርቢ",
    "from Monday to Friday",
    "2-3 Leute",
    "1 Koch und 2 Kellner",
    "Wir haben 5 Leute und brauchen 2 Köche",
    "Praktikum oder Ausbildung",
    "Bad Urach oder Metzingen",
    "ab 8 Uhr",
    "2500 Euro, 38 Stunden",
    "Aushilfe gesucht",
    "Stuttgart",
    "",
)


@pytest.mark.parametrize("text", SAID)
def test_what_is_plain_is_read(text: str) -> None:
    assert stated(text, TODAY, shipped()) == SAID[text]


@pytest.mark.parametrize("text", OPEN)
def test_what_is_not_plain_is_not_stated(text: str) -> None:
    assert stated(text, TODAY, shipped()) == Stated()


@tried(st.text(max_size=300))
def test_no_text_breaks_it_and_a_place_is_one_of_ours(text: str) -> None:
    found, known = stated(text, TODAY, shipped()), shipped()
    assert found.plz is None or found.plz in known.by_plz
    assert found.town is None or found.town in known.by_ags
    assert set(given(found)) <= {"many", "place", "kind", "start"}
