"""A person asks, a colleague answers: taken once, both told, nothing lands in the wrong thread."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.events import Blocked, Typed
from locales.direction import clean
from storage import team
from storage.models import Request
from storage.models.people import RoleName
from tests.conversations.invited import invited, staff
from tests.people import Bubble, Phone, Town
from tests.scheduler.desk import newcomer, person_of

pytestmark = pytest.mark.both_databases


def called(at: Town, phone: Phone, name: str) -> Phone:
    """Let a colleague have a first name."""
    who = person_of(phone)

    def name_them(session: Session) -> None:
        work = at.work(session)
        team.colleague(work, who).first_name = name

    at.do(name_them)
    return phone


def petra_of(at: Town) -> Phone:
    return called(at, staff(at, "petra", "alb"), "Petra")


def asks(at: Town, name: str, topic: str = "A letter or paper") -> Phone:
    return newcomer(at, name.lower(), first_name=name).says("/person").taps(topic)


def request(at: Town) -> Request:
    return at.do(lambda session: session.scalars(select(Request)).one())


def test_before_it_is_taken_colleagues_see_topic_language_and_age_alone(here: Town) -> None:
    petra = petra_of(here)
    asks(here, "Amal")
    petra.reads()
    assert petra.sees.startswith("👋 Somebody asks for a person:\nQ1 ✉️ A letter or paper · English")
    assert "Amal" not in petra.sees
    assert "Amal" not in petra.reads().says("/inbox").sees


def test_a_request_is_taken_answered_and_closed_and_amal_is_told_each_time(here: Town) -> None:
    petra = petra_of(here)
    amal = asks(here, "Amal")
    petra.reads().says("/inbox").taps("Take")
    assert "Amal" in petra.sees
    amal.reads()
    assert amal.sees.startswith("👋 Petra (Integrationszentrum Alb) answers you now.")
    petra.taps("Write").says("Please bring it on Thursday.")
    amal.reads()
    assert "💬 Petra (Integrationszentrum Alb):\n✉️ Please bring it on Thursday." in amal.sees
    amal.says("Thank you, I come at ten")
    assert petra.reads().sees.endswith("✉️ Thank you, I come at ten")
    petra.taps("How it is now").taps("Close")
    here.walk(here.now + timedelta(minutes=2))
    assert "✔️ The centre worked on this" in amal.reads().sees
    amal.taps("Not finished")
    assert "not finished yet" in petra.reads().sees
    assert request(here).closed_at is None


def test_what_a_colleague_wrote_stays_whatever_becomes_of_the_request(here: Town) -> None:
    petra = petra_of(here)
    amal = asks(here, "Amal")
    petra.reads().taps("Take")
    first, second = (reply(petra, amal, text) for text in ("Room 3, at ten.", "Bring your pass."))
    amal.taps("Finish", second)
    assert "✔️ The centre worked on this" in amal.sees
    amal.taps("Not finished")
    here.walk(here.now + timedelta(minutes=1))
    amal.reads()
    assert first.text.endswith("✉️ Room 3, at ten.")
    assert second.text.endswith("✉️ Bring your pass.")
    assert (first.buttons, second.buttons) == (["✔️ Finish", "☰ Menu"], [])
    assert amal.sees.startswith("👋 Petra (Integrationszentrum Alb) answers you now.")


def test_who_hears_nothing_is_said_before_anybody_writes(here: Town) -> None:
    petra = petra_of(here)
    asks(here, "Amal").does(Blocked())
    petra.reads().taps("Take")
    assert "📵 Not reachable since: Tuesday, 10.11.2026" in petra.sees


def reply(petra: Phone, amal: Phone, text: str) -> Bubble:
    """Let Petra write; return the message as it stands at Amal's."""
    petra.taps("Write").says(text)
    return amal.reads().bubbles[-1]


