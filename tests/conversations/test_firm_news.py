"""What is new with people on their way is in a firm's one message a day; only a near day is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from conversations.introduced import goes_on
from storage import firm_calls
from storage.erasure import erase_silently
from storage.introductions.permission import set_permit
from storage.introductions.steps import Facts
from storage.models import Contact, FirmCall, Introduction, PageEntry
from storage.models.introductions import Reach
from storage.page import contacts
from storage.queues.kinds import Kind
from storage.rules.introducing import Move, Permit
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
    moves,
    says_yes,
    speaks,
    way,
)
from tests.conversations.invited import staff
from tests.page.phone import PagePhone, PageTown
from tests.people import Phone, Town
from tests.scheduler.desk import address, local, news, offered, person_of, put_out, walked

pytestmark = pytest.mark.both_databases
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
THURSDAY, FRIDAY = date(2026, 11, 12), date(2026, 11, 13)
MONDAY, TUESDAY, NEXT = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 24)
HEAD = "📬 New for you:"


@pytest.fixture
def there(here: Town) -> PageTown:
    """The district, where people come to the page."""
    return PageTown(here.database, here.now, here.limits)


def two(at: Town) -> tuple[Phone, int, int]:
    """Let a firm agree on a day with one person, and wait for the yes of another."""
    address(at)
    offer = offered(at, kind="look_day", places=2)
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


def test_a_day_that_comes_before_the_next_message_is_told_at_once(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    alb.walk(local(FRIDAY, 15))
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    moves(alb, key, Move.NAME, FIRM, Facts(options=[f"{MONDAY}T11:00", f"{TUESDAY}T11:00"]))
    firm.reads()
    chooses(alb, key, MONDAY, 11)
    assert news(firm) == [f"👤 Amal ({way(alb, key).code})"]
    alb.now += timedelta(minutes=1)
    moves(alb, key, Move.WITHDRAW, PERSON)
    assert news(firm) == [f"👤 Person {way(alb, key).code} is no longer available."]
    assert "❌ Nobody comes on Monday, 16.11.2026." in firm.sees
    assert walked(alb, local(TUESDAY, 20), firm) == [], "what was told at once is not told again"


def test_a_day_that_comes_after_it_waits_for_the_message(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    alb.walk(local(FRIDAY, 15))
    agreed(alb, key, TUESDAY)
    assert news(firm) == []
    assert walked(alb, local(MONDAY, 12), firm) == ["16.11. 09:00 📬 New for you:"]
    moves(alb, key, Move.OTHER, PERSON)
    heard = firm.reads().sees.split("\n")
    assert "❌ Nobody comes on Tuesday, 17.11.2026." in heard, "the next message is too late"


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
    assert (len(lines), lines[-1]) == (1 + 8 * 2 + 1, "… +3")
    firm.taps("Who is on the way")
    assert firm.sees.count("👤") == 8
    firm.taps("Show more")
    assert firm.sees.count("👤") == 3
    firm.taps(firm.buttons[0])
    assert "It is being arranged." in firm.sees
    assert "✅ 👖 Industrial sewing machine: did it for years" in firm.sees


def test_who_is_on_the_way_is_for_who_speaks_for_the_firm(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    other = speaks(alb, "other", offered(alb))
    assert other.says("/questions way").sees == "Nobody now."
    assert way(alb, key).code in firm.says("/questions way").sees


def test_who_is_erased_takes_a_message_along_and_the_rest_of_it_comes_again(alb: Town) -> None:
    firm, first, second = two(alb)
    says_yes(alb, second)
    moves(alb, second, Move.TALK, PERSON)
    assert walked(alb, local(THURSDAY, 20), firm) == [f"12.11. 09:00 {HEAD}"]
    who = way(alb, second).person_id
    alb.do(lambda s: erase_silently(alb.work(s), who))
    firm.reads()
    assert walked(alb, local(FRIDAY, 20), firm) == [f"13.11. 09:00 {HEAD}"]
    assert firm.sees.split("\n")[1:] == [
        f"👤 Amal ({way(alb, first).code})",
        "📅 Amal comes: Tuesday, 24.11.2026, 09:00 (in the morning)",
    ]


@pytest.mark.parametrize("reach", [Reach.PHONE, Reach.LETTER])
def test_who_wants_a_call_is_called_about_a_day_and_an_end_at_once(alb: Town, reach: Reach) -> None:
    address(alb)
    offer = offered(alb, kind="look_day")
    firm = speaks(alb, "firm", offer)
    contact(alb, offer, firm, reach=reach)
    key = is_interested(alb, offer, "amal")
    agreed(alb, key, NEXT)
    assert ("news", key) in calls(alb)
    moves(alb, key, Move.WITHDRAW, PERSON)
    assert calls(alb).count(("news", key)) == 2
    assert walked(alb, alb.now + 3 * DAY, firm) == []


def test_a_firm_without_a_phone_here_is_called_about_a_day(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    address(alb)
    offer = offered(alb, kind="look_day")
    key = is_interested(alb, offer, "amal")
    moves(alb, key, Move.SHOW, CENTRE)
    agreed(alb, key, NEXT)
    petra.reads().says("/today").taps("Whom to call")
    assert "Please tell the firm how it is. · 📅 Amal comes: Tuesday, 24.11.2026" in petra.sees
    petra.taps("Called: Näherei")
    assert waiting(alb) == []


def test_who_does_not_open_the_page_is_called_the_working_day_before(there: PageTown) -> None:
    staff(there, "petra", "alb")
    firm, _offer, key = on_a_page(there)
    agreed(there, key, NEXT)
    walked(there, local(NEXT - DAY, 15), firm)
    assert ("news", key) not in calls(there)
    told = put_out(there, Kind.TO_INTRODUCE)
    walked(there, local(NEXT - DAY, 16), firm)
    assert ("news", key) in calls(there)
    assert waiting(there) == [("news", key)]
    assert put_out(there, Kind.TO_INTRODUCE) > told
    there.now += MINUTE
    sees(firm)
    assert waiting(there) == [], "read after all"


def test_who_opened_it_is_not_called(there: PageTown) -> None:
    firm, _offer, key = on_a_page(there)
    agreed(there, key, NEXT)
    walked(there, local(MONDAY, 12), firm)
    sees(firm)
    walked(there, local(NEXT, 8), firm)
    assert ("news", key) not in calls(there)


def on_a_page(at: PageTown) -> tuple[PagePhone, int, int]:
    """Let a firm read on a page, and look away from then on."""
    firm, offer, key = asked(at)
    assert isinstance(firm, PagePhone)
    firm.looks_away = True
    return firm, offer, key


def sees(firm: PagePhone) -> None:
    """Let somebody have their page before them."""
    seen = update(PageEntry).where(PageEntry.chat_id == firm.chat)
    firm.town.do(lambda s: s.execute(seen.values(seen_at=firm.town.now)))


def waiting(at: Town) -> list[tuple[str, int]]:
    """Return about what firms are to be called now."""

    def unit(session: Session) -> list[FirmCall]:
        return [each for firm in firm_calls.waiting(at.work(session), "alb") for each in firm]

    return [(each.about, each.subject) for each in at.do(unit)]


def test_who_is_away_until_then_hears_of_a_near_day_at_once(alb: Town) -> None:
    firm, offer, key = asked(alb)
    contact(alb, offer, firm, away_until=date(2026, 12, 4))
    agreed(alb, key, NEXT)
    assert put_out(alb, Kind.INTRODUCED_FIRM) == 1, "the next message would come too late"


def test_a_near_day_is_a_mail_at_once_however_many_went_today(there: PageTown) -> None:
    firm, _offer, key = on_a_page(there)
    reads_mail(there, firm)
    there.walk(local(FRIDAY, 9))
    mails(there, firm)
    agreed(there, key, TUESDAY)
    walked(there, local(MONDAY, 9), firm)
    mails(there, firm)
    before = put_out(there, Kind.MAIL_CHANGED)
    there.now += MINUTE
    moves(there, key, Move.WITHDRAW, PERSON)
    mails(there, firm)
    assert put_out(there, Kind.MAIL_CHANGED) == before + 1


def reads_mail(at: Town, firm: PagePhone) -> None:
    """Let somebody of a firm have a confirmed address."""
    who = person_of(firm)

    def named(session: Session) -> None:
        contacts.offer(at.work(session), sends=True)
        contacts.give(at.work(session), who, "firma@example.org")
        session.scalars(select(Contact)).one().confirmed_at = at.now

    at.do(named)


def mails(at: Town, firm: Phone) -> None:
    """Let what waits come to the page, and a mail go for what nobody opened there."""
    firm.reads()
    at.now += 5 * MINUTE
    at.tick()
