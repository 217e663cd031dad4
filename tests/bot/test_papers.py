"""A centre's day and week on paper and in files: what leaves the house names nobody."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from storage.models import Appointment
from tests.bot.loading_desk import Command, Load, Read, command, load, read

__all__ = ["command", "load", "read"]

pytestmark = pytest.mark.both_databases

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = Clock().now().astimezone(BERLIN).date()
MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())
TUESDAY = MONDAY + timedelta(days=1)
NEWCOMER = {
    "plz": "72525",
    "skills": {"textile.tailor": 2},
    "wants": ["job"],
    "areas": ["textile"],
    "mobility": ["bus"],
    "slots": ["mo.am"],
}
TALK = {"centre": "alb", "kind": "first_talk", "minutes": 45}
TALKS = [
    {"id": "T2", "who": "R-2000", "when": f"{TUESDAY} 14:00", **TALK, "interpreter": "fa"},
    {"id": "T1", "who": "R-1042", "when": f"{TUESDAY} 09:30", **TALK},
    {"id": "T3", "who": "R-1042", "when": f"{MONDAY} 10:00", **TALK, "centre": "ermstal"},
]
NAMES = ("Amal <b>", "Ḥasan")


@pytest.fixture
def paper(command: Command, load: Load) -> Command:
    """The command, where two people with first names have appointments next week."""
    coded = zip(("R-1042", "R-2000"), NAMES, strict=True)
    people = [{"id": code, "first_name": name, **NEWCOMER} for code, name in coded]
    ended = load(newcomers=people, appointments=TALKS)
    assert ended.exit_code == 0, ended.stderr
    return command


def test_the_week_is_a_list_with_codes_and_first_letters(paper: Command) -> None:
    lines = paper("week", "alb", "--day", f"{MONDAY:%d.%m.%Y}").stdout.splitlines()
    assert lines[:5] == [
        f"Montag, {MONDAY:%d.%m.%Y}",
        "  Keine Termine.",
        f"Dienstag, {TUESDAY:%d.%m.%Y}",
        "  09:30 · R-1042 A. · Erstes Gespräch · noch keine Antwort",
        "  14:00 · R-2000 Ḥ. · Erstes Gespräch · Farsi oder Dari · noch keine Antwort",
    ]
    assert len([line for line in lines if not line.startswith(" ")]) == 7


def test_one_day_alone_and_names_only_where_asked_for(paper: Command) -> None:
    shown = paper("week", "alb", "--day", f"{TUESDAY}", "--one-day", "--names")
    assert "R-1042 Amal <b> ·" in shown.stdout
    assert shown.stderr == "Names: this paper stays inside the house.\n"
    assert len(shown.stdout.splitlines()) == 3


def test_a_table_is_what_appointments_reads_and_changes_nothing(
    paper: Command, read: Read, tmp_path: Path
) -> None:
    table = paper("week", "alb", "--day", f"{TUESDAY}", "--csv").stdout
    rows = [*csv.reader(io.StringIO(table), delimiter=";")]
    assert rows[1] == ["T1", "R-1042", "alb", "first_talk", f"{TUESDAY}", "09:30", "45", ""]
    assert len(rows) == 3
    before = read(_revisions)
    (tmp_path / "own.csv").write_text(table)
    assert paper("appointments", str(tmp_path / "own.csv")).exit_code == 0
    assert read(_revisions) == before


def _revisions(session: Session) -> list[tuple[str | None, int, datetime, str | None]]:
    rows = select(Appointment).order_by(Appointment.id)
    return [(a.ref, a.revision, a.starts_at, a.interpreter) for a in session.scalars(rows)]


def unstamped(calendar: bytes) -> list[bytes]:
    """Return the lines of a calendar but those that say when it was written."""
    return [line for line in calendar.splitlines() if not line.startswith(b"DTSTAMP")]


def test_a_calendar_leaves_the_house_without_names(
    paper: Command, read: Read, tmp_path: Path
) -> None:
    file = tmp_path / "4f1c.ics"
    assert paper("calendar", "alb", "--to", str(file)).exit_code == 0
    assert unstamped(paper("calendar", "alb").stdout_bytes) == unstamped(file.read_bytes())
    assert "Amal" not in file.read_text()
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [(str(e["UID"]), str(e["SUMMARY"])) for e in events] == [
        ("T1", "Erstes Gespräch · R-1042 A."),
        ("T2", "Erstes Gespräch · R-2000 Ḥ."),
    ]
    begins = [e.decoded("DTSTART").astimezone(BERLIN) for e in events]
    assert [f"{at:%d.%m.%Y %H:%M}" for at in begins] == [
        f"{TUESDAY:%d.%m.%Y} 09:30",
        f"{TUESDAY:%d.%m.%Y} 14:00",
    ]
    before = [each[:3] for each in read(_revisions)]
    assert paper("appointments", str(file)).exit_code == 0
    assert [each[2] for each in before] == [each[2] for each in read(_revisions)]
    assert [path.name for path in tmp_path.glob(".4f1c*")] == []


class Page(HTMLParser):
    """The cells of a page, and the tags that are still open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "bdi":
            self.cells.append(data)


def test_a_page_to_print_is_whole_and_escapes_what_was_typed(paper: Command) -> None:
    page = paper("week", "alb", "--day", f"{TUESDAY}", "--print", "--names").stdout
    read_page = Page(page)
    assert read_page.open == []
    assert read_page.cells[:3] == ["09:30", "R-1042 Amal <b>", "Erstes Gespräch"]
    assert "size: A4" in page
    assert "Noto Sans Ethiopic" in page
    assert "http" not in page  # nothing is fetched from anywhere
    assert "Amal" not in paper("week", "alb", "--day", f"{TUESDAY}", "--print").stdout


@pytest.mark.parametrize("words", [("week", "nowhere"), ("calendar", "nowhere")])
def test_a_centre_nobody_knows_is_one_sentence(paper: Command, words: tuple[str, ...]) -> None:
    ended = paper(*words)
    assert ended.exit_code == 1
    assert ended.stderr.startswith("There is no centre nowhere. Known: ")


def test_who_asks_for_a_copy_gets_all_of_their_own_and_that_is_noted(
    paper: Command, tmp_path: Path
) -> None:
    to = tmp_path / "copy.json"
    assert paper("export", "R-1042", "--to", str(to)).exit_code == 0
    found = json.loads(to.read_text("utf-8"))
    assert found["profile"][0]["first_name"] == "Amal <b>"
    assert sorted(row["centre"] for row in found["appointment"]) == ["alb", "ermstal"]
    assert "Ḥasan" not in str(found)
    assert to.stat().st_mode & 0o777 == 0o600
    assert " · command line · person.export · R-1042 · -" in paper("audit").stdout
    unknown = paper("export", "R-9999", "--to", str(to))
    assert (unknown.exit_code, unknown.stderr) == (1, "There is nobody with the code R-9999.\n")
