"""The one render function: values escaped, isolated and in order, whatever somebody typed."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from locales import catalogues, dates, render
from locales.direction import FSI, LRI, LRM, PDI, RLM
from locales.languages import LANGUAGES
from locales.words import (
    Count,
    Day,
    German,
    Hours,
    Ltr,
    Moment,
    Name,
    Weekday,
    Words,
    _,
    n_,
    p_,
    say,
    verbatim,
)
from tests.locales.conftest import Write
from tests.locales.direction_checker import faults

ARABIC = {
    "Hello {name}": "مرحبًا {name}",
    "{name} is your centre": "{name} هو مركزك",
    "<b>Phone</b> {phone}": "<b>هاتف</b> {phone}",
    "Course {title}": "دورة {title}",
    "For {what}": "لأجل {what}",
    "Cleaning": "تنظيف",
}
GERMAN = {"Only German {when}": "Nur deutsch {when}", "Garden": "Garten"}


@pytest.fixture
def texts(write_catalogues: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Known catalogues instead of the real ones; the dates keep the real ones."""
    known = catalogues.load(write_catalogues(ar=ARABIC, de=GERMAN))
    monkeypatch.setattr(render, "shared", lambda: known)


def html(words: Words, language: str) -> str:
    return render.render([words], language)


def test_values_are_escaped_and_our_tags_are_not() -> None:
    words = say(_("<b>Hello</b> & {name} <u>"), name=Name("<b>&'\""))
    assert html(words, "en") == "<b>Hello</b> &amp; &lt;b&gt;&amp;'\" &lt;u&gt;"
    assert render.label(words, "en") == "Hello & <b>&'\" <u>"


def test_lines_are_joined_and_may_be_empty() -> None:
    assert render.render([_("One"), _(""), _("Two\nThree")], "en") == "One\n\nTwo\nThree"


def test_a_missing_value_names_the_message() -> None:
    with pytest.raises(KeyError, match=r"Hello \{name\}"):
        html(_("Hello {name}"), "en")


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (say(_("Hello {name}"), name=Name("Selam")), f"مرحبًا {FSI}Selam{PDI}"),
        (
            say(_("{name} is your centre"), name=Name("Reutlingen")),
            f"{RLM}{FSI}Reutlingen{PDI} هو مركزك",
        ),
        (
            say(_("<b>Phone</b> {phone}"), phone=Ltr("+49 7121 480-0")),
            f"<b>هاتف</b> {LRI}+49\u00a07121\u00a0480-0{PDI}",
        ),
        (
            say(_("<b>Phone</b> {phone}"), phone=Ltr("Hauptstraße 10, 72525 Münsingen")),
            f"<b>هاتف</b> {LRI}Hauptstraße 10, 72525 Münsingen{PDI}",
        ),
        (
            say(_("Course {title}"), title=German("Nähen")),
            f"دورة {FSI}Nähen{PDI} (Deutsch)",
        ),
        (say(_("For {what}"), what=_("Cleaning")), "لأجل تنظيف"),
        (say(_("For {what}"), what=_("Garden")), f"لأجل {FSI}Garten{PDI}"),
    ],
)
def test_arabic_lines(words: Words, expected: str) -> None:
    assert html(words, "ar") == expected
    assert faults(html(words, "ar"), "ar") == []


@pytest.mark.usefixtures("texts")
def test_a_sentence_that_falls_back_takes_its_values_with_it() -> None:
    words = say(_("Only German {when}"), when=Day(date(2026, 3, 5)))
    assert html(words, "ar") == "Nur deutsch Donnerstag, 05.03.2026"


def test_a_proper_name_stays_as_it_is() -> None:
    assert render.label(verbatim("Reutlingen"), "de") == "Reutlingen"
    assert html(verbatim("Reutlingen"), "ar") == f"{RLM}{FSI}Reutlingen{PDI}"
    assert html(verbatim("<i>"), "de") == "&lt;i&gt;"


def test_an_arabic_name_in_a_left_to_right_line() -> None:
    words = say(_("{name} is coming"), name=Name("مريم"))
    assert html(words, "en") == f"{LRM}{FSI}مريم{PDI} is coming"


def test_german_is_marked_only_where_the_reader_reads_something_else() -> None:
    words = say(p_("date", "{weekday}, {date}"), weekday=German("Nähen"), date=German("für\nalle"))
    assert html(words, "de") == "Nähen, für\nalle"
    assert html(words, "ti") == "Nähen (Deutsch)፣ für\nalle (Deutsch)"
    assert html(words, "en") == "Nähen (Deutsch), für\nalle (Deutsch)"


def test_every_kind_of_value_in_english() -> None:
    at = datetime(2026, 3, 5, 15, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    words = say(
        _("{a}|{b}|{c}|{d}|{n}|{e}"),
        a=Moment(at),
        b=Day(at.date()),
        c=Weekday(3),
        d=Hours(time(8), time(9, 5)),
        n=Count(12),
        e=say(n_("{n} day", "{n} days"), n=Count(2)),
    )
    assert html(words, "en") == (
        "Thursday, 05.03.2026, 15:00 (in the afternoon)|Thursday, 05.03.2026|Thursday"
        "|from 08:00 to 09:05|12|2 days"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_look_right_in_the_middle_of_every_language(language: str) -> None:
    at = datetime(2026, 3, 5, 15, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    for value in (Moment(at), Day(at.date()), Hours(time(8), time(9, 5))):
        assert faults(dates.date_text(value, language), language) == []


def test_length_is_counted_as_telegram_counts() -> None:
    assert render.utf16_length("Aä👋ት") == 5


HOSTILE = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="\u202e\u202d\u2066\u2067\u2068\u2069\u200f\u200e\x00\ud800\udfffaم7<&>\n"),
    st.sampled_from(["x" * 10_000, "\u202e" * 10_000, "👨‍👩‍👧‍👦" * 500, "a" + "\u0301" * 9_999]),
)


@settings(deadline=None, max_examples=60)
@given(name=HOSTILE, phone=HOSTILE, title=HOSTILE)
@example(name="</b><script>", phone="&amp;", title="{name}")
@example(name="\u2069\u2069abc", phone="\u2067+49", title="\ud83d")
@pytest.mark.parametrize("language", ["ar", "de"])
def test_nothing_typed_breaks_a_message(language: str, name: str, phone: str, title: str) -> None:
    pattern = p_("date", "from {start} to {end}")  # translated everywhere
    inner = say(pattern, start=Ltr(phone), end=German(title))
    text = html(say(pattern, start=Name(name), end=inner), language)
    assert [f for f in faults(text, language) if f[:2] in ("C1", "C2", "C3", "P1", "E1")] == []
    assert "<" not in text
    assert re.findall(r"&(?!amp;|lt;|gt;)", text) == []
    text.encode("utf-8")
    assert not re.search("[\u202a-\u202e\x00]", text)


def test_a_long_name_stays_short() -> None:
    words = say(_("Hello {name}"), name=Name("x" * 10_000))
    assert render.utf16_length(html(words, "en")) == len("Hello ") + 80
