"""Delete my data: two taps, nothing left, one goodbye; who comes back begins anew."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.erasure import privacy
from storage.limits import Limits
from storage.models import Chat, Record
from tests.conversations.invited import staff
from tests.conversations.kept import place
from tests.conversations.two_chats_scene import on_a_page
from tests.people import Phone, Town
from tests.scheduler.desk import booked, held, newcomer, offered, person_of

pytestmark = pytest.mark.both_databases

MINUTE = timedelta(minutes=1)


def rows_of(at: Town, person: int, chat: int) -> dict[str, int]:
    """Count the rows that belong to somebody, by the tags of the columns."""
    keys = {"person": person, "chat": chat}

    def count(session: Session) -> dict[str, int]:
        found = {}
        for table in Record.metadata.sorted_tables:
            for column in table.columns:
                owner = privacy(column).owner
                if owner in keys:
                    rows = select(func.count()).select_from(table).where(column == keys[owner])
                    found[f"{table.name}.{column.name}"] = session.scalar(rows) or 0
        return {name: count for name, count in found.items() if count}

    return at.do(count)


def lived(at: Town) -> Phone:
    """Give Amal a life here: a profile, an appointment, an offer, an activity, a question."""
    amal = newcomer(at, "amal", first_name="Amal")
    booked(at, amal, date(2026, 11, 12), time(15))
    offered(at)
    held(at, date(2026, 11, 13))
    amal.reads().says("/offers").says("/week").taps("I will come").says("/person").taps(
        "Something else"
    )
    return amal.says("/profile").taps("Change").taps(".hours")


def test_two_taps_and_nothing_of_her_is_left(here: Town) -> None:
    amal, reza = lived(here), newcomer(here, "reza")
    who, others = person_of(amal), rows_of(here, person_of(reza), reza.chat)
    before = rows_of(here, who, amal.chat)
    assert {"appointment.person_id", "proposal.person_id", "signup.person_id"} <= set(before)
    assert {"request.person_id", "profile_skill.person_id", "role.person_id"} <= set(before)
    amal.says("/delete").taps("Yes, delete everything")
    left = rows_of(here, who, amal.chat)
    assert set(left) <= {"outbox.chat_id", "due.chat_id"}
    here.walk(here.now + 2 * MINUTE)
    assert rows_of(here, who, amal.chat) == {}
    assert here.do(lambda session: session.get(Chat, amal.chat)) is None
    still = rows_of(here, person_of(reza), reza.chat)
    assert {name: still[name] for name in others} == others


def test_the_goodbye_is_said_once(here: Town) -> None:
    amal = lived(here).says("/delete")
    assert "Your appointments are cancelled too." in amal.sees
    confirm, heard = amal.bubbles[-1], len(amal.bubbles)
    amal.taps("Yes, delete everything").taps("Yes, delete everything", confirm)
    goodbyes = [b for b in amal.bubbles[heard:] if b.text.startswith("We have deleted everything")]
    assert len(goodbyes) == 1
    assert "hold your finger on this chat, then tap Delete" in goodbyes[0].text


def test_who_used_both_faces_hears_what_is_left_in_telegram(here: Town) -> None:
    amal, reza = newcomer(here, "amal"), newcomer(here, "reza")
    page = on_a_page(here, amal).says("/delete").taps("Yes, delete everything")
    said = page.sees.split("\n")
    assert said[-2] == "Nothing of it is left on this page."
    assert said[-1].startswith("In Telegram you delete older messages yourself")
    on_a_page(here, reza, "page:his")
    assert "yourself" not in reza.says("/delete").taps("Yes, delete everything").sees


def test_nothing_more_comes_afterwards(here: Town) -> None:
    amal = lived(here).says("/delete").taps("Yes, delete everything")
    heard = len(amal.bubbles)
    here.walk(here.now + timedelta(days=4))
    assert len(amal.reads().bubbles) == heard


def test_one_tap_is_not_enough_and_no_means_no(here: Town) -> None:
    amal = lived(here)
    before = rows_of(here, person_of(amal), amal.chat)
    amal.says("/delete").taps("No, keep it")
    assert "Nothing was deleted." in amal.sees
    after = rows_of(here, person_of(amal), amal.chat)
    assert {**after, "outbox.chat_id": 0} == {**before, "outbox.chat_id": 0}
    amal.taps("Go on where we were")
    assert place(amal) == ("more", "hours")


def test_young_messages_are_deleted_however_many_they_are(here: Town) -> None:
    amal = newcomer(here, "amal").says("/help")
    here.now += timedelta(hours=49)
    for _ in range(120):
        amal.says("/help")
    amal.says("/delete").taps("Yes, delete everything")
    batches = [body["message_ids"] for body in amal.others if body["op"] == "delete"]
    assert [len(batch) for batch in batches] == [121]
    assert amal.bubbles[0].row not in {key for batch in batches for key in batch}


def test_who_comes_back_within_the_minute_begins_anew_and_stays(here: Town) -> None:
    amal = lived(here).says("/delete").taps("Yes, delete everything").says("/start")
    assert "English" in amal.buttons
    here.walk(here.now + 3 * MINUTE)
    amal.taps("English").taps("I agree").taps("18 or older").says("Metzingen")
    assert "Shall I look for work for you too?" in amal.sees


def test_and_may_delete_again(here: Town) -> None:
    amal = lived(here).says("/delete").taps("Yes, delete everything").says("/start")
    here.walk(here.now + 3 * MINUTE)
    amal.taps("English").says("/delete").taps("Yes, delete everything")
    here.walk(here.now + 3 * MINUTE)
    assert here.do(lambda session: session.get(Chat, amal.chat)) is None


def test_who_only_looked_is_forgotten_too(here: Town) -> None:
    karim = here.phone("1").says("/start").taps("English").taps("Only look").says("Münsingen")
    karim.says("delete my data").taps("Yes, delete everything")
    here.walk(here.now + 2 * MINUTE)
    assert here.do(lambda session: session.get(Chat, karim.chat)) is None


def test_the_question_can_be_read_in_german_and_back(here: Town) -> None:
    here.limits = Limits(german_twins=True)
    amal = newcomer(here, "amal", language="ar").says("/delete")
    arabic = amal.sees
    assert "alles löschen" in amal.taps("Deutsch").sees
    assert amal.taps("deutsch").sees == arabic
    amal.taps("Deutsch").says("/menu").says("/delete")
    assert amal.sees == arabic
    amal.taps("Deutsch").taps(".yes")
    assert "german" in amal.bubbles[-1].body


def test_the_centre_hears_of_an_appointment_that_is_gone_and_of_no_name(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    amal = newcomer(here, "amal")
    booked(here, amal, date(2026, 11, 12), time(15), interpreter="ar")
    amal.reads().says("/delete").taps("Yes, delete everything")
    said = petra.reads().bubbles[-1].text.split("\n")
    assert said[:2] == [
        "❌ Somebody deleted their data. Their appointment is cancelled:",
        "📅 Thursday, 12.11.2026, 15:00 (in the afternoon)",
    ]
    assert "R-" not in "".join(said)