def test_a_sentence_is_read_in_the_own_language(here: Town) -> None:
    petra = petra_of(here)
    amal = newcomer(here, "amal", first_name="Amal", language="ar").says("/person")
    amal.taps(".letter")
    assert petra.reads().sees.split("\n")[1] == "Q1 ✉️ A letter or paper · Arabic"
    petra.taps("Take").taps("Ready sentences")
    assert "Amal" in petra.sees.split("\n")[0]
    assert "reads it in Arabic." in petra.sees.split("\n")[0]
    assert petra.sees.split("\n")[2] == "2. I will call you today."
    assert petra.buttons == ["1", "2", "3", "4", "5", "6", "7", "8", "➕ More sentences"]
    petra.taps(".call_today")
    assert "سأتصل" in amal.reads().sees


def test_what_somebody_asks_with_is_marked_with_its_language(here: Town) -> None:
    petra = petra_of(here)
    newcomer(here, "amal", first_name="Amal", language="ar").says("وصلتني رسالة").taps(".yes")
    petra.reads().taps("Take")
    assert "✉️ وصلتني رسالة\n(in Arabic)" in petra.sees


def test_what_a_centre_wrote_itself_is_not_said_to_be_translated(here: Town) -> None:
    petra = petra_of(here)
    asks(here, "Amal")
    petra.reads().taps("Take").taps("Ready sentences")
    assert "⭐" not in petra.sees
    petra.taps(".more").taps(".more").taps(".more").taps(".new").says("Wir sind da.")
    petra.taps("Ready sentences")
    assert petra.sees.endswith("⭐ These stay in German.")


def test_long_words_are_not_torn_into_lines_and_who_tapped_write_may_leave_it(here: Town) -> None:
    petra = petra_of(here)
    amal = asks(here, "Amal")
    long = "Please bring the letter and your papers on Tuesday at ten, we read all of it together."
    petra.reads().taps("Take").taps("Write").taps("Do not send")
    assert petra.buttons[0] == "✍️ Write"
    petra.taps("Write").says(long)
    assert f"✉️ {long}" in amal.reads().sees


def test_two_taps_one_owner(here: Town) -> None:
    petra, eva = petra_of(here), called(here, staff(here, "eva", "alb"), "Eva")
    asks(here, "Amal")
    petra.reads().says("/inbox")
    eva.reads().says("/inbox")
    petra.taps("Take")
    eva.taps("Take")
    assert eva.toast == "Somebody has it already."
    assert "Petra answers" in eva.sees


def test_a_reply_belongs_to_the_thread_it_answers(here: Town) -> None:
    petra = petra_of(here)
    amal, reza = asks(here, "Amal"), asks(here, "Reza", "German course")
    petra.reads().says("/inbox").taps("Take Q1")
    of_amal = petra.bubbles[-1]
    petra.reads().says("/inbox").taps("Take Q2")
    amal.reads()
    reza.reads()
    petra.does(Typed("For you, Amal", here.now, replies_to=of_amal.row))
    assert "For you, Amal" in amal.reads().sees
    assert "Amal" not in reza.reads().sees


def test_without_a_reply_staff_say_to_whom(here: Town) -> None:
    petra = petra_of(here)
    amal, reza = asks(here, "Amal"), asks(here, "Reza", "German course")
    petra.reads().says("/inbox").taps("Take Q1")
    petra.reads().says("/inbox").taps("Take Q2")
    amal.reads()
    reza.reads()
    reza.says("I wrote last")
    petra.reads().says("Please come at nine")
    assert "To whom does this go?" in petra.sees
    petra.taps("Amal")
    assert "Please come at nine" in amal.reads().sees
    assert "Please come at nine" not in reza.reads().sees


def test_a_word_of_greeting_goes_to_who_answers(here: Town) -> None:
    petra = petra_of(here)
    amal = asks(here, "Amal")
    petra.reads().taps("Take")
    amal.reads().says("Hello?")
    assert "What would you like?" not in amal.sees
    assert petra.reads().sees.endswith("✉️ Hello?")


