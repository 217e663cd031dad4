"""Two firms that need the same: staff see who fits and who nearly does, and invite all of them."""

from __future__ import annotations

import csv
import io
from base64 import b64decode
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.staff import bundle_card
from locales.chart import Column, chart
from storage.models import Activity, FirmInvited, Offer
from storage.models.offers import EmployerStatus
from storage.models.people import RoleName
from tests.conversations.invited import invited
from tests.people import Bubble, Phone, Town
from tests.scheduler.desk import newcomer, offered

pytestmark = pytest.mark.both_databases


def two_firms(at: Town) -> tuple[int, int]:
    """Let two firms in Münsingen look for people who sew."""
    return offered(at), offered(at, places=3)


def speaker(at: Town, offer: int, address: str, language: str = "Deutsch") -> Phone:
    """Let somebody speak for the firm of an offer."""
    key = at.do(lambda session: session.get_one(Offer, offer).employer_id)
    return invited(at, address, RoleName.EMPLOYER, str(key), language)


def named(at: Town, offer: int, name: str, **values: object) -> None:
    """Give the firm of an offer a name."""

    def call(session: Session) -> None:
        firm = session.get_one(Offer, offer).employer
        for field, value in {"name": name, **values}.items():
            setattr(firm, field, value)

    at.do(call)


def desk(at: Town, language: str = "Deutsch") -> Phone:
    return invited(at, "petra", RoleName.STAFF, "alb", language)


def some_people(at: Town) -> list[Phone]:
    """Let one fit, and three be one step away: two need German, one more time."""
    fits = newcomer(at, "amal", "ar")
    german = [newcomer(at, name, "ti", german="A0") for name in ("selam", "yonas")]
    late = newcomer(at, "reza", "fa", slots=["mo.eve"])
    return [fits, *german, late]


def minute(at: Town) -> None:
    at.now += timedelta(minutes=1)
    at.tick()


MEETING = ("Info-Treffen daraus", "13.11", "10:00", "12:00", "Kostenlos", "Offen")


def planned(at: Town, first: int) -> Phone:
    """Let a colleague make an information meeting of the bundle, up to the last look."""
    petra = desk(at).says("/offer").taps("Gebündelter Bedarf").taps(f"S{first}")
    for each in MEETING:
        petra.taps(each)
    return petra


def guests(at: Town) -> list[tuple[bool, bool | None]]:
    """Return of each firm whether it was told, and what it said."""
    rows = select(FirmInvited).order_by(FirmInvited.employer_id)
    return at.do(lambda s: [(r.told_at is not None, r.comes) for r in s.scalars(rows)])


def test_supply_stands_beside_demand_with_the_step_that_helps_most(here: Town) -> None:
    first, second = two_firms(here)
    named(here, first, "Näherei Eins")
    named(here, second, "Näherei Zwei")
    some_people(here)
    petra = desk(here).says("/offer").taps("Gebündelter Bedarf")
    assert petra.sees.split("\n") == [
        "🧺 Bedarf, der zusammengehört: Integrationszentrum Alb",
        "• 👖 Industrie-Nähmaschine · Arbeit, Münsingen: Betriebe: 2 · Plätze: 4 · "
        "Menschen, die passen: 1",
    ]
    petra.taps(f"S{first}")
    assert petra.sees.split("\n") == [
        "🧺 👖 Industrie-Nähmaschine · Arbeit",
        "📍 Um: Münsingen",
        "🏢 Betriebe: 2 · Plätze: 4",
        f"• Näherei Eins: 1 (G{first})",
        f"• Näherei Zwei: 3 (G{second})",
        "👥 Menschen, die passen: 1",
        "👣 Einen Schritt entfernt: 3",
        "💬 Deutsch A1: 2 mehr",
        "☀️ Vormittags (Mo–Fr): 1 mehr",
        f"Code: S{first}",
    ]


