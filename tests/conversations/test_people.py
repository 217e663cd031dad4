"""Staff find a person in two taps and read their card; whom they may not see is nobody."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.buttons import Standing
from conversations.kit.events import Blocked, Tapped
from storage.models import Audit, Line, Person, Request
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import booked, newcomer, offered, person_of

pytestmark = pytest.mark.both_databases


def code_of(phone: Phone) -> str:
    key = person_of(phone)
    ref = phone.town.do(lambda session: session.get_one(Person, key).ref)
    assert ref is not None
    return ref


def logged(town: Town, action: str) -> int:
    rows = select(Audit.about_id).where(Audit.action == action)
    return len(town.do(lambda session: session.scalars(rows).all()))


def opened(petra: Phone, text: str) -> str:
    return petra.says(f"/people {text}").sees


def test_petra_finds_amal_by_code_by_name_and_with_a_slip(here: Town) -> None:
    amal = newcomer(here, "amal", first_name="Amal")
    petra, code = staff(here, "petra", "alb"), code_of(amal)
    for text in (code, code[2:], code.lower().replace("-", " "), "Amal", "amal", "Amall"):
        assert opened(petra, text).startswith(f"Amal ({code})\n🎂 Age: 18 or older\n")
    assert logged(here, "person.open") == 6
    assert petra.bubbles[-1].body["private"]


def test_a_bare_command_asks_and_what_is_typed_is_looked_for(here: Town) -> None:
    amal = newcomer(here, "amal", first_name="Amal")
    petra = staff(here, "petra", "alb").says("/people")
    assert petra.sees == "Whom do you look for? Code, first name, place or skill."
    assert petra.says("Amal").sees.startswith(f"Amal ({code_of(amal)})")


def test_whom_petra_wrote_with_last_is_two_taps_away(here: Town) -> None:
    amal, karim = (newcomer(here, name, first_name=name) for name in ("Amal", "Karim"))
    petra = staff(here, "petra", "alb")
    for minutes, phone in enumerate((amal, karim)):
        wrote(petra, phone, minutes)
    petra.says("/people")
    assert petra.bubbles[-2].text == "👥 You talked with them last:"
    found = petra.bubbles[-2].buttons
    assert [each.split(" · ")[0] for each in found[:2]] == ["Karim", "Amal"]
    assert found[0] == f"Karim · {code_of(karim)} · Münsingen"
    assert petra.taps("Karim ·").sees.startswith("Karim (")


def wrote(petra: Phone, phone: Phone, minutes: int) -> None:
    town, at = petra.town, petra.town.now + timedelta(minutes=minutes)
    asked = Request(person_id=person_of(phone), topic="letter", opened_at=at, answer_by=at)
    said = {"from_person": False, "writer_id": person_of(petra), "language": "de", "text": "Ja"}

    def save(session: Session) -> None:
        session.add(asked)
        session.flush()
        who = asked.person_id
        session.add(Line(request_id=asked.id, person_id=who, written_at=at, **said))

    town.do(save)


def test_by_place_and_by_skill_in_any_language(here: Town) -> None:
    newcomer(here, "1", first_name="Amal")
    newcomer(here, "2", first_name="Karim", skills={"food.cook": 2}, plz="72525")
    petra = staff(here, "petra", "alb")
    assert [each[:5] for each in petra.says("/people Münsingen").buttons] == ["Amal ", "Karim"]
    for word in ("cooking", "Kochen", "الطبخ"):
        petra.says(f"/people {word}")
        assert [each[:5] for each in petra.buttons] == ["Karim"]


def test_a_long_list_has_pages_in_its_place(here: Town) -> None:
    for number in range(12):
        newcomer(here, f"{number}")
    petra = staff(here, "petra", "alb").says("/people Münsingen")
    assert petra.sees == "Münsingen\n… +2"
    said = len(petra.bubbles)
    petra.taps("Show more")
    assert (len(petra.buttons), len(petra.bubbles)) == (2, said)


def test_nobody_is_found_of_another_centre_nor_a_colleague(here: Town) -> None:
    amal = newcomer(here, "amal", first_name="Amal", plz="72764")
    petra, key = staff(here, "petra", "alb"), person_of(amal)
    for text in ("Amal", code_of(amal), f"#{key}", f"#{person_of(petra)}", "#999999"):
        assert opened(petra, text).startswith("Nobody found at your centre: ")
    for action in ("open", "main", "skills", "notes", "erase"):
        petra.does(Tapped(str(Standing("person", key, 1, action)), None))
        assert petra.toast == "This is closed. Here is the menu: /menu"
    assert logged(here, "person.open") == 0
    assert opened(staff(here, "eva", "reutlingen"), "Amal").startswith("Amal (")


def test_the_card_says_what_is_planned_and_what_waits(here: Town) -> None:
    amal = newcomer(here, "amal", "ti", first_name="Amal", hours="half")
    booked(here, amal, date(2026, 11, 20), time(10))
    petra = staff(here, "petra", "alb")
    amal.says("/person").taps("letter")
    petra.reads()
    sees = opened(petra, "Amal").split("\n")
    assert sees[1:4] == [
        "🎂 Age: 18 or older",
        "🌐 Language: Tigrinya",
        "🏠 Centre: Integrationszentrum Alb",
    ]
    assert "⏳ How much work: Half days" in sees
    assert "📅 Friday, 20.11.2026, 10:00 (in the morning): First talk" in sees
    assert "👋 ✉️ A letter or paper. Since: Tuesday, 10.11.2026, 09:00 (in the morning)" in sees
    amal.does(Blocked())
    assert "📵 Not reachable since: Tuesday, 10.11.2026, 09:00" in opened(petra, "Amal")


def test_the_parts_stand_in_the_place_of_the_card(here: Town) -> None:
    amal = newcomer(here, "amal", first_name="Amal")
    offered(here)
    amal.says("/offers").taps("Not for me")
    petra = staff(here, "petra", "alb").says("/people Amal")
    said = len(petra.bubbles)
    assert "Industrial sewing machine: My work for years" in petra.taps("Skills").sees
    assert "Work: Näherin (Deutsch): said no" in petra.taps("Overview").taps("Offers").sees
    why = petra.taps("Overview").taps("Why no match?").sees
    assert "💼 Offers that fit now: 0\n🙅 The person said no:\n• Work: Näherin" in why
    assert petra.taps("Overview").sees.startswith("Amal (")
    assert "✅ Agreed: Tuesday, 10.11.2026, 09:00" in petra.taps("Consent").sees
    assert len(petra.bubbles) == said
    assert logged(here, "person.open") == 1


def test_why_no_match_names_what_stands_in_the_way(here: Town) -> None:
    newcomer(here, "amal", first_name="Amal", german="A0", slots=["sa.am"], plz="72818")
    offered(here, german_min="B2")
    petra = staff(here, "petra", "alb").says("/people Amal").taps("Why no match?")
    assert "💬 The firm wants more German:\n• Work: Näherin (Deutsch)" in petra.sees


def test_forty_people_a_day_and_no_more(here: Town) -> None:
    codes = [code_of(newcomer(here, f"{number}")) for number in range(41)]
    petra = staff(here, "petra", "alb")
    for code in codes[:40]:
        assert "Age" in opened(petra, code)
    assert opened(petra, codes[40]).startswith("You have opened many cards today.")
    assert "Age" in opened(petra, codes[0])
    here.now += timedelta(days=1)
    assert "Age" in opened(petra, codes[40])


def test_who_took_it_back_and_agreed_again_is_read_in_order(here: Town) -> None:
    amal = newcomer(here, "amal", first_name="Amal").says("/stop").taps("Everything")
    here.now += timedelta(hours=1)
    amal.says("/stop").taps("Nothing, send me all")
    petra = staff(here, "petra", "alb").says("/people Amal").taps("Consent")
    found = [line.split(":")[0] for line in petra.sees.split("\n")[1:-1]]
    assert found == ["✅ Agreed", "⛔ Stopped everything", "✅ Agreed"]
