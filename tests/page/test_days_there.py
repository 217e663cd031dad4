"""Days on a page are told from when it is read; each card stands once, a near day above."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from scheduler.due import ensure_daily
from storage.models import Chat
from storage.page import entries as page_entries
from storage.rules.stages import Move, Stage
from tests.conversations.test_waiting_list import statements
from tests.conversations.way_scene import DAY, comes_to, interested, moves, names_days, with_a_firm
from tests.page.phone import PagePhone, PageTown, plain
from tests.people import Phone, Town
from tests.scheduler.desk import address, booked, local, newcomer, offered
from tests.scheduler.test_near import weekly

pytestmark = pytest.mark.both_databases


@pytest.fixture
def there(alb: Town) -> PageTown:
    """The district, where people come to the page."""
    return PageTown(alb.database, alb.now, alb.limits)


def drawn(phone: Phone) -> list[str]:
    """Return what somebody reads who opens the page, from the top, each with its buttons."""
    assert isinstance(phone, PagePhone)
    view = phone.looks().view
    assert view is not None
    return [
        each.html.striptags() + " ".join(b.text for row in each.rows for b in row)
        for each in (*view.now, *view.earlier)
    ]


def test_an_appointment_that_is_over_is_not_tomorrow(there: PageTown) -> None:
    amal = newcomer(there, "amal")
    booked(there, amal, date(2026, 11, 12), time(15))
    for _hour in there.hours(local(date(2026, 11, 11), 19)):
        amal.reads()
    assert any("Tomorrow: " in each and "I will come" in each for each in drawn(amal))
    for _hour in there.hours(local(date(2026, 11, 13), 8)):
        amal.reads()
    assert not any("Tomorrow: " in each or "Today: " in each for each in drawn(amal))
    assert not any("I will come" in each for each in drawn(amal))


def test_a_day_at_a_firm_that_is_over_is_not_today(there: PageTown) -> None:
    with_a_firm(there)[1].reads()
    amal = interested(there)
    comes_to(there, amal, Stage.DATED)
    for _hour in there.hours(local(DAY, 8)):
        amal.reads()
    assert any("Today: " in each for each in drawn(amal))
    there.now += timedelta(days=1)
    assert not any("Today: " in each or "I cannot come" in each for each in drawn(amal))


def test_the_card_of_one_way_stands_there_once(there: PageTown) -> None:
    with_a_firm(there)[1].reads()
    amal = interested(there)
    comes_to(there, amal, Stage.NAMING)
    amal.reads()
    names_days(there)
    amal.reads()
    there.now += timedelta(minutes=1)
    cards = [each for each in drawn(amal.reads()) if "Your way to" in each]
    assert ["On which day can you come?" in each for each in cards] == [True]


def test_a_day_that_is_off_is_not_tomorrow_when_the_page_is_read_at_once(there: PageTown) -> None:
    with_a_firm(there)[1].reads()
    amal = interested(there)
    comes_to(there, amal, Stage.DATED)
    for _hour in there.hours(local(DAY - timedelta(days=1), 19)):
        amal.reads()
    assert any("Tomorrow: " in each and "I cannot come" in each for each in drawn(amal))
    moves(there, Move.REFUSE)
    there.now += timedelta(seconds=1)
    cards = [each for each in drawn(amal.reads()) if "Your way to" in each]
    assert ["You need not go on" in each for each in cards] == [True]
    assert not any("Tomorrow: " in each or "I cannot come" in each for each in drawn(amal))


def test_what_stands_on_a_page_is_looked_up_at_once_however_many_cards_there_are(
    there: PageTown,
) -> None:
    amal = newcomer(there, "amal")
    asked, things = [], []
    for day in range(12, 18):
        booked(there, amal, date(2026, 11, day), time(15))
        amal.reads()
        with statements() as said:
            drawn(amal)
        asked.append([sum(f"FROM {table}" in each for each in said) for table in ("shown", "role")])
        things.append(sum("FROM appointment" in each for each in said))
    assert asked == [asked[0]] * 6
    assert asked[0][0] == 1
    assert [after - before for before, after in pairwise(things)] == [1] * 5


def heads(phone: Phone) -> tuple[list[str], list[str]]:
    """Return the first lines of what stands above, and of what stands below as earlier."""
    assert isinstance(phone, PagePhone)
    view = phone.looks().view
    assert view is not None
    both = [
        [plain(str(each.html)).split("\n")[0] for each in some] for some in (view.now, view.earlier)
    ]
    return both[0], both[1]


def test_the_map_of_a_centre_is_on_the_card_of_its_appointment(there: PageTown) -> None:
    address(there)
    with_a_firm(there)
    amal = interested(there)
    booked(there, amal, date(2026, 11, 26), time(15))
    comes_to(there, amal.reads(), Stage.DATED)
    amal.reads()
    assert isinstance(amal, PagePhone)
    view = amal.looks().view
    assert view is not None
    cards = [each for each in (*view.now, *view.earlier) if each.place]
    assert ["appointment (Termin)" in each.html for each in cards] == [True]
    assert not any(each.startswith("Integrationszentrum") for some in heads(amal) for each in some)
    seen = {each.id for each in view.entries}
    there.do(lambda s: page_entries.saw(there.work(s), s.get_one(Chat, amal.chat), seen, there.now))
    assert not there.do(
        lambda s: page_entries.has_new(there.work(s), s.get_one(Chat, amal.chat), view.newest)
    )


def test_an_appointment_of_today_is_never_among_the_earlier_messages(there: PageTown) -> None:
    amal = newcomer(there, "amal")
    assert isinstance(amal, PagePhone)
    booked(there, amal, date(2026, 11, 12), time(15))
    for _hour in there.hours(local(date(2026, 11, 11), 19)):
        amal.reads()
    amal.says("my boss took my passport")
    there.now += timedelta(minutes=1)
    for hour in (9, 11):
        booked(there, amal, date(2026, 11, 20), time(hour))
        amal.reads()
    for _hour in there.hours(local(date(2026, 11, 12), 8)):
        amal.reads()
    view = amal.looks().view
    assert view is not None
    assert sum("Today: " in each.html for each in view.now) == 1
    assert not any("Today: " in each.html for each in view.earlier)


def test_an_offer_stands_above_what_is_near_this_week(there: PageTown) -> None:
    there.do(lambda session: ensure_daily(there.work(session)))
    weekly(there, "tu")
    amal = newcomer(there, "amal")
    offered(there)
    for _hour in there.hours(local(date(2026, 11, 16), 12)):
        amal.reads()
    now, _earlier = heads(amal)
    assert now[1:] == ["This week near you:"]
    assert now[0].startswith("💼")
