"""A day at a firm: chosen, reminded of, called off, in the calendar, held back."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.events import Tapped
from storage.holds import hold
from storage.models import FirmContact, Introduction, Offer
from storage.models.introductions import Reach
from storage.queues.kinds import Kind
from storage.rules.stages import ENDS, Move, Stage
from tests.conversations.introducing_scene import opened
from tests.conversations.invited import staff
from tests.conversations.way_scene import (
    CENTRE,
    DAY,
    NEXT,
    card,
    comes_to,
    content,
    heard,
    interested,
    looks,
    moves,
    names_days,
    stage,
    with_a_firm,
)
from tests.people import Phone, Town
from tests.scheduler.desk import local, news, person_of, put_out

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize(
    ("until", "asked"), [(date(2026, 11, 25), "Bauer Karl"), (date(2026, 11, 26), "Bäuerin Maria")]
)
def test_who_is_away_on_the_day_is_not_asked_for(
    alb: Town, firm: Phone, amal: Phone, until: date, asked: str
) -> None:
    comes_to(alb, amal, Stage.CHOOSING)
    number = looks(alb, lambda way: way.offer_id)

    def two_answer(session: Session) -> None:
        offer = session.get_one(Offer, number)
        own = {"employer_id": offer.employer_id, "reach": Reach.HERE, "created_at": alb.now}
        karl = FirmContact(name="Bauer Karl", away_until=until, **own)
        session.add_all([karl, FirmContact(name="Bäuerin Maria", **own)])
        session.flush()
        offer.contact_id = karl.id

    alb.do(two_answer)
    amal.reads().taps("Thu 26.11.")
    assert f"👤 Please ask for: {asked}" in amal.sees


def test_a_day_is_chosen_and_says_all_one_needs(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.CHOOSING)
    assert card(amal.reads())[0] == "📅 On which day can you come? The firm named these."
    assert amal.buttons == [
        "📅 Tue 24.11. 09:00 (in the morning)",
        "📅 Thu 26.11. 13:30 (in the afternoon)",
        "🗓️ None of these days",
        "💬 I need to talk",
        "👎 No longer for me",
    ]
    amal.taps("Thu 26.11.")
    assert amal.toast == "Thank you. The day is noted."
    assert looks(alb, lambda way: (way.on_date, way.at_time)) == (date(2026, 11, 26), time(13, 30))
    assert amal.sees.split("\n\n")[0].split("\n")[2:] == [
        "📅 The day is agreed.",
        "🕒 Thursday, 26.11.2026, 13:30 (in the afternoon)",
        "📍 Address: Musterweg 8, 72525 Münsingen",
        "✅ Way: in your town",
        "👤 Please ask for: Frau Muster",
        "🎒 Please bring: clothes for work, something to eat and to drink",
        "Your papers are checked for this place.",
        "You cannot come? Please say it here. That is fine.",
        "Code: B1",
    ]
    [pinned] = amal.bubbles[-1].opens
    assert pinned == (
        "https://www.openstreetmap.org/?mlat=48.41000&mlon=9.49000#map=17/48.41000/9.49000"
    )
    assert amal.says("/appointments").bubbles[-1].text.startswith("🧭 Your way to Näherei Muster")


def test_none_of_the_days_asks_the_firm_for_others(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.CHOOSING)
    amal.reads().taps("None of these days")
    assert (stage(alb), looks(alb, lambda way: way.options)) == (Stage.NAMING, None)


def test_who_needs_to_talk_is_heard_by_the_centre(alb: Town, firm: Phone, amal: Phone) -> None:
    petra = staff(alb, "petra", "alb")
    comes_to(alb, amal, Stage.CHOOSING)
    petra.reads()
    amal.reads().taps("I need to talk")
    assert stage(alb) is Stage.TALKING
    assert card(amal)[0] == (
        "💬 You want to talk. A person of the centre contacts you by Friday, 13.11.2026."
    )
    assert "🟡 Wants to talk: the person" in petra.reads().sees


def test_who_waits_longer_than_promised_reads_that_we_are_sorry(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.NAMING)
    assert card(amal.reads())[-1] == "You hear from us by Tuesday, 17.11.2026 at the latest."
    alb.walk(local(date(2026, 11, 17), 11))
    assert card(amal.reads())[-2:] == [
        "It takes longer. We are sorry.",
        "You hear from us by Tuesday, 24.11.2026 at the latest.",
    ]
    names_days(alb)
    amal.reads().taps("None of these days")
    assert "We are sorry" not in str(card(amal.reads()))


def test_a_day_given_up_is_off_until_it_is_over(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.DATED)
    amal.taps(".cannot")
    assert amal.sees.split("\n") == [
        "You cannot come on this day?",
        "🕒 Tuesday, 24.11.2026, 09:00 (in the morning)",
        "You may say no at any time. The firm hears no reason.",
    ]
    amal.taps("Another day, please")
    off = "❌ You do not go on Tuesday, 24.11.2026. The firm hears it."
    assert card(amal.reads())[0] == off
    alb.walk(alb.now + timedelta(days=1))
    assert "❌ Nobody comes on Tuesday, 24.11.2026." in firm.reads().sees
    alb.now = local(DAY + timedelta(days=1), 8)
    assert off not in card(amal)


def test_a_day_that_is_over_cannot_be_chosen(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.CHOOSING)
    amal.reads()
    alb.now = local(DAY, 10)
    amal.taps(".day-1")
    assert amal.toast == "This day is not free any more. Please choose another one."
    assert (stage(alb), len(amal.buttons)) == (Stage.CHOOSING, 4)


def test_the_last_place_went_a_moment_before(alb: Town) -> None:
    _key, _firm = with_a_firm(alb)
    amal = interested(alb)
    comes_to(alb, amal, Stage.CHOOSING)
    amal.reads()
    reza = interested(alb, name="Reza")
    comes_to(alb, reza, Stage.DATED)
    amal.taps(".day-1")
    assert amal.sees.split("\n")[2] == "This place is taken now. It is not your fault."
    rows = select(Introduction.stage).order_by(Introduction.id)
    first, second = alb.do(lambda s: s.scalars(rows).all())
    assert first in ENDS
    assert second is Stage.DATED


def test_the_eve_and_two_hours_before_say_the_same(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.CHOOSING)
    amal.reads().taps("Thu 26.11.")
    assert heard(alb, local(date(2026, 11, 26), 12), amal) == [
        "19.11. 10:00 🧭 Your way to Näherei Muster",
        "25.11. 18:00 🕒 Tomorrow: Thursday, 26.11.2026, 13:30 (in the afternoon)",
        "26.11. 12:00 🕒 Today: Thursday, 26.11.2026, 13:30 (in the afternoon)",
    ]
    assert "📍 Address: Musterweg 8, 72525 Münsingen" in amal.sees
    assert heard(alb, local(date(2026, 11, 26), 23), amal) == []


def test_a_day_called_off_is_never_reminded_of(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.DATED)
    alb.walk(local(DAY - timedelta(days=1), 18))
    assert put_out(alb, Kind.TRIAL_REMINDER) == 2, "one to each side, not read yet"
    moves(alb, Move.REFUSE)
    assert news(amal) == ["❗ You need not go on Tuesday, 24.11.2026."]
    assert "It does not go on with this place." in amal.sees
    assert heard(alb, local(DAY, 23), amal) == []


def test_a_firm_that_is_stopped_needs_no_visit_tomorrow(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.DATED)
    alb.now = local(DAY - timedelta(days=1), 12)
    moves(alb, Move.CLOSE, CENTRE, reason="stopped")
    amal.reads()
    assert amal.sees.split("\n\n")[0].split("\n")[3:] == [
        "❗ You need not go to Näherei Muster any more. The centre stopped it.",
        "It is not your fault.",
        *NEXT,
    ]
    assert heard(alb, local(DAY, 23), amal) == []
    assert (
        amal.says("/appointments").sees
        == "You have no appointment (Termin) now.\nWould you like one? /person"
    )


def test_the_calendar_takes_the_day_and_the_next_file_takes_its_place(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.DATED)
    amal.taps("For my calendar")
    first = content(amal)
    assert "UID:day-1@jip-bot" in first
    assert "DTSTART:20261124T080000Z" in first
    assert "LOCATION:Musterweg 8\\, 72525 Münsingen" in first
    assert "Näherei" not in first
    amal.taps(".cannot").taps("Another day, please")
    names_days(alb)
    amal.reads().taps(".day-2").taps("For my calendar")
    second = content(amal)
    assert "DTSTART:20261126T123000Z" in second
    assert sequence(second) > sequence(first)


def sequence(text: str) -> int:
    return int(text.partition("SEQUENCE:")[2].split()[0])


def test_watching_only_needs_no_papers_and_says_so(alb: Town) -> None:
    with_a_firm(alb, "look_day")
    amal = interested(alb)
    moves(alb, Move.SEND)
    amal.reads().taps("Yes, tell the firm")
    assert stage(alb) is Stage.NAMING
    names_days(alb)
    amal.reads().taps(".day-1")
    assert "You only look there. Please do not work on this day." in amal.sees
    assert "Your papers are checked" not in amal.sees


def test_a_problem_at_a_firm_holds_its_day_back(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.DATED)
    who = person_of(amal)
    alb.do(lambda s: hold(alb.work(s), who, s.scalars(select(Offer.employer_id)).one()))
    alb.walk(local(DAY - timedelta(days=1), 18))
    assert amal.reads().buttons == ["👎 No longer for me"]
    assert "Tomorrow" not in amal.sees
    assert "Please do not go there before a person of the centre talked with you." in amal.sees
    dated = next(bubble for bubble in amal.bubbles if bubble.rows and ".cannot" in str(bubble.rows))
    amal.taps(".cannot", dated)
    assert "🛑 You told us of a problem." in dated.text
    assert dated.buttons == ["👎 No longer for me"]
    assert amal.bubbles[-1].buttons == dated.buttons, "nothing is asked"


@pytest.mark.parametrize("at", [Stage.WANTED, Stage.DATED, Stage.STARTED])
def test_who_told_of_a_problem_may_go_at_any_time_and_staff_see_that_it_is_on_hold(
    alb: Town, firm: Phone, amal: Phone, at: Stage
) -> None:
    petra = staff(alb, "petra", "alb")
    comes_to(alb, amal, at)
    who = person_of(amal)
    alb.do(lambda s: hold(alb.work(s), who, s.scalars(select(Offer.employer_id)).one()))
    assert "🛑 On hold until the centre looked." in opened(petra).sees
    amal.reads().says("/ways").taps("way.1.")
    assert len(amal.buttons) == 1
    assert "🕒 Another day, please" not in amal.taps(".stop").buttons
    amal.taps(amal.buttons[0])
    assert stage(alb) is (Stage.LEFT if at is Stage.STARTED else Stage.WITHDRAWN)


def test_there_is_a_problem_below_a_day_is_told_like_any_other(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.DATED)
    amal.taps("There is a problem")
    assert amal.sees.startswith("In danger: call 112 or 110.")
    assert "🛑 You told us of a problem." in amal.bubbles[-2].text


def test_somebody_answers_before_the_first_day_that_was_named(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.NAMING)
    soon = alb.now.date() + timedelta(days=2)
    moves(alb, Move.NAME, options=[f"{soon}T09:00"])
    assert card(amal.reads())[1:2] == ["Please answer by Wednesday, 11.11.2026."]
    amal.says("/ways").taps("way.1.")
    day = next(data for data in amal.bubbles[-1].every_data if ".day-1" in data)
    alb.now = local(soon, 10)
    amal.does(Tapped(day, amal.bubbles[-1].row))
    over = "The days the firm named are over. Please ask for others."
    assert amal.toast == over
    gone = "Without an answer the place is gone then. That is fine."
    assert card(amal) == [over, f"Please answer by Tuesday, 17.11.2026. {gone}"]
    assert amal.says("/ways").sees.split("\n")[1] == f"🏢 Näherei Muster: {over}"
    amal.taps("way.1.").taps("Another day, please")
    assert stage(alb) is Stage.NAMING
