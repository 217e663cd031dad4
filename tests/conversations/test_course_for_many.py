"""A course for 140 people: approved by a second person, moved, then cancelled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from locales.languages import LANGUAGES
from storage.models import Outbox
from storage.models.outbox import OutboxState
from storage.models.people import RoleName
from storage.queues.kinds import Kind
from tests.conversations.invited import invited
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]
PEOPLE, JOINED = 140, 3
CODES = list(LANGUAGES)
ASKED = """\
🔎 Petra bittet Sie, diese Ankündigung anzusehen.
Menschen (Integrationszentrum Alb): 140
Arabisch: 28 · Deutsch: 28 · Englisch: 28 · Farsi oder Dari: 28 · Tigrinya: 28
Nicht dabei: 0
Eine Minute nach Ihrem Ja wird es gesendet.
Bitte antworten Sie bis Mittwoch, 11.11.2026, 09:00 Uhr (vormittags)."""
ANSWERS = ("Deutschkurs", "Freitag, 13.11.2026", "10:00", "12:00", "Kostenlos, mit", "8")


def colleague(at: Town, address: str, role: RoleName) -> Phone:
    return invited(at, address, role, "alb", "Deutsch", name=address.capitalize())


def everybody_reads(at: Town, people: list[Phone]) -> None:
    """Let seconds pass in which all that was put arrives."""
    for _ in range(7):
        at.now += timedelta(seconds=1)
        at.tick()
        for each in people:
            each.reads()


def told(session: Session) -> list[tuple[str, int]]:
    """Return how many messages of each kind arrived."""
    kinds = (Kind.ANNOUNCEMENT, Kind.ACTIVITY_CHANGED, Kind.ANNOUNCEMENT_CHANGED)
    sent = (Outbox.kind.in_(kinds), Outbox.state == OutboxState.SENT)
    rows = select(Outbox.kind, Outbox.revision, func.count()).where(*sent)
    found = session.execute(rows.group_by(Outbox.kind, Outbox.revision))
    return sorted((f"{kind} {revision}", count) for kind, revision, count in found)


def beside(german: Phone, other: Phone, number: int) -> tuple[list[str], list[str]]:
    """Return the beginning of what two people read, line beside line."""
    read, written = (each.bubbles[number].text.split("\n")[:3] for each in (german, other))
    return read, written


NEW = (
    ["📣 Neu in Ihrer Nähe:", "🎓 Deutschkurs"],
    ["📣 ሓድሽ ኣብ ጥቓኹም፦", "🎓 ኮርስ ቋንቋ ጀርመን"],
)
FRIDAY = (
    "📅 Freitag, 13.11.2026, von 10:00 bis 12:00 Uhr",
    "📅 ዓርቢ፣ 13.11.2026፣ ካብ 10:00 ክሳብ 12:00",
)
MOVED = (
    ["❗ GEÄNDERT. Bitte lesen Sie noch einmal.", "🎓 Deutschkurs"],
    ["❗ ተቐይሩ። በጃኹም ደጊምኩም ርኣዩ።", "🎓 ኮርስ ቋንቋ ጀርመን"],
)
TUESDAY = (
    "📅 Dienstag, 17.11.2026, von 14:00 bis 16:00 Uhr",
    "📅 ሰሉስ፣ 17.11.2026፣ ካብ 14:00 ክሳብ 16:00",
)
GONE = (
    ["❌ Das findet nicht statt. Es tut uns leid.", "🎓 Deutschkurs"],
    ["❌ እዚ ኣይክህሉን እዩ። ይቕሬታ።", "🎓 ኮርስ ቋንቋ ጀርመን"],
)


def test_a_course_for_140_people_is_approved_moved_and_cancelled(here: Town) -> None:
    people = [newcomer(here, f"n{at}", CODES[at % 5]) for at in range(PEOPLE)]
    petra = approved(here)
    here.now += here.limits.undo
    everybody_reads(here, people)
    assert "Gesendet: 140 · unklar: 0 · blockiert: 0" in petra.reads().sees
    for each in people[:JOINED]:
        each.taps(".come-")
    petra.reads().taps("Verschieben").taps("17.11.2026").taps("14:00").taps("16:00")
    assert f"Neu: {TUESDAY[0][2:]}" in petra.sees
    petra.taps("Verschieben", petra.bubbles[-1])
    everybody_reads(here, people)
    petra.taps("Absagen", petra.bubbles[-1]).taps("Absagen", petra.bubbles[-1])
    assert f"{TUESDAY[0]}\n❌ Es findet nicht statt." in petra.sees
    everybody_reads(here, people)
    assert here.do(told) == [
        ("activity_changed 2", JOINED),
        ("activity_changed 3", JOINED),
        ("announcement 1", PEOPLE),
        ("announcement_changed 2", PEOPLE - JOINED),
        ("announcement_changed 3", PEOPLE - JOINED),
    ]
    assert {len(each.bubbles) for each in people} == {3}
    german, tigrinya = people[CODES.index("de") + 5], people[CODES.index("ti") + 5]
    for number, (words, when) in enumerate(((NEW, FRIDAY), (MOVED, TUESDAY), (GONE, TUESDAY))):
        read = beside(german, tigrinya, number)
        assert read == tuple([*each, at] for each, at in zip(words, when, strict=True))


def approved(here: Town) -> Phone:
    """Petra asks, Lena sees who gets it and each language, and says yes."""
    lena = colleague(here, "lena", RoleName.LEAD)
    petra = colleague(here, "petra", RoleName.STAFF).says("/announce")
    for tap in ANSWERS:
        petra.taps(tap)
    assert "Mehr als 25 Menschen: Erst muss eine Leitung es sehen." in petra.sees
    petra.taps("Leitung fragen")
    assert "⏳ Erst muss eine Leitung es sehen, bis Mittwoch, 11.11.2026, 09:00 Uhr" in petra.sees
    assert lena.reads().sees.startswith(ASKED)
    assert f"\n\n🎓 Deutschkurs\n{FRIDAY[0]}" in lena.sees
    assert f"\n\n🎓 ኮርስ ቋንቋ ጀርመን\n{FRIDAY[1]}" in lena.taps("ትግርኛ").sees
    assert lena.taps("Zustimmen").sees.endswith("✅ Lena hat zugestimmt.")
    assert "✅ Lena hat zugestimmt.\n⏳ Wird um 09:01 gesendet." in petra.reads().sees
    return petra
