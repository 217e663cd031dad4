"""A newcomer books alone, moves, gives back: in every language, each time taken once."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from conversations.kit.events import Tapped
from locales.languages import LANGUAGES
from storage.limits import Limits
from storage.models import Appointment, Request
from tests.conversations.booking_scene import THURSDAY, books, mine, sees, taken
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import address, booked, moved, newcomer, news, person_of, put_out

HALF_PAST = ".202611121430"


@pytest.fixture
def alb(here: Town) -> Town:
    """A town whose centre in Münsingen has an address and sees people on Thursdays."""
    address(here)
    sees(here)
    return here


@pytest.mark.both_databases
@pytest.mark.parametrize("language", LANGUAGES)
def test_booked_with_three_taps_and_a_name_in_every_language(alb: Town, language: str) -> None:
    own_name = LANGUAGES[language].own_name
    amal = alb.phone("amal").settles_in(own_name).says("/appointments")
    amal.taps("menu.0.0.book").taps(".first_talk").taps(HALF_PAST)  # three taps
    assert mine(amal) == [("alb", THURSDAY, time(14, 30))]
    amal.says("Amal").reads()
    card = next(b for b in reversed(amal.bubbles) if "appointment." in str(b.every_data))
    assert "Donnerstag, 12.11.2026, 14:30 Uhr (nachmittags)" in card.text
    assert any(b["op"] == "venue" for b in amal.others)
    assert taken(alb) == 6


def test_what_is_read_on_the_way(alb: Town) -> None:
    amal = newcomer(alb, "amal", first_name="Amal").says("/appointments")
    assert amal.sees == "You have no appointment (Termin) now."
    assert amal.buttons == ["➕ New appointment"]
    amal.taps("New appointment")
    assert amal.sees == "What is the appointment (Termin) for?"
    amal.taps("First talk")
    assert amal.sees == "Free times: Integrationszentrum Alb"
    assert amal.buttons == [
        *(f"Thu 12.11. {at} (in the afternoon)" for at in ("14:00", "14:30", "15:00", "15:30")),
        *(f"Thu 19.11. {at} (in the afternoon)" for at in ("14:00", "14:30")),
        *("➕ Show more", "🏠 Another centre", "🤷 None of these fits"),
    ]
    amal.taps("Show more")
    assert amal.buttons[0].startswith("Thu 19.11. 15:00")
    amal.says("Thu 19.11. 15:30 (in the afternoon)")
    assert amal.bubbles[-2].text.startswith("✅ It is booked: Thursday, 19.11.2026, 15:30")
    assert "🎒 Please bring: papers about school and work, if you have some" in amal.sees
    assert amal.buttons == [
        *("✅ I will come", "❌ Cancel it", "🕒 Another time, please"),
        *("📆 For my calendar", "🪧 To show at the desk", "⏫ Earlier, please"),
    ]


@pytest.mark.both_databases
def test_two_phones_tap_the_same_time_and_one_gets_it(alb: Town) -> None:
    amal, reza = newcomer(alb, "amal", first_name="A"), newcomer(alb, "reza", first_name="R")
    for phone in (amal, reza):
        phone.says("/book").taps(".first_talk")
    amal.taps(HALF_PAST)
    reza.taps(HALF_PAST)
    assert len(mine(amal)) == 1
    assert mine(reza) == []
    assert reza.sees.split("\n")[0] == "This time was just taken. Please choose another:"
    assert "Thu 12.11. 14:30 (in the afternoon)" not in reza.buttons
    reza.taps(".202611121500")
    assert mine(reza) == [("alb", THURSDAY, time(15))]
    assert taken(alb) == 12


@pytest.mark.both_databases
def test_a_double_tap_and_a_tap_on_an_old_prompt_book_once(alb: Town) -> None:
    amal = newcomer(alb, "amal", first_name="Amal").says("/book").taps(".first_talk")
    bubble = amal.bubbles[-1]
    tap = Tapped(bubble.data(HALF_PAST), bubble.row)
    amal.does(tap).does(tap)
    assert len(mine(amal)) == 1
    amal.says("/book").taps(".first_talk")
    amal.does(tap)
    assert amal.toast == "This is closed. Here is the menu: /menu"
    assert len(mine(amal)) == 1


def test_the_soonest_of_all_centres_and_another_centre(alb: Town) -> None:
    sees(alb, "ermstal", weekday=2, starts=time(9), ends=time(10))
    amal = newcomer(alb, "amal", first_name="Amal").says("/book").taps(".cv").taps("Soonest")
    assert amal.sees == "Free times: Integrationszentrum Ermstal"
    assert amal.buttons[0] == "Wed 11.11. 09:00 (in the morning)"
    assert "⚡ Soonest of all centres" not in amal.buttons
    amal.taps("Another centre")
    assert amal.buttons[0] == "Integrationszentrum Alb"
    amal.taps("Alb").taps("Another centre").taps("Ermstal").taps(".202611110930")
    assert mine(amal) == [("ermstal", date(2026, 11, 11), time(9, 30))]


def test_with_two_open_the_third_is_booked_when_one_is_over(alb: Town) -> None:
    amal = newcomer(alb, "amal", first_name="Amal")
    books(amal, HALF_PAST)
    books(amal, ".202611191400")
    amal.says("/book")
    assert amal.sees.startswith("You have booked appointments already.")
    amal.says("/appointments")
    assert "➕ New appointment" not in amal.buttons
    alb.now += timedelta(days=3)
    books(amal, ".202611191500")
    assert len(mine(amal)) == 3


def test_moved_with_two_taps_and_the_old_time_is_free(alb: Town) -> None:
    amal, reza = newcomer(alb, "amal", first_name="A"), newcomer(alb, "reza", first_name="R")
    books(amal, HALF_PAST)
    amal.taps("Another time")
    assert amal.sees.split("\n") == [
        "Your appointment (Termin) now: Thursday, 12.11.2026, 14:30 (in the afternoon)",
        "Free times: Integrationszentrum Alb",
    ]
    amal.taps(".202611121530").reads()
    assert mine(amal) == [("alb", THURSDAY, time(15, 30))]
    assert "New: Thursday, 12.11.2026, 15:30 (in the afternoon)" in amal.sees
    books(reza, HALF_PAST)
    assert mine(reza) == [("alb", THURSDAY, time(14, 30))]


def test_a_reminder_of_what_staff_booked_leads_to_the_free_times(alb: Town) -> None:
    amal = newcomer(alb, "amal", first_name="Amal")
    key = booked(alb, amal, THURSDAY, time(10))
    alb.walk(datetime(2026, 11, 11, 17, 30, tzinfo=UTC))
    assert amal.reads().bubbles[-1].text.startswith("🕒 Tomorrow:")
    petra = staff(alb, "petra", "alb")
    amal.taps("Another time").taps(HALF_PAST).reads()
    assert mine(amal) == [("alb", THURSDAY, time(14, 30))]
    assert news(petra) == []
    assert put_out(alb, "appointment_moved") == 1
    assert alb.do(lambda s: s.get_one(Appointment, key).desk) is not None


def test_where_none_fits_the_centre_is_asked(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    amal = newcomer(alb, "amal", first_name="Amal")
    books(amal, HALF_PAST)
    amal.taps("Another time").taps("None of these")
    assert news(petra) == ["🕒 Amal asks for another time."]
    assert amal.bubbles[-1].text == "Thank you. We told the centre."
    reza = newcomer(alb, "reza", first_name="Reza").says("/book").taps(".cv").taps("None of")
    who = person_of(reza)
    asked = alb.do(lambda s: s.query(Request).filter_by(person_id=who).one().topic)
    assert asked == "appointment"


def test_cancelled_with_two_taps_and_free_at_once(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    amal, reza = newcomer(alb, "amal", first_name="A"), newcomer(alb, "reza", first_name="R")
    books(amal, HALF_PAST)
    card = amal.bubbles[-1]
    amal.taps("Cancel it").taps("Keep it")
    assert amal.sees == "It stays as it is."
    amal.taps("Cancel it").taps("Yes, cancel")
    assert amal.sees == "Thank you for telling us. Somebody else can come at this time."
    assert card.text.startswith("❌ CANCELLED.")
    assert card.buttons == []
    assert (mine(amal), taken(alb)) == ([], 0)
    assert news(petra) == []  # nobody has to do anything
    books(reza, HALF_PAST)
    assert len(mine(reza)) == 1


def test_no_free_time_is_said_and_a_person_is_there(here: Town) -> None:
    amal = newcomer(here, "amal", first_name="Amal").says("/book").taps(".letter_help")
    assert amal.sees == "There is no free time in the next weeks: Integrationszentrum Alb"
    assert amal.buttons == [
        *("🏠 Another centre", "⏳ Ask me when one is free", "🤷 None of these fits")
    ]
    amal.taps("Ask me")
    assert amal.sees.startswith("⏳ You wait for a free time here: Integrationszentrum Alb")


def test_who_only_looks_agrees_first_and_goes_on_then(alb: Town) -> None:
    karim = alb.phone("1").says("/start").taps("English").taps("Only look").says("Zwiefalten")
    karim.says("/person").taps("New appointment")
    assert "So we ask you first:" in karim.bubbles[-2].text
    karim.taps(".start").taps(".18")
    assert any("What is the appointment (Termin) for?" in b.text for b in karim.bubbles)


def test_the_clock_changes_between_booking_and_the_day(here: Town) -> None:
    address(here)
    sees(here, weekday=0, starts=time(9), ends=time(10))
    here.now = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
    amal = newcomer(here, "amal", first_name="Amal")
    books(amal, ".202610260900")
    begins = here.do(lambda s: s.query(Appointment).one().starts_at)
    assert begins == datetime(2026, 10, 26, 8, 0, tzinfo=UTC)  # 9:00, an hour later than before
    event = calendar_of(amal.taps("For my calendar"))
    assert event["DTSTART"] == "2026-10-26 09:00"


def test_a_time_that_does_not_exist_is_not_offered(here: Town) -> None:
    sees(here, weekday=6, starts=time(1), ends=time(4))
    here.now = datetime(2026, 3, 24, 8, 0, tzinfo=UTC)
    amal = newcomer(here, "amal", first_name="Amal").says("/book").taps(".cv")
    shown = [label for label in amal.buttons if label.startswith("Sun 29.03.")]
    assert [label[11:16] for label in shown] == ["01:00", "01:30", "03:00", "03:30"]


def calendar_of(phone: Phone) -> dict[str, str]:
    """Return what a calendar takes from the file that came, times as local ones."""
    file = phone.bubbles[-1].body["file"]
    assert (file["as"], file["name"]) == ("document", "Termin.ics")
    (event,) = Calendar.from_ical(base64.b64decode(file["data"])).walk("VEVENT")
    known: dict[str, Any] = dict(event.items())
    times = {name: known[name].dt.astimezone(BERLIN) for name in ("DTSTART", "DTEND")}
    local = {name: f"{at:%Y-%m-%d %H:%M}" for name, at in times.items()}
    return {name: str(value) for name, value in known.items()} | local


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_file_says_when_and_where_and_no_more(alb: Town, language: str) -> None:
    amal = newcomer(alb, "amal", language, first_name="Amal")
    books(amal, HALF_PAST)
    event = calendar_of(amal.taps(".calendar"))
    said = {"de": "Termin", "ar": "موعد (Termin)", "ti": "ቆጸራ (Termin)"}
    said |= {"en": "Appointment (Termin)", "fa": "وقت ملاقات (Termin)"}
    assert event.pop("DTSTAMP")
    assert event == {
        "UID": "appointment-1@jip-bot",
        "SUMMARY": said[language],
        "LOCATION": "Integrationszentrum Alb, Musterweg 1, 72525 Münsingen",
        "SEQUENCE": "1",
        "DTSTART": "2026-11-12 14:30",
        "DTEND": "2026-11-12 15:00",
    }


def test_a_later_file_takes_the_place_of_the_first(alb: Town) -> None:
    amal = newcomer(alb, "amal", first_name="Amal")
    books(amal, HALF_PAST)
    first = calendar_of(amal.taps(".calendar"))
    moved(alb, 1, THURSDAY, time(11))
    second = calendar_of(amal.reads().taps(".calendar"))
    assert first["UID"] == second["UID"]
    assert int(second["SEQUENCE"]) > int(first["SEQUENCE"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_at_the_desk_is_german_first(alb: Town, language: str) -> None:
    amal = newcomer(alb, "amal", language, first_name="Amal")
    books(amal, HALF_PAST)
    amal.taps(".show")
    german, *own = amal.sees.split("\n\n")
    assert german.split("\n") == [
        "🪧 Ich habe hier einen Termin:",
        "👤 Amal",
        "🕒 Donnerstag, 12.11.2026, 14:30 Uhr (nachmittags)",
        "🏠 Integrationszentrum Alb",
        "💬 Erstes Gespräch",
        "📍 Adresse: Musterweg 1, 72525 Münsingen",
    ]
    assert len(own) == (0 if language == "de" else 1)
    assert amal.bubbles[-1].body["private"]


def test_who_practises_takes_no_time_from_anybody(alb: Town) -> None:
    alb.limits = Limits()
    petra = staff(alb, "petra", "alb").says("/team").taps("practice")
    petra.taps(".start").taps(".18").says("Münsingen").says("/book").taps(".first_talk")
    petra.taps(HALF_PAST)
    assert petra.sees == "Practice: nobody is told."
    assert taken(alb) == 0
