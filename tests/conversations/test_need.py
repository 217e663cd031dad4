"""A firm says what it needs: five answers are enough for a call, all of them open it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.models import FirmContact
from storage.models.offers import EmployerStatus, OfferState
from storage.models.people import RoleName
from tests.conversations.invited import staff, token
from tests.conversations.needing import FULL, SHORT, a_minute, asks_for, house, needs, of_firm
from tests.conversations.offering import Counted
from tests.people import Phone, Town
from tests.scheduler.desk import address, newcomer, news

pytestmark = pytest.mark.both_databases
CLOSED = "This is closed. Here is the menu: /menu"


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody of a firm staff have talked to."""
    return of_firm(alb, house(alb))


def test_five_taps_are_a_need_and_the_centre_is_told_to_call(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    said = asks_for(firm, *SHORT)
    assert firm.sees.split("\n")[-1] == (
        "Kept. More answers bring the right people. Do you have a minute?"
    )
    assert firm.buttons == ["✏️ Tell more (questions: 6)", "Later", "Cancel"]
    [offer] = needs(alb)
    assert (offer.state, offer.kind, offer.places) == (OfferState.DRAFT, "job", 2)
    assert (offer.plz, offer.german_min, offer.experience) == ("72525", "", "")
    assert alb.do(lambda s: s.get_one(FirmContact, offer.contact_id).person_id) is not None
    said.says("Later")
    assert (len(said.tapped), said.typed) == (5, [])
    assert firm.sees.split("\n")[:3] == [
        "Thank you.",
        "Work: Industrial sewing machine",
        "📝 Not complete yet. Nobody sees it. The centre has it, too.",
    ]
    assert firm.buttons == ["✏️ Tell more", "✏️ Change", "❌ No longer needed"]
    assert news(petra) == []
    alb.now += timedelta(minutes=10)
    assert news(petra) == ["📝 A firm needs somebody. Please call it and complete this:"]
    assert "☎️ Phone: 07381 1234" in petra.sees
    assert "Nähwerk" not in newcomer(alb, "amal").says("/offers").sees


def test_staff_complete_it_and_publish_it(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    asks_for(firm, *SHORT, "Later")
    alb.now += timedelta(minutes=10)
    petra.reads().taps("Change the offer").taps("Hours a week").says("20,5")
    petra.taps("Complete and publish").taps("Weekday mornings").taps("instructions").taps("Some")
    assert petra.sees.startswith("⏳ It opens in a minute. Nobody was told yet.")
    a_minute(alb, petra, firm)
    assert (needs(alb)[0].state, needs(alb)[0].hours_week) == (OfferState.OPEN, 20.5)
    assert "Open. Places: 2" in firm.says("/myoffers").sees
    assert "Nähwerk Alb" in newcomer(alb, "amal").says("/offers").sees


def test_all_answers_open_it_in_a_minute_and_nobody_is_told_before(alb: Town, firm: Phone) -> None:
    amal = newcomer(alb, "amal")
    petra = staff(alb, "petra", "alb")
    said = asks_for(firm, *SHORT, "Tell more", *FULL, "Skip")
    assert (len(said.tapped), said.typed) == (11, [])
    assert firm.sees.split("\n") == [
        "Thank you.",
        "Work: Industrial sewing machine",
        "⏳ It opens in a minute. Nobody was told yet.",
        "Firm: Nähwerk Alb",
        "👖 Industrial sewing machine",
        "📍 Place: Münsingen",
        "🏭 All day, weekdays",
        "🕒 Hours a week: 38,5",
        "👥 Places: 2",
        "💶 paid",
        "Begins: Now",
        "💬 German: I understand simple instructions",
        "You can begin without experience.",
        "💶 Minimum wage (Mindestlohn), euros an hour: 13,90, since Thursday, 01.01.2026",
        "This is for your information. It is no legal advice.",
        f"Code: E{needs(alb)[0].id}",
    ]
    assert firm.buttons == ["↩️ Take it back", "✏️ Change"]
    assert news(amal) == []
    a_minute(alb, firm)
    assert firm.sees.split("\n")[1] == "Open. Places: 2"
    assert "Nähwerk Alb, Münsingen" in amal.reads().sees
    alb.now += timedelta(minutes=10)
    assert news(petra) == []


def test_one_tap_takes_it_back_and_the_centre_has_it_as_before(alb: Town, firm: Phone) -> None:
    asks_for(firm, *SHORT, "Tell more", *FULL, "Skip", "Take it back")
    assert firm.sees.split("\n")[1] == (
        "📝 Not complete yet. Nobody sees it. The centre has it, too."
    )
    assert firm.buttons == ["✏️ Tell more", "✏️ Change", "❌ No longer needed"]
    a_minute(alb)
    assert [each.state for each in needs(alb)] == [OfferState.DRAFT]


def test_a_start_in_the_next_year_has_the_wage_of_that_year(alb: Town, firm: Phone) -> None:
    minijob = ("Industrial", "Minijob", "1", "Münsingen", "Tell more")
    said = asks_for(firm, *minijob, "On a day", "04.01.2027", *FULL[1:])
    said.says("Skip")
    assert "euros an hour: 14,60, since Friday, 01.01.2027" in firm.sees
    assert "💶 A Minijob pays at most (euros a month): 633, since Friday, 01.01.2027" in firm.sees
    offer = needs(alb)[0]
    assert (offer.starts, offer.start_on, offer.hours_week) == ("day", date(2027, 1, 4), 10)


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("Internship", "an internship (Praktikum) counts as work."),
        ("try out", "Please check the work permit (Arbeitserlaubnis) before."),
        ("day to look", "Watching only: no work permit (Arbeitserlaubnis) is needed."),
        ("Long internship", "has no minimum wage (Mindestlohn)."),
    ],
)
def test_each_kind_says_what_to_think_of(alb: Town, firm: Phone, kind: str, hint: str) -> None:
    asks_for(firm, "Industrial", kind, "1", "Münsingen", "Later")
    assert hint in firm.sees