def test_who_has_it_elsewhere_keeps_it_when_more_is_asked(here: Town) -> None:
    petra, rita = petra_of(here), called(here, staff(here, "rita", "reutlingen"), "Rita")
    amal = asks(here, "Amal")
    petra.reads().taps("Take").taps("Hand over").taps("Integrationszentrum Reutlingen")
    petra.taps("Skip")
    rita.reads().taps("Take")
    amal.reads().says("/person").taps("German course")
    assert "German course" in rita.says("/inbox").sees
    amal.says("/person").taps(".wrong")
    assert rita.reads().sees.startswith("⚠️ There is a problem:")


def test_a_tigrinya_speaker_is_answered_by_a_colleague_of_the_one_who_took_it(here: Town) -> None:
    """Staff read German, Selam reads Tigrinya; below each line of hers stands what it means."""
    here.limits = replace(here.limits, german_twins=True)
    petra = called(here, invited(here, "petra", RoleName.STAFF, "alb", "Deutsch"), "Petra")
    eva = called(here, invited(here, "eva", RoleName.STAFF, "alb", "Deutsch"), "Eva")
    selam = newcomer(here, "selam", "ti", first_name="ሰላም").says("/person").taps(".letter")
    assert "ብዛዕባ" not in petra.reads().sees
    assert petra.sees.split("\n")[:2] == [
        "👋 Jemand möchte mit einem Menschen sprechen:",
        "Q1 ✉️ Brief oder Dokument · Tigrinya",
    ]
    petra.taps("Q1 übernehmen").taps("Weitergeben").taps("👤 Eva").says("Bitte auf Tigrinya")
    assert "🤝 Jetzt antwortet: Eva" in petra.sees
    taken = german(selam.reads())
    assert taken.startswith("👋 Eva (Integrationszentrum Alb) antwortet Ihnen jetzt.")
    assert taken.endswith("Was Sie hier schreiben, geht an diese Person.")
    assert "🤝 Bitte auf Tigrinya" in eva.reads().sees
    eva.taps("Schreiben").says("Kommen Sie am Montag um 9 Uhr")
    assert "liest: Tigrinya. Ihren Text so senden?" in eva.sees
    eva.taps("Fertige Sätze").taps(".bring_letter")
    assert selam.reads().sees == ("💬 Eva (Integrationszentrum Alb)፦\nበጃኹም ነቲ ደብዳበ ሒዝኩምዎ ንዑ።")
    assert german(selam).endswith("Bitte bringen Sie den Brief mit.")
    selam.says("የቐንየለይ፣ ጽባሕ ክመጽእ እየ")
    assert eva.reads().sees.endswith("✉️ የቐንየለይ፣ ጽባሕ ክመጽእ እየ\n(auf Tigrinya)")
    assert "የቐንየለይ" not in petra.reads().sees


def german(phone: Phone) -> str:
    """Return what the newest message says in German."""
    text: str = phone.bubbles[-1].body["german"]["text"]
    return clean(re.sub("<[^>]+>", "", text))


def test_a_long_thread_is_leafed_back_to_its_first_line(here: Town) -> None:
    petra = petra_of(here)
    amal = asks(here, "Amal")
    petra.reads().taps("Take")
    for n in range(1, 10):
        amal.says(f"{'Long. ' * 150}Number {n}")
    seen = numbers(petra.reads().taps("How it is now"))
    while "⬆️ Earlier messages" in petra.buttons:
        seen = numbers(petra.taps("Earlier messages", petra.bubbles[-1])) + seen
    assert seen == [str(n) for n in range(1, 10)]
    petra.taps("How it is now", petra.bubbles[-1])
    assert numbers(petra)[-1] == "9"


def numbers(phone: Phone) -> list[str]:
    return re.findall(r"Number (\d)", phone.sees)
