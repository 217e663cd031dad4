"""Firms to call: one list with the people, one caller, and who called answers for the firm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage import firm_calls
from storage.introductions.steps import Facts
from storage.models import Chat, Employer, FirmCall, FirmInvited, Offer
from storage.queues.kinds import Kind
from storage.rules.stages import Move, Side, Stage
from tests.conversations.candidate_scene import agreed, calls, cleared, moves, says_yes
from tests.conversations.candidate_scene import asked as seen
from tests.conversations.colleagues import lead
from tests.conversations.firm_scene import checked, firm_of, registers
from tests.conversations.introducing_scene import lines, stepped
from tests.conversations.invited import staff
from tests.conversations.test_firm_stopped import invites
from tests.people import Phone, Town
from tests.scheduler.desk import local, news, offered, person_of, put_out
from tests.storage.way_scene import go, on

pytestmark = pytest.mark.both_databases
FIRM, CENTRE = Side.FIRM, Side.CENTRE
CLOSED = "This is closed. Here is the menu: /menu"


def asked(at: Town, about: str, subject: int) -> None:
    """Put the one firm on the list of the centre."""

    def unit(session: Session) -> None:
        firm = session.scalars(select(Employer.id)).one()
        firm_calls.ask(at.work(session), firm, about, subject, 1, centre="alb")

    at.do(unit)


def test_a_firm_is_called_and_answered_for_at_once(alb: Town, petra: Phone, key: int) -> None:
    alb.do(lambda s: s.execute(update(Employer).values(contact="Frau Muster", phone="07381 1")))
    on(alb, key, go(Move.SHOW, CENTRE))
    asked(alb, firm_calls.CARD, key)
    asked(alb, firm_calls.PROMPT, alb.do(lambda s: s.scalars(select(Offer.id)).one()))
    petra.reads().says("/today")
    assert "☎️ Please call: 1" in petra.sees
    petra.taps("Whom to call")
    assert "🏢 Näherei Muster" in petra.sees
    assert "👤 Frau Muster\n☎️ Phone: 07381 1" in petra.sees
    assert "Does this person fit?" in petra.sees
    assert "Still open?" in petra.sees
    petra.taps("Not reached")
    assert "📵 Not reached: 1." in petra.sees
    petra.taps("Called: Näherei")
    assert petra.toast == "Noted: called"
    assert lines(petra)[0] == "💬 What did Näherei Muster say?"
    assert petra.buttons[0].startswith("🤝 Amal")
    assert petra.buttons[1] == "📋 Näherin (Deutsch)"
    assert stepped(petra.taps("🤝 Amal"), key, "please send") is Stage.WANTED
    assert "Please call" not in petra.says("/today").sees
    done = alb.do(lambda s: s.scalars(select(FirmCall.done_by)).all())
    assert set(done) == {person_of(petra)}


def test_a_firm_that_answered_here_needs_no_call(alb: Town, petra: Phone, key: int) -> None:
    on(alb, key, go(Move.SHOW, CENTRE))
    asked(alb, firm_calls.CARD, key)
    asked(alb, firm_calls.CARD, key)
    eva = lead(alb, "eva")
    petra.reads().says("/today").taps("Whom to call")
    eva.reads().says("/today").taps("Whom to call").taps("Called: Näherei")
    petra.taps("Called: Näherei")
    assert petra.toast == "Eva called already."
    alb.do(lambda s: s.execute(update(FirmCall).values(done_at=None, done_by=None)))
    assert "Please call: 1" in petra.says("/today").sees
    on(alb, key, go(Move.SEND, FIRM))
    assert "Please call" not in petra.says("/today").sees


def test_of_all_that_a_firm_was_called_about_nothing_is_left_out(alb: Town, petra: Phone) -> None:
    """One tap notes the call for every question, so each has its button."""
    keys = [offered(alb) for _n in range(8)]

    def of_one_firm(session: Session) -> None:
        firm = session.get_one(Offer, keys[0]).employer_id
        for n, key in enumerate(keys):
            offer = session.get_one(Offer, key)
            offer.employer_id, offer.title_de = firm, f"Stelle {n}"
            firm_calls.ask(alb.work(session), firm, firm_calls.PROMPT, key, 1, centre="alb")

    alb.do(of_one_firm)
    petra.reads().says("/today").taps("Whom to call").taps("Called: Näherei")
    assert petra.buttons == [f"📋 Stelle {n} (Deutsch)" for n in range(8)]


def test_nobody_of_another_centre_reads_what_a_firm_was_called_about(
    alb: Town, petra: Phone, key: int
) -> None:
    on(alb, key, go(Move.SHOW, CENTRE))
    asked(alb, firm_calls.CARD, key)
    anna = staff(alb, "anna", "ermstal")
    petra.reads().says("/today").taps("Whom to call").taps("Called: Näherei")
    for each in ("said-1", "off-100000001"):
        assert anna.says(f"/today {each}").sees == CLOSED
    assert lines(petra.says("/today said-1"))[0] == "💬 What did Näherei Muster say?"


def has_no_face(at: Town, firm: Phone) -> None:
    """Let the only one who speaks for a firm block us."""
    at.do(lambda s: setattr(s.get_one(Chat, firm.chat), "blocked_at", at.now))


def wants_calls(at: Town, firm: Phone) -> None:
    """Let the only one who speaks for a firm want to be called."""
    firm.says("/myfirm").taps("Ask me another way").taps("By phone").says("07381 77")


@pytest.mark.parametrize("unreached", [has_no_face, wants_calls])
def test_staff_say_to_a_firm_that_reads_nothing_here_that_nobody_comes_of_whom_nothing_is_kept(
    alb: Town, petra: Phone, unreached: Callable[[Town, Phone], None]
) -> None:
    firm, offer, way = seen(alb)
    agreed(alb, way, date(2026, 11, 20))
    unreached(alb, firm)
    alb.now = local(date(2026, 11, 19), 12)
    amal = alb.phone("amal").reads().says("/delete")
    petra.reads()
    amal.taps("Yes, delete everything")
    told = "Please say: nobody comes on Friday, 20.11.2026."
    assert told in petra.reads().sees
    assert calls(alb) == [(firm_calls.OFF, offer)]
    assert put_out(alb, Kind.NO_LONGER) == 0
    petra.says("/today").taps("Whom to call")
    assert f": Näherin (Deutsch): {told}" in petra.sees
    petra.taps("Called: Näherei")
    assert petra.buttons == ["📋 Näherin (Deutsch)"]
    assert "Please call" not in petra.says("/today").sees


def test_a_second_who_is_erased_opens_the_call_anew(alb: Town, petra: Phone) -> None:
    _firm, offer, _way = seen(alb)
    day = date(2026, 11, 20)

    def off(session: Session) -> None:
        key = session.get_one(Offer, offer).employer_id
        firm_calls.nobody_comes(alb.work(session), key, offer, day.toordinal(), centre="alb")

    for _n in range(2):
        alb.do(off)
        petra.reads().says("/today").taps("Whom to call")
        assert petra.sees.count("Please say: nobody comes") == 1
        petra.taps("Called: Näherei")
    assert calls(alb) == [(firm_calls.OFF, offer)]


def test_a_firm_that_wants_calls_is_called_about_a_meeting_too(alb: Town, petra: Phone) -> None:
    blum = registers(alb, "blum")
    checked(petra.reads())
    blum.reads().says("/myfirm").taps("Ask me another way").taps("By phone")
    invites(alb, firm_of(alb).id)
    asked = alb.do(lambda s: s.scalars(select(FirmInvited.id)).one())
    petra.does(Tapped(str(Standing("firm_guest", asked, 1, "show")), None))
    assert "⏳ Bäckerei Blum: no answer yet\n☎️ Please call this firm.\n👤 Frau Blum" in petra.sees


def test_the_centre_hears_that_somebody_does_not_begin(alb: Town, petra: Phone) -> None:
    firm, _offer, way = seen(alb, "job")
    moves(alb, way, Move.SEND, FIRM)
    says_yes(alb, way)
    cleared(alb, way)
    moves(alb, way, Move.TALK, FIRM)
    moves(alb, way, Move.START, FIRM, Facts(starts_on=date(2026, 11, 20)))
    has_no_face(alb, firm)
    alb.now = local(date(2026, 11, 19), 12)
    amal = alb.phone("amal").reads().says("/ways").taps("way.1.")
    petra.reads()
    amal.taps(".stop").taps("do not want")
    alb.now += timedelta(minutes=1)
    alb.tick()
    assert len(news(petra)) == 1
    assert "❌ The person said no." in petra.sees
