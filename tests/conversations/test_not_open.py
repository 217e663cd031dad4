"""Before the centres have opened it, nobody new comes in, and everybody can prepare."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from conversations.kit.events import Shared
from storage.engine.database import Session
from storage.models import Centre, Person
from storage.models.people import RoleName
from storage.operator import Operator, is_shut, lacks, note, sentences
from storage.rules.readiness import Known, Missing, missing
from tests.conversations.invited import invited, joined, staff, token
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases

READY = Operator("Landkreis Reutlingen", has_notice=True, has_imprint=True, anyway=False)
CLOSED = "Nobody answers here yet."


def says(here: Town, operator: Operator) -> None:
    """Start with these settings."""
    here.do(lambda session: note(here.work(session), operator))


def reachable(here: Town, address: str | None, phone: str | None) -> None:
    """Let the centre on the Alb alone have these."""
    with_both = {"address": address, "phone": phone}

    def unit(session: Session) -> None:
        session.execute(update(Centre).values(address=None, phone=None))
        session.execute(update(Centre).where(Centre.key == "alb").values(**with_both))

    here.do(unit)


@pytest.fixture
def shut(here: Town) -> Town:
    """A town where the imprint is missing."""
    reachable(here, "Marktplatz 1, Münsingen", "07381 1234")
    says(here, replace(READY, has_imprint=False))
    return here


def new(here: Town) -> Phone:
    """Somebody new who chose a language."""
    return here.phone("101").says("/start").taps("English")


def test_what_is_missing() -> None:
    there = Known(controller=True, notice=True, imprint=True, centres=1)
    assert missing(there) == []
    assert missing(replace(there, centres=0)) == [Missing.CENTRE]
    assert missing(Known(controller=False, notice=False, imprint=False, centres=3)) == [
        Missing.CONTROLLER,
        Missing.NOTICE,
        Missing.IMPRINT,
    ]


def test_a_centre_counts_with_address_and_phone(here: Town) -> None:
    says(here, READY)
    for address, phone, is_open in (
        (None, None, False),
        ("Marktplatz 1", None, False),
        ("", "07381 1234", False),
        ("Marktplatz 1", "07381 1234", True),
    ):
        reachable(here, address, phone)
        assert here.do(lambda session: is_shut(here.work(session))) is not is_open


def test_whoever_never_started_or_opens_anyway_is_open(here: Town) -> None:
    assert not here.do(lambda session: is_shut(here.work(session)))
    says(here, Operator(anyway=True))
    assert "I agree" in " ".join(new(here).buttons)


def test_somebody_new_reads_that_it_is_not_open_and_whom_to_call(shut: Town) -> None:
    selam = new(shut)
    assert selam.sees.startswith(CLOSED)
    assert "07381 1234" in selam.sees
    assert "Marktplatz 1, Münsingen" in selam.sees
    for said in ("/menu", "/week", "/offers", "/help", "/person", "hello", "work please", "1"):
        selam.says(said)
        assert selam.sees.startswith(CLOSED), said
    selam.does(Shared(48.41, 9.49))
    assert selam.sees.startswith(CLOSED)
    assert shut.do(lambda session: session.query(Person).count()) == 0


def test_what_everybody_can_do_at_any_time_they_can(shut: Town) -> None:
    selam = new(shut)
    assert "112" in selam.says("/problem").sees
    assert "Landkreis Reutlingen" in selam.says("/privacy").sees
    assert "Deutsch" in selam.says("/language").buttons
    selam.taps("Deutsch")
    assert selam.sees.startswith("Hier antwortet noch niemand.")
    assert "löschen" in selam.says("/delete").sees


def test_a_poster_leads_to_the_same_words(shut: Town) -> None:
    selam = shut.phone("101").says("/start p-72525").taps("English")
    assert selam.sees.startswith(CLOSED)


def test_staff_come_in_and_prepare_and_then_it_opens(here: Town) -> None:
    reachable(here, None, None)
    says(here, READY)
    petra = staff(here, "petra", "alb")
    assert "/today" in petra.says("/help").sees
    selam = new(here)
    assert "The centres are in" in selam.sees
    reachable(here, "Marktplatz 1", "07381 1234")
    assert "I agree" in " ".join(selam.says("/start").buttons)


def test_an_admin_invites_though_it_is_not_open(shut: Town) -> None:
    admin = invited(shut, "admin", RoleName.ADMIN, "*")
    assert "What would you like?" in admin.says("/menu").sees


def test_a_firm_waits_and_its_link_stays_good(shut: Town) -> None:
    link = f"/start i-{token(shut, RoleName.EMPLOYER, '1')}"
    inn = shut.phone("inn").says(link).taps("English")
    assert inn.sees.startswith(CLOSED)
    says(shut, READY)
    inn.says(link)
    assert not any(bubble.text.startswith(CLOSED) for bubble in inn.bubbles[-2:])
    with_role = shut.do(lambda session: session.query(Person).count())
    assert with_role == 1


def test_whoever_is_known_goes_on(here: Town) -> None:
    amal = here.phone("102").settles_in()
    petra = joined(
        here.phone("p").says(f"/start i-{token(here, RoleName.STAFF, 'alb')}").taps("English"),
        "Petra",
    )
    says(here, replace(READY, controller=None))
    for phone in (amal, petra):
        phone.says("/menu")
        assert "What would you like?" in phone.sees


def test_the_operator_reads_a_sentence_for_each_thing(here: Town) -> None:
    reachable(here, None, None)

    def found(operator: Operator) -> list[str]:
        return here.do(lambda session: [*sentences(here.work(session), operator)])

    said = found(Operator())
    assert [each.split()[0] for each in said] == [
        "JIP_CONTROLLER",
        "JIP_PRIVACY_FILE",
        "JIP_IMPRINT_FILE",
        "No",
    ]
    assert here.do(lambda session: lacks(here.work(session), READY)) == [Missing.CENTRE]