def test_firms_and_people_are_invited_together_and_no_firm_reads_a_name(here: Town) -> None:
    first, second = two_firms(here)
    named(here, first, "Näherei Eins")
    named(here, second, "Näherei Zwei", contact="Frau Zwei", phone="07381 222")
    tailor = speaker(here, first, "tailor")
    amal, selam, *_others = some_people(here)
    cook = newcomer(here, "cook", "de", wants=["course"])
    petra = planned(here, first)
    assert "Menschen (Integrationszentrum Alb): 4" in petra.sees
    assert "🏢 Eingeladene Betriebe: 2" in petra.sees
    assert "Name: Industrie-Nähmaschine, Arbeit" in petra.sees
    petra.taps("Jetzt senden")
    assert guests(here) == [(False, None), (False, None)]
    assert "Noch offen?" in tailor.reads().sees
    minute(here)
    assert amal.reads().sees.startswith("📣 جديد بالقرب منك:")
    assert selam.reads().sees.startswith("📣 ሓድሽ ኣብ ጥቓኹም፦")
    assert cook.reads().bubbles == []
    assert tailor.reads().sees.split("\n") == [
        "🤝 Bitte kommen Sie und lernen Sie Menschen kennen, die arbeiten möchten.",
        "👥 Info-Treffen",
        "Name: Industrie-Nähmaschine, Arbeit",
        "Auch andere Betriebe, die das Gleiche suchen, sind eingeladen.",
        "📅 Freitag, 13.11.2026, von 10:00 bis 12:00 Uhr",
        "📍 Ort: Münsingen",
        "Wo genau? Fragen Sie hier: /person",
        "Kommen Sie?",
    ]
    tailor.taps("Ja, wir kommen")
    assert tailor.sees.endswith("✅ Sie haben gesagt: Wir kommen. Vielen Dank.")
    assert tailor.buttons == ["❌ Nein, wir kommen nicht"]
    who_comes(here, petra)


def who_comes(here: Town, petra: Phone) -> None:
    """Staff see which firms come, and answer for the other one."""
    petra.reads().taps("Aktualisieren")
    assert "🏢 Betriebe, die kommen: 1 von 2" in petra.sees
    petra.taps("Welche Betriebe kommen")
    assert petra.sees.split("\n")[-5:] == [
        "✅ Näherei Eins: kommt",
        "⏳ Näherei Zwei: noch keine Antwort",
        "☎️ Bitte rufen Sie diesen Betrieb an.",
        "👤 Frau Zwei",
        "☎️ Telefon: 07381 222",
    ]
    petra.taps("✅ Näherei Zwei kommt")
    assert guests(here) == [(True, True), (True, True)]
    assert "✅ Näherei Zwei: kommt" in petra.sees


def test_what_is_called_off_is_told_to_the_firm_and_what_was_taken_back_never_was(
    here: Town,
) -> None:
    first, second = two_firms(here)
    tailor, other = speaker(here, first, "tailor", "العربية"), speaker(here, second, "other")
    some_people(here)
    petra = planned(here, first).taps("Jetzt senden").taps("Nicht senden")
    minute(here)
    assert guests(here) == [(False, None), (False, None)]
    petra.says("/offer").taps("Gebündelter Bedarf").taps(f"S{first}")
    for each in ("Einen Kurs daraus", *MEETING[1:], "Jetzt senden"):
        petra.taps(each)
    minute(here)
    assert "🤝 ندعوك للقاء أشخاص يرغبون في العمل." in tailor.reads().sees
    assert tailor.taps("نعم، سنأتي").sees.endswith("✅ قلت: سنأتي. شكرًا لك.")
    other.reads().taps("Nein, wir")
    petra.reads().taps("Absagen").taps("Absagen")
    before = len(other.bubbles)
    minute(here)
    assert tailor.reads().sees.split("\n") == ["👥 دورة", "❌ هذا النشاط ملغى. نعتذر عن ذلك."]
    assert len(other.reads().bubbles) == before


def test_a_firm_that_comes_is_told_the_new_time(here: Town) -> None:
    first, second = two_firms(here)
    tailor, late = speaker(here, first, "tailor"), speaker(here, second, "late")
    some_people(here)
    petra = planned(here, first).taps("Jetzt senden")
    minute(here)
    tailor.reads().taps("Ja, wir kommen")
    late.reads()
    petra.reads().taps("Verschieben").says("14.11.2026").taps("11:00").taps("12:00")
    petra.taps("Verschieben")
    old = late.bubbles[-1]
    assert late.taps("Ja, wir kommen", old).toast
    assert guests(here)[1] == (True, None)
    minute(here)
    assert tailor.reads().sees.startswith("❗ Das hat sich geändert. Bitte ansehen.")
    assert "📅 Samstag, 14.11.2026, von 11:00 bis 12:00 Uhr" in tailor.sees
    assert tailor.sees.endswith("✅ Sie haben gesagt: Wir kommen. Vielen Dank.")


def test_what_nobody_checked_is_counted_apart_and_not_invited(here: Town) -> None:
    first, second = two_firms(here)
    third = offered(here, places=2)
    named(here, third, "Näherei Drei", status=EmployerStatus.PENDING)
    some_people(here)
    petra = desk(here).says("/offer").taps("Gebündelter Bedarf").taps(f"S{first}")
    assert "🏢 Betriebe: 2 · Plätze: 4" in petra.sees
    assert "⏳ Noch nicht geprüft: Betriebe: 1 · Plätze: 2" in petra.sees
    for offer in (first, second):
        named(here, offer, "Gestoppt", status=EmployerStatus.STOPPED)
    petra.says("/offer").taps("Gebündelter Bedarf")
    assert "Noch nichts" in petra.sees
    petra.taps("Info-Treffen", petra.bubbles[-3])
    assert "Das ist beendet." in petra.sees or petra.toast


