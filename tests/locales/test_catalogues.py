"""Which language speaks: plural forms, header guard, fallback to German, misses for staff."""

from __future__ import annotations

from pathlib import Path

import pytest

from locales.catalogues import Found, load
from locales.entries import catalogue_path
from locales.languages import FALLBACK, LANGUAGES, TRANSLATED
from locales.words import Count, Words, n_, p_, say, verbatim
from tests.locales.conftest import Write

COURSES = ("{n} course", "{n} courses")
ARABIC = ("zero", "one", "two", "few", "many", "other")


def test_buttons_stand_in_this_order_in_their_own_script() -> None:
    names = [language.own_name for language in LANGUAGES.values()]
    assert names == ["العربية", "فارسی / دری", "ትግርኛ", "Deutsch", "English"]
    assert FALLBACK in TRANSLATED


def test_direction_comes_from_locale_data() -> None:
    directions = {code: language.direction for code, language in LANGUAGES.items()}
    assert directions == {"ar": "rtl", "fa": "rtl", "ti": "ltr", "de": "ltr", "en": "ltr"}


@pytest.mark.parametrize(
    ("language", "numbers", "form"),
    [
        ("ar", (0,), "zero"),
        ("ar", (1,), "one"),
        ("ar", (2,), "two"),
        ("ar", (3, 10, 103, 110), "few"),
        ("ar", (11, 25, 99, 111), "many"),
        ("ar", (100, 101, 102, 200), "other"),
        ("fa", (0, 1), "one"),
        ("fa", (2, 11), "other"),
        ("ti", (0, 1), "one"),
        ("ti", (2, 11), "other"),
        ("de", (1,), "one"),
        ("de", (0, 2, 11), "other"),
        ("en", (1,), "{n} course"),
        ("en", (0, 2), "{n} courses"),
    ],
)
def test_plural_forms(
    write_catalogues: Write, language: str, numbers: tuple[int, ...], form: str
) -> None:
    two = {COURSES: ("one", "other")}
    catalogues = load(write_catalogues(ar={COURSES: ARABIC}, fa=two, ti=two, de=two))
    said = {
        catalogues.find(say(n_(*COURSES), n=Count(number)), language).template for number in numbers
    }
    assert said == {form}


def test_a_plural_without_its_number_is_an_error(write_catalogues: Write) -> None:
    catalogues = load(write_catalogues())
    with pytest.raises(KeyError, match="course"):
        catalogues.find(n_(*COURSES), "de")


@pytest.mark.parametrize("language", TRANSLATED)
def test_any_other_plural_header_is_refused(write_catalogues: Write, language: str) -> None:
    folder = write_catalogues()
    path = catalogue_path(language, folder)
    wrong = path.read_text(encoding="utf-8").replace("nplurals=", "nplurals=1; plural=0; x=")
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(ValueError, match="Plural-Forms"):
        load(folder)


def test_a_missing_catalogue_is_an_error(write_catalogues: Write) -> None:
    folder = write_catalogues()
    catalogue_path("ti", folder).unlink()
    with pytest.raises(FileNotFoundError):
        load(folder)


def test_the_way_over_german_to_the_message_id(write_catalogues: Write) -> None:
    catalogues = load(write_catalogues(ti={"Menu": "ዝርዝር"}, de={"Menu": "Menü", "Help": "Hilfe"}))
    find = catalogues.find
    assert find(Words("Menu"), "ti") == Found("ዝርዝር", "ti")
    assert not catalogues.missed
    assert find(Words("Help"), "ti") == Found("Hilfe", "de")
    assert find(Words("Stop"), "ti") == Found("Stop", "en")
    assert find(Words("Help"), "ti") == Found("Hilfe", "de")
    assert find(Words("Help"), "en") == Found("Help", "en")
    assert dict(catalogues.missed) == {
        ("ti", "Help"): 2,
        ("ti", "Stop"): 1,
        ("de", "Stop"): 1,
    }


def test_what_is_the_same_everywhere_is_never_missed(write_catalogues: Write) -> None:
    catalogues = load(write_catalogues())
    assert catalogues.find(verbatim("ትግርኛ"), "ar") == Found("{text}", "ar")
    assert catalogues.find(Words(""), "ar") == Found("", "ar")
    assert not catalogues.missed


def test_a_language_nobody_has_is_an_error(write_catalogues: Write) -> None:
    with pytest.raises(KeyError):
        load(write_catalogues()).find(Words("Menu"), "fr")


@pytest.mark.parametrize(
    ("msgid", "string"),
    [
        (COURSES, ("", "", "", "", "", "")),
        (COURSES, ("واحد", "", "", "", "", "")),
        ("Hello {name}", "مرحبًا {اسم}"),
        ("Hello {name}", "مرحبًا"),
        ("Hello {name}", "مرحبًا {name"),
        ("Hello {name}", "مرحبًا {name!r}"),
    ],
)
def test_half_filled_and_broken_entries_leave_the_word_to_german(
    write_catalogues: Write, msgid: str | tuple[str, str], string: str | tuple[str, ...]
) -> None:
    german = ("eins", "mehr") if isinstance(msgid, tuple) else "Guten Tag {name}"
    catalogues = load(write_catalogues(ar={msgid: string}, de={msgid: german}))
    words = n_(*msgid) if isinstance(msgid, tuple) else Words(msgid)
    assert catalogues.find(say(words, n=Count(1)), "ar").language == "de"


def test_a_fuzzy_entry_is_not_shown(write_catalogues: Write) -> None:
    folder = write_catalogues(fa={"Menu": "فهرست"}, de={"Menu": "Menü"})
    path = catalogue_path("fa", folder)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "Menu"', '#, fuzzy\nmsgid "Menu"'), encoding="utf-8")
    assert load(folder).find(Words("Menu"), "fa") == Found("Menü", "de")


def test_context_tells_apart(tmp_path: Path, write_catalogues: Write) -> None:
    folder = write_catalogues(de={"Stop": "Halt"})
    path = catalogue_path("de", folder)
    entry = '\nmsgctxt "button"\nmsgid "Stop"\nmsgstr "Stoppen"\n'
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    catalogues = load(folder)
    assert catalogues.find(Words("Stop"), "de").template == "Halt"
    assert catalogues.find(p_("button", "Stop"), "de").template == "Stoppen"
