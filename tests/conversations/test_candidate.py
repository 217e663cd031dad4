"""A firm reads of somebody who is interested, and answers: the whole life, tap by tap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.introductions.steps import Facts
from storage.models import Introduction
from storage.rules.stages import Move, Permit, Stage
from tests.conversations.candidate_scene import (
    CENTRE,
    FIRM,
    a_minute,
    agreed,
    asked,
    both_agree,
    chooses,
    is_interested,
    moves,
    says_yes,
    speaks,
    stage,
    way,
)
from tests.people import Town
from tests.scheduler.desk import local, offered

pytestmark = pytest.mark.both_databases
MONDAY = date(2026, 11, 16)
DAY = timedelta(days=1)


def test_a_card_says_what_somebody_can_do_and_no_more(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    assert firm.sees.split("\n") == [
        "1 question for you",
        f"👤 Person {way(alb, key).code}",
        "A day to look (Hospitation): Näherin (Deutsch)",
        "✅ 👖 Industrial sewing machine: did it for years",
        "🎯 Looks for: 💼 Work",
        "💬 German: I understand simple instructions",
        "🕒 Has time: 🏭 All day, weekdays",
        "🚌 Can reach you: yes",
        "Does this person fit?",
        "⌛ We wait for your answer until Tuesday, 24.11.2026.",
        "☎️ Integrationszentrum Alb: +49 7381 000-1",
        f"Code: J{key}",
    ]
    assert firm.buttons == ["👋 Please send", "🤔 I have a question", "❌ No"]
    assert "private" in firm.bubbles[-1].body


def test_from_please_send_to_a_day_that_is_agreed(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    firm.taps("Please send")
    assert "We ask this person now. You hear from us by Tuesday, 17.11.2026." in firm.sees
    assert (stage(alb, key), firm.buttons) == (Stage.WANTED, ["❌ Not any more"])
    says_yes(alb, key)
    alb.walk(alb.now + DAY)
    assert "👍 Amal would like to come. Which day is good for you?" in firm.reads().sees
    assert firm.sees.split("\n")[1] == f"👤 Amal ({way(alb, key).code})"
    assert firm.buttons[:3] == [
        "📅 Mon 16.11. 09:00 (in the morning)",
        "📅 Wed 18.11. 09:00 (in the morning)",
        "🗓️ Other days",
    ]
    firm.taps("16.11.")
    assert "We ask which day is good. You hear by Monday, 16.11.2026." in firm.sees
    assert way(alb, key).options == ["2026-11-16T09:00"]
    chooses(alb, key, MONDAY)
    alb.walk(alb.now + DAY)
    assert "📅 Amal comes: Monday, 16.11.2026, 09:00 (in the morning)" in firm.reads().sees


def test_the_eve_the_day_and_a_start_after_it(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    firm.reads()
    alb.walk(local(MONDAY - DAY, 18))
    assert firm.reads().sees.split("\n")[:3] == [
        "⏰ Somebody is coming to you tomorrow.",
        "📅 Amal comes: Monday, 16.11.2026, 09:00 (in the morning)",
        f"👤 Amal ({way(alb, key).code})",
    ]
    assert firm.sees.count("Amal comes") == 1
    assert "✅ 👖 Industrial sewing machine: did it for years" in firm.sees
    firm.taps("For my calendar")
    file = firm.bubbles[-1].body["file"]
    assert (file["name"], "No name is in it." in firm.sees) == ("Tag.ics", True)
    alb.walk(local(MONDAY + DAY, 9))
    assert "How was the day with Amal?" in firm.reads().sees
    assert firm.buttons == [
        "🎉 This person begins with us",
        "👍 One more day",
        "🟡 Let us talk",
        "🚫 Did not come",
        "👎 No",
    ]
    assert not [each for each in firm.taps("begins with us").buttons if "Sun" in each]
    firm.says("1.12.2026")
    assert firm.sees.startswith("When does it begin?")
    firm.taps("08:00")
    assert "You said: begins on Tuesday, 01.12.2026. In a minute we tell the person" in firm.sees
    assert (stage(alb, key), firm.buttons) == (Stage.CAME, ["↩️ Take it back"])
    a_minute(alb, firm)
    shown = "It is being arranged. The centre calls you by Thursday, 26.11.2026."
    assert shown in firm.sees
    found = way(alb, key)
    assert (found.stage, found.permit, found.starts_on) == (
        Stage.PERMIT,
        Permit.OPEN,
        date(2026, 12, 1),
    )


def test_a_question_goes_to_the_centre_and_its_answer_stands_on_the_card(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    firm.taps("I have a question").says("Kann die Person auch Leder nähen?")
    assert stage(alb, key) is Stage.QUESTION
    assert "🤔 You asked:\n✉️ Kann die Person auch Leder nähen?" in firm.sees
    assert "The centre answers by Monday, 16.11.2026." in firm.sees
    assert firm.buttons == ["👋 Please send", "❌ No"]
    moves(alb, key, Move.ANSWER, CENTRE, Facts(said="Ja, ein wenig."))
    alb.walk(alb.now + DAY)
    assert "Answer of the centre:\n✉️ Ja, ein wenig.\nDoes this person fit?" in firm.reads().sees
    assert "Leder" not in str(alb.do(lambda s: s.get_one(Introduction, key).facts))


def test_a_no_can_be_taken_back_for_a_minute_and_the_person_reads_no_reason(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    amal = alb.phone("amal").reads()
    heard = len(amal.bubbles)
    firm.taps("❌ No")
    assert firm.buttons == [
        "The place is filled",
        "💬 German",
        "🕒 Hours and times",
        "🛠️ The skills",
        "Another reason",
        "Back",
    ]
    firm.taps("Back")
    assert firm.buttons == ["👋 Please send", "🤔 I have a question", "❌ No"]
    firm.taps("❌ No").taps("German")
    assert "In a minute we tell the person, kindly and without a reason." in firm.sees
    firm.taps("Take it back")
    assert firm.buttons == ["👋 Please send", "🤔 I have a question", "❌ No"]
    a_minute(alb, firm)
    assert (stage(alb, key), way(alb, key).reason) == (Stage.SHOWN, None)
    firm.taps("❌ No").taps("German")
    assert (stage(alb, key), len(amal.reads().bubbles)) == (Stage.SHOWN, heard)
    a_minute(alb, firm)
    found = way(alb, key)
    assert (found.stage, found.reason, found.key) == (Stage.REFUSED, "german", None)
    assert (
        firm.sees.split("\n")[0]
        == f"👤 Person {found.code}: you said no. Thank you for telling us."
    )
    assert firm.buttons == []
    assert len(amal.reads().bubbles) == heard + 1
    assert "german" not in amal.sees.lower()


@pytest.mark.parametrize(
    ("button", "then"),
    [
        ("One more day", Stage.NAMING),
        ("Let us talk", Stage.TALKING),
        ("Did not come", Stage.TALKING),
    ],
)
def test_after_a_day_one_tap_says_how_it_goes_on(alb: Town, button: str, then: Stage) -> None:
    firm, _offer, key = asked(alb, "trial_day")
    both_agree(alb, key, clear=True)
    alb.walk(alb.now + DAY)
    firm.reads().taps("16.11.")
    chooses(alb, key, MONDAY)
    alb.walk(local(MONDAY + DAY, 9))
    firm.reads().taps(button)
    a_minute(alb, firm)
    assert stage(alb, key) is then


def test_other_days_are_named_with_their_times_and_none_is_too_soon(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    both_agree(alb, key)
    alb.walk(alb.now + DAY)
    firm.reads().taps("Other days").says("13.11.2026")
    assert "people need two working days to get ready" in firm.sees
    firm.says("20.11.2026").taps("10:00").taps("One more day")
    firm.says("24.11.2026").says("13:30").taps("Enough")
    assert way(alb, key).options == ["2026-11-20T10:00", "2026-11-24T13:30"]
    assert "📅 Friday, 20.11.2026, 10:00 (in the morning)" in firm.sees


def test_the_firm_is_asked_how_it_goes_and_keeps_who_is_there_at_three_months(alb: Town) -> None:
    firm, _offer, key = asked(alb, "internship")
    both_agree(alb, key, clear=True)
    moves(alb, key, Move.TALK, FIRM)
    moves(alb, key, Move.START, FIRM, Facts(starts_on=MONDAY))
    alb.walk(local(MONDAY + 15 * DAY, 9))
    assert "How is it going with Amal?" in firm.reads().sees
    assert firm.buttons == ["👍 Going well", "🟡 I need to talk", "🚪 No longer there"]
    firm.taps("I need to talk")
    assert stage(alb, key) is Stage.STARTED
    alb.walk(local(MONDAY + 93 * DAY, 9))
    firm.reads().taps("Going well")
    assert stage(alb, key) is Stage.KEPT
    assert firm.sees.startswith("🎉 Three months! Thank you for this place.")


def test_who_is_still_there_after_three_months_has_work_and_offers_pause(alb: Town) -> None:
    firm, _offer, key = asked(alb, "internship")
    both_agree(alb, key, clear=True)
    moves(alb, key, Move.TALK, FIRM)
    moves(alb, key, Move.START, FIRM, Facts(starts_on=MONDAY))
    alb.walk(local(MONDAY + 93 * DAY, 9))
    firm.reads().taps("Going well")
    amal = alb.phone("amal").reads()
    assert "🎉 You have work. Offers pause. Looking again? /profile" in amal.sees
    assert "🔎 I look for work again" in amal.says("/profile").buttons


def test_nobody_answers_for_another_firm_or_before_a_card_is_shown(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    other = speaks(alb, "other", offered(alb))
    hidden = is_interested(alb, offered(alb), "reza")
    closed = "This is closed. Here is the menu: /menu"
    for phone, subject in ((other, key), (firm, hidden), (firm, 999)):
        for action in ("send", "ask", "no", "day-2611160900", "show", "check-well"):
            phone.does(Tapped(str(Standing("candidate", subject, 3, action)), None))
            assert phone.toast == closed
    assert stage(alb, hidden) is Stage.INTERESTED
    firm.says(f"1 J{hidden}")
    assert stage(alb, hidden) is Stage.INTERESTED


@pytest.mark.parametrize("action", ["day-2613400900", "day-x", "check-x", "send-1"])
def test_what_was_never_offered_is_closed(alb: Town, action: str) -> None:
    firm, _offer, key = asked(alb)
    firm.does(Tapped(str(Standing("candidate", key, way(alb, key).revision, action)), None))
    assert firm.toast == "This is closed. Here is the menu: /menu"


def test_a_reason_nobody_offers_is_closed(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    revision = way(alb, key).revision
    firm.does(Tapped(str(Standing("refusal", key, revision, "why-religion")), None))
    assert firm.toast == "This is closed. Here is the menu: /menu"
    assert way(alb, key).reason is None


def test_a_day_that_came_too_near_meanwhile_is_not_named(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    both_agree(alb, key)
    alb.walk(alb.now + DAY)
    firm.reads()
    alb.now += 3 * DAY
    firm.taps("16.11.")
    assert firm.toast == "This changed in the meantime. Please look again."
    assert stage(alb, key) is Stage.NAMING
