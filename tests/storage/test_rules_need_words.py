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
HOURS = {
    "Minijob 10 Stunden": 10,
    "Minijob, 10 Std.": 10,
    "Minijob 9,5h": 9.5,
    "für 8 Stunden in der Woche": 8,
    "Aushilfe 8 Std/Woche": 8,
    "38,5 Wochenstunden": 38.5,
    "acht Stunden die Woche": 8,
    "Minijob von 10 Stunden": 10,
    "for 8 hours a week": 8,
    "20h per week": 20,
    "minijob 10 hours": 10,
    "نحتاج شخص ٨ ساعات في الأسبوع": 8,
    "ميني جوب 10 ساعات": 10,
    "۸ ساعت در هفته": 8,
    "مینی جاب ۱۰ ساعت": 10,
    "8 ሰዓታት ኣብ ሰሙን": 8,
    "ሚኒጆብ 10 ሰዓታት": 10,
}
NO_HOURS = (
    "38 Stunden",
    "Minijob 40 Stunden",
    "Minijob 10 Stunden im Monat",
    "8 Stunden am Tag",
    "zwei Mal die Woche 5 Stunden in der Woche",
    "8 bis 10 Stunden pro Woche",
    "8-10 Stunden pro Woche",
    "Minijob ab 8 Uhr",
    "5 oder 8 Stunden pro Woche, 10 Stunden die Woche",
    "10 oder 12 Stunden pro Woche",
    "10/12 Stunden pro Woche",
    "zwischen 10 und 12 Stunden pro Woche",
    "between 10 and 12 hours a week",
    "بين 10 و 12 ساعة في الأسبوع",
    "10 plus 5 Stunden pro Woche",
    "Minijob 10 Std mtl.",
    "Minijob 10 Std/Mon",
    "Minijob 3 Std. tgl.",
    "Minijob 2 Stunden pro Abend",
    "mini job 3 hours every evening",
    "Minijob, Anfahrt 1 Stunde",
    "Wir haben 40 Stunden pro Woche geöffnet",
    "100 Stunden pro Woche",
    "0 Stunden pro Woche",
    "مینی جاب ساعت ۸",
    "ሚኒጆብ ሰዓት 8",
    "ميني جوب الساعة 8",
)
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


@pytest.mark.parametrize("text", HOURS)
def test_hours_of_a_week_are_read(text: str) -> None:
    assert stated(text, TODAY, shipped()).hours == HOURS[text]


@pytest.mark.parametrize("text", NO_HOURS)
def test_other_hours_are_asked(text: str) -> None:
    assert stated(text, TODAY, shipped()).hours is None


@pytest.mark.parametrize("text", OPEN)
def test_what_is_not_plain_is_not_stated(text: str) -> None:
    assert stated(text, TODAY, shipped()) == Stated()


@tried(st.text(max_size=300))
def test_no_text_breaks_it_and_a_place_is_one_of_ours(text: str) -> None:
    found, known = stated(text, TODAY, shipped()), shipped()
    assert found.plz is None or found.plz in known.by_plz
    assert found.town is None or found.town in known.by_ags
    assert set(given(found)) <= {"many", "place", "kind", "start", "hours"}