def test_a_file_and_a_picture_say_no_small_numbers(here: Town) -> None:
    first, second = two_firms(here)
    named(here, first, "=HYPERLINK(1)")
    named(here, second, "Näherei Zwei")
    people = [newcomer(here, f"person {number}") for number in range(5)]
    some_people(here)
    petra = desk(here).says("/offer").taps("Gebündelter Bedarf").taps(f"S{first}")
    card = petra.bubbles[-1]
    petra.taps("Als Datei", card)
    file = petra.bubbles[-1].body["file"]
    assert file["name"] == f"S{first}.csv"
    table = [*csv.reader(io.StringIO(b64decode(file["data"]).decode("utf-8-sig")), delimiter=";")]
    sewing = ["Arbeit", "Industrie-Nähmaschine", "Münsingen"]
    assert table == [
        ["Code", "Betrieb", "Art", "Können", "Ort", "Plätze", "Beginn", "Geprüft"],
        [f"G{first}", "'=HYPERLINK(1)", *sewing, "1", "24.11.2026", "ja"],
        [f"G{second}", "Näherei Zwei", *sewing, "3", "24.11.2026", "ja"],
        [],
        ["Menschen, die passen", f"{len(people) + 1}"],
        ["Einen Schritt entfernt: 💬 Deutsch A1", "<5"],
        ["Einen Schritt entfernt: ☀️ Vormittags (Mo–Fr)", "<5"],
    ]
    petra.taps("Bild", card)
    assert petra.sees.split("\n")[1:] == ["🟩 Plätze", "🟧 Menschen, die passen"]
    assert petra.bubbles[-1].body["file"]["name"] == "bundle.png"


def test_nobody_finds_few_people_by_taking_the_picture_from_the_file(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = offered(here, german_min="A2"), offered(here, german_min="A1", places=3)
    for number in range(5):
        newcomer(here, f"person {number}", german="A2")
    newcomer(here, "nearly", german="A0")
    drawn: list[Sequence[Column]] = []

    def noted(columns: Sequence[Column]) -> bytes:
        drawn.append(columns)
        return chart(columns)

    monkeypatch.setattr(bundle_card, "chart", noted)
    petra = desk(here).says("/offer").taps("Gebündelter Bedarf").taps(f"S{first}")
    card = petra.bubbles[-1]
    petra.taps("Als Datei", card).taps("Bild", card)
    file = petra.bubbles[-2].body["file"]["data"]
    assert "Menschen, die passen;6" in b64decode(file).decode("utf-8-sig")
    assert [each.numbers for each in drawn[0]] == [(1, None), (3, 6)]
    assert [each.label for each in drawn[0]] == [f"G{first}", f"G{second}"]


@pytest.mark.parametrize("begins", ["=", "\t=", "\r=", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(here: Town, begins: str) -> None:
    first, second = two_firms(here)
    named(here, first, f"{begins}1+1")
    named(here, second, "Näherei Zwei")
    petra = desk(here).says("/offer").taps("Gebündelter Bedarf").taps(f"S{first}")
    petra.taps("Als Datei")
    text = b64decode(petra.bubbles[-1].body["file"]["data"]).decode("utf-8-sig")
    assert f"'{begins}1+1" in text


def test_another_centre_sees_nothing_of_it(here: Town) -> None:
    first, _second = two_firms(here)
    some_people(here)
    rita = invited(here, "rita", RoleName.STAFF, "reutlingen").says("/offer").taps("Bundles")
    assert "Nothing yet." in rita.sees
    petra = desk(here).says("/offer").taps("Gebündelter Bedarf").taps(f"S{first}")
    stolen = Bubble(petra.bubbles[-1].row, "", petra.bubbles[-1].rows, {})
    for button in ("Als Datei", "Info-Treffen", "Bild"):
        seen = len(rita.bubbles)
        rita.taps(button, stolen)
        assert "file" not in str(rita.bubbles[seen:])
        assert "On which day?" not in rita.sees


def test_who_is_responsible_for_all_chooses_nothing_twice(here: Town) -> None:
    first, _second = two_firms(here)
    olga = invited(here, "olga", RoleName.COORDINATOR, "*").says("/offer").taps("Bundles")
    assert "Needs that belong together: all centres" in olga.sees
    olga.taps(f"S{first}").taps("Make it a course")
    assert "On which day?" in olga.sees
    made = here.do(lambda s: s.scalars(select(Activity)).all())
    assert made == []
