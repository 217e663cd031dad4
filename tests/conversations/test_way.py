"""Somebody's way to a firm, step by step: what they read, what they say, how it ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from conversations.kit.files import read_file
from storage.introductions import sealing
from storage.models import Introduction, Proposal
from storage.models.offers import ProposalState
from storage.queues.kinds import Kind
from storage.rules.introducing import ENDS, Move, Stage
from tests.conversations.invited import staff
from tests.conversations.way_scene import (
    CENTRE,
    DAY,
    cleared,
    comes_to,
    interested,
    looks,
    moves,
    names_days,
    stage,
    with_a_firm,
)
from tests.people import Phone, Town
from tests.scheduler.desk import local, news, put_out, walked

pytestmark = pytest.mark.both_databases
LIVING = [each for each in Stage if each not in ENDS and each is not Stage.GUARDIAN]
NEXT = ["Here is what is next:", "💼 Other offers: /offers", "👋 Talk to a person: /person"]


@pytest.fixture
def firm(alb: Town) -> Phone:
    """Somebody speaks for a firm in Münsingen that offers a day to try out."""
    return with_a_firm(alb)[1].reads()


@pytest.fixture
def amal(alb: Town, firm: Phone) -> Phone:
    """Amal is interested."""
    return interested(alb)


def card(phone: Phone) -> list[str]:
    """Return the card of the way as it is now, without what German reads below it."""
    phone.says("/ways").taps("way.1.")
    lines = phone.sees.split("\n\n")[0].split("\n")
    assert lines[0] == "🧭 Your way to Näherei Muster"
    return [line for line in lines[2:] if not line.startswith("Code: ")]


def heard(at: Town, to: datetime, phone: Phone) -> list[str]:
    """Let the hours pass; return what came about the way, without the sign of life."""
    return [line for line in walked(at, to, phone) if "I have no offer" not in line]


def test_a_yes_to_an_offer_shows_the_firm_what_somebody_can_do(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    assert amal.toast == "Thank you. The firm is asked now."
    assert amal.sees.startswith("🧭 How far it is: the firm looks at it\n💼 A day to try out")
    assert amal.buttons == ["🧭 How far it is", "👎 No longer for me", "⚠️ There is a problem"]
    assert stage(alb) is Stage.SHOWN
    assert card(amal) == [
        "The firm sees what you can do. It does not see your name.",
        "Next: the firm answers.",
        "You hear from us by Tuesday, 17.11.2026 at the latest.",
    ]


def test_the_yes_for_one_firm_gives_it_the_first_name(alb: Town, firm: Phone, amal: Phone) -> None:
    moves(alb, Move.SEND)
    amal.reads()
    assert card(amal)[:2] == [
        "🎉 The firm would like to know you.",
        "May we tell Näherei Muster your first name? Only this firm, for 14 days. No is fine.",
    ]
    assert amal.buttons == ["👍 Yes, tell the firm", "👎 No"]
    amal.taps("Yes, tell the firm")
    assert looks(alb, sealing.facts) == {"first_name": "Amal"}
    assert card(amal)[:1] == [
        "📄 The centre checks the papers for this place with you (Arbeitserlaubnis)."
    ]
    assert "Please do not start before." in amal.sees


def test_who_has_no_name_here_is_asked_for_it_after_the_yes(alb: Town, firm: Phone) -> None:
    reza = interested(alb, name="Reza", first_name=None)
    moves(alb, Move.SEND)
    reza.reads().taps("Yes, tell the firm")
    assert (stage(alb), reza.sees) == (
        Stage.PERMIT,
        "What is your first name? A nickname is fine too.",
    )
    assert looks(alb, sealing.facts) == {}
    reza.says("Reza")
    assert looks(alb, sealing.facts) == {"first_name": "Reza"}


def test_who_keeps_their_name_goes_on_all_the_same(alb: Town, firm: Phone) -> None:
    reza = interested(alb, name="Reza", first_name="")
    moves(alb, Move.SEND)
    reza.reads().taps("Yes, tell the firm")
    cleared(alb)
    assert card(reza.reads())[0] == "👍 You said yes. The firm knows that you come."


def test_no_is_fine_and_the_firm_hears_it(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.WANTED)
    amal.reads().taps("👎 No")
    assert amal.sees.split("\n")[2:] == [
        "You said no to this place. That is fine.",
        "The firm hears it, without a reason.",
        *NEXT,
    ]
    assert put_out(alb, Kind.INTRODUCED_FIRM) == 1
    assert looks(alb, lambda way: (way.key, way.facts)) == (None, None)


@pytest.mark.parametrize("wanted", LIVING)
def test_who_steps_back_is_free_at_every_stage_and_the_firm_hears_it(
    alb: Town, firm: Phone, amal: Phone, wanted: Stage
) -> None:
    """By the card of the way, or of the offer, wherever one has it before oneself."""
    if wanted is Stage.INTERESTED:
        looks(alb, lambda way: setattr(way, "stage", wanted))
    else:
        comes_to(alb, amal, wanted)
    before = put_out(alb, Kind.INTRODUCED_FIRM)
    amal.reads().says("/ways").taps("way.1.")
    if wanted is Stage.WANTED:
        amal.taps("👎 No")
    elif wanted is Stage.STARTED:
        amal.taps("I am not there any more")
        assert amal.sees.startswith("Are you not at Näherei Muster any more?")
        assert amal.taps("I am still there").sees == "It stays as it is."
        assert stage(alb) is Stage.STARTED
        amal.says("/ways").taps("way.1.").taps("I am not there any more").taps("not there any more")
    else:
        amal.taps(".cannot" if wanted is Stage.DATED else ".stop")
        assert "The firm hears no reason." in amal.sees
        amal.taps("I do not want this place")
    assert stage(alb) is (Stage.LEFT if wanted is Stage.STARTED else Stage.WITHDRAWN)
    told = put_out(alb, Kind.INTRODUCED_FIRM) - before
    assert told == (0 if wanted is Stage.INTERESTED else 1)
    assert NEXT[0] in amal.sees
    assert looks(alb, lambda way: (way.seat, way.key)) == (None, None)


def test_no_longer_for_me_below_the_offer_ends_the_way(alb: Town, firm: Phone, amal: Phone) -> None:
    amal.taps("👎 No longer for me")
    assert stage(alb) is Stage.WITHDRAWN
    states = alb.do(lambda session: session.scalars(select(Proposal.state)).all())
    assert states == [ProposalState.DECLINED]


def test_who_keeps_the_place_changes_nothing(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.DATED)
    amal.taps(".cannot").taps("I keep the place")
    assert (stage(alb), amal.sees) == (Stage.DATED, "It stays as it is.")


def test_a_day_is_chosen_and_says_all_one_needs(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.CHOOSING)
    assert card(amal.reads())[0] == "📅 On which day can you come? The firm named these."
    assert amal.buttons == [
        "📅 Tue 24.11. 09:00 (in the morning)",
        "📅 Thu 26.11. 13:30 (in the afternoon)",
        "🕒 None of these days",
        "💬 I need to talk",
        "👎 No longer for me",
    ]
    amal.taps("Thu 26.11.")
    assert amal.toast == "Thank you. The day is noted."
    assert looks(alb, lambda way: (way.on_date, way.at_time)) == (date(2026, 11, 26), time(13, 30))
    assert amal.sees.split("\n\n")[0].split("\n")[2:] == [
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
    assert card(amal)[0] == "Next: a person of the centre talks with you and with the firm."
    assert len(news(petra)) == 1


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
    assert heard(alb, local(date(2026, 11, 26), 23), amal) == [
        "25.11. 18:00 🕒 Tomorrow: Thursday, 26.11.2026, 13:30 (in the afternoon)",
        "26.11. 12:00 🕒 Today: Thursday, 26.11.2026, 13:30 (in the afternoon)",
    ]
    assert "📍 Address: Musterweg 8, 72525 Münsingen" in amal.sees


def test_a_day_called_off_is_never_reminded_of(alb: Town, firm: Phone, amal: Phone) -> None:
    comes_to(alb, amal, Stage.DATED)
    alb.walk(local(DAY - timedelta(days=1), 18))
    assert put_out(alb, Kind.TRIAL_REMINDER) == 2, "one to each side, not read yet"
    moves(alb, Move.REFUSE)
    assert news(amal) == ["🧭 Your way to Näherei Muster"]
    assert "It does not go on with this place." in amal.sees
    assert heard(alb, local(DAY, 23), amal) == []


def test_a_firm_that_is_stopped_needs_no_visit_tomorrow(
    alb: Town, firm: Phone, amal: Phone
) -> None:
    comes_to(alb, amal, Stage.DATED)
    alb.now = local(DAY - timedelta(days=1), 12)
    moves(alb, Move.CLOSE, CENTRE, reason="stopped")
    amal.reads()
    assert amal.sees.split("\n\n")[0].split("\n")[2:] == [
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


def content(phone: Phone) -> str:
    return read_file(phone.bubbles[-1].body["file"]).content.decode().replace("\r\n ", "")


def sequence(text: str) -> int:
    return int(text.partition("SEQUENCE:")[2].split()[0])
