"""There is a problem: numbers at once, all staff told, and the leads where nobody takes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from scheduler.overdue import ensure
from storage import team
from storage.models import Person, Profile, Request
from storage.models.people import RoleName
from tests.conversations.invited import invited, staff
from tests.conversations.test_thread import called, request
from tests.people import Phone, Town
from tests.scheduler.desk import address, local, newcomer, news, person_of

pytestmark = pytest.mark.both_databases
WRONG = "Something is wrong"
PROBLEM, NOBODY_YET = "⚠️ There is a problem:", "⚠️ Nobody took this problem yet:"
SATURDAY_NIGHT = datetime(2026, 11, 14, 21, 40, tzinfo=UTC)  # 22:40 in the district
CLOSED_JUST_NOW = datetime(2026, 11, 12, 17, 5, tzinfo=UTC)  # a Thursday, 18:05
HALF_AN_HOUR = timedelta(minutes=30)


def tells(at: Town, language: str = "en") -> Phone:
    amal = newcomer(at, "amal", language=language, first_name="Amal")
    return amal.says("/person").taps(".wrong")


def lead(at: Town, name: str, centre: str) -> Phone:
    return invited(at, name, RoleName.LEAD, centre)


def away(at: Town, phone: Phone, until: datetime) -> None:
    who = person_of(phone)

    def leave(session: Session) -> None:
        team.colleague(at.work(session), who).away_until = until

    at.do(leave)


def passes(at: Town, length: timedelta) -> None:
    at.walk(at.now + length)


def test_in_working_hours_all_staff_are_told_at_once_and_nothing_is_promised(here: Town) -> None:
    petra, muted = staff(here, "petra", "alb"), staff(here, "eva", "alb")
    muted.says("/stop").taps("Everything")
    amal = tells(here)
    assert amal.sees.startswith("In danger: call 112 or 110. Violence against women: 116 016")
    assert "Thank you. We told the centre." in amal.sees
    assert "looks at this" not in amal.sees
    assert amal.buttons == ["💬 Answer me here", "☎️ Call me", "🏠 At the centre"]
    assert news(petra) == news(muted) == [PROBLEM]
    assert "Amal" not in petra.sees
    assert petra.buttons == ["🙋 Take Q1"]


def test_who_presses_it_again_and_again_is_heard_once_in_ten_minutes(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal = tells(here)
    for _again in range(20):
        here.now += timedelta(seconds=20)
        amal.says("/problem")
        assert "Thank you. We told the centre." in amal.sees
    assert news(petra) == [PROBLEM]
    here.now += timedelta(minutes=10)
    amal.says("/problem")
    assert news(petra) == [PROBLEM]


def test_the_numbers_stay_when_it_is_said_how_to_talk(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal = tells(here)
    amal.taps("Call me").says("what?").says("٠١٥١ 2345678")
    assert "In danger: call 112" in "\n".join(bubble.text for bubble in amal.bubbles)
    assert "The centre has your number: 0151 2345678" in amal.sees
    assert (request(here).wish, request(here).phone) == ("call", "0151 2345678")
    petra.reads()
    assert "0151" not in petra.sees
    assert "How to talk: ☎️ a call" in petra.sees
    petra.taps("Take")
    assert "☎️ Call: 0151 2345678" in petra.sees


def test_at_the_centre_the_address_is_said(here: Town) -> None:
    address(here)
    staff(here, "petra", "alb")
    assert "📍 Address" in tells(here).taps("At the centre").sees
    assert request(here).wish == "centre"


def test_a_problem_at_night_is_read_on_monday_and_that_is_said_in_arabic(here: Town) -> None:
    petra, far = staff(here, "petra", "alb"), lead(here, "anna", "reutlingen")
    here.now = SATURDAY_NIGHT
    amal = tells(here, "ar")
    assert "112" in amal.sees
    assert "16.11.2026" in amal.sees
    assert "08:00" in amal.sees
    assert news(petra) == [PROBLEM]
    here.walk(datetime(2026, 11, 16, 7, 29, tzinfo=UTC))
    assert news(far) == []
    passes(here, timedelta(minutes=1))
    assert news(far) == [NOBODY_YET]


def test_five_minutes_after_closing_it_waits_for_the_morning(here: Town) -> None:
    far = lead(here, "anna", "reutlingen")
    staff(here, "petra", "alb")
    here.now = CLOSED_JUST_NOW
    assert "Integrationszentrum Alb looks at this: Friday, 13.11.2026, 08:00" in tells(here).sees
    here.walk(datetime(2026, 11, 13, 7, 29, tzinfo=UTC))
    assert news(far) == []
    passes(here, timedelta(minutes=1))
    assert news(far) == [NOBODY_YET]


def test_who_has_no_centre_yet_reads_a_whole_sentence(here: Town) -> None:
    staff(here, "petra", "alb")
    here.now = CLOSED_JUST_NOW
    amal = newcomer(here, "amal")
    here.do(lambda s: s.execute(update(Profile).values(centre=None)))
    here.do(lambda s: s.execute(update(Person).values(centre=None)))
    amal.says("/person").taps(".wrong")
    assert "\nSomebody looks at this: Friday, 13.11.2026, 08:00 (in the morning)" in amal.sees


def test_leads_of_all_centres_can_take_what_nobody_took(here: Town) -> None:
    called(here, staff(here, "petra", "alb"), "Petra")
    far = called(here, lead(here, "anna", "reutlingen"), "Anna")
    amal = tells(here)
    passes(here, HALF_AN_HOUR)
    assert news(far) == [NOBODY_YET]
    assert far.sees.endswith("🏠 Centre: Integrationszentrum Alb")
    far.says("take q1")
    assert "Amal" in far.sees
    assert "Anna (Integrationszentrum Alb) answers you now." in amal.reads().sees
    assert here.do(lambda session: session.scalars(select(Request)).one().escalated_at)


LONGER = "It takes longer. We are sorry."


def test_who_told_of_a_problem_nobody_took_hears_that_it_takes_longer(here: Town) -> None:
    address(here)
    here.do(lambda session: ensure(here.work(session)))
    staff(here, "petra", "alb")
    amal = tells(here).taps("Answer me here")
    read = len(amal.bubbles)
    here.walk(local(here.now.date(), 15))
    assert amal.reads().bubbles[read:] == []
    here.walk(local(here.now.date(), 17))
    [late] = amal.reads().bubbles[read:]
    assert LONGER in late.text
    assert "☎️ Phone: +49 7381 000-1" in late.text
    passes(here, timedelta(days=6))
    assert amal.reads().bubbles[read:] == [late]
    passes(here, timedelta(days=1))
    assert LONGER in amal.reads().bubbles[read + 1].text


def test_a_problem_of_the_last_minutes_is_late_the_next_day(here: Town) -> None:
    here.do(lambda session: ensure(here.work(session)))
    staff(here, "petra", "alb")
    here.walk(local(here.now.date(), 15) + timedelta(minutes=50))
    amal = tells(here).taps("Answer me here")
    here.walk(local(here.now.date(), 16))
    assert LONGER not in amal.reads().sees
    passes(here, timedelta(days=1))
    assert LONGER in amal.reads().sees


def test_what_somebody_took_goes_to_no_lead(here: Town) -> None:
    petra, far = staff(here, "petra", "alb"), lead(here, "anna", "reutlingen")
    tells(here)
    petra.reads().taps("Take")
    passes(here, HALF_AN_HOUR)
    assert news(far) == []


def test_what_is_given_back_waits_by_the_clock_again(here: Town) -> None:
    petra, far = staff(here, "petra", "alb"), lead(here, "anna", "reutlingen")
    tells(here)
    petra.reads().taps("Take")
    passes(here, HALF_AN_HOUR)
    assert petra.taps("Give back").sees.startswith(PROBLEM)
    passes(here, HALF_AN_HOUR)
    assert news(far) == [NOBODY_YET]


def test_a_problem_in_a_thread_waits_for_all_again(here: Town) -> None:
    petra = called(here, staff(here, "petra", "alb"), "Petra")
    eva = staff(here, "eva", "alb")
    amal = newcomer(here, "amal").says("/person").taps("A letter")
    petra.reads().taps("Take")
    eva.reads()
    amal.says("/person").taps(WRONG)
    assert news(eva) == [PROBLEM]
    assert eva.buttons == ["🙋 Take Q1"]
    assert news(petra) == [PROBLEM]


def test_who_is_away_owns_no_problem(here: Town) -> None:
    petra, eva = staff(here, "petra", "alb"), staff(here, "eva", "alb")
    amal = newcomer(here, "amal").says("/person").taps("A letter")
    petra.reads().taps("Take")
    eva.reads()
    away(here, petra, here.now + timedelta(days=7))
    amal.says("/person").taps(WRONG)
    assert news(eva) == [PROBLEM]
    assert eva.buttons == ["🙋 Take Q1"]


def test_where_all_are_away_the_leads_of_all_centres_hear_of_it_at_once(here: Town) -> None:
    petra, far = staff(here, "petra", "alb"), lead(here, "anna", "reutlingen")
    away(here, petra, here.now + timedelta(days=7))
    tells(here)
    assert news(petra) == [PROBLEM]
    assert news(far) == [NOBODY_YET]
    passes(here, HALF_AN_HOUR)
    assert news(far) == []


def test_other_notices_spare_who_is_away(here: Town) -> None:
    petra, eva = staff(here, "petra", "alb"), staff(here, "eva", "alb")
    away(here, petra, here.now + timedelta(days=1))
    newcomer(here, "amal").says("/person").taps("A letter")
    assert news(petra) == []
    assert news(eva) == ["👋 Somebody asks for a person:"]


def test_no_lead_takes_what_is_not_late(here: Town) -> None:
    far = lead(here, "anna", "reutlingen")
    staff(here, "petra", "alb")
    tells(here)
    far.says("Q1 1")
    assert request(here).owner_id is None


DANGER = "In danger: call 112 or 110. Violence against women: 116 016, free, day and night."
UNKNOWN = "We do not know who you are, so nobody was told. Please call or come."


def test_who_was_never_asked_for_a_name_tells_of_a_problem_without_one(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal = here.phone("1").settles_in().says("/person").taps(WRONG)
    assert amal.sees.startswith(DANGER)
    assert news(petra) == [PROBLEM]
    amal.taps("Answer me here")
    assert "first name" not in "".join(bubble.text for bubble in amal.bubbles)


@pytest.mark.parametrize("way", ["⚠️ I have a problem", "Problem", "Notfall", "مشكلة", "ጸገም ኣሎኒ"])
def test_the_menu_and_a_typed_word_tell_of_a_problem_at_once(here: Town, way: str) -> None:
    petra = staff(here, "petra", "alb")
    amal = newcomer(here, "amal").says("/menu")
    assert (amal.taps(way) if "⚠️" in way else amal.says(way)).sees.startswith(DANGER)
    assert news(petra) == [PROBLEM]


def test_at_an_open_question_the_word_works_and_the_question_waits(here: Town) -> None:
    staff(here, "petra", "alb")
    amal = here.phone("1").settles_in().taps("Yes, look").says("problem").taps("Answer me here")
    assert "What can you do?" in amal.taps("Go on where we were").sees


def test_in_the_welcome_who_agreed_is_heard_before_age_and_place(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal = here.phone("1").says("/start").taps("English").taps("I agree").says("/problem")
    assert "Thank you. We told the centre." in amal.sees
    assert news(petra) == [PROBLEM]


def test_before_consent_the_numbers_are_said_and_that_nobody_was_told(here: Town) -> None:
    address(here)
    petra = staff(here, "petra", "alb")
    karim = here.phone("1").says("/start").taps("English").says("/problem")
    assert karim.sees.startswith(f"{DANGER}\n{UNKNOWN}\nThe centres are in Reutlingen")
    assert "☎️ Integrationszentrum Alb: +49 7381 000-1" in karim.sees
    assert "Go on" in karim.buttons[0]
    assert news(petra) == []


def test_who_only_looks_has_the_button_and_reads_the_phone_of_their_centre(here: Town) -> None:
    address(here)
    karim = here.phone("1").says("/start").taps("English").taps("Only look").says("Münsingen")
    karim.says("/menu").taps("⚠️ I have a problem")
    assert karim.sees.startswith(f"{DANGER}\n{UNKNOWN}\nYour centre is in your town")
    assert "☎️ Phone: +49 7381 000-1" in karim.sees
    assert karim.bubbles[-1].copies[-1] == "+49 7381 000-1"


def test_the_word_before_a_language_is_kept_until_one_is_chosen(here: Town) -> None:
    karim = here.phone("1").says("/problem")
    assert "العربية" in karim.buttons
    assert "112" in karim.taps("العربية").sees
