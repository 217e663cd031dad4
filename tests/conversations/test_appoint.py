"""Staff make an appointment: whom, what for, when; the person reads it in their own language."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select

from conversations.kit.events import Tapped
from storage.models import Audit, Person
from tests.conversations.appointing import all_of, amal, opens, taps, the_one
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, person_of

pytestmark = pytest.mark.both_databases
THURSDAY = date(2026, 11, 12)


@pytest.fixture
def petra(here: Town) -> Phone:
    opens(here)
    return staff(here, "petra", "alb")


def test_a_free_time_is_appointed_with_five_taps(here: Town, petra: Phone) -> None:
    who = amal(here)
    petra.says(f"/people #{person_of(who)}")
    count = taps(
        petra,
        "/appoint",
        "Amal",
        "First talk",
        "Thursday, 12.11.2026, 09:00",
        "Yes, tell the person",
    )
    assert count == 5
    found = the_one(here)
    assert (found.on_date, found.at_time, found.minutes) == (THURSDAY, time(9), 30)
    assert found.desk
    assert petra.sees.split("\n")[:3] == [
        "📅 Thursday, 12.11.2026, 09:00 (in the morning)",
        "First talk",
        f"👤 Amal ({code(here, who)}): no answer yet",
    ]
    who.reads()
    arabic, german = who.sees.split("\n\n")
    assert "12.11.2026" in arabic
    assert "Sie haben einen Termin: Erstes Gespräch" in german


def code(at: Town, phone: Phone) -> str:
    key = person_of(phone)
    return str(at.do(lambda s: s.get_one(Person, key).ref))


def test_an_interpreter_is_wanted_where_staff_do_not_read_the_language(
    here: Town, petra: Phone
) -> None:
    who = amal(here)
    petra.says(f"/people #{person_of(who)}").taps("New appointment").taps("CV")
    petra.taps("09:30")
    assert "💬 Interpreter, Arabic: wanted" in petra.sees
    petra.taps("💬 Interpreter").taps("No interpreter needed")
    assert "Interpreter," not in petra.sees
    petra.taps("💬 Interpreter").taps("Tigrinya").taps("Yes, tell")
    assert (the_one(here).interpreter, the_one(here).interpreting) == ("ti", "wanted")
    reads_english = newcomer(here, "sara", "en", first_name="Sara")
    petra.says(f"/people #{person_of(reads_english)}").taps("New appointment").taps("CV")
    petra.taps("10:00").taps("Yes, tell")
    assert all_of(here)[-1].interpreter is None


def test_a_note_is_read_by_the_person_as_the_centre_wrote_it(here: Town, petra: Phone) -> None:
    who = amal(here)
    petra.says(f"/people #{person_of(who)}").taps("New appointment").taps("Help with a letter")
    petra.taps("09:00").taps("Note for the person").says("Bringen Sie die Duldung mit")
    assert petra.sees == "This looks like something we do not keep. Save it anyway?"
    petra.taps("No, leave it")
    assert "The person reads" not in petra.sees
    petra.taps("Note for the person").says("Bitte den Brief mitbringen").taps("Yes, tell")
    assert "📝 The person reads:\n✉️ Bitte den Brief mitbringen" in petra.sees
    assert the_one(here).note == "Bitte den Brief mitbringen"
    arabic, german = who.reads().sees.split("\n\n")
    assert "Bitte den Brief mitbringen" in arabic
    assert "Brief mitbringen" not in german


def test_any_time_can_be_typed_and_one_outside_the_hours_takes_a_second_tap(
    here: Town, petra: Phone
) -> None:
    who = amal(here)
    petra.says(f"/people #{person_of(who)}").taps("New appointment").taps("CV")
    petra.taps("Other day or time").says("13.11.").says("16:30")
    assert petra.sees == "⚠️ These are no consulting hours.\nTake this time anyway?"
    petra.taps("Another time").taps("Other day or time").says("13.11.").says("17:00")
    petra.taps("Take it anyway").taps("Yes, tell")
    found = the_one(here)
    assert (found.on_date, found.at_time, found.desk) == (date(2026, 11, 13), time(17), None)
    petra.says(f"/people #{person_of(who)}").taps("New appointment").taps("CV")
    petra.taps("Other day or time").says("10.11.2026").says("8:00")
    assert petra.sees.startswith("This time is over.\nOn which day?")
    petra.says("12.11.").says("9:30")
    assert "Is this right?" in petra.sees
    petra.taps("Yes, tell")
    assert all_of(here)[-1].desk


def test_a_time_taken_in_between_is_said_kindly_with_the_next_free_ones(
    here: Town, petra: Phone
) -> None:
    who, hamid = amal(here), newcomer(here, "hamid", "en", first_name="Hamid")
    eva = staff(here, "eva", "alb")
    for phone, person in ((petra, who), (eva, hamid)):
        phone.says(f"/people #{person_of(person)}").taps("New appointment").taps("First talk")
        phone.taps("09:00")
    petra.taps("Yes, tell")
    eva.taps("Yes, tell")
    assert eva.sees.split("\n") == [
        "Somebody was faster, this time is taken. These are free:",
        "What time is good?",
    ]
    assert eva.buttons[0] == "🕒 Thursday, 12.11.2026, 09:30"
    eva.taps("09:30").taps("Yes, tell")
    assert [each.at_time for each in all_of(here)] == [time(9), time(9, 30)]
    petra.says(f"/people #{person_of(hamid)}").taps("New appointment").taps("CV")
    petra.taps("Other day or time").says("12.11.").says("9:40")
    assert petra.sees.startswith("⚠️ Every desk is taken then.")
    petra.taps("Take it anyway").taps("Yes, tell")
    assert petra.sees.startswith("The person has another appointment (Termin) at that time.")


def test_more_free_times_are_a_tap_away(here: Town, petra: Phone) -> None:
    who = amal(here)
    petra.says(f"/people #{person_of(who)}").taps("New appointment").taps("CV")
    assert petra.buttons[-3:-1] == ["➕ Show more", "Other day or time"]
    petra.taps("Show more")
    assert petra.buttons[0] == "🕒 Thursday, 19.11.2026, 09:00"


def test_nobody_of_another_centre_is_found_and_several_are_asked_for(
    here: Town, petra: Phone
) -> None:
    amal(here)
    newcomer(here, "amal2", "en", first_name="Amal", plz="72525")
    newcomer(here, "sara", "en", first_name="Sara", plz="72764")
    petra.says("/appoint").says("Sara")
    assert petra.sees.startswith("Nobody found at your centre: “Sara”.")
    petra.says("Amal")
    assert petra.sees.startswith("Whom do you mean?")
    petra.taps("Amal")
    assert petra.sees == "What is it for?"


def test_a_button_nobody_was_shown_names_nobody_of_another_centre(here: Town, petra: Phone) -> None:
    who, sara = amal(here), newcomer(here, "sara", "en", first_name="Sara", plz="72764")
    petra.says(f"/people #{person_of(who)}").says("/appoint")
    shown = petra.bubbles[-1].data("Amal").rpartition(".")[0]
    petra.does(Tapped(f"{shown}.{person_of(sara)}", petra.bubbles[-1].row))
    assert "What is it for?" not in petra.sees


def test_who_made_it_is_noted(here: Town, petra: Phone) -> None:
    who = amal(here)
    petra.says(f"/people #{person_of(who)}").taps("New appointment").taps("CV").taps("09:00")
    petra.taps("Yes, tell")
    rows = here.do(lambda s: s.execute(select(Audit.action, Audit.about_id)).all())
    assert ("person.appoint", person_of(who)) in [tuple(row) for row in rows]
