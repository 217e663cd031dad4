"""A problem at an offer: nobody is shown it until a colleague looked, and nobody is forgotten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from storage.models import Audit, Offer, Outbox
from storage.models.offers import OfferState
from storage.models.outbox import OutboxState
from storage.models.people import RoleName
from storage.queues.kinds import Kind
from tests.conversations.candidate_scene import agreed, is_interested, looking
from tests.conversations.invited import invited, staff
from tests.conversations.test_holds import A_PROBLEM, HIDDEN, complains
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news, offered, put_out

pytestmark = pytest.mark.both_databases
DAY = timedelta(days=1)
NOT_FREE = "This place is not free now. It is not your fault."


def offer(at: Town, key: int) -> Offer:
    return at.do(lambda session: session.get_one(Offer, key))


def audited(at: Town) -> list[str]:
    rows = select(Audit.action).where(Audit.action.startswith("desk_offer."))
    return at.do(lambda session: list(session.scalars(rows)))


def heads(phone: Phone) -> list[str]:
    """Read what came; return the first lines, the known notice of a problem left out."""
    return [line for line in news(phone) if not line.startswith("⚠️ There is a problem")]


def test_the_warning_stands_on_the_compact_card_and_hides_the_offer_for_everybody(
    here: Town,
) -> None:
    key = offered(here)
    reza = newcomer(here, "reza").says("/offers")
    amal = newcomer(here, "amal").says("/offers").taps(A_PROBLEM)
    assert amal.sees.startswith("In danger: call 112 or 110.")
    assert offer(here, key).hidden_at == here.now
    reza.taps("I am interested")
    assert NOT_FREE in reza.sees
    assert "I have no offer for you yet." in reza.says("/offers").sees


def test_who_was_interested_reads_no_untrue_word(here: Town) -> None:
    offered(here)
    reza = newcomer(here, "reza").says("/offers").taps("I am interested")
    newcomer(here, "amal").says("/offers").taps(A_PROBLEM)
    reza.taps("No longer for me", reza.bubbles[-1])
    reza.says("/offers")
    assert "is taken now" not in "".join(bubble.text for bubble in reza.bubbles)


def test_what_waits_to_be_sent_is_not_sent_and_no_wave_goes_on(here: Town) -> None:
    key = offered(here)
    reza = newcomer(here, "reza")
    here.tick()
    newcomer(here, "amal").says("/offers").taps(A_PROBLEM)
    assert news(reza) == []
    row = select(Outbox.state).where(Outbox.kind == Kind.OFFER, Outbox.subject == key)
    assert here.do(lambda s: s.scalars(row).all()) == [OutboxState.EXPIRED]
    newcomer(here, "selam")
    here.walk(here.now + 4 * DAY)
    assert put_out(here, Kind.OFFER) == 1


def test_the_centre_of_the_firm_hears_without_a_name_and_shows_it_again(here: Town) -> None:
    petra, anna = staff(here, "petra", "alb"), staff(here, "anna", "ermstal")
    key = offered(here)
    amal = newcomer(here, "amal", plz="72555", first_name="Amal", mobility=["car"])
    amal.says("/offers").taps(A_PROBLEM)
    assert heads(petra) == [HIDDEN]
    assert "Amal" not in petra.sees
    assert heads(anna) == []
    assert (
        petra.sees.split("\n")[1]
        == "🛑 Hidden since Tuesday, 10.11.2026: somebody told of a problem."
    )
    assert petra.buttons[:2] == ["👁️ Looked: show it again", "⏸️ Looked: do not show it"]
    reza = newcomer(here, "reza")
    petra.taps("Looked: show it again")
    assert petra.toast == "Done"
    assert "✅ Open" in petra.sees
    assert offer(here, key).hidden_at is None
    assert audited(here) == ["desk_offer.looked"]
    here.walk(here.now + timedelta(hours=2))
    assert [line[:6] for line in news(reza)] == ["💼 Work"]


def test_a_problem_told_on_the_way_to_the_firm_hides_its_offer_as_well(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    _firm, key = looking(here, places=2)
    agreed(here, is_interested(here, key, "amal"), date(2026, 11, 16))
    reza = newcomer(here, "reza", wants=["tryout"]).says("/offers")
    news(petra)
    here.phone("amal").reads().says("/ways").taps("way.1.").taps(A_PROBLEM)
    assert offer(here, key).hidden_at == here.now
    assert heads(petra) == [HIDDEN]
    reza.taps("I am interested")
    assert NOT_FREE in reza.sees


def test_looked_at_and_kept_back_it_rests_until_staff_open_it(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    _amal, key = complains(here)
    petra.reads().taps("Looked: do not show it")
    assert (offer(here, key).state, offer(here, key).hidden_at) == (OfferState.PAUSED, None)
    assert audited(here) == ["desk_offer.aside"]
    assert "⏸️ Paused" in petra.sees
    petra.taps("Open it again")
    here.now += timedelta(minutes=2)
    here.tick()
    assert offer(here, key).state == OfferState.OPEN


def test_two_look_at_once_and_the_second_reads_that_it_changed(here: Town) -> None:
    petra, paul = staff(here, "petra", "alb"), staff(here, "paul", "alb")
    _amal, key = complains(here)
    paul.reads()
    petra.reads().taps("Looked: do not show it")
    paul.taps("Looked: show it again")
    assert offer(here, key).state == OfferState.PAUSED
    assert paul.toast == "This changed in the meantime. Please look again."


def test_staff_hear_again_each_working_day_until_somebody_looked(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    complains(here)
    assert heads(petra) == [HIDDEN]
    heard = []
    for _ in range(6):  # a Wednesday to a Monday
        here.walk(here.now + DAY)
        heard.append([line for line in heads(petra) if line == HIDDEN])
    assert [len(each) for each in heard] == [1, 1, 1, 0, 0, 1]
    petra.taps("Looked: do not show it")
    here.walk(here.now + 3 * DAY)
    assert HIDDEN not in heads(petra)


def test_a_firm_that_says_still_open_does_not_show_it_again(here: Town) -> None:
    _amal, key = complains(here)
    firm = str(offer(here, key).employer_id)
    hanna = invited(here, "hanna", RoleName.EMPLOYER, firm)
    hanna.says("/myoffers").taps("opening.1.1.open").says("/myoffers")
    assert "🛑" not in hanna.sees
    assert offer(here, key).hidden_at is not None


def test_the_list_of_offers_begins_with_what_is_hidden(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    offered(here)
    newcomer(here, "amal").says("/offers")
    late = offered(here)
    newcomer(here, "selam").says("/offers").taps(f"offer.{late}.1.wrong")
    petra.reads().says("/offer")
    assert "🛑 Hidden since" in petra.bubbles[-1].text.split("\n")[1]
