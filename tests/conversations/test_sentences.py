"""A sentence a centre keeps: offered to all colleagues, taken away by a lead or who made it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.audit import entries
from storage.models.people import RoleName
from tests.conversations.invited import invited
from tests.conversations.test_thread import asks
from tests.people import Phone, Town
from tests.scheduler.desk import person_of

pytestmark = pytest.mark.both_databases
OURS = "1. ⭐ Wir sind da."
AWAY = "🗑️ Take a sentence away"


@pytest.fixture
def petra(here: Town) -> Phone:
    """Petra answers Amal and kept a sentence for the centre."""
    phone = invited(here, "petra", RoleName.STAFF, "alb")
    asks(here, "Amal")
    offered(phone.reads().says("/inbox").taps("Take"))
    assert AWAY not in phone.buttons
    return phone.taps(".more").taps(".more").taps(".more").taps(".new").says("Wir sind da.")


def offered(phone: Phone) -> Phone:
    """Look at the ready sentences."""
    return phone.taps("Ready sentences")


def answers(at: Town, address: str, role: RoleName, name: str) -> Phone:
    """Let a colleague answer somebody who asks after Amal."""
    asks(at, name)
    phone = invited(at, address, role, "alb", name=address.capitalize())
    return offered(phone.reads().says("/inbox").taps("Take Q"))


def test_who_made_it_takes_it_away_after_a_question_and_the_log_says_so(
    here: Town, petra: Phone
) -> None:
    offered(petra)
    assert OURS in petra.sees
    petra.taps("Take a sentence away")
    assert petra.sees == f"Which sentence shall not be offered any more?\n{OURS} (Deutsch)"
    assert petra.buttons == ["1", "✖️ None of them"]
    petra.taps("1")
    assert petra.sees.endswith("for all colleagues?\n⭐ Wir sind da. (Deutsch)")
    petra.taps("No, it stays")
    assert OURS in petra.sees
    petra.taps("Take a sentence away").taps("1").taps("Yes, take it away")
    assert petra.sees.startswith("It is not offered any more.\n")
    assert "Wir sind da." not in petra.sees
    assert petra.buttons[-1] == "➕ More sentences"  # those of the product stay
    rows = here.do(lambda s: entries(here.work(s), here.now - timedelta(hours=1), 50))
    said = [(row.action, row.actor_id) for row in rows if row.action.startswith("sentence")]
    assert said == [("sentence.drop.1", person_of(petra)), ("sentence.keep.1", person_of(petra))]


def test_numbers_stand_four_in_a_row_and_what_is_said_in_words_below(petra: Phone) -> None:
    offered(petra)
    for _page in range(3):
        petra.taps("More sentences")
    rows = [[button["text"] for button in row] for row in petra.bubbles[-1].rows]
    assert rows[0] == ["1", "2", "3", "4"]
    assert rows[1] == ["5", "6", "7"]
    assert [len(row) for row in rows[2:]] == [1] * len(rows[2:])


def test_where_it_was_said_it_still_stands(here: Town, petra: Phone) -> None:
    amal = Phone(here, "amal").reads()
    offered(petra).taps("Take a sentence away").taps("1").taps("Yes, take it away")
    assert "Wir sind da." in amal.sees
    petra.taps("How it is now")
    thread = next(b for b in reversed(petra.bubbles) if "🔄 How it is now" in b.buttons)
    assert "Wir sind da." in thread.text


def test_a_lead_takes_it_away_and_another_colleague_does_not(here: Town, petra: Phone) -> None:
    eva = answers(here, "eva", RoleName.STAFF, "Reza")
    assert OURS in eva.sees
    assert AWAY not in eva.buttons
    lena = answers(here, "lena", RoleName.LEAD, "Selam")
    lena.taps("Take a sentence away").taps("1").taps("Yes, take it away")
    assert "Wir sind da." not in lena.sees
    assert "Wir sind da." not in offered(petra).sees


def test_a_lead_of_one_centre_leaves_what_all_centres_share(here: Town) -> None:
    cem = invited(here, "cem", RoleName.COORDINATOR, "*", name="Cem")
    asks(here, "Amal")
    offered(cem.reads().says("/inbox").taps("Take"))
    cem.taps(".more").taps(".more").taps(".more").taps(".new").says("Wir sind da.")
    lena = answers(here, "lena", RoleName.LEAD, "Selam")
    assert OURS in lena.sees
    assert AWAY not in lena.buttons
    assert AWAY in offered(cem).buttons
