"""Staff look at a firm before anything of it is shown, and again each year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from conversations.cards.firm import contact_lines
from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from locales.direction import clean
from locales.render import label
from scheduler.due import ensure_daily
from storage import audit
from storage.models import Employer, Offer
from storage.models.offers import EmployerStatus, OfferState
from storage.offers import set_state
from storage.rules.verifying import POINTS
from tests.conversations.colleagues import lead
from tests.conversations.firm_scene import (
    POINTS as TICKS,
)
from tests.conversations.firm_scene import (
    card,
    checked,
    firm_of,
    gives,
    registers,
    shown,
    ticks,
)
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import address, local, newcomer, news, offered, person_of

pytestmark = pytest.mark.both_databases
PENDING, VERIFIED = EmployerStatus.PENDING, EmployerStatus.VERIFIED


def presses(who: Phone, firm: int, action: str, kind: str = "firm_check") -> Phone:
    """Press a button nobody shows."""
    return who.does(Tapped(str(Standing(kind, firm, 1, action)), None))


def status(at: Town) -> EmployerStatus:
    return firm_of(at).status


def done(at: Town) -> list[str]:
    """Return what colleagues did with firms, the newest first."""
    since = at.now - timedelta(days=800)
    rows = at.do(lambda s: [each.action for each in audit.entries(at.work(s), since, 99)])
    return [each for each in rows if each.startswith("firm")]


def test_it_is_refused_until_every_point_is_ticked_and_no_flag_stands(here: Town) -> None:
    registers(here, "blum")
    petra, firm = staff(here, "petra", "alb"), firm_of(here).id
    card(petra).taps(".check")
    for point in TICKS:
        assert not any("Show this firm" in each for each in petra.buttons)
        presses(petra, firm, "verify")
        assert (petra.toast, status(here)) == (
            "This changed in the meantime. Please look again.",
            PENDING,
        )
        petra.taps(point)
    petra.taps("tick-fee")
    assert "🚩 Red flags: Fee or deposit" in petra.sees
    assert presses(petra, firm, "verify").toast != "Done"
    assert status(here) == PENDING
    petra.taps("untick-fee").taps("Show this firm for a year")
    assert petra.toast == "Done"
    found = firm_of(here)
    assert (found.status, found.verified_by) == (VERIFIED, person_of(petra))
    assert (found.verified_at, found.verified_until) == (here.now, date(2027, 11, 10))
    assert (found.checks, done(here)[0]) == (list(POINTS), "firm_check.verify")


def test_what_it_offers_is_shown_from_then_on(here: Town) -> None:
    petra, amal = staff(here, "petra", "alb"), newcomer(here, "amal", wants=["tryout", "job"])
    registers(here, "blum")
    gives(here, firm_of(here).id, offered(here))
    here.tick()
    assert shown(here, amal) == []
    checked(petra.reads())
    assert shown(here, amal) == ["Näherin"]
    here.tick()
    assert "🏢 Bäckerei Blum, Münsingen" in amal.reads().sees


def test_a_lead_may_say_why_it_is_shown_all_the_same(here: Town) -> None:
    registers(here, "blum")
    petra, lena = staff(here, "petra", "alb"), lead(here, "lena")
    firm = firm_of(here).id
    ticks(card(petra), "tick-called", "tick-housing")
    assert not any("all the same" in each for each in petra.buttons)
    presses(petra, firm, "overrule")
    assert status(here) == PENDING
    card(lena).taps(".check").taps("Show it all the same").taps("I was there")
    assert "✅ Checked, until: Wednesday, 10.11.2027" in lena.sees
    assert (status(here), done(here)[0]) == (VERIFIED, "firm_check.overrule.visited")


def test_another_centre_does_not_see_it(here: Town) -> None:
    registers(here, "blum")
    otto = staff(here, "otto", "ermstal")
    assert "Bäckerei Blum" not in otto.says("/firms").sees
    assert (
        presses(otto, firm_of(here).id, "open", "firm").toast
        == "This is closed. Here is the menu: /menu"
    )


def passes(at: Town, day: date, *phones: Phone) -> list[str]:
    """Let time pass to a day at 10:00; returns the first lines of what came then."""
    at.now = local(day, 0, 5)
    at.tick()
    at.now = local(day, 10)
    return [line for phone in phones for line in news(phone)]


def test_it_is_looked_at_again_each_year_or_shown_no_more(here: Town) -> None:
    petra, amal = staff(here, "petra", "alb"), newcomer(here, "amal", wants=["tryout", "job"])
    registers(here, "blum")
    key = gives(here, firm_of(here).id, offered(here))
    checked(petra.reads())
    ask = "🔁 Please check Bäckerei Blum again by: Wednesday, 10.11.2027"
    assert ask not in passes(here, date(2027, 10, 10), petra)
    assert ask in passes(here, date(2027, 10, 11), petra)
    assert (firm_of(here).checks, status(here)) == ([], VERIFIED)
    assert "🔁 Please check again. It is shown until: Wednesday, 10.11.2027" in card(petra).sees
    opens(here, key)
    passes(here, date(2027, 11, 10))
    assert (status(here), shown(here, amal)) == (VERIFIED, ["Näherin"])
    over = "🔁 Nobody checked Bäckerei Blum again: nothing of it is shown now."
    assert over in passes(here, date(2027, 11, 11), petra)
    assert (status(here), shown(here, amal)) == (PENDING, [])
    checked(petra)
    assert (status(here), firm_of(here).verified_until) == (VERIFIED, date(2028, 11, 10))


def opens(at: Town, key: int) -> None:
    """Let an offer be open, as if its firm had said so today."""
    at.do(lambda s: set_state(at.work(s), s.get_one(Offer, key), OfferState.OPEN))


def test_who_looked_again_in_time_is_asked_a_year_later(here: Town) -> None:
    petra = staff(here, "petra", "alb")
    registers(here, "blum")
    checked(petra.reads())
    passes(here, date(2027, 10, 20), petra)
    checked(petra)
    assert firm_of(here).verified_until == date(2028, 10, 19)
    passes(here, date(2027, 11, 20), petra)
    assert status(here) == VERIFIED


def test_firms_from_before_get_an_end_at_start(here: Town) -> None:
    offered(here)
    here.do(lambda session: ensure_daily(here.work(session)))
    assert firm_of(here, "Näherei Muster").verified_until == date(2027, 11, 10)
    passes(here, date(2027, 11, 11))
    assert firm_of(here, "Näherei Muster").status == PENDING


def said(at: Town, name: str = "Bäckerei Blum") -> list[str]:
    """Return what a firm reads of its contact."""

    def lines(session: Session) -> list[str]:
        firm = session.get_one(Employer, key)
        return [clean(label(each, "en")) for each in contact_lines(at.work(session), firm)]

    key = firm_of(at, name).id
    return at.do(lines)


def test_the_colleague_who_looks_after_it_is_named_with_the_centres_phone(here: Town) -> None:
    address(here)
    blum, petra = registers(here, "blum"), staff(here, "petra", "alb")
    assert said(here) == ["☎️ Integrationszentrum Alb: +49 7381 000-1"]
    card(petra).taps("Who looks after it").taps("👤 Petra")
    assert "🤝 Looks after it: Petra" in petra.sees
    assert said(here)[0] == "🤝 Your contact: Petra"
    assert "🤝 Your contact: Petra" in blum.says("/myfirm").sees
    card(petra).taps("Who looks after it").taps("Nobody")
    assert said(here) == ["☎️ Integrationszentrum Alb: +49 7381 000-1"]


def test_what_somebody_told_of_a_problem_with_is_shown_again_once_staff_looked(here: Town) -> None:
    registers(here, "blum")
    petra = staff(here, "petra", "alb")
    key = gives(here, firm_of(here).id, offered(here))
    assert not any("all is well" in each for each in card(petra).buttons)
    here.do(lambda s: s.execute(update(Offer).values(hidden_at=here.now)))
    card(petra).taps("Looked, all is well: Näherin")
    assert here.do(lambda s: s.get_one(Offer, key).hidden_at) is None
    assert (petra.toast, done(here)[0]) == ("Done", "firm.looked")


def test_the_log_says_nothing_of_what_a_colleague_had_looked_at_before(here: Town) -> None:
    registers(here, "blum")
    petra, paul = staff(here, "petra", "alb"), staff(here, "paul", "alb")
    gives(here, firm_of(here).id, offered(here))
    here.do(lambda s: s.execute(update(Offer).values(hidden_at=here.now)))
    card(paul)
    card(petra).taps("Looked, all is well: Näherin")
    paul.taps("Looked, all is well: Näherin")
    assert paul.toast == "This changed in the meantime. Please look again."
    assert done(here).count("firm.looked") == 1


def test_the_card_of_the_offer_follows_what_was_looked_at_from_the_firms(here: Town) -> None:
    registers(here, "blum")
    petra, paul = staff(here, "petra", "alb"), staff(here, "paul", "alb")
    key = gives(here, firm_of(here).id, offered(here))
    here.do(lambda s: s.execute(update(Offer).values(hidden_at=here.now)))
    paul.says("/offer").taps(f"desk_offers.{key}.")
    assert "👁️ Looked: show it again" in paul.buttons
    card(petra).taps("Looked, all is well: Näherin")
    assert "👁️ Looked: show it again" not in paul.reads().buttons