def test_a_firm_nobody_called_back_reads_that_nothing_is_published_before(alb: Town) -> None:
    firm = of_firm(alb, house(alb, status=EmployerStatus.PENDING))
    asks_for(firm, *SHORT, "Tell more", *FULL, "Skip")
    saved = "✅ Saved. It opens as soon as we have talked with you."
    first = "⏳ Nothing is published before the centre talked with you."
    assert f"{saved}\n{first}" in firm.sees
    a_minute(alb, firm)
    assert needs(alb)[0].state == OfferState.OPEN
    assert f"{saved}\n{first}" in firm.says("/myoffers").sees
    assert "Still open?" not in firm.sees
    assert "Nähwerk" not in newcomer(alb, "amal").says("/offers").sees


def test_only_where_nobody_knows_a_number_it_is_asked_for(alb: Town) -> None:
    firm = of_firm(alb, house(alb, phone=None))
    asks_for(firm, *SHORT, "07381 99", "Later")
    assert "Thank you." in firm.sees
    said_by = needs(alb)[0].contact_id
    assert alb.do(lambda s: s.get_one(FirmContact, said_by).phone) == "07381 99"
    asks_for(firm, *SHORT)
    assert "Do you have a minute?" in firm.sees


def test_helping_hands_need_no_skill(alb: Town, firm: Phone) -> None:
    asks_for(firm, "Helping hands", *SHORT[1:], "Tell more", *FULL, "Skip")
    assert firm.sees.split("\n")[1] == "Work: Helferin oder Helfer (Deutsch)"
    a_minute(alb)
    sews = newcomer(alb, "amal", skills={}, areas=["textile"])
    assert "Nähwerk Alb" in sews.says("/offers").sees
    cooks = newcomer(alb, "yonas", skills={}, areas=["kitchen"])
    assert "Nähwerk Alb" not in cooks.says("/offers").sees


def test_other_times_before_eight_and_half_hours(alb: Town, firm: Phone) -> None:
    said = asks_for(firm, *SHORT, "Tell more", "From Friday, 01.01.2027", "Other times")
    firm.taps(".on.mo.early").taps(".done")
    said.says("38,5", "instructions", "Certificate", "Some", "Skip")
    offer = needs(alb)[0]
    assert (offer.slots, offer.hours_week) == (["mo.early"], 38.5)
    assert (offer.starts, offer.start_on) == ("month", date(2027, 1, 1))
    assert (offer.police_certificate, offer.licence, offer.experience) == (True, None, "some")


