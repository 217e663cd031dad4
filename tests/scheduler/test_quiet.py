"""Quiet hours: what can wait is sent in no night, on no Sunday, on nobody's own quiet day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.talk import Setup, our_talk
from bot.telegram.claims import claim
from storage import offers, seats
from storage.models import Chat, Outbox, Person
from storage.models.outbox import Lane, OutboxState
from storage.people import tell
from storage.queues import due, outbox
from storage.queues.kinds import MANNERS, Kind
from storage.queues.speaking import speak
from storage.rules.workdays import is_free
from tests.conversations.brothers import YONAS, keys, shared, takes
from tests.conversations.invited import staff
from tests.people import BERLIN, Phone, Town
from tests.scheduler.desk import booked, local, newcomer, news, offered, person_of, said, states

pytestmark = pytest.mark.both_databases

TUESDAY, SATURDAY = date(2026, 11, 10), date(2026, 11, 14)
MONDAY = date(2026, 11, 16)
EVENING = (18,)
SOON = timedelta(minutes=70)
KEPT = update(Outbox).where(Outbox.state == OutboxState.TODO)


class Sent(NamedTuple):
    """A call that was begun: what, when, and for whom."""

    kind: str
    at: datetime
    person: int | None


def sends(town: Town, stumbles: bool = False) -> list[Sent]:
    """Begin to send everything that may go now, as the sender does; it `stumbles` now and then."""
    setup, found = Setup(our_talk(), town.limits, BERLIN), []

    def unit(session: Session) -> Sent | None:
        catch = claim(session, now=town.now, up_to=Lane.ANNOUNCEMENT, resting=(), setup=setup)
        if catch.claimed is None:
            return None
        row = session.get_one(Outbox, catch.claimed.row)
        whom = row.person_id or session.get_one(Chat, row.chat_id).person_id
        sent = Sent(row.kind or "", town.now.astimezone(BERLIN), whom)
        if stumbles and row.attempts == 1 and row.id % 3 == 0:
            outbox.retry(session, row.id, town.now + SOON)
        else:
            outbox.sent(session, row.id, row.id, town.now)
        return sent

    while (each := town.do(unit)) is not None:
        found.append(each)
    return found


def is_quiet(sent: Sent, own: dict[int, list[str]]) -> bool:
    day = ("mo", "tu", "we", "th", "fr", "sa", "su")[sent.at.weekday()]
    asleep = not 8 <= sent.at.hour < 20
    return asleep or day == "su" or is_free(sent.at.date()) or day in own.get(sent.person or 0, [])


def test_in_a_month_nothing_that_can_wait_begins_in_quiet_hours(alb: Town) -> None:
    alb.now = local(date(2026, 12, 10), 10)  # Christmas and the new year are ahead
    petra = staff(alb, "petra", "alb")
    phones = [newcomer(alb, f"newcomer {number}").says("/offers") for number in range(4)]
    phones.append(newcomer(alb, "nothing fits", slots=[]).says("/offers"))
    own = {person_of(phones[1]): ["fr"], person_of(phones[2]): ["mo", "tu", "we"]}
    for phone in phones[1:3]:
        said(phone, quiet_on=own[person_of(phone)])
    booked(alb, phones[0], date(2026, 12, 14), time(10))
    began: list[Sent] = []
    for day, hour in product(range(30), (7, 8, 12, 18, 20)):
        alb.now = local(date(2026, 12, 11) + timedelta(days=day), hour)
        alb.tick()
        if hour == 20:
            offered(alb, places=2)
        if (hour, day % 3) == (18, 0):
            _announces(alb, petra)
        if hour not in EVENING:  # what is put in the evening is claimed at night
            began += sends(alb, stumbles=day % 2 == 0)
    waiting = [each for each in began if each.kind and MANNERS[Kind(each.kind)].may_wait]
    assert {Kind.OFFER, Kind.NEWS, Kind.ANNOUNCEMENT} <= {each.kind for each in waiting}
    assert len(waiting) > 40
    assert [each for each in waiting if is_quiet(each, own)] == []
    reminded = {each.at.weekday() for each in began if each.kind == Kind.APPOINTMENT_REMINDER}
    assert reminded == {6, 0}  # a reminder waits for no Monday


def _announces(town: Town, petra: Phone) -> None:
    petra.reads().says("/announce").taps("German course")
    day = (town.now + timedelta(days=6)).astimezone(BERLIN)
    petra.says(f"{day:%d.%m.%Y}").taps("17:00").taps("18:00").taps("Free, with child care")
    petra.taps("Open to all").taps("Send now")


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (local(TUESDAY, 19, 59), local(TUESDAY, 19, 59)),
        (local(TUESDAY, 20), local(TUESDAY + timedelta(days=1), 8)),
        (local(TUESDAY, 7, 59), local(TUESDAY, 8)),
        (local(SATURDAY, 20), local(MONDAY, 8)),
        (local(date(2026, 12, 23), 21), local(date(2026, 12, 28), 8)),  # Christmas and a Sunday
        (local(date(2027, 1, 6), 10), local(date(2027, 1, 7), 8)),  # Epiphany
        (local(date(2027, 3, 27), 21), local(date(2027, 3, 30), 8)),  # summer time, Easter Monday
    ],
)
def test_what_can_wait_waits_for_the_next_morning(alb: Town, at: datetime, opens: datetime) -> None:
    amal = newcomer(alb, "amal")
    alb.now = at.astimezone(UTC)
    row = _said(alb, amal, Kind.OFFER_CLOSED)
    assert (row.not_before, row.state) == (opens, OutboxState.TODO)


def test_own_quiet_days_are_quiet_too(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    said(amal, quiet_on=["we", "th"])
    alb.now = local(TUESDAY, 21)
    assert _said(alb, amal, Kind.OFFER).not_before == local(TUESDAY + timedelta(days=3), 8)
    assert _said(alb, amal, Kind.ANNOUNCEMENT, whom=None).not_before == local(
        TUESDAY + timedelta(days=3), 8
    )


@pytest.mark.parametrize("kind", [kind for kind in MANNERS if not MANNERS[kind].may_wait])
def test_everything_else_goes_at_once(alb: Town, kind: Kind) -> None:
    if MANNERS[kind].speaks:
        amal = newcomer(alb, "amal")
        alb.now = local(date(2026, 11, 15), 3)
        row = _said(alb, amal, kind, expires_at=alb.now + SOON)
        assert (row.not_before, row.state) == (alb.now, OutboxState.TODO)


def test_what_is_claimed_too_late_goes_back_until_the_morning_and_lives_then(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    alb.now = local(SATURDAY, 19, 30)
    row = _said(alb, amal, Kind.ANNOUNCEMENT, whom=None)
    alb.now = local(SATURDAY, 20)
    assert sends(alb) == []
    put_off = alb.do(lambda s: s.get_one(Outbox, row.id))
    assert (put_off.state, put_off.attempts) == (OutboxState.TODO, 0)
    assert put_off.not_before == local(MONDAY, 8)
    assert put_off.expires_at == local(MONDAY + timedelta(days=1), 8)


def test_what_has_its_own_end_before_the_morning_ends_at_once(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    alb.now = local(TUESDAY, 21)
    row = _said(alb, amal, Kind.NEWS, expires_at=local(TUESDAY, 23))
    assert row.state is OutboxState.EXPIRED


def _said(town: Town, phone: Phone, kind: Kind, **how: Any) -> Outbox:
    whom = person_of(phone)

    def unit(session: Session) -> Outbox:
        row = speak(town.work(session), phone.chat, kind, 7, 1, **{"whom": whom, **how})
        return session.get_one(Outbox, row)

    return town.do(unit)


def test_several_offers_of_the_night_are_one_message(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    first, second = _pushed_at_night(alb, amal, 2)
    alb.now = local(TUESDAY + timedelta(days=1), 8)
    assert news(amal) == ["📬 New for you:"]
    assert amal.sees.count("💼") == 2
    assert amal.buttons == ["💼 Show my offers"]
    states_now = alb.do(lambda s: [s.get_one(Outbox, key).state for key in (first, second)])
    assert states_now == [OutboxState.SENT, OutboxState.EXPIRED]
    assert len([b for b in amal.taps("Show my offers").bubbles if "Code: O" in b.text]) == 2


def test_one_alone_is_its_own_card(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    _pushed_at_night(alb, amal, 1)
    alb.now = local(TUESDAY + timedelta(days=1), 8)
    assert news(amal)[0].startswith("💼")
    assert "👍 I am interested" in amal.buttons


def test_where_the_message_of_all_did_not_arrive_the_next_tells_the_rest(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    first, _second, _third = _pushed_at_night(alb, amal, 3)
    alb.now = local(TUESDAY + timedelta(days=1), 8)
    alb.do(lambda session: outbox.unclear(session, first, alb.now))
    assert news(amal) == ["📬 New for you:"]
    assert amal.sees.count("💼") == 2


def _pushed_at_night(town: Town, phone: Phone, count: int) -> list[int]:
    town.now, who, rows = local(TUESDAY, 21), person_of(phone), []
    for _ in range(count):
        key = offered(town)

        def push(session: Session, key: int = key) -> list[int]:
            work, offer = town.work(session), offers.find(town.work(session), key)
            assert offer is not None
            offers.show(work, who, offer, pushed=True)
            return tell(work, who, Kind.OFFER, offer.id, offer.revision)

        rows += town.do(push)
    return rows


def test_who_comes_to_the_phone_at_night_reads_what_is_kept_for_them(alb: Town) -> None:
    phone = takes(shared(alb), "Yonas", YONAS)
    hamid = keys(phone)["Hamid"]
    alb.now = local(TUESDAY, 18)
    alb.do(lambda s: due.renew(alb.work(s), Kind.NEWS, local(MONDAY, 9), hamid))
    alb.do(lambda s: tell(alb.work(s), hamid, Kind.NEWS, once="x"))
    assert [each.kind for each in sends(alb)] == [Kind.NEWS_FOR]
    alb.do(lambda s: s.execute(update(Outbox).values(expires_at=local(MONDAY, 9))))
    alb.do(lambda s: s.execute(KEPT.values(not_before=local(MONDAY, 9))))
    alb.now = local(TUESDAY, 22)
    assert sends(alb) == []
    alb.do(lambda s: seats.sit(alb.work(s), s.get_one(Chat, phone.chat), hamid))
    assert [each.kind for each in sends(alb)] == [Kind.NEWS]


def test_an_announcement_of_saturday_night_says_and_keeps_that_it_goes_out_on_monday(
    alb: Town,
) -> None:
    petra, amal = staff(alb, "petra", "alb"), newcomer(alb, "amal")
    alb.now = local(SATURDAY, 21)
    petra.reads().says("/announce").taps("German course").says("17.11.2026")
    petra.taps("17:00").taps("18:00").taps("Free, with child care").taps("Open to all")
    waits = "It goes out: Monday, 16.11.2026, 08:00"
    assert f"nothing is sent. {waits}" in petra.sees
    assert waits in petra.taps("Send now").sees
    alb.walk(local(MONDAY, 7))
    assert news(amal) == []
    alb.walk(local(MONDAY, 8) + timedelta(minutes=1))
    assert len(news(amal)) == 1


def test_nobody_announces_what_begins_before_anybody_hears_of_it(alb: Town) -> None:
    petra = staff(alb, "petra", "alb")
    newcomer(alb, "amal")
    alb.now = local(SATURDAY, 21)
    petra.reads().says("/announce").taps("German course").says("15.11.2026").taps("10:00")
    petra.taps("11:00").taps("Free, with child care").taps("Open to all")
    assert petra.taps("Send now").sees.endswith("On which day?")
    assert states(alb, Kind.ANNOUNCEMENT) == []


def test_the_promise_of_news_never_falls_on_a_quiet_day(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    said(amal, quiet_on=["sa"])
    alb.now = local(date(2026, 11, 8), 9)  # in two weeks it is Sunday
    amal.says("/offers")
    assert "I will write to you by Friday, 20.11.2026." in amal.sees
    heard = []
    for _ in alb.hours(local(date(2026, 11, 23), 9)):
        heard += [f"{each.at:%d.%m. %H}" for each in sends(alb) if each.kind == Kind.NEWS]
    assert heard == ["20.11. 09"]


def test_who_chooses_days_gets_no_offers_on_them(alb: Town) -> None:
    amal = newcomer(alb, "amal").says("/stop").taps("Days without offers")
    assert "At night and on Sundays they never come." in amal.sees
    amal.taps("Friday").taps("Done")
    assert amal.sees.startswith("Days without offers and news: 1.")
    assert alb.do(lambda s: s.scalars(select(Person.quiet_on)).all()) == [["fr"]]
    amal.says("/stop").taps("Days without offers").taps("Friday").taps("Done")
    assert alb.do(lambda s: s.scalars(select(Person.quiet_on)).all()) == [None]
