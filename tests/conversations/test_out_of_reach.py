"""Who was revoked or paused, or sees no people, reads nothing more of anybody's thread."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduler.due import ensure_daily
from storage.models.people import RoleName
from tests.conversations.colleagues import lead
from tests.conversations.invited import PIN, invited, staff
from tests.conversations.test_gone_from_chats import taken_away
from tests.conversations.test_mediator import with_helen
from tests.conversations.test_thread import asks, petra_of, request
from tests.people import Phone, Town
from tests.raw import Wire

pytestmark = pytest.mark.both_databases


def ends(at: Town, name: str) -> Phone:
    """Let a lead end the access of a colleague."""
    lena = lead(at, "lena")
    lena.says("/team").taps(f"👤 {name}").taps("End the access").says(PIN).taps("Yes, end it")
    return lena


def test_what_a_revoked_colleague_closed_and_is_not_finished_goes_to_the_centre(here: Town) -> None:
    petra, amal = petra_of(here), asks(here, "Amal")
    petra.reads().taps("Take").taps("Close")
    here.walk(here.now + timedelta(minutes=2))
    lena = ends(here, "Petra")
    petra.reads()
    lena.reads()
    before = len(petra.bubbles)
    amal.reads().taps("Not finished")
    amal.says("Are you there?")
    assert [each.text for each in petra.reads().bubbles[before:]] == []
    assert request(here).owner_id is None
    assert "Somebody asks for a person" in lena.reads().sees


def test_the_centre_is_told_what_a_revoked_colleague_had_in_hand(here: Town) -> None:
    petra, eva = petra_of(here), staff(here, "eva", "alb")
    asks(here, "Amal")
    petra.reads().taps("Take")
    eva.reads()
    ends(here, "Petra")
    assert "Somebody asks for a person" in eva.reads().sees
    assert "Take Q1" in "".join(eva.buttons)


def test_a_paused_mediator_hears_no_more(here: Town) -> None:
    petra, helen, selam = with_helen(here)
    petra.says("/team").taps("👤 Helen").taps("Pause the access")
    helen.reads()
    before = len(helen.bubbles)
    selam.says("My own words")
    assert [each.text for each in helen.reads().bubbles[before:]] == []


def test_only_who_works_with_people_stands_in(here: Town) -> None:
    petra = petra_of(here)
    invited(here, "admin", RoleName.ADMIN, "*", name="Anton")
    petra.says("/team").taps("👤 Petra").taps("Deputy")
    assert petra.buttons == ["Nobody"]


def test_what_a_colleague_typed_goes_also_when_their_access_ended(here: Town) -> None:
    here.do(lambda session: ensure_daily(here.work(session)))
    petra = invited(here, "50", RoleName.STAFF, "alb", name="Petra")
    asks(here, "Amal")
    petra.reads().taps("Take")
    typed = Wire(petra).update(text="Amal, please come at nine")
    Wire(petra).brings(typed)
    ends(here, "Petra")
    here.walk(here.now + timedelta(hours=40))
    assert typed["message"]["message_id"] in taken_away(petra)


def test_a_sentence_for_all_centres_is_offered_at_each(here: Town) -> None:
    petra = petra_of(here)
    cora = invited(here, "cora", RoleName.COORDINATOR, "*", name="Cora")
    asks(here, "Amal")
    cora.reads().taps("Take").taps("Ready sentences")
    cora.taps(".more").taps(".more").taps(".more").taps(".new").says("Wir sind da.")
    cora.taps("Give back")
    petra.reads().says("/inbox").taps("Take").taps("Ready sentences")
    assert "⭐ Wir sind da." in petra.sees
