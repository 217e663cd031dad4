"""A firm is stopped after a problem: who was to go there tomorrow reads that they need not."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage import audit, firms, firms_invited
from storage.activities import save_activity
from storage.introductions import steps
from storage.models import Activity, Due, Employer, Offer, Outbox
from storage.models.due import DueState
from storage.models.offers import EmployerStatus, OfferState
from storage.offers import set_state
from storage.queues.kinds import Kind
from storage.rules.stages import Side, Stage
from tests.conversations.colleagues import lead
from tests.conversations.firm_scene import (
    card,
    checked,
    dated,
    firm_of,
    gives,
    offers_of,
    registers,
    shown,
)
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, offered, person_of, walked

pytestmark = pytest.mark.both_databases
ON_THE_WAY = (Kind.TRIAL_REMINDER, Kind.TRIAL_OVER, Kind.INTRODUCTION_NEWS, Kind.EMPLOYER_PROMPT)


def stops(who: Phone) -> Phone:
    return card(who.reads()).taps("Stop this firm").taps("Yes, do it")


def waits(at: Town) -> set[str]:
    """Return what is still due of what a stopped firm has in hand."""
    rows = select(Due.kind).where(Due.state == DueState.TODO, Due.kind.in_(ON_THE_WAY))
    return at.do(lambda s: set(s.scalars(rows)))


def test_a_day_that_was_agreed_is_off_and_nobody_is_reminded_of_it(here: Town) -> None:
    petra, amal = staff(here, "petra", "alb"), newcomer(here, "amal")
    blum = registers(here, "blum")
    key = gives(here, firm_of(here).id, offered(here))
    checked(petra.reads())
    way = dated(here, amal, key, here.now.date() + timedelta(days=1))
    assert waits(here) >= {Kind.TRIAL_REMINDER, Kind.TRIAL_OVER, Kind.EMPLOYER_PROMPT}
    stops(petra)
    assert petra.sees.split("\n")[3] == "⛔ Stopped after a problem: nothing of it is shown."
    found = here.do(lambda s: steps.find(here.work(s), way))
    assert found is not None
    assert (found.stage, found.reason, found.last_side) == (Stage.CLOSED, "stopped", Side.CENTRE)
    assert (found.ended_at, found.key, found.seat) == (here.now, None, None)
    assert waits(here) == set()
    told = select(Outbox.person_id, Outbox.kind).where(
        Outbox.subject == way, Outbox.revision == found.revision
    )
    rows = here.do(lambda s: {tuple(row) for row in s.execute(told)})
    assert rows == {(person_of(amal), Kind.INTRODUCED)}
    assert walked(here, here.now + timedelta(hours=2), blum)[-1].endswith("📬 New for you:")
    assert f"❌ Nobody comes on {(here.now + timedelta(days=1)):%A, %d.%m.%Y}." in blum.sees


def test_its_offers_rest_and_are_shown_to_nobody(here: Town) -> None:
    petra, amal = staff(here, "petra", "alb"), newcomer(here, "amal", wants=["tryout", "job"])
    blum = registers(here, "blum")
    gives(here, firm_of(here).id, offered(here))
    checked(petra.reads())
    assert shown(here, amal) == ["Näherin"]
    stops(petra)
    firm = firm_of(here)
    assert (firm.status, firm.stopped_at) == (EmployerStatus.STOPPED, here.now)
    assert [each.state for each in offers_of(here, firm.id)] == [OfferState.PAUSED]
    blum.says("/myoffers").taps(".open")
    assert shown(here, amal) == []
    assert "⏸️ The centre has stopped this for now." in blum.says("/myfirm").sees


def test_it_is_asked_once_more_and_no_changes_nothing(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    registers(here, "blum")
    card(petra.reads()).taps("Stop this firm")
    assert petra.sees.startswith("Stop Bäckerei Blum now?")
    assert petra.taps("No").sees.startswith("🏢 Bäckerei Blum")
    assert firm_of(here).status is EmployerStatus.PENDING


def test_only_a_lead_lets_it_begin_again_and_it_is_checked_anew(here: Town) -> None:
    petra, lena = staff(here, "petra", "alb"), lead(here, "lena")
    registers(here, "blum")
    checked(petra.reads())
    stops(petra)
    firm = firm_of(here).id
    assert "▶️ Let it begin again" not in petra.buttons
    petra.does(Tapped(str(Standing("firm", firm, 1, "lift")), None))
    assert firm_of(here).status is EmployerStatus.STOPPED
    card(lena.reads()).taps("Let it begin again")
    assert (lena.toast, firm_of(here).status) == ("Done", EmployerStatus.PENDING)
    assert firm_of(here).checks == []
    actions = here.do(lambda s: [each.action for each in audit.entries(here.work(s), here.now, 9)])
    assert {"firm.stop", "firm.lift"} <= set(actions)


def test_a_firm_that_was_stopped_is_not_asked_to_be_checked_again(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    registers(here, "blum")
    checked(petra.reads())
    stops(petra)
    here.now += timedelta(days=340)
    here.tick()
    assert not any("Please check" in each.text for each in petra.reads().bubbles)
    assert firm_of(here).status is EmployerStatus.STOPPED


def test_it_is_asked_to_no_meeting_any_more(here: Town) -> None:
    petra, blum = staff(here, "petra", "alb"), registers(here, "blum")
    checked(petra.reads())
    meeting = invites(here, firm_of(here).id)
    assert "Do you come?" in blum.reads().sees
    stops(petra)
    assert blum.reads().taps("Yes, we come").toast != "Done"
    assert here.do(lambda s: firms_invited.of_activity(here.work(s), meeting)) == []


def invites(at: Town, firm: int) -> int:
    """Ask a firm to a meeting in a week; returns the key of the meeting."""

    def unit(session: Session) -> int:
        work = at.work(session)
        day = at.now.date() + timedelta(days=7)
        meeting = Activity(
            centre="alb",
            kind="info_event",
            title_de="Treffen",
            plz="72525",
            on_date=day,
            starts=time(10),
            ends=time(12),
        )
        save_activity(work, meeting)
        firms_invited.invite(work, meeting, [firm])
        firms_invited.tell(work, meeting)
        return meeting.id

    return at.do(unit)


def test_a_stopped_firm_opens_nothing_and_once_lifted_its_offers_rest(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    blum = registers(here, "blum")
    key = gives(here, firm_of(here).id, offered(here))
    shut = gives(here, firm_of(here).id, offered(here))
    checked(petra.reads())
    here.do(lambda s: set_state(here.work(s), s.get_one(Offer, shut), OfferState.FILLED))
    stops(petra)
    for offer, action in ((key, "open"), (shut, "reopen")):
        blum.reads().does(Tapped(opening(here, offer, action), None))
        assert blum.toast == "This changed in the meantime. Please look again."
    firm = firm_of(here).id
    here.do(lambda s: firms.lift(here.work(s), s.get_one(Employer, firm)))
    here.do(lambda s: firms.verify(here.work(s), s.get_one(Employer, firm), None))
    here.now += timedelta(minutes=1)
    here.tick()
    states = here.do(lambda s: [s.get_one(Offer, each).state for each in (key, shut)])
    assert states == [OfferState.PAUSED, OfferState.FILLED]


def opening(at: Town, offer: int, action: str) -> str:
    """Return what a button below an offer of a firm does now."""
    revision = at.do(lambda s: s.get_one(Offer, offer).revision)
    return str(Standing("opening", offer, revision, action))
