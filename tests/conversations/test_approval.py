"""More than 25 people, or those of another centre: a lead sees it first, and answers once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from conversations.kit.buttons import Standing
from conversations.kit.events import Tapped
from storage.models import Approval, Audit
from storage.models.announcements import AnnouncementState, ApprovalAnswer
from tests.conversations.announcing import a_minute_later, newcomers, planned
from tests.conversations.colleagues import card, lead
from tests.conversations.invited import staff
from tests.conversations.test_announce import activities, announcements
from tests.people import Phone, Town

pytestmark = pytest.mark.both_databases
NEWS = "New near you"


def strict(at: Town, approval_hours: int = 24) -> Town:
    """Let one person alone write to nobody but one."""
    at.limits = type(at.limits)(approval_above=1, approval_hours=approval_hours)
    return at


def asked(at: Town) -> tuple[Phone, Phone, list[Phone]]:
    """Petra asks a lead about a course for two people; Lena is the lead."""
    people, lena = newcomers(at, "60", "61"), lead(at, "lena")
    petra = planned(staff(at, "50", "alb")).taps("Ask a lead")
    return petra, lena.reads(), people


def has_news(phone: Phone) -> bool:
    return any(NEWS in bubble.text for bubble in phone.reads().bubbles)


def approval(at: Town) -> Approval:
    return at.do(lambda session: session.scalars(select(Approval)).one())


def test_a_lead_sees_who_gets_it_and_every_language_and_approves(here: Town) -> None:
    petra, lena, people = asked(strict(here))
    assert "⏳ A lead must see it first, until Wednesday, 11.11.2026, 09:00" in petra.sees
    assert "🔎 Petra asks you to look at this announcement." in lena.sees
    assert "People in Integrationszentrum Alb: 2\nEnglish: 2\nLeft out: 0" in lena.sees
    assert "German course\n📅 Friday, 13.11.2026, from 10:00 to 12:00" in lena.sees
    seen = {lena.sees}
    for language in ("Deutsch", "العربية", "فارسی", "ትግርኛ"):
        seen.add(lena.taps(language).sees)
    assert len(seen) == 5
    assert not any(map(has_news, people))
    assert "We have nothing near you" in people[0].says("/week").sees
    lena.taps("Approve")
    assert "✅ Lena approved it." in lena.sees
    assert "✅ Lena approved it.\n⏳ It goes out at 09:01." in petra.reads().sees
    a_minute_later(here)
    assert all(map(has_news, people))
    assert approval(here).answer == ApprovalAnswer.YES
    logged = here.do(lambda s: s.scalars(select(Audit.action)).all())
    assert "approval.yes" in logged


def test_for_a_minute_it_is_taken_back_after_the_yes_as_well(here: Town) -> None:
    petra, lena, people = asked(strict(here))
    lena.taps("Approve")
    petra.reads().taps("Do not send")
    a_minute_later(here)
    assert not any(map(has_news, people))
    assert announcements(here)[0].state == AnnouncementState.STOPPED


def test_who_wrote_it_is_not_the_second_person(here: Town) -> None:
    strict(here)
    newcomers(here, "60", "61")
    other, lena = lead(here, "eva"), lead(here, "lena")
    planned(lena).taps("Ask a lead")
    own = Standing("approval", announcements(here)[0].id, 1, "yes")
    lena.does(Tapped(str(own), None))
    assert lena.toast == "Somebody else must see it."
    assert "Lena asks you" in other.reads().sees
    assert announcements(here)[0].state == AnnouncementState.DRAFT


def test_staff_who_lead_nothing_and_leads_elsewhere_approve_nothing(here: Town) -> None:
    strict(here)
    asked(here)
    for phone in (staff(here, "51", "alb"), lead(here, "ines", "reutlingen")):
        assert not any("asks you" in bubble.text for bubble in phone.reads().bubbles)
        phone.does(Tapped(str(Standing("approval", announcements(here)[0].id, 1, "yes")), None))
        assert phone.toast == "This is closed. Here is the menu: /menu"
    assert announcements(here)[0].state == AnnouncementState.DRAFT


def test_no_has_a_reason_that_the_author_reads(here: Town) -> None:
    petra, lena, people = asked(strict(here))
    lena.taps("Do not approve").says("The room is taken.")
    assert "❌ Lena did not approve it. Nothing was sent." in petra.reads().sees
    assert "The room is taken." in petra.sees
    a_minute_later(here)
    assert not any(map(has_news, people))
    assert activities(here)[0].cancelled_at is not None


def test_two_leads_at_once_one_of_them_answers(here: Town) -> None:
    strict(here)
    eva = lead(here, "eva")
    petra, lena, _people = asked(here)
    eva.reads().taps("Do not approve")
    lena.taps("Approve")
    eva.says("Too late.")
    assert "✅ Lena approved it." in eva.sees
    assert approval(here).answer == ApprovalAnswer.YES
    assert "Too late." not in str([bubble.text for bubble in petra.reads().bubbles])
    lena.does(Tapped(_yes(here), None))
    assert lena.toast == "This changed in the meantime. Please look again."


def _yes(at: Town) -> str:
    return str(Standing("approval", announcements(at)[0].id, 1, "yes"))


def test_changing_it_makes_the_question_void(here: Town) -> None:
    petra, lena, people = asked(strict(here))
    petra.taps("Change it")
    assert "German course" in petra.sees
    assert "More than 1 person: a lead must see it first" in petra.sees
    assert "↩️ It was changed or taken back." in lena.reads().sees
    lena.does(Tapped(_yes(here), None))
    assert lena.toast == "This changed in the meantime. Please look again."
    petra.taps("Change").taps("Places").taps("20").taps("Ask a lead")
    assert "Places: 20" in lena.reads().sees
    lena.taps("Approve")
    a_minute_later(here)
    assert all(map(has_news, people))
    assert [each.state for each in announcements(here)] == [
        AnnouncementState.STOPPED,
        AnnouncementState.DONE,
    ]


def test_unanswered_it_ends_and_everybody_who_knows_hears_so(here: Town) -> None:
    petra, lena, people = asked(strict(here, approval_hours=2))
    here.now += timedelta(hours=2)
    here.tick()
    assert "⌛ No lead saw it in time. Nothing was sent." in petra.reads().sees
    assert "⌛ No lead saw it in time. Nothing was sent." in lena.reads().sees
    assert not any(map(has_news, people))
    assert announcements(here)[0].state == AnnouncementState.STOPPED


def test_it_waits_no_longer_than_until_it_shall_go_out(here: Town) -> None:
    strict(here)
    newcomers(here, "60", "61")
    lena = lead(here, "lena")
    petra = planned(staff(here, "50", "alb")).taps("At another time").taps("12:00")
    assert "until Tuesday, 10.11.2026, 12:00" in petra.sees
    assert "It goes out: Tuesday, 10.11.2026, 12:00" in lena.reads().sees
    here.walk(here.now + timedelta(hours=4))
    assert "No lead saw it in time" in petra.reads().sees


def test_people_of_another_centre_are_asked_of_its_leads(here: Town) -> None:
    (karim,) = newcomers(here, "63", place="Reutlingen")
    (selam,) = newcomers(here, "60")
    ines, lena = lead(here, "ines", "reutlingen"), lead(here, "lena")
    petra = planned(staff(here, "50", "alb")).taps("Change").taps("For whom").taps("Reutlingen")
    assert "Another centre: a lead there must see it first." in petra.sees
    petra.taps("Ask a lead")
    assert not any("asks you" in bubble.text for bubble in lena.reads().bubbles)
    assert "People in Integrationszentrum Reutlingen: 1" in ines.reads().sees
    ines.taps("Approve")
    a_minute_later(here)
    assert has_news(karim)
    assert not has_news(selam)


def test_where_the_author_is_the_only_lead_those_of_all_centres_are_asked(here: Town) -> None:
    strict(here)
    (karim,) = newcomers(here, "60")
    newcomers(here, "61")
    ines, lena = lead(here, "ines", "reutlingen"), lead(here, "lena")
    planned(lena).taps("Ask a lead")
    ines.reads().taps("Approve")
    a_minute_later(here)
    assert has_news(karim)


def test_who_leaves_leaves_no_question_behind(here: Town) -> None:
    petra, lena, people = asked(strict(here))
    card(lena, "Petra").taps("End the access").taps("Yes")
    lena.does(Tapped(_yes(here), None))
    assert lena.toast == "This changed in the meantime. Please look again."
    a_minute_later(here)
    assert not any(map(has_news, people))
    assert approval(here).answer == ApprovalAnswer.VOID
    assert petra.sees
