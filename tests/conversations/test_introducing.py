"""A colleague brings somebody and a firm together: whom nobody can ask here is asked by phone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update

from conversations.kit.events import Tapped
from storage.audit import entries
from storage.introductions import permission, sealing
from storage.models import Chat, Offer, Person
from storage.models.offers import OfferState
from storage.queues.kinds import Kind
from storage.rules.ages import AgeBand
from storage.rules.stages import Move, Permit, Side, Stage
from tests.conversations.colleagues import lead
from tests.conversations.introducing_scene import NOBODY_TOLD, lines, minute, opened, stepped
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import newcomer, offered, person_of
from tests.storage.way_scene import go, interested, on, told, way

pytestmark = pytest.mark.both_databases
PERSON, FIRM, CENTRE = Side.PERSON, Side.FIRM, Side.CENTRE


def test_the_centre_hears_and_finds_it_in_its_day(alb: Town, petra: Phone, key: int) -> None:
    ref = alb.do(lambda s: s.scalars(select(Person.ref).where(Person.ref.is_not(None))).first())
    petra.reads()
    assert lines(petra)[0] == f"Amal ({ref}) and Näherei Muster"
    assert lines(petra)[2] == "🙋 Interested. The firm has not seen a card yet."
    assert lines(petra)[3] == "👉 Next: the centre. Since: Tuesday, 10.11.2026"
    petra.says("/today")
    assert "🤝 On the way to a firm: 1. Stuck: 0" in petra.sees
    assert petra.taps("Who is on the way").buttons == ["🙋 Interested: 1", "🙋 Wanted offers"]
    assert petra.taps("Interested: 1").buttons == [f"🤝 Amal ({ref}), X1"]
    assert f"Amal ({ref}) and Näherei Muster · since: Tuesday, 10.11.2026" in petra.sees
    assert petra.taps("🤝 Amal").buttons == [
        "📨 Show the card to the firm",
        "🤝 I look after this",
        "🚪 End it",
        "👤 Overview",
    ]
    petra.says(f"2 X{key}")
    assert way(alb, key).owner_id == person_of(petra)


def test_each_step_by_phone_from_interest_to_three_months(
    alb: Town, petra: Phone, alone: Phone, key: int
) -> None:
    opened(petra)
    assert stepped(petra, key, "Show the card") is Stage.SHOWN
    petra.reads()
    assert stepped(petra, key, "please send") is Stage.WANTED
    petra.reads()
    assert stepped(petra, key, "The person: yes") is Stage.PERMIT
    assert sealing.facts(way(alb, key)) == {"first_name": "Amal"}
    petra.reads().taps("The firm has the form")
    assert "📄 Permission: the firm has the form. Since: Tuesday, 10.11.2026" in petra.sees
    petra.taps("At the authority")
    assert "At the authority" not in " ".join(petra.buttons)
    assert stepped(petra, key, "is clear", "24.12.2029") is Stage.NAMING
    assert way(alb, key).permit_until == date(2029, 12, 24)
    petra.reads()
    days = ("names days", "Friday, 13.11.2026", "09:00", "Another day, too", "16.11.2026", "10:00")
    assert stepped(petra, key, *days, "No more") is Stage.CHOOSING
    assert way(alb, key).options == ["2026-11-13T09:00", "2026-11-16T10:00"]
    petra.reads()
    assert stepped(petra, key, "📅 Monday, 16.11.2026, 10:00") is Stage.DATED
    assert (way(alb, key).on_date, way(alb, key).at_time) == (date(2026, 11, 16), time(10))
    petra.reads()
    assert "came" not in " ".join(petra.buttons)
    alb.walk(datetime(2026, 11, 16, 11, tzinfo=BERLIN))
    opened(petra).taps("The person came")
    assert way(alb, key).stage is Stage.CAME
    assert stepped(petra, key, "first day is known", "01.12.2026", "08:00") is Stage.STARTING
    assert alb.do(lambda s: s.scalars(select(Offer.state)).one()) == OfferState.FILLED
    alb.walk(datetime(2026, 12, 16, 11, tzinfo=BERLIN))
    assert "👍 Going well, says the firm" in opened(petra).buttons
    petra.taps("Going well, says the firm").taps("Going well, says the person")
    assert "Going well" not in " ".join(petra.buttons)
    alb.walk(datetime(2027, 3, 3, 11, tzinfo=BERLIN))
    opened(petra).taps("Going well, says the person")
    assert way(alb, key).stage is Stage.KEPT
    assert lines(petra)[2] == "🎉 Still there after three months."
    assert phoned(alb)[:3] == ["send.phone", "yes.phone", "days.phone"]


def set_band(at: Town, phone: Phone, band: AgeBand) -> None:
    """Let somebody be of another age than they said."""
    who = person_of(phone)
    at.do(lambda s: s.execute(update(Person).where(Person.id == who).values(age_band=band)))


def phoned(at: Town) -> list[str]:
    """Return what was noted as said on the phone, the oldest first."""
    rows = at.do(lambda s: entries(at.work(s), at.now - timedelta(days=300), 99))
    said = [row.action.partition(".")[2] for row in reversed(rows) if "introducing" in row.action]
    return [each for each in said if each.endswith(".phone")]


def test_within_a_minute_it_is_taken_back_and_nobody_hears(
    alb: Town, petra: Phone, alone: Phone, key: int
) -> None:
    on(alb, key, go(Move.SHOW, CENTRE))
    opened(petra).taps("The firm: no").taps("The hours do not fit")
    assert petra.sees.split("\n")[-2] == (
        "⏳ In a minute it goes on, as the firm said. Nobody was told yet."
    )
    assert petra.buttons == ["↩️ Take it back", "👤 Overview"]
    told_before = len(told(alb, Kind.INTRODUCED, key))
    assert petra.taps("Take it back").toast == "Taken back. Nobody was told."
    minute(alb)
    assert way(alb, key).stage is Stage.SHOWN
    assert len(told(alb, Kind.INTRODUCED, key)) == told_before
    assert stepped(petra, key, "The firm: no", "The hours do not fit") is Stage.REFUSED
    assert (way(alb, key).reason, way(alb, key).last_side) == ("hours", FIRM)
    assert len(told(alb, Kind.INTRODUCED, key)) == told_before + 1


def test_the_question_of_a_firm_is_answered_without_a_name(
    alb: Town, petra: Phone, key: int
) -> None:
    on(alb, key, go(Move.SHOW, CENTRE))
    opened(petra).taps("has a question").says("Can the person work on Saturdays?")
    assert way(alb, key).stage is Stage.QUESTION
    assert "✉️ Can the person work on Saturdays?" in petra.sees
    petra.taps("Answer the firm")
    assert "✉️ Can the person work on Saturdays?" in petra.sees
    petra.says("Yes, Amal can")
    assert "Please write it without the name." in petra.sees
    petra.says("Yes, every second one")
    assert NOBODY_TOLD in petra.sees
    petra.taps("Take it back")
    assert "answer" not in sealing.facts(way(alb, key))
    petra.taps("Answer the firm").says("Yes, but illness in the family")
    assert "something we do not tell" in petra.sees
    assert petra.taps("No, leave it").bubbles[-2].text == "Nothing changed."
    alb.now += timedelta(seconds=1)
    opened(petra)
    assert stepped(petra, key, "Answer the firm", "Yes, every second one") is Stage.SHOWN
    assert sealing.facts(way(alb, key))["answer"] == "Yes, every second one"


def test_the_yes_of_the_parents_takes_a_second_tap(alb: Town, petra: Phone) -> None:
    young = newcomer(alb, "young", first_name="Yonas")
    set_band(alb, young, AgeBand.YOUNG)
    key = interested(alb, young, offered(alb, kind="look_day"))
    on(alb, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    opened(petra, "Yonas").taps("The parents' yes is seen")
    assert way(alb, key).stage is Stage.GUARDIAN
    assert "Did you see the yes of the parents, or of the guardian, for this firm?" in petra.sees
    assert petra.taps("No, not yet").buttons[0] == "✍️ The parents' yes is seen"
    petra.taps("The parents' yes is seen")
    assert stepped(petra, key, "Yes, I saw it") is Stage.NAMING
    assert "👀 Only to look: this needs no permission." in petra.reads().sees


def test_who_looks_after_it_hears_and_the_others_do_not(alb: Town, petra: Phone, key: int) -> None:
    eva = lead(alb, "eva")
    opened(petra).taps("I look after this")
    assert "🤝 Looks after it: Petra" in petra.sees
    eva.reads()
    on(alb, key, go(Move.SHOW, CENTRE), go(Move.ASK, FIRM))
    before = len(eva.bubbles)
    assert "🤔 The firm has a question." in petra.reads().sees
    assert len(eva.reads().bubbles) == before
    eva.says("/team").taps("👤 Petra").taps("End the access").taps("Yes, end it")
    assert way(alb, key).owner_id is None
    assert "🤔 The firm has a question." in eva.reads().sees


def test_a_colleague_who_did_it_hears_nothing_of_it(alb: Town, petra: Phone, key: int) -> None:
    on(alb, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM))
    opened(petra)
    before = len(told(alb, Kind.TO_INTRODUCE, key))
    assert stepped(petra, key, "The person: yes") is Stage.PERMIT
    assert len(told(alb, Kind.TO_INTRODUCE, key)) == before


def test_of_somebody_without_a_phone_here_the_centre_hears(
    alb: Town, petra: Phone, alone: Phone, key: int
) -> None:
    alb.do(lambda s: s.execute(update(Chat).where(Chat.id == alone.chat).values(language=None)))
    on(alb, key, go(Move.SHOW, CENTRE))
    petra.reads()
    on(alb, key, go(Move.SEND, FIRM))
    assert "👋 The firm says yes. The person's yes for this firm is missing." in petra.reads().sees


def test_another_centre_sees_nothing_and_the_firms_centre_its_side(alb: Town, key: int) -> None:
    ute, udo = staff(alb, "ute", "reutlingen"), staff(alb, "udo", "ermstal")
    alb.do(lambda s: s.execute(update(Offer).values(plz="72555")))
    on(alb, key, go(Move.SHOW, CENTRE))
    petra = staff(alb, "petra", "alb")
    button = opened(petra).bubbles[-1].data("please send")
    ute.does(Tapped(button, None))
    assert ute.toast == "This is closed. Here is the menu: /menu"
    udo.says(f"/today way-{key}")
    assert lines(udo)[0] == f"Code {way(alb, key).code} and Näherei Muster"
    assert "Amal" not in udo.sees
    assert udo.buttons == [
        "👋 The firm: please send",
        "🤔 The firm has a question",
        "❌ The firm: no",
    ]
    taken = petra.bubbles[-1].data("look after")
    udo.does(Tapped(taken, None))
    assert udo.toast == "This is closed. Here is the menu: /menu"
    assert stepped(udo.says(f"/today way-{key}"), key, "please send") is Stage.WANTED
    udo.says(f"/today way-{key}")
    assert udo.buttons == []


def test_the_firms_centre_reads_no_name_while_the_parents_are_asked(alb: Town) -> None:
    udo, young = staff(alb, "udo", "ermstal"), newcomer(alb, "young", first_name="Yonas")
    set_band(alb, young, AgeBand.YOUNG)
    key = interested(alb, young, offered(alb, kind="look_day"))
    alb.do(lambda s: s.execute(update(Offer).values(plz="72555")))
    on(alb, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    assert way(alb, key).stage is Stage.GUARDIAN
    assert lines(udo.says(f"/today way-{key}"))[0] == (
        f"Code {way(alb, key).code} and Näherei Muster"
    )
    assert "Yonas" not in udo.sees
    on(alb, key, go(Move.GUARD, CENTRE))
    assert lines(udo.says(f"/today way-{key}"))[0].startswith("Yonas (")


def test_what_is_the_persons_the_firms_centre_cannot_take_back(
    alb: Town, petra: Phone, key: int
) -> None:
    udo = staff(alb, "udo", "ermstal")
    alb.do(lambda s: s.execute(update(Offer).values(plz="72555")))
    on(alb, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM))
    undo = opened(petra).taps("The person: yes").bubbles[-1].data("Take it back")
    assert "Nobody was told yet." in udo.says(f"/today way-{key}").sees
    assert udo.buttons == []
    udo.does(Tapped(undo, udo.bubbles[-1].row))
    assert udo.toast == "This is closed. Here is the menu: /menu"
    minute(alb)
    assert way(alb, key).stage is Stage.PERMIT


def test_stuck_is_who_has_no_step_in_a_week(alb: Town, petra: Phone, key: int) -> None:
    alb.walk(alb.now + timedelta(days=7))
    petra.reads().says("/today")
    assert "🤝 On the way to a firm: 1. Stuck: 1" in petra.sees
    petra.taps("Who is on the way").taps("Stuck: 1")
    assert petra.sees.split("\n")[-1].endswith("⏳ stuck")
    on(alb, key, go(Move.SHOW, CENTRE), go(Move.SEND, FIRM), go(Move.AGREE, PERSON))
    on(alb, key, lambda work, found: permission.set_permit(work, found, Permit.AUTHORITY))
    alb.walk(alb.now + timedelta(days=20))
    assert "Stuck: 0" in petra.reads().says("/today").sees
    alb.walk(alb.now + timedelta(days=9))
    assert "Stuck: 1" in petra.reads().says("/today").sees


def test_the_cards_of_person_and_offer_name_it(alb: Town, petra: Phone, key: int) -> None:
    petra.reads().says("/people Amal")
    assert "🤝 Näherei Muster: 🙋 Interested. The firm has not seen a card yet." in petra.sees
    assert petra.taps("🤝 Näherei Muster").buttons[0] == "📨 Show the card to the firm"
    petra.says("/offer").taps("📋 Näherin")
    assert "🤝 On the way: 1. Places taken: 0 of 1" in petra.sees
    petra.taps("Who is on the way")
    assert "Amal" in petra.sees
    assert petra.taps("🤝 Amal").buttons[0] == "📨 Show the card to the firm"


def test_it_is_ended_for_the_person_or_for_both(alb: Town, petra: Phone, alone: Phone) -> None:
    for label, stage in [("does not want", Stage.WITHDRAWN), ("It ends here", Stage.CLOSED)]:
        key = interested(alb, alone, offered(alb))
        opened(petra).taps("End it")
        assert "How does it end?" in petra.sees
        assert stepped(petra, key, label) is stage
        assert petra.reads()
        assert "✉️" not in petra.sees
