"""A question says until when we wait, an end whose answer was missing, and nothing that is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from storage.introductions.steps import Facts
from storage.models import Employer, FirmContact
from storage.rules.stages import Move, Stage
from tests.conversations.candidate_scene import (
    FIRM,
    a_minute,
    agreed,
    asked,
    cleared,
    contact,
    employer_of,
    moves,
    says_yes,
    stage,
    way,
)
from tests.conversations.introducing_scene import opened
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import local

pytestmark = pytest.mark.both_databases
MONDAY, DAY = date(2026, 11, 16), timedelta(days=1)
WORK = "A day to look (Hospitation): Näherin (Deutsch)"


def told(firm: Phone, words: str) -> list[str]:
    """Return the lines from the first on that begins so, in the newest message that has one."""
    texts = [each.text.split("\n") for each in firm.reads().bubbles if words in each.text]
    return next(
        text[at:] for text in reversed(texts) for at, line in enumerate(text) if words in line
    )


def test_a_firm_that_names_no_day_reads_until_when_and_that_its_answer_was_missing(
    alb: Town,
) -> None:
    firm, _offer, key = asked(alb)
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    alb.walk(alb.now + DAY)
    last = (alb.now + 13 * DAY).date()
    assert f"⌛ We wait for your answer until {last:%A, %d.%m.%Y}." in firm.reads().sees
    alb.walk(alb.now + 14 * DAY)
    assert stage(alb, key) is Stage.EXPIRED
    code = way(alb, key).code
    over = f"⌛ Person {code}: the time is over. We had no answer from you."
    assert told(firm, over)[:2] == [over, WORK]


def test_a_person_who_does_not_answer_is_not_the_firms_silence(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    firm.taps("Please send")
    alb.walk(alb.now + 15 * DAY)
    over = f"⌛ Person {way(alb, key).code}: the time is over. The person did not answer."
    assert told(firm, over)[:2] == [over, WORK]


def test_who_is_gone_is_told_by_the_work_and_the_first_day(alb: Town) -> None:
    """The name is gone with the way: a bare code would say nothing to the firm."""
    firm, _offer, key = asked(alb, "job")
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    cleared(alb, key)
    moves(alb, key, Move.TALK, FIRM)
    moves(alb, key, Move.START, FIRM, Facts(starts_on=MONDAY))
    alb.walk(local(MONDAY + 3 * DAY, 9))
    moves(alb, key, Move.WITHDRAW, FIRM)
    alb.walk(local(MONDAY + 4 * DAY, 11))
    gone = f"🚪 Person {way(alb, key).code} is not with you any more. Thank you for trying it."
    said = [gone, "Work: Näherin (Deutsch)", "▶️ First day: Monday, 16.11.2026"]
    assert told(firm, gone)[:3] == said


def test_after_the_firms_own_one_more_day_nobody_is_said_to_like_to_come(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY + DAY, 9))
    firm.reads().taps("One more day")
    firm.says("/questions")
    assert "Which day is good for you?" in firm.sees
    assert "would like to come" not in firm.sees


def test_after_a_day_nobody_came_what_the_firm_knows_is_said_no_more(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    agreed(alb, key, MONDAY)
    alb.walk(local(MONDAY + DAY, 9))
    firm.reads().taps("Did not come")
    a_minute(alb, firm)
    moves(alb, key, Move.AGAIN, FIRM)
    amal = alb.phone("amal").reads()
    assert "Next: the firm names days on which you can come." in amal.sees
    assert "You said yes." not in amal.sees


def test_staff_read_the_number_of_who_answers_for_the_firm_or_whose_is_not_known(
    alb: Town,
) -> None:
    petra = staff(alb, "petra", "alb")
    firm, offer, _key = asked(alb)
    bare = update(Employer).where(Employer.id == employer_of(alb, offer))
    alb.do(lambda s: s.execute(bare.values(contact=None, phone=None)))
    assert "We do not know the phone number of the firm." in opened(petra).sees
    contact(alb, offer, firm, name="Sabine Maier")
    alb.do(lambda s: setattr(s.scalars(select(FirmContact)).one(), "phone", "07381 12345"))
    assert "👤 Sabine Maier" in opened(petra).sees
    assert "07381 12345" in petra.sees
    assert "do not know the phone" not in petra.sees


def test_a_number_that_is_known_is_said_also_of_who_is_away_or_beside_a_bare_name(
    alb: Town,
) -> None:
    petra = staff(alb, "petra", "alb")
    firm, offer, _key = asked(alb)
    own = update(Employer).where(Employer.id == employer_of(alb, offer))

    def record(name: str | None, number: str | None) -> None:
        alb.do(lambda s: s.execute(own.values(contact=name, phone=number)))

    record(None, None)
    contact(alb, offer, firm, name="Sabine Maier")
    alb.do(lambda s: setattr(s.scalars(select(FirmContact)).one(), "phone", "07381 12345"))
    firm.says("/myfirm").taps("I am away").says("10.01.2027")
    line = "👤 Sabine Maier · ☎️ Phone: 07381 12345"
    assert line in opened(petra).sees
    assert "🌴 Away until: Sunday, 10.01.2027" in petra.sees
    for name, number in (
        ("Sabine Maier", "07381 12345"),
        ("Sabine Maier", None),
        ("Eva Kurz", None),
    ):
        record(name, number)
        assert line in opened(petra).sees
        assert petra.sees.count(f"👤 {name}") == 1
        assert "🌴 Away until" in petra.sees
        assert "do not know the phone" not in petra.sees
    assert line in petra.says("/firms").taps("🏢").sees
    assert "do not know the phone" not in petra.sees
    record(None, "07381 777")
    assert "☎️ Phone: 07381 777" in opened(petra).sees
    assert line not in petra.sees


def test_a_firm_is_promised_no_day_that_is_over(alb: Town) -> None:
    firm, _offer, key = asked(alb)
    moves(alb, key, Move.SEND, FIRM)
    says_yes(alb, key)
    moves(alb, key, Move.NAME, FIRM, Facts(options=[f"{MONDAY}T09:00"]))
    assert "You hear by Monday, 16.11.2026." in firm.reads().says("/mypeople").taps("👤").sees
    alb.walk(local(MONDAY + DAY, 12))
    assert stage(alb, key) is Stage.CHOOSING
    promised = told(firm.says("/mypeople").taps("👤"), "You hear")[0]
    assert "16.11.2026" not in promised
