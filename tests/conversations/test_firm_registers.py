"""A firm registers by itself: few taps, nothing shown, and the centre knows whom to call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conversations.kit.events import Command, Event
from storage.models import Chat, Employer, FirmContact, Person
from storage.models.chats import FaceName
from storage.models.introductions import Reach
from storage.models.offers import EmployerStatus
from storage.operator import Operator, note
from storage.page import contacts as page_contacts
from storage.page.contacts import offer
from tests.conversations.colleagues import roles
from tests.conversations.firm_scene import (
    ANSWERS,
    answers,
    card,
    contacts,
    dated,
    firm_of,
    gives,
    registers,
    shown,
    speak_for,
)
from tests.conversations.invited import staff
from tests.conversations.test_practice import practises
from tests.people import Phone, Town
from tests.scheduler.desk import address, newcomer, offered, person_of

pytestmark = pytest.mark.both_databases
BLUM = "Bäckerei Blum"


class Counting(Phone):
    """A phone that counts taps and texts."""

    done = 0

    def does(self, event: Event) -> Phone:
        self.done += not isinstance(event, Command)
        return super().does(event)


def count(at: Town, table: type[Employer | Person | FirmContact]) -> int:
    return at.do(lambda s: s.scalar(select(func.count()).select_from(table)) or 0)


@pytest.mark.parametrize("name", ["\u200b\u200b", "\u200d", "\u3164", "\u2800", "\x07"])
def test_a_name_nobody_sees_is_asked_for_again(here: Town, name: str) -> None:
    blum = here.phone("blum").says("/start").taps("English").says("/employer").says(name)
    assert blum.sees.startswith("Please write a few words.")
    assert "What does the firm do?" in blum.says(f"{name}{BLUM}").sees


def test_a_bakery_registers_in_german_in_nine_taps_and_texts(here: Town) -> None:
    address(here)
    blum = Counting(here, "blum")
    blum.says("/start").taps("Deutsch").taps("Ich bin Arbeitgeber")
    assert blum.sees.split("\n") == [
        "1/7",
        "Suchen Sie Leute? Sagen Sie es uns. Es ist kostenlos.",
        "Wir speichern, was Sie hier schreiben, und rufen Sie an. "
        "Vorher wird nichts veröffentlicht.",
        "Telegram ist eine ausländische Firma. Telegram kann diesen Chat lesen. "
        "Private Dinge sagen Sie bitte im Zentrum.",
        "Wie heißt Ihr Betrieb?",
    ]
    assert blum.says(BLUM).sees == "2/7\nWas macht der Betrieb?"
    assert len(blum.buttons) == 14 + 1
    assert "Wo ist der Betrieb?" in blum.taps("🍳").sees
    assert "Nach wem dürfen wir fragen?" in blum.taps("Münsingen").sees
    assert blum.says("Frau Blum").sees == "5/7\nWie sollen wir Sie fragen?"
    assert blum.buttons[:3] == ["💬 Hier", "☎️ Per Telefon", "✉️ Per Brief"]
    assert "Welche Telefonnummer" in blum.taps("Hier").sees
    assert "Höchstens eine Nachricht am Tag" in blum.says("07381 5566").sees
    assert blum.buttons[:5] == [f"🕒 Ab {hour:02}:00" for hour in (8, 10, 12, 14, 16)]
    assert blum.taps("10:00").bubbles[-2].text.split("\n") == [
        "Danke. Ihr Betrieb ist eingetragen: Bäckerei Blum",
        "☎️ Das Zentrum ruft Sie an, spätestens: Donnerstag, 12.11.2026",
        "Vorher wird nichts veröffentlicht.",
        "☎️ Integrationszentrum Alb: +49 7381 000-1",
    ]
    assert blum.done == 9
    assert "Wobei brauchen Sie Hilfe?" in blum.sees


def test_a_bakery_registers_in_arabic(here: Town) -> None:
    address(here)
    blum = registers(here, "blum", language="ar")
    assert blum.bubbles[-2].text.split("\n") == [
        "شكرًا. سجلنا هذه الشركة: Bäckerei Blum",
        "☎️ يتصل بك المركز في موعد أقصاه: الخميس، 12.11.2026",
        "لا يُنشر شيء قبل ذلك.",
        "☎️ Integrationszentrum Alb: +49 7381 000-1",
    ]
    assert blum.bubbles[-2].buttons == ["🏢 شركتي"]
    blum.says("/myfirm")
    assert "👤 Frau Blum (أنت) · ☎️ الهاتف: 07381 5566 · 💬 هنا · 🕒 من الساعة 10:00" in blum.sees


def test_what_it_said_is_kept_as_pending_with_one_who_speaks_for_it(here: Town) -> None:
    blum = registers(here, "blum")
    firm = firm_of(here)
    assert (firm.sector, firm.plz, firm.status) == ("food", "72525", EmployerStatus.PENDING)
    assert firm.registered_at == here.now
    assert (firm.contact, firm.phone) == (None, None)
    own = contacts(here, firm.id)[0]
    assert (own.name, own.phone, own.reach, own.hour) == ("Frau Blum", "07381 5566", Reach.HERE, 10)
    assert own.person_id == person_of(blum)
    assert roles(blum) == {("employer", str(firm.id))}


def test_before_the_last_answer_nothing_is_kept(here: Town) -> None:
    blum = here.phone("blum").says("/start firm").taps("English")
    answers(blum, BLUM, *ANSWERS[:-1])
    assert [count(here, each) for each in (Employer, Person, FirmContact)] == [0, 0, 0]


@pytest.mark.parametrize("way", ["/start firm", "/start employer", "/start p-firm", "/employer"])
def test_a_link_a_poster_and_a_word_lead_there(here: Town, way: str) -> None:
    blum = here.phone("blum").says(way).taps("English")
    assert blum.sees.endswith("What is the name of your firm?")
    assert "Thank you." in answers(blum, BLUM, *ANSWERS).bubbles[-2].text
    assert "What do you need help with?" in blum.sees


def test_a_newcomer_needs_no_tap_more_and_finds_back(here: Town) -> None:
    amal = here.phone("amal").says("/start").taps("English")
    assert amal.bubbles[-1].buttons[0] == "✅ I agree, start"
    amal.taps("I am an employer").taps("I am not an employer")
    assert amal.bubbles[-1].buttons[0] == "✅ I agree, start"
    amal.taps(".start").taps(".18").says("Münsingen")
    assert roles(amal) == {("newcomer", "")}
    amal.says("/employer").taps("I am not an employer")
    assert amal.sees == "Nothing was saved."


def test_a_stranger_finds_it_in_the_menu_somebody_known_in_the_help(here: Town) -> None:
    karim = here.phone("1").says("/start").taps("English").taps("Only look").says("Zwiefalten")
    assert "🏢 I am an employer" in karim.says("/menu").buttons
    amal = newcomer(here, "amal")
    assert "🏢 I am an employer" not in amal.says("/menu").buttons
    assert "/employer: 🏢 I am an employer" in amal.says("/help").sees


def test_a_newcomer_may_have_a_firm_and_stays_one(here: Town) -> None:
    amal = answers(newcomer(here, "amal").says("/employer"), BLUM, *ANSWERS)
    assert roles(amal) == {("newcomer", ""), ("employer", str(firm_of(here).id))}


def test_who_speaks_for_a_firm_sees_it_and_registers_no_second(here: Town) -> None:
    blum = registers(here, "blum").says("/start firm")
    assert blum.sees.startswith("🏢 Bäckerei Blum\n⏳ The centre looks at it first.")
    assert count(here, Employer) == 1


def test_staff_see_all_firms_and_who_practises_registers_none(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    assert petra.says("/employer").sees.startswith("Firms: Integrationszentrum Alb")
    practises(petra)
    assert "🏢 I am an employer" not in petra.buttons
    assert petra.says("/employer").bubbles[-2].text.startswith("The practice is over")
    assert count(here, Employer) == 0


def test_who_is_new_is_not_let_in_before_it_is_open(here: Town) -> None:
    shut = Operator("Landkreis Reutlingen", has_notice=True, has_imprint=False, anyway=False)
    here.do(lambda session: note(here.work(session), shut))
    blum = here.phone("blum").says("/start firm").taps("English")
    assert blum.sees.startswith("Nobody answers here yet.")


def test_nothing_of_it_is_shown_and_the_centre_reads_that_it_came(here: Town) -> None:
    petra, amal = staff(here, "petra", "alb"), newcomer(here, "amal")
    registers(here, "blum", "Näherei Nadel")
    assert petra.reads().sees.split("\n")[:2] == [
        "🏢 A firm registered: Näherei Nadel",
        "To check it: /firms",
    ]
    assert "🏢 Firms to check: 1" in petra.says("/today").sees
    gives(here, firm_of(here, "Näherei Nadel").id, offered(here))
    assert shown(here, amal) == []


def test_one_called_alike_is_a_note_for_staff_and_never_told_to_strangers(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    registers(here, "old", "Blum GmbH")
    petra.reads()
    blum = registers(here, "blum", "Bäckerei Blum")
    assert all("GmbH" not in each.text for each in blum.bubbles)
    assert "👥 Perhaps the same firm: Blum GmbH" in petra.reads().sees
    card(petra, "Bäckerei Blum")
    assert "👥 Perhaps the same firm: Blum GmbH" in petra.sees


def test_two_that_are_one_become_one_and_who_registered_answers_for_it(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    old, new = registers(here, "old", "Blum GmbH"), registers(here, "new", "Bäckerei Blum")
    card(petra, "Bäckerei Blum").taps("It is Blum GmbH").taps("Yes, do it")
    assert petra.sees.startswith("🏢 Blum GmbH")
    firm = firm_of(here, "Blum GmbH")
    assert count(here, Employer) == 1
    assert speak_for(here, firm.id) == sorted([person_of(old), person_of(new)])
    assert [each.name for each in contacts(here, firm.id)] == ["Frau Blum", "Frau Blum"]
    assert new.says("/myfirm").sees.startswith("🏢 Blum GmbH")


def test_who_left_a_firm_and_registers_it_anew_answers_for_it_again(here: Town) -> None:
    petra, old = staff(here, "petra", "alb"), registers(here, "old", "Blum GmbH")
    card(petra.reads(), "Blum GmbH").taps("Frau Blum left the firm").taps("Yes, do it")
    answers(old.reads().says("/start firm"), "Bäckerei Blum", *ANSWERS)
    card(petra.reads(), "Bäckerei Blum").taps("It is Blum GmbH").taps("Yes, do it")
    assert petra.sees.startswith("🏢 Blum GmbH")
    firm = firm_of(here, "Blum GmbH")
    assert speak_for(here, firm.id) == [person_of(old)]
    assert [(each.name, each.left_at) for each in contacts(here, firm.id)] == [("Frau Blum", None)]


def test_a_firm_people_are_on_the_way_to_is_never_another_one(here: Town) -> None:
    petra, amal = staff(here, "petra", "alb"), newcomer(here, "amal")
    registers(here, "old", "Blum GmbH")
    registers(here, "new")
    key = gives(here, firm_of(here).id, offered(here))
    assert "👥 It is Blum GmbH" in card(petra.reads()).buttons
    dated(here, amal, key, here.now.date() + timedelta(days=7))
    assert "👥 It is Blum GmbH" not in card(petra).buttons


def digits_sent(at: Town, who: int) -> str:
    """Let the digits go to the address somebody named last, and return them."""
    code = page_contacts.draw()

    def unit(session: Session) -> None:
        found = page_contacts.current(at.work(session), who)
        assert found is not None
        page_contacts.code_goes(at.work(session), found, code.kept)

    at.do(unit)
    return code.digits


def test_on_a_page_it_may_choose_mails_and_is_asked_for_the_address_then(here: Town) -> None:
    here.do(lambda session: offer(here.work(session), sends=True))
    blum = here.phone("page:1")
    here.do(lambda s: setattr(s.get_one(Chat, blum.chat), "face", FaceName.PAGE))
    blum.says("/start firm").taps("English")
    answers(blum, BLUM, ".food", "Münsingen", "Frau Blum")
    assert "📧 By e-mail" in blum.buttons
    answers(blum, ".mail", "07381 5566", ".8")
    assert any("Thank you. This firm is noted" in each.text for each in blum.bubbles)
    assert "e-mail" in blum.sees
    (known,) = contacts(here, firm_of(here).id)
    assert known.reach is Reach.MAIL
    blum.says("blum@example.org")
    blum.says(digits_sent(here, known.person_id or 0))
    assert blum.bubbles[-2].text.startswith("Good. If you do not look here, an e-mail comes")
    assert "What do you need help with?" in blum.sees
    assert blum.taps(".food").buttons


def test_in_telegram_nobody_chooses_mails_which_tell_of_a_page(here: Town) -> None:
    here.do(lambda session: offer(here.work(session), sends=True))
    blum = here.phone("blum").says("/start firm").taps("English")
    answers(blum, BLUM, ".food", "Münsingen", "Frau Blum")
    assert blum.buttons[:3] == ["💬 Here", "☎️ By phone", "✉️ By letter"]


@pytest.mark.parametrize("word", ["Bäckerei", "Koch", "Metzgerei", "نانوا"])
def test_what_a_firm_does_can_be_typed(here: Town, word: str) -> None:
    answers(
        here.phone("f").says("/start").taps("English").taps(".employer"), "Blum", word, *ANSWERS[1:]
    )
    assert firm_of(here, "Blum").sector == "food"


def test_what_a_firm_does_that_is_no_work_we_know_shows_the_fields(here: Town) -> None:
    phone = here.phone("f").says("/start").taps("English").taps(".employer").says("Blum")
    assert "Please tap a field of work" in phone.says("Zauberei").sees
    assert "type its number" not in phone.sees
