"""A firm with a letter, also in Telegram: it answers, or the centre reads whom to call."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from storage.models import Employer, Offer, PageLink
from storage.models.offers import EmployerStatus
from storage.page import links, papers
from tests.conversations.colleagues import roles
from tests.conversations.invited import staff
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, offered

pytestmark = pytest.mark.both_databases


def letter(town: Town) -> str:
    """Write to an inn and return the secret of the letter."""

    def write(session: Session) -> str:
        inn = Employer(
            ref="E9",
            name="Gasthof Adler",
            sector="gastro",
            plz="72525",
            status=EmployerStatus.VERIFIED,
        )
        session.add(inn)
        session.flush()
        return papers.for_firm(town.work(session), inn, "alb", "de").token

    return town.do(write)


def sewing(town: Town) -> str:
    """Write to a sewing firm that has an offer."""
    key = offered(town)

    def write(session: Session) -> str:
        firm = session.get_one(Offer, key).employer
        return papers.for_firm(town.work(session), firm, "alb", "de").token

    return town.do(write)


def reads(town: Town, name: str, secret: str) -> Phone:
    return town.phone(name).says(f"/start l-{secret}").taps("English")


def test_a_firm_may_answer_in_telegram_as_well(here: Town) -> None:
    wirtin = reads(here, "wirtin", letter(here))
    assert wirtin.sees == "This letter is for: Gasthof Adler\nDo you answer for this firm?"
    wirtin.taps("Yes, I answer")
    assert any("Welcome. You answer for: Gasthof Adler" in b.text for b in wirtin.bubbles)
    assert {role for role, _scope in roles(wirtin)} == {"employer"}


def test_a_firm_without_an_offer_is_called(here: Town) -> None:
    petra, secret = staff(here, "petra", "alb"), letter(here)
    wirtin = reads(here, "wirtin", secret).taps("Yes, I answer")
    assert wirtin.sees == "Which phone number may we call?"
    assert wirtin.says("07381 12345").sees == "Thank you. The centre has your number now."
    assert "☎️ Gasthof Adler got our letter and asks for a call." in petra.reads().sees


def test_a_firm_with_an_offer_sees_it(here: Town) -> None:
    wirtin = reads(here, "wirtin", sewing(here)).taps("Yes, I answer")
    assert "Which phone number may we call?" not in [each.text for each in wirtin.bubbles]
    assert "Näherin" in wirtin.sees


def test_two_who_share_a_letter_are_one_voice_of_the_firm(here: Town) -> None:
    secret = letter(here)
    one = reads(here, "one", secret).taps("Yes, I answer")
    two = reads(here, "two", secret).taps("Yes, I answer")
    assert roles(one) == roles(two)


def test_the_centre_reads_which_number_to_call_and_only_once_a_day(here: Town) -> None:
    petra, secret = staff(here, "petra", "alb"), letter(here)
    wirtin = reads(here, "wirtin", secret).taps("Please call me").says("07381 12345")
    assert wirtin.sees == "Thank you. The centre has your number now."
    assert roles(wirtin) == set()
    petra.reads()
    assert petra.sees.split("\n")[:2] == [
        "☎️ Gasthof Adler got our letter and asks for a call.",
        "☎️ Phone: 07381 12345",
    ]
    heard = len(petra.bubbles)
    wirtin.says(f"/start l-{secret}").taps("Please call me").says("07381 99999")
    assert len(petra.reads().bubbles) == heard


def test_whom_it_does_not_concern_is_kept_nowhere(here: Town) -> None:
    stranger = reads(here, "stranger", letter(here)).taps("No, this is not for me")
    assert "We keep nothing." in stranger.sees


def test_somebody_known_and_a_number_that_is_kept_are_told_the_truth(here: Town) -> None:
    secret = letter(here)
    amal = newcomer(here, "amal").says(f"/start l-{secret}").taps("No, this is not for me")
    assert amal.sees == "Nothing was changed."
    assert roles(amal) == {("newcomer", "")}
    reads(here, "wirtin", secret).taps("Please call me").says("07381 12345")
    stranger = reads(here, "stranger", secret).taps("No, this is not for me")
    assert stranger.sees == "Nothing was changed."


def test_a_letter_taken_back_gives_nobody_a_role(here: Town) -> None:
    secret = letter(here)
    wirtin = reads(here, "wirtin", secret)
    here.do(lambda s: links.revoke(here.work(s), PageLink.id > 0))
    wirtin.taps("Yes, I answer")
    assert any("too old" in each.text for each in wirtin.bubbles)
    assert roles(wirtin) == set()
