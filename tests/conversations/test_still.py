"""Who answers no offer is asked once whether they still look; then offers pause, and they hear."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from conversations.kit.events import Tapped
from storage import fatigue
from storage.models import Person, Proposal
from storage.queues.kinds import Kind
from tests.people import Phone, Town
from tests.scheduler.desk import local, newcomer, offered, person_of, put_out, said, walked

pytestmark = pytest.mark.both_databases
TUESDAY, DAY = date(2026, 11, 10), timedelta(days=1)
OFFER, ASKED = "💼", "Do you still look for work?"
SAYS = {
    "de": [
        "Suchen Sie noch Arbeit?",
        "Wir haben Ihnen Angebote geschickt und nichts gehört. Das ist in Ordnung.",
        "Wenn wir bis Freitag, 04.12.2026 nichts hören, machen die Angebote Pause. "
        "Sie können jederzeit weitermachen.",
    ],
    "ar": [
        "هل ما زلت تبحث عن عمل؟",
        "أرسلنا لك بعض العروض ولم يصلنا جواب. لا بأس في ذلك.",
        "إذا لم يصلنا جواب حتى الجمعة، 04.12.2026، تتوقف العروض مؤقتًا. يمكنك المتابعة في أي وقت.",
    ],
}
PAUSED = {
    "de": [
        "Wir haben gefragt, ob Sie noch Arbeit suchen, und nichts gehört. Das ist in Ordnung.",
        "⏸️ Die Angebote machen jetzt Pause. Termine und Hilfe gehen weiter wie bisher.",
        "Möchten Sie wieder Angebote? Ein Tipp genügt.",
    ],
    "ar": [
        "سألناك إن كنت ما زلت تبحث عن عمل ولم يصلنا جواب. لا بأس في ذلك.",
        "⏸️ العروض متوقفة مؤقتًا الآن. المواعيد (Termin) والمساعدة مستمرة كما كانت.",
        "تريد العروض من جديد؟ تكفي ضغطة واحدة.",
    ],
}
BUTTONS = {
    "de": ["✅ Ja, ich suche Arbeit", "⏸️ Jetzt keine Angebote", "🎉 Ich habe Arbeit"],
    "ar": ["✅ نعم، أبحث عن عمل", "⏸️ لا أريد عروضًا الآن", "🎉 لدي عمل"],
}


def person(phone: Phone) -> Person:
    who = person_of(phone)
    return phone.town.do(lambda session: session.get_one(Person, who))


def unanswered(at: Town, language: str = "en") -> tuple[Phone, list[str]]:
    """Let somebody be sent offers by five firms, and answer none; until the question comes."""
    amal = newcomer(at, "amal", language)
    for _ in range(5):
        offered(at)
    heard: list[str] = []
    while not put_out(at, Kind.STILL):
        heard += walked(at, at.now + DAY, amal)
        assert at.now < local(TUESDAY, 9) + 30 * DAY
    return amal, heard


def pushed(at: Town) -> int:
    return at.do(lambda s: len(s.scalars(select(Proposal.id).where(Proposal.pushed)).all()))


def test_after_three_offers_without_an_answer_one_question_comes_and_no_fourth_offer(
    alb: Town,
) -> None:
    amal, heard = unanswered(alb)
    assert [line[13] for line in heard] == ["💼", "💼", "💼", "D"]
    assert amal.buttons == ["✅ Yes, I look for work", "⏸️ No offers for now", "🎉 I have work"]
    assert walked(alb, alb.now + 12 * DAY, amal) == []
    assert (put_out(alb, Kind.STILL), pushed(alb)) == (1, 3)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_question_and_the_pause_in_their_language(alb: Town, language: str) -> None:
    amal, _heard = unanswered(alb, language)
    assert amal.sees.split("\n") == SAYS[language]
    assert amal.buttons == BUTTONS[language]
    walked(alb, alb.now + 15 * DAY, amal)
    again = amal.bubbles[-1]
    assert (again.text.split("\n"), person(amal).work_on) == (PAUSED[language], False)
    amal.does(Tapped(again.every_data[0], again.row))
    assert person(amal).work_on


def test_yes_brings_the_next_offer_and_three_more_pass_before_it_is_asked_again(alb: Town) -> None:
    amal, _heard = unanswered(alb)
    amal.taps("Yes, I look for work")
    assert amal.toast == "Thank you for telling us."
    assert amal.sees == "Good. We look for offers for you. What fits now: /offers"
    for _ in range(3):
        offered(alb)
    heard = walked(alb, alb.now + 14 * DAY, amal)
    assert [line[13] for line in heard] == ["💼", "💼", "💼", "D"]


def test_no_answer_pauses_and_says_how_to_go_on(alb: Town) -> None:
    amal, _heard = unanswered(alb)
    heard = walked(alb, alb.now + 15 * DAY, amal)
    assert len(heard) == 1
    assert amal.sees.split("\n") == [
        "We asked if you still look for work, and heard nothing. That is fine.",
        "⏸️ The offers pause now. Appointments and help go on as before.",
        "You want offers again? One tap is enough.",
    ]
    assert not person(amal).work_on
    amal.taps("Send me offers again")
    assert (person(amal).work_on, person(amal).still_at) == (True, None)
    offered(alb)
    assert [line[13] for line in walked(alb, alb.now + DAY, amal)] == ["💼"]


def test_a_pause_is_kept_and_ends_with_a_tap(alb: Town) -> None:
    amal, _heard = unanswered(alb)
    amal.taps("No offers for now")
    assert amal.sees.split("\n")[0].startswith("⏸️ The offers pause now.")
    assert not person(amal).work_on
    assert walked(alb, alb.now + 20 * DAY, amal) == []
    amal.taps("Send me offers again")
    assert person(amal).work_on


def test_i_have_work_ends_the_offers(alb: Town) -> None:
    amal, _heard = unanswered(alb)
    amal.taps("I have work")
    assert walked(alb, alb.now + 20 * DAY, amal) == []


@pytest.mark.parametrize("way", ["offers", "switch", "late answer"])
def test_any_sign_that_somebody_looks_is_an_answer(alb: Town, way: str) -> None:
    amal, _heard = unanswered(alb)
    if way == "offers":
        amal.says("/offers")
    elif way == "switch":
        amal.says("/stop").taps("Nothing, send me all")
    else:
        amal.taps("Not for me")
    assert person(amal).still_at is None
    walked(alb, alb.now + 16 * DAY, amal)
    assert person(amal).work_on


def test_one_answer_begins_the_count_anew(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    for _ in range(5):
        offered(alb)
    walked(alb, alb.now + 3 * DAY, amal)
    assert pushed(alb) == 2
    amal.taps("Not for me")
    heard = walked(alb, alb.now + 8 * DAY, amal)
    assert [line[13] for line in heard if "💼" in line] == ["💼", "💼"]
    assert put_out(alb, Kind.STILL) == 0


def test_who_does_not_want_offers_any_more_is_not_asked(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    for _ in range(5):
        offered(alb)
    while pushed(alb) < 3:
        walked(alb, alb.now + timedelta(hours=6), amal)
    said(amal, work_on=False)
    walked(alb, alb.now + 20 * DAY, amal)
    assert put_out(alb, Kind.STILL) == 0


def test_who_passed_offers_before_this_was_asked_is_asked_with_the_next_news(alb: Town) -> None:
    """As after an upgrade: the offers are there, and nothing is due."""
    amal = newcomer(alb, "amal").says("/offers")
    keys = [offered(alb) for _ in range(3)]
    who, long_ago = person_of(amal), alb.now - 20 * DAY
    rows = [{"person_id": who, "offer_id": key, "state": "shown", "pushed": True} for key in keys]
    alb.do(lambda s: s.add_all([Proposal(**row, shown_at=long_ago) for row in rows]))
    heard = walked(alb, alb.now + 16 * DAY, amal)
    assert [line[13:] for line in heard] == [ASKED]


def test_a_question_that_nobody_closed_does_not_keep_somebody_for_ever(alb: Town) -> None:
    amal = newcomer(alb, "amal")
    said(amal, still_at=alb.now - 40 * DAY)
    who = person_of(amal)
    assert not alb.do(lambda s: fatigue.is_asked(alb.work(s), s.get_one(Person, who)))
    offered(alb)
    assert [line[13] for line in walked(alb, alb.now + DAY, amal)] == ["💼"]


def test_nobody_answers_for_somebody_else(alb: Town) -> None:
    amal, _heard = unanswered(alb)
    reza = newcomer(alb, "reza")
    before = person(amal).still_at
    reza.does(Tapped(amal.bubbles[-1].data(".pause"), None))
    assert (person(amal).work_on, person(amal).still_at) == (True, before)


def test_who_stopped_everything_meanwhile_reads_nothing(alb: Town) -> None:
    amal, _heard = unanswered(alb)
    said(amal, stopped_at=alb.now)
    assert walked(alb, alb.now + 20 * DAY, amal) == []
    alb.do(lambda s: s.execute(update(Person).values(stopped_at=None)))
    assert person(amal).work_on
