"""What somebody of a firm writes to no question leads to where it is said, or to the centre."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from storage.models import Employer, Line, Request
from tests.conversations.invited import staff
from tests.conversations.needing import house, needs, of_firm
from tests.page.phone import PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import person_of

pytestmark = pytest.mark.both_databases
SEND = "Shall I send this to your centre?"
NEED = "Shall we make a need of this?"
AWAY = (
    "Wir sind bis 10. August im Urlaub",
    "we are on holiday until Friday",
    "نحن في إجازة حتى الجمعة",
    "ما تا جمعه تعطیل هستیم",
    "ክሳብ ዓርቢ ዕረፍቲ ኣለና",
)
FILLED = (
    "Der Platz ist besetzt",
    "Wir brauchen niemanden mehr",
    "the place is taken",
    "وجدنا شخصا مناسبا",
    "کسی را پیدا کردیم",
    "ሰብ ረኺብና",
)
COMES = ("Wann kommt jemand?", "who comes tomorrow", "متى يأتي الشخص", "کی می‌آید؟", "መዓስ ይመጽእ")
NEEDS = ("Suchen Urlaubsvertretung als Koch", "Spülkraft gesucht", "2 Maurer ab Montag")


@pytest.fixture(params=["telegram", "page"])
def firm(request: pytest.FixtureRequest, alb: Town) -> Phone:
    """Somebody of a firm, on each face."""
    town = alb if request.param == "telegram" else PageTown(alb.database, alb.now, alb.limits)
    return of_firm(town, house(town))


@pytest.mark.parametrize(
    ("text", "button"),
    [
        ("Wir sind bis 10.1. im Urlaub", "📅 Sunday, 10.01.2027"),
        ("Betriebsferien bis Ende Januar, Urlaub", "📅 Sunday, 31.01.2027"),
    ],
)
def test_the_last_day_that_was_written_is_the_first_to_tap(
    firm: Phone, text: str, button: str
) -> None:
    assert firm.says(text).buttons[0] == button
    assert f"🌴 Away until: {button[2:]}" in firm.taps(button).sees


@pytest.mark.parametrize("text", ["bis Ende Januar weg", "wir sind bis 31.1. nicht da"])
def test_a_sentence_answers_until_when(firm: Phone, text: str) -> None:
    firm.says("/myfirm").taps("I am away").says("da ab 1.2.")
    assert firm.sees.startswith("Please choose a day, or type it like 24.12.2026.")
    assert "🌴 Away until: Sunday, 31.01.2027" in firm.says(text).sees


@pytest.mark.parametrize("text", AWAY)
def test_who_is_on_holiday_is_asked_until_when(firm: Phone, text: str) -> None:
    assert firm.says(text).sees.startswith("What is your last day away?")


@pytest.mark.parametrize("text", FILLED)
def test_whose_place_is_taken_reads_what_is_open(firm: Phone, text: str) -> None:
    assert "You have no open offer." in firm.says(text).sees


@pytest.mark.parametrize("text", COMES)
def test_who_asks_who_comes_reads_it(firm: Phone, text: str) -> None:
    assert "Nobody is on the way to you now." in firm.says(text).sees


@pytest.mark.parametrize("text", NEEDS)
def test_a_need_is_one_still(firm: Phone, text: str) -> None:
    assert NEED in firm.says(text).sees


def test_anything_else_is_a_message_each_text_its_own(firm: Phone) -> None:
    firm.says("Bitte morgen erst um 10 Uhr kommen")
    assert SEND in firm.sees
    firm.town.now += timedelta(minutes=5)
    firm.says("Der Hof ist hinter dem Haus").taps("Yes, send it")
    said = firm.town.do(lambda s: s.scalars(select(Request.text)).one())
    assert said == "Bitte morgen erst um 10 Uhr kommen\nDer Hof ist hinter dem Haus"
    assert needs(firm.town) == []


def test_a_need_is_not_glued_to_what_was_written_before(firm: Phone) -> None:
    firm.says("Spülkraft gesucht")
    firm.town.now += timedelta(minutes=5)
    firm.says("2 Maurer ab Montag").taps("Yes, we need somebody")
    assert [each.note for each in needs(firm.town)] == ["2 Maurer ab Montag"]


def test_it_goes_to_the_named_contact_who_answers_from_now_on(alb: Town, firm: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    who = person_of(petra)
    alb.do(lambda s: s.execute(update(Employer).values(named_id=who)))
    firm.says("Bitte morgen erst um 10 Uhr kommen").taps("Yes, send it")
    assert alb.do(lambda s: s.scalars(select(Request.owner_id)).one()) == who
    assert "You answer now" in "".join(each.text for each in petra.reads().bubbles)
    firm.says("Der Hof ist hinter dem Haus")
    assert alb.do(lambda s: s.scalars(select(Line.text)).all()) == ["Der Hof ist hinter dem Haus"]
