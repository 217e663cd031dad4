"""What staff do with a person's card: note, enter what they were told, erase; nobody forgotten."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from conversations.kit.events import Blocked
from storage.models import Audit, Colleague, Note, Person
from storage.models.people import RoleName
from storage.rules.sensitive import is_sensitive
from tests.conversations.invited import invited, staff
from tests.conversations.kept import levels, profile
from tests.people import Phone, Town
from tests.scheduler.desk import booked, newcomer, offered, person_of

pytestmark = pytest.mark.both_databases


def named(phone: Phone, name: str, deputy: Phone | None = None) -> None:
    key = person_of(phone)
    values = {"first_name": name, "deputy_id": person_of(deputy) if deputy else None}
    phone.town.do(lambda s: s.merge(Colleague(person_id=key, pin_misses=0, **values)))


def card(phone: Phone, name: str = "Amal") -> Phone:
    return phone.says(f"/people {name}")


def logged(town: Town) -> list[str]:
    rows = select(Audit.action).where(Audit.action.startswith("person."), Audit.about_id > 0)
    return town.do(lambda session: list(session.scalars(rows.order_by(Audit.id))))


def count(town: Town, model: type[Note | Person]) -> int:
    return town.do(lambda s: s.scalar(select(func.count()).select_from(model)) or 0)


def test_a_note_is_read_by_the_writer_and_the_deputy_alone(here: Town) -> None:
    newcomer(here, "amal", first_name="Amal")
    petra, eva, jan = (staff(here, name, "alb") for name in ("petra", "eva", "jan"))
    named(petra, "Petra", deputy=eva)
    card(petra).taps("Notes")
    assert "📝 No notes yet." in petra.sees
    petra.taps("Write a note").says("Calls best after ten.")
    assert petra.sees == "Noted. You and your deputy can read it."
    for reader in (petra, eva):
        assert "Petra:\n✉️ Calls best after ten." in card(reader).taps("Notes").sees
    assert "Calls best" not in card(jan).taps("Notes").sees
    assert "🔒 Notes of colleagues: 1" in jan.sees
    assert not [each for each in jan.buttons if "colleagues" in each]


def test_a_lead_reads_notes_with_a_reason_that_is_logged(here: Town) -> None:
    newcomer(here, "amal", first_name="Amal")
    card(staff(here, "petra", "alb")).taps("Notes").taps("Write a note").says("Calls after ten.")
    lead = card(invited(here, "lead", RoleName.LEAD, "alb")).taps("Notes")
    assert "Calls after ten." not in lead.sees
    lead.taps("Read notes of colleagues").taps("The colleague is away")
    assert "✉️ Calls after ten." in lead.sees
    assert lead.bubbles[-1].body["private"]
    assert logged(here)[-1] == "person.read.away"


def test_what_looks_protected_is_asked_back_once_and_never_forbidden(here: Town) -> None:
    newcomer(here, "amal", first_name="Amal")
    petra = card(staff(here, "petra", "alb")).taps("Notes")
    petra.taps("Write a note").says("Ist schwanger, kommt im März nicht.")
    assert petra.sees == "This looks like something we do not keep. Save it anyway?"
    petra.taps("No, leave it")
    assert (petra.sees, count(here, Note)) == ("Nothing was noted.", 0)
    card(petra).taps("Notes").taps("Write a note").says("Is ill today").taps("Save it")
    assert count(here, Note) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asylantrag läuft", True),
        ("ihr Aufenthaltstitel", True),
        ("Depression, in Therapie", True),
        ("ist Muslimin", True),
        ("She is pregnant", True),
        ("Kurdin aus Afrin", True),
        ("war beim Arzt", True),
        ("Christine ist Arzthelferin in Kirchentellinsfurt", False),
        ("Kommt mit dem Bus, mag Illustrationen", False),
        ("Sucht Arbeit in der Küche", False),
        ("Call back on Friday, partly free", False),
    ],
)
def test_words_of_what_is_not_kept(text: str, expected: bool) -> None:
    assert is_sensitive(text) is expected


def test_what_she_told_petra_stands_on_her_card_with_who_and_when(here: Town) -> None:
    amal = newcomer(here, "amal", first_name="Amal", german=None)
    petra = staff(here, "petra", "alb")
    named(petra, "Petra")
    card(petra).taps("They told me")
    assert "💬 My German (missing)" in petra.buttons
    petra.taps("My German")
    assert petra.sees.split("\n")[0].startswith("✍️ The answer of Amal (")
    petra.taps("Enough for work")
    assert petra.sees == "Kept. The person sees it on their card."
    petra.taps("Overview")
    assert "💬 German: Enough for work" in petra.sees
    assert profile(amal).german == "B1"
    line = "💬 My German: Enough for work and the doctor\n✍️ Entered by Petra, 10.11.2026"
    assert line in amal.says("/profile").sees
    assert logged(here) == ["person.open", "person.told"]
    amal.taps("Change").taps("My German").taps("A few words")
    assert "Entered by" not in amal.sees


def test_skills_and_times_are_entered_with_the_newcomers_own_questions(here: Town) -> None:
    amal = newcomer(here, "amal", first_name="Amal", slots=None, skills={})
    petra = card(staff(here, "petra", "alb")).taps("They told me").taps("I can")
    petra.taps("Kitchen").taps(".on.food.cook").taps(".done").taps("My work for years")
    petra.taps("That is all")
    assert petra.sees.startswith("Kept.")
    assert levels(amal) == {"food.cook": 3}
    card(petra).taps("They told me").taps("My times").taps("Other times")
    petra.taps(".on.mo.am").taps(".done")
    assert profile(amal).slots == ["mo.am"]
    assert "✍️ Entered by Petra, 10.11.2026" in amal.says("/profile").sees


def test_erased_at_the_desk_with_a_farewell_in_her_language(here: Town) -> None:
    amal = newcomer(here, "amal", "de", first_name="Amal")
    booked(here, amal, date(2026, 11, 20), time(10))
    petra, key = staff(here, "petra", "alb"), person_of(amal)
    card(petra).taps("Erase everything").taps("No, keep everything")
    assert petra.sees == "Nothing was erased."
    card(petra).taps("Erase everything").taps("They asked, erase it")
    assert petra.bubbles[-2].text == "Everything is erased. We said goodbye on their phone."
    assert petra.sees.startswith("❌ Somebody deleted their data.")
    assert amal.reads().sees.startswith("Sie haben im Zentrum darum gebeten:")
    assert here.do(lambda session: session.get(Person, key)) is None
    assert logged(here)[-1] == "person.erase"
    assert card(petra).sees.startswith("Nobody found at your centre: ")
    here.now += timedelta(minutes=2)
    here.tick()
    again = here.phone("amal").says("/start")
    assert "Deutsch" in again.buttons


def test_three_people_a_day_can_be_erased(here: Town) -> None:
    names = ("Amal", "Karim", "Selam", "Yonas")
    for name in names:
        newcomer(here, name, first_name=name)
    petra = staff(here, "petra", "alb")
    for name in names:
        card(petra, name).taps("Erase everything").taps("They asked, erase it")
    assert petra.sees == "You have erased enough people today. Tomorrow you can again."
    assert count(here, Person) == 2


def test_erased_while_a_colleague_writes_about_her(here: Town) -> None:
    newcomer(here, "amal", first_name="Amal")
    petra, boss = staff(here, "petra", "alb"), invited(here, "boss", RoleName.COORDINATOR, "*")
    card(boss).taps("Notes").taps("Write a note")
    card(petra).taps("Erase everything").taps("They asked, erase it")
    boss.says("Calls after ten.")
    assert boss.sees == "This person is not here any more. Nothing was kept."


def test_who_heard_nothing_for_14_days_is_listed(here: Town) -> None:
    newcomer(here, "amal", first_name="Amal")
    karim = newcomer(here, "karim", first_name="Karim")
    newcomer(here, "eva", first_name="Lina", plz="72764")
    here.now += timedelta(days=13)
    petra = staff(here, "petra", "alb")
    assert not [each for each in petra.says("/people").bubbles[-2].buttons if "Heard" in each]
    karim.says("/help")
    here.now += timedelta(days=2)
    petra.says("/people").taps("Heard nothing for long: 1")
    assert petra.bubbles[-2].text == "🔕 Heard nothing from us for 14 days"
    assert [each.split(" · ")[0] for each in petra.bubbles[-2].buttons] == ["Amal"]


def test_who_heard_nothing_for_14_days_stands_in_today(here: Town) -> None:
    newcomer(here, "amal", wants=["course"])
    petra = staff(here, "petra", "alb")
    here.now += timedelta(days=13)
    assert "Please do not forget" not in petra.says("/today").sees
    here.now += timedelta(days=2)
    assert "🔎 Please do not forget: 1" in petra.says("/today").sees


def test_who_fits_no_offer_is_grouped_by_the_one_thing_in_the_way(here: Town) -> None:
    newcomer(here, "1", first_name="Amal")
    newcomer(here, "2", first_name="Karim", german="A0")
    newcomer(here, "3", first_name="Selam", slots=["sa.eve"])
    newcomer(here, "4", first_name="Yonas", german="A0", slots=["sa.eve"])
    newcomer(here, "5", first_name="Lina", wants=["course"])
    newcomer(here, "6", first_name="Omar", skills={"food.cook": 2}, areas=["food"])
    offered(here, german_min="B1")
    petra = staff(here, "petra", "alb").says("/people").taps("Without a match: 4")
    assert petra.bubbles[-2].buttons == [
        "🕒 Only the times: 1",
        "💬 Only the German: 1",
        "🛠️ Only the skill: 1",
        "🧩 Several things: 1",
    ]
    petra.taps("Only the German")
    assert [each.split(" · ")[0] for each in petra.bubbles[-2].buttons] == ["Karim"]


def test_an_appointment_is_coming_and_no_message_arrives(here: Town) -> None:
    amal = newcomer(here, "amal", first_name="Amal")
    booked(here, amal, date(2026, 11, 20), time(10))
    petra = staff(here, "petra", "alb")
    assert not [each for each in petra.says("/people").bubbles[-2].buttons if "📵" in each]
    amal.does(Blocked())
    petra.says("/people").taps("Appointment, no phone: 1").taps("Amal ·")
    assert "📵 Not reachable since:" in petra.sees
