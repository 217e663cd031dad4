"""What a colleague gives back: who asked hears that it waits, until when, and no blame."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from storage import threads
from storage.models.people import RoleName
from tests.conversations.colleagues import card
from tests.conversations.invited import invited, staff
from tests.conversations.test_thread import asks, called, petra_of, request
from tests.conversations.test_trouble import away
from tests.people import Phone, Town
from tests.scheduler.desk import address, news

pytestmark = pytest.mark.both_databases
WITH_ALB = "👋 Your request is now with: Integrationszentrum Alb"
DUE = "An answer is due: Friday, 13.11.2026, 17:00 (in the afternoon)"


def taken(at: Town, topic: str = "A letter or paper") -> tuple[Phone, Phone]:
    petra, amal = petra_of(at), asks(at, "Amal", topic)
    petra.reads().taps("Take")
    return petra, amal.reads()


def test_given_back_is_said_once_with_the_promised_day(here: Town) -> None:
    address(here)
    petra, amal = taken(here)
    petra.taps("Give back")
    assert news(amal) == [WITH_ALB]
    assert amal.sees.split("\n")[1:] == [
        DUE,
        "It cannot wait? Please call.",
        "☎️ Phone: +49 7381 000-1",
    ]
    assert amal.buttons == ["✔️ Finish", "☰ Menu"]
    assert news(amal) == []
    assert "Petra" not in amal.sees


def test_handed_to_another_centre_names_it(here: Town) -> None:
    petra, amal = taken(here)
    petra.taps("Hand over").taps("Integrationszentrum Reutlingen").taps("Skip")
    assert news(amal) == ["👋 Your request is now with: Integrationszentrum Reutlingen"]


def test_handed_to_a_colleague_names_the_colleague_alone(here: Town) -> None:
    petra, amal = taken(here)
    called(here, staff(here, "eva", "alb"), "Eva")
    petra.taps("Hand over").taps("👤 Eva").taps("Skip")
    assert news(amal) == ["👋 Eva (Integrationszentrum Alb) answers you now."]


def test_whose_colleague_leaves_hears_it(here: Town) -> None:
    _petra, amal = taken(here)
    lena = invited(here, "lena", RoleName.LEAD, "alb", name="Lena")
    card(lena, "Petra").taps("End the access").taps("Yes, end it")
    assert news(amal) == [WITH_ALB]


def test_whoever_took_it_meanwhile_is_named_instead(here: Town) -> None:
    petra, amal = taken(here)
    eva = called(here, staff(here, "eva", "alb"), "Eva")
    petra.taps("Give back")
    eva.says("/inbox").taps("Take")
    assert news(amal) == ["👋 Eva (Integrationszentrum Alb) answers you now."]


def test_a_day_that_is_over_is_promised_anew(here: Town) -> None:
    petra, amal = taken(here)
    here.now += timedelta(days=9)  # a Thursday
    petra.reads().says("/inbox").taps("Amal").taps("Give back")
    assert "An answer is due: Tuesday, 24.11.2026, 17:00 (in the afternoon)" in amal.reads().sees
    assert request(here).answer_by == datetime(2026, 11, 24, 16, tzinfo=UTC)


def test_while_all_are_away_it_is_said_when_somebody_reads(here: Town) -> None:
    petra, amal = taken(here)
    away(here, petra, datetime(2026, 11, 17, 7, tzinfo=UTC))
    amal.says("Are you there?")
    first, said = amal.sees.split("\n")[:2]
    assert first == WITH_ALB
    assert said.startswith("Your request is kept. Somebody reads here again: Tuesday, 17.11.2026")


def test_a_problem_given_back_says_who_looks_and_not_the_day(here: Town) -> None:
    petra, amal = taken(here, "Something is wrong")
    here.now = datetime(2026, 11, 10, 19, tzinfo=UTC)
    petra.says("/inbox").taps("Amal").taps("Give back")
    assert news(amal) == [WITH_ALB]
    looks = "Integrationszentrum Alb looks at this: Wednesday, 11.11.2026, 08:00 (in the morning)"
    assert amal.sees.split("\n")[1] == looks


def test_what_was_answered_before_it_was_given_back_does_not_keep_the_promise(here: Town) -> None:
    petra, _amal = taken(here)
    petra.taps("Write").says("Please bring it.")
    here.now += timedelta(hours=1)
    petra.taps("How it is now").taps("Give back")
    here.now = datetime(2026, 11, 13, 16, tzinfo=UTC)

    def late(session: Session) -> list[int]:
        return [each.id for each in threads.overdue(here.work(session), "alb")]

    assert here.do(late) == [request(here).id]
