"""Several cards of one thing in a chat: whichever is tapped, all of them say how it stands."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import delete, select

from conversations.kit.elsewhere import EACH, MOST
from conversations.kit.events import Tapped
from storage.models import Activity, Employer, Outbox
from storage.models.outbox import OutboxState
from tests.conversations.invited import firm
from tests.people import Bubble, Phone, Town
from tests.scheduler.desk import booked, held, moved, newcomer, offered

pytestmark = pytest.mark.both_databases
THURSDAY = date(2026, 11, 12)
COMING, CANNOT = "✅ You are coming.", "❌ You said you cannot come. We told the centre."


@pytest.fixture
def amal(alb: Town) -> Phone:
    """Amal reads of an appointment, and looks at it twice more."""
    amal = newcomer(alb, "amal")
    booked(alb, amal, THURSDAY, time(15))
    return amal.reads().says("/appointments").says("/appointments")


def soon(phone: Phone) -> Phone:
    """Read what follows within some seconds."""
    phone.town.now += (MOST + 1) * EACH
    return phone.reads()


def cards(phone: Phone, code: str) -> list[Bubble]:
    """Return the cards of a thing, the oldest first."""
    return [bubble for bubble in phone.bubbles if f"Code: {code}" in bubble.text]


def first_lines(phone: Phone, code: str) -> set[str]:
    """Return how the cards of a thing begin."""
    return {bubble.text.split("\n")[0] for bubble in cards(phone, code)}


@pytest.mark.parametrize("tapped", [0, 1, 2])
def test_an_answer_to_one_card_is_on_all_of_them(amal: Phone, tapped: int) -> None:
    soon(amal.taps("I will come", cards(amal, "T1")[tapped]))
    assert first_lines(amal, "T1") == {COMING}
    soon(amal.taps("I cannot come", cards(amal, "T1")[tapped - 1]))
    assert len(cards(amal, "T1")) == 3
    assert first_lines(amal, "T1") == {CANNOT}


def test_an_answer_typed_or_by_code_is_on_all_of_them_too(amal: Phone) -> None:
    soon(amal.says("1 T1"))
    assert first_lines(amal, "T1") == {COMING}


def test_a_reminder_nobody_tapped_says_it_too(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    held(alb, THURSDAY)
    amal.says("/week").taps("I will come")
    for _hour in alb.hours(alb.now.replace(day=12, hour=8)):
        amal.reads()
    reminder = amal.bubbles[-1]
    assert reminder.text.startswith("⏰")
    soon(amal.taps("I cannot come", amal.bubbles[0]))
    assert COMING not in reminder.text
    assert "I will come" in str(reminder.rows)


def test_as_many_are_changed_as_the_messenger_bears(amal: Phone) -> None:
    for _ in range(MOST + 2):
        amal.says("/appointments")
    every = cards(amal, "T1")
    soon(amal.taps("I will come", every[-1]))
    changed = [bubble for bubble in every if bubble.text.startswith(COMING)]
    assert changed == every[-MOST - 1 :]


def test_what_somebody_says_keeps_the_way_to_the_rest_of_the_list(alb: Town) -> None:
    for _ in range(4):
        held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week").says("/week")
    first, second = cards(amal, "A3")
    soon(amal.taps("I will come", second))
    assert ["Show more" in str(bubble.rows) for bubble in (first, second)] == [True, True]
    assert first_lines(amal, "A3") == {COMING}


def test_who_only_looks_changes_no_other_card(alb: Town) -> None:
    offered(alb)
    amal = newcomer(alb, "amal").says("/offers").says("/offers")
    older, newer = cards(amal, "O1")
    before = older.text
    soon(amal.taps("Tell me more", newer))
    assert older.text == before != newer.text
    soon(amal.taps("I am interested", older))
    assert first_lines(amal, "O1") == {
        "👍 You said: I am interested. The firm does not know your name."
    }


def test_a_firm_reads_one_state_of_its_offer(alb: Town) -> None:
    offered(alb)
    ref = alb.do(lambda session: session.scalars(select(Employer.ref)).one())
    boss = firm(alb, "boss", ref or "").says("/myoffers").says("/myoffers")
    first, second = cards(boss, "E1")[-2:]
    assert "Paused. Nobody" in soon(boss.taps("Later", first)).bubbles[-1].text
    soon(boss.taps("Yes, still open", second)).taps("2 places", second)
    soon(boss)
    assert "Open. Places: 2" in first.text
    soon(boss.says("/myoffers").taps("No longer needed"))
    shown = cards(boss, "E1")[-2:]
    assert {bubble.buttons[0] for bubble in shown} == {"↩️ No, it is still open"}
    alb.now += timedelta(minutes=1)
    alb.tick()
    assert "Filled. Nobody is sent to you." in soon(boss.reads()).sees
    assert len({bubble.text for bubble in shown}) == 1
    boss.taps("No, it is still open")
    assert "⏳ It opens in a minute. Nobody was told yet." in boss.sees


def test_cards_follow_behind_what_somebody_waits_for(amal: Phone) -> None:
    amal.taps("I will come", cards(amal, "T1")[-1])
    assert first_lines(amal, "T1") != {COMING}
    assert "What would you like?" in amal.says("/menu").sees


def test_a_card_that_is_gone_from_the_chat_does_not_come_back(amal: Phone) -> None:
    amal.taps("I will come", cards(amal, "T1")[-1])
    rows = select(Outbox.body).where(Outbox.state == OutboxState.TODO)
    waiting = amal.town.do(lambda session: session.scalars(rows).all())
    assert [bool(body and body["follows"]) for body in waiting] == [True, True]


def test_older_cards_of_what_was_moved_say_when_it_is_now(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    amal.reads().says("/appointments")
    moved(alb, key, THURSDAY, time(10))
    soon(amal.reads())
    assert all("10:00" in bubble.text for bubble in cards(amal, "T1"))
    assert any("❗ CHANGED" in bubble.text for bubble in amal.bubbles)


def test_a_press_on_an_old_card_leaves_the_news_of_the_change(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    key = booked(alb, amal, THURSDAY, time(15))
    old = amal.reads().bubbles[0].data("I will come")
    moved(alb, key, THURSDAY, time(10))
    amal.reads().does(Tapped(old, amal.bubbles[0].row))
    assert amal.toast == "This changed in the meantime. Please look again."
    assert any("❗ CHANGED" in bubble.text for bubble in soon(amal).bubbles)


def test_the_card_of_something_far_away_stays_true(alb: Town) -> None:
    held(alb, date(2026, 12, 20))
    amal = newcomer(alb, "amal")
    for _ in range(2):
        amal.does(Tapped("1sactivity.1.1.come-20261220", None))
    soon(amal.taps("I cannot come", amal.bubbles[-1]))
    assert {"I will come" in str(bubble.rows) for bubble in cards(amal, "A1")} == {True}
    soon(amal.taps("Not for me", amal.bubbles[-1]))
    assert first_lines(amal, "A1") == {"You said: not for me. Other things to do: /week"}


def test_cards_of_a_thing_that_is_gone_lose_their_buttons(alb: Town) -> None:
    key = held(alb, THURSDAY)
    amal = newcomer(alb, "amal").says("/week").says("/week")
    alb.do(lambda session: session.execute(delete(Activity).where(Activity.id == key)))
    amal.taps("I will come", amal.bubbles[0])
    assert [bubble.rows for bubble in amal.bubbles] == [[], []]