def test_a_sentence_is_read_by_staff_before_people_see_it(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    amal = newcomer(alb, "amal")
    asks_for(firm, *SHORT, "Tell more", *FULL, "x" * 301)
    assert "Please write less: up to 300 letters." in firm.sees
    firm.says("Wir sind ein kleines Team und erklären alles.")
    assert "The firm writes (people do not see it yet):" in firm.sees
    a_minute(alb)
    assert "kleines Team" not in amal.says("/offers").taps("Tell me more").sees
    alb.now += timedelta(minutes=10)
    assert news(petra) == ["📝 A firm wrote a sentence. Please read it before people see it:"]
    petra.taps("Read: people may see it")
    assert "The firm writes:\n✉️ Wir sind ein kleines Team" in petra.sees
    amal.says("/offers").taps("Tell me more")
    assert "🏢 The firm writes: “Wir sind ein kleines Team und erklären alles. (Deutsch)”" in (
        amal.sees
    )


def test_staff_may_leave_the_sentence_out(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    asks_for(firm, *SHORT, "Tell more", *FULL, "Nur nette Leute.")
    a_minute(alb)
    alb.now += timedelta(minutes=10)
    petra.reads().taps("Leave the sentence out")
    assert (needs(alb)[0].note, needs(alb)[0].note_ok) == (None, False)
    assert "Nur nette" not in petra.sees


def test_who_speaks_for_two_firms_says_for_which(alb: Town) -> None:
    phone = of_firm(alb, house(alb))
    other = house(alb, ref="NEED2", name="Schreinerei Zwei", sector="wood")
    link = token(alb, RoleName.EMPLOYER, str(other))
    phone.says(f"/start i-{link}")
    asks_for(phone, "Schreinerei Zwei", "Another field", "Sewing", *SHORT, "Later")
    assert "Firm: Schreinerei Zwei" in phone.sees
    assert needs(alb)[0].employer_id == other


def test_nobody_else_touches_a_need(alb: Town, firm: Phone) -> None:
    asks_for(firm, *SHORT, "Later")
    key = needs(alb)[0].id
    for phone in (newcomer(alb, "amal"), staff(alb, "petra", "alb")):
        for action in ("more", "change", "copy", "undo", "filled"):
            phone.does(Tapped(str(Standing("opening", key, 1, action)), None))
            assert phone.toast == CLOSED
        assert phone.says("/need").sees.startswith("I do not know this.")
    firm.does(Tapped(str(Standing("opening", key, 1, "open")), None))
    assert (firm.toast, needs(alb)[0].state) == (CLOSED, OfferState.DRAFT)


def test_more_is_told_later_from_its_card(alb: Town, firm: Phone) -> None:
    said = asks_for(firm, *SHORT, "Later", "Tell more")
    said.says(*FULL, "Skip")
    a_minute(alb)
    assert [each.state for each in needs(alb)] == [OfferState.OPEN]


def test_no_longer_needed_is_gone_after_the_minute(alb: Town, firm: Phone) -> None:
    asks_for(firm, *SHORT, "Later", "No longer needed")
    assert Counted(firm).says("No, it is still open").tapped
    assert "Not complete yet" in firm.sees
    alb.now += timedelta(seconds=1)
    firm.taps("No longer needed")
    a_minute(alb, firm)
    assert needs(alb)[0].state == OfferState.FILLED


@pytest.mark.parametrize(
    ("tap", "said"),
    [
        ("EU licence", "German or EU licence"),
        ("Forklift", "Forklift (Stapler)"),
        ("Truck", "Truck or bus"),
    ],
)
def test_a_licence_is_named_in_words(alb: Town, firm: Phone, tap: str, said: str) -> None:
    answers = [tap if each == "None of these" else each for each in FULL]
    asks_for(firm, *SHORT, "Tell more", *answers, "Skip")
    assert f"Driving licence needed: {said}" in firm.sees.split("\n")


def test_what_opened_is_asked_after_a_fortnight_and_never_on_the_first_day(
    alb: Town, firm: Phone
) -> None:
    asks_for(firm, *SHORT, "Tell more", *FULL, "Skip")
    a_minute(alb, firm)
    begun = alb.now
    rest = ["✏️ Change", "🔁 The same once more"]
    assert "Open. Places: 2" in firm.says("/myoffers").sees
    assert "Still open?" not in firm.sees
    assert firm.buttons == ["⏸️ Pause the offer", "❌ No longer needed", *rest]
    firm.taps("No longer needed")
    a_minute(alb, firm)
    firm.says("/myoffers").taps("Earlier").taps("still open")
    a_minute(alb, firm)
    assert "Still open?" not in firm.says("/myoffers").sees
    alb.walk(begun + timedelta(days=13))
    assert "Still open?" not in firm.reads().says("/myoffers").sees
    alb.walk(begun + timedelta(days=16))
    assert "Still open?" in firm.reads().sees
    assert "Still open?" in firm.says("/myoffers").sees
    assert firm.buttons == ["✅ Yes, still open", "⏸️ Later", "❌ No, filled", *rest]


@pytest.mark.parametrize("status", [EmployerStatus.PENDING, EmployerStatus.VERIFIED])
def test_until_it_is_shown_a_need_says_whom_at_the_centre_to_call(
    alb: Town, status: EmployerStatus
) -> None:
    address(alb)
    phone = "☎️ Integrationszentrum Alb: +49 7381 000-1"
    firm = of_firm(alb, house(alb, status=status))
    asks_for(firm, *SHORT, "Tell more", *FULL, "Skip")
    assert phone in firm.sees
    a_minute(alb)
    firm.says("/myoffers")
    assert phone in firm.bubbles[-2].text
    assert (phone in firm.sees) is (status is EmployerStatus.PENDING)
