"""What is new with people on their way is in a firm's one message a day; only a near day is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from conversations.introductions import goes_on
from storage.erasure import erase_silently
from storage.introductions.permission import set_permit
from storage.introductions.steps import Facts
from storage.models import Introduction, Person
from storage.models.introductions import Reach
from storage.rules.ages import AgeBand
from storage.rules.stages import Move, Permit
from tests.conversations.candidate_scene import (
    CENTRE,
    FIRM,
    PERSON,
    agreed,
    asked,
    calls,
    chooses,
    contact,
    is_interested,
    looking,
    moves,
    says_yes,
    speaks,
    way,
)
from tests.conversations.way_scene import is_new
from tests.people import Phone, Town
from tests.scheduler.desk import address, local, news, offered, walked

pytestmark = pytest.mark.both_databases
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
THURSDAY, FRIDAY = date(2026, 11, 12), date(2026, 11, 13)
MONDAY, TUESDAY, NEXT = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 24)
HEAD = "📬 New for you:"
PHONE = "☎️ Integrationszentrum Alb: +49 7381 000-1"


def two(at: Town) -> tuple[Phone, int, int]:
    """Let a firm agree on a day with one person, and wait for the yes of another."""
    address(at)
    offer = offered(at, kind="look_day", places=2, street="Musterweg 8")
    firm = speaks(at, "firm", offer)
    first, second = is_interested(at, offer, "amal"), is_interested(at, offer, "reza")
    at.walk(at.now + DAY)
    firm.reads()
    agreed(at, first, NEXT)
    moves(at, second, Move.SEND, FIRM)
    return firm, first, second


def test_what_went_on_is_one_silent_message_at_the_hour_of_the_firm(alb: Town) -> None:
    firm, first, second = two(alb)
    says_yes(alb, second)
    assert news(firm) == []
    assert walked(alb, local(THURSDAY, 20), firm) == [f"12.11. 09:00 {HEAD}"]
    assert firm.sees.split("\n")[1:5] == [
        f"👤 Amal ({way(alb, first).code})",
        "📅 Amal comes: Tuesday, 24.11.2026, 09:00 (in the morning)",
        "1 question for you",
        f"👤 Reza ({way(alb, second).code})",
    ]
    assert firm.bubbles[-1].body["private"]
    assert walked(alb, local(FRIDAY, 8), firm) == []


def test_two_steps_with_one_person_are_one_line(alb: Town) -> None:
    firm, _offer, key = asked(alb, "internship")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    moves(alb, key, Move.WITHDRAW, PERSON)
    firm.reads()
    assert walked(alb, local(FRIDAY, 20), firm) == [f"12.11. 09:00 {HEAD}"]
    gone = f"👤 Person {way(alb, key).code} is no longer available."
    assert [each for each in firm.sees.split("\n") if way(alb, key).code in each] == [gone]


def test_what_the_firm_did_itself_is_no_news(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    firm.taps("Please send")
    moves(alb, key, Move.REFUSE, FIRM)
    firm.reads()
    assert walked(alb, alb.now + 3 * DAY, firm) == []


def test_what_was_new_stays_above_the_next_question(alb: Town) -> None:
    firm, _first, second = two(alb)
    says_yes(alb, second)
    alb.walk(local(THURSDAY, 9))
    firm.reads().taps("16.11.")
    assert firm.sees.startswith(HEAD)
    assert "📅 Amal comes: Tuesday, 24.11.2026" in firm.sees
    assert "We ask which day is good." in firm.sees


def test_an_end_is_told_in_the_next_message_and_not_in_the_one_before_it(alb: Town) -> None:
    """The message of the day that showed somebody is written over, and is no second news."""
    firm, _first, second = two(alb)
    says_yes(alb, second)
    alb.walk(local(THURSDAY, 12))
    firm.reads()
    alb.now += MINUTE
    moves(alb, second, Move.WITHDRAW, PERSON)
    before = firm.reads().bubbles[-1].text
    assert way(alb, second).code not in before
    assert "Amal comes" in before
    assert walked(alb, local(FRIDAY, 20), firm) == [f"13.11. 09:01 {HEAD}"]
    gone = f"👤 Person {way(alb, second).code} is no longer available."
    assert sum(gone in each.text for each in firm.bubbles) == 1


def test_a_day_that_comes_before_the_next_message_is_told_at_once(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    alb.walk(local(FRIDAY, 15))
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    moves(alb, key, Move.NAME, FIRM, Facts(options=[f"{MONDAY}T11:00", f"{TUESDAY}T11:00"]))
    firm.reads()
    chooses(alb, key, MONDAY, 11)
    assert news(firm) == [f"👤 Amal ({way(alb, key).code})"]
    alb.now += MINUTE
    moves(alb, key, Move.WITHDRAW, PERSON)
    assert news(firm) == [f"👤 Person {way(alb, key).code} is no longer available."]
    assert "❌ Nobody comes on Monday, 16.11.2026." in firm.sees
    later = walked(alb, local(TUESDAY, 20), firm)
    assert HEAD not in str(later), "what was told at once is not told again"


def test_a_day_that_comes_after_it_waits_for_the_message(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    alb.walk(local(FRIDAY, 15))
    agreed(alb, key, TUESDAY)
    assert news(firm) == []
    assert walked(alb, local(MONDAY, 12), firm) == ["16.11. 09:00 📬 New for you:"]
    moves(alb, key, Move.OTHER, PERSON)
    heard = firm.reads().sees.split("\n")
    assert "❌ Nobody comes on Tuesday, 17.11.2026." in heard, "the next message is too late"


def test_a_day_given_up_is_news_once_however_often_another_one_is_asked_for(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, NEXT)
    assert walked(alb, local(THURSDAY, 20), firm) == [f"12.11. 09:00 {HEAD}"]
    off = "❌ Nobody comes on Tuesday, 24.11.2026."
    moves(alb, key, Move.OTHER, PERSON)
    alb.walk(local(FRIDAY, 20))
    assert off in firm.reads().sees
    moves(alb, key, Move.NAME, FIRM, Facts(options=[f"{TUESDAY}T11:00"]))
    moves(alb, key, Move.OTHER, PERSON)
    before = len(firm.reads().bubbles)
    alb.walk(local(MONDAY, 20))
    told = firm.reads().bubbles[before:]
    assert told
    assert off not in "\n".join(each.text for each in told)


def test_a_day_given_up_is_told_though_it_went_on_before_anybody_read_it(alb: Town) -> None:
    """Parents are asked, and say yes within the hour: the firm still reads it, and once."""
    firm, _offer, key = asked(alb)
    agreed(alb, key, NEXT)
    assert walked(alb, local(THURSDAY, 20), firm) == [f"12.11. 09:00 {HEAD}"]
    young(alb, way(alb, key).person_id)
    moves(alb, key, Move.PARENTS, PERSON)
    moves(alb, key, Move.GUARD, CENTRE)
    off = "❌ Nobody comes on Tuesday, 24.11.2026."
    alb.walk(local(FRIDAY, 20))
    assert firm.reads().sees.startswith(HEAD)
    assert off in firm.sees
    assert not is_new(alb)


def young(at: Town, person: int) -> None:
    """Let somebody turn out to be under 18."""
    at.do(lambda s: setattr(s.get_one(Person, person), "age_band", AgeBand.YOUNG))


def test_a_day_that_took_place_is_none_that_is_off(alb: Town) -> None:
    firm, offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY, 18))
    assert "How was the day" in firm.reads().says("/questions").sees
    contact(alb, offer, firm, reach=Reach.PHONE)
    told = calls(alb)
    moves(alb, key, Move.AGAIN, FIRM)
    assert [each for each in calls(alb)[len(told) :] if each[0] == "news"] == []


def test_steps_of_a_permission_come_along_and_alone_once_a_week(alb: Town) -> None:
    firm, offer, key = asked(alb, "internship")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    assert walked(alb, local(THURSDAY, 20), firm) == [f"12.11. 09:00 {HEAD}"]
    permits(alb, key, Permit.AUTHORITY)
    assert walked(alb, local(date(2026, 11, 20), 20), firm) == [f"20.11. 09:00 {HEAD}"]
    assert "It is being arranged." in firm.sees
    permits(alb, key, Permit.FORM)
    is_interested(alb, offer, "reza")
    assert walked(alb, local(date(2026, 11, 23), 12), firm) == [f"23.11. 09:00 {HEAD}"]
    assert "It is being arranged." in firm.sees
    assert "1 question for you" in firm.sees


def test_what_has_no_room_in_a_message_comes_in_the_next(alb: Town) -> None:
    firm, offer = looking(alb, places=20)
    ways = [is_interested(alb, offer, f"p{number}") for number in range(10)]
    alb.walk(local(THURSDAY, 8))
    for key in ways:
        agreed(alb, key, NEXT)
        moves(alb, key, Move.WITHDRAW, PERSON)
    gone = {f"👤 Person {way(alb, key).code} is no longer available." for key in ways}
    firm.reads()
    assert walked(alb, local(THURSDAY, 20), firm) == [f"12.11. 09:00 {HEAD}"]
    first = gone & {*firm.sees.split("\n")}
    assert len(first) == 8
    assert "… +2" in firm.sees
    assert walked(alb, local(FRIDAY, 20), firm) == [f"13.11. 09:00 {HEAD}"]
    assert gone & {*firm.sees.split("\n")} == gone - first
    assert walked(alb, local(TUESDAY, 20), firm) == []


def permits(at: Town, key: int, permit: Permit) -> None:
    """Let the centre note how far the permission is, and both hear it."""

    def unit(session: Session) -> None:
        work, found = at.work(session), session.get_one(Introduction, key)
        set_permit(work, found, permit)
        goes_on(work, found, work.now)

    at.do(unit)


def test_each_of_a_firm_reads_it_at_their_own_hour_and_once(alb: Town) -> None:
    firm, offer, key = asked(alb)
    late = speaks(alb, "late", offer)
    contact(alb, offer, late, hour=14)
    alb.walk(local(date(2026, 11, 11), 15))
    agreed(alb, key, NEXT)
    late.reads()
    heard = walked(alb, local(FRIDAY, 20), firm, late)
    assert heard == [f"12.11. 09:00 {HEAD}", f"12.11. 14:00 {HEAD}"]


def test_what_did_not_go_out_on_a_day_comes_on_the_next_ones(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, NEXT)
    alb.walk(local(TUESDAY, 8))
    assert walked(alb, local(TUESDAY, 12), firm)[-1:] == ["17.11. 09:00 📬 New for you:"]


def test_many_are_bounded_and_the_list_has_all_on_pages(alb: Town) -> None:
    address(alb)
    offer = offered(alb, kind="internship", places=12)
    firm = speaks(alb, "firm", offer)
    for n in range(11):
        key = is_interested(alb, offer, f"p{n}")
        moves(alb, key, Move.SEND, FIRM)
        says_yes(alb, key)
    alb.walk(alb.now + timedelta(hours=2))
    lines = firm.reads().sees.split("\n")
    assert (len(lines), lines[-2:]) == (1 + 8 * 2 + 2, ["… +3", PHONE])
    firm.taps("Who comes to us")
    assert firm.sees.count("👤") == 6
    firm.taps("Show more")
    assert firm.sees.count("👤") == 5


def test_who_is_erased_takes_a_message_along_and_the_rest_of_it_comes_again(alb: Town) -> None:
    firm, first, second = two(alb)
    says_yes(alb, second)
    moves(alb, second, Move.TALK, PERSON)
    assert walked(alb, local(THURSDAY, 20), firm) == [f"12.11. 09:00 {HEAD}"]
    who = way(alb, second).person_id
    alb.do(lambda s: erase_silently(alb.work(s), who))
    firm.reads()
    gone = "13.11. 09:00 This person is no longer available."
    assert walked(alb, local(FRIDAY, 20), firm) == [gone, f"13.11. 09:00 {HEAD}"]
    assert firm.sees.split("\n")[1:] == [
        f"👤 Amal ({way(alb, first).code})",
        "📅 Amal comes: Tuesday, 24.11.2026, 09:00 (in the morning)",
        PHONE,
    ]
