"""Appointments in by CSV and calendar, by person code: all of a file or nothing, twice is once."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from storage.exchange.lines import LoadError
from storage.exchange.readers.csv import read_csv
from storage.exchange.readers.ical import Missing, read_ical
from storage.models import Appointment
from tests.bot.loading_desk import Command, Load, Read, command, load, read

__all__ = ["command", "load", "read"]

pytestmark = pytest.mark.both_databases

BERLIN = ZoneInfo("Europe/Berlin")
SOON = Clock().now().astimezone(BERLIN).date() + timedelta(days=5)
HEAD = "Nummer;Kennung;Zentrum;Art;Datum;Uhrzeit;Minuten"
ROW = f"T1;R-1042;alb;cv;{SOON:%d.%m.%Y};15:00;45"
AT_THREE = datetime.combine(SOON, datetime.min.time(), BERLIN).replace(hour=15)
OUTLOOK = """BEGIN:VTIMEZONE
TZID:Mitteleuropa
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.fixture
def file(tmp_path: Path, load: Load) -> Path:
    """Two people with codes; a place for what is given."""
    load(volunteers=[{"id": "R-1042"}, {"id": "R-2000"}])
    return tmp_path / "given.csv"


def booked(read: Read) -> list[tuple[str | None, str, int, int, bool]]:
    """Return what is booked: number, local time, minutes, revision, whether it takes place."""

    def look(session: Session) -> list[tuple[str | None, str, int, int, bool]]:
        return [
            (
                each.ref,
                f"{each.starts_at.astimezone(BERLIN):%d.%m.%Y %H:%M}",
                each.minutes,
                each.revision,
                each.cancelled_at is None,
            )
            for each in session.scalars(select(Appointment).order_by(Appointment.id))
        ]

    found: list[tuple[str | None, str, int, int, bool]] = read(look)
    return found


ONCE = [("T1", f"{SOON:%d.%m.%Y} 15:00", 45, 1, True)]


def given_to(command: Command, file: Path, content: str | bytes, *options: str) -> Result:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return command("appointments", str(file), *options)


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\n{ROW}\n".encode(),
        f"\ufeff{HEAD}\r\n{ROW}\r\n;;;;;;\r\n".encode(),
        f"{HEAD};Dolmetschen\n{ROW};\n".encode("cp1252"),
        f"ref,code,centre,kind,date,time,minutes\nT1,R-1042,alb,cv,{SOON},15:00,45".encode(),
        f"{HEAD}\n{ROW}".replace(";", "\t").encode("utf-16"),
    ],
)
def test_a_table_is_read_as_spreadsheets_write_it(
    command: Command, file: Path, read: Read, content: bytes
) -> None:
    first = given_to(command, file, content)
    assert (first.exit_code, first.stdout) == (0, "appointments: 1 loaded, 0 as before\n")
    assert booked(read) == ONCE
    again = given_to(command, file, content)
    assert again.stdout == "appointments: 0 loaded, 1 as before\n"
    assert booked(read) == ONCE


def test_another_time_moves_and_a_cross_cancels(command: Command, file: Path, read: Read) -> None:
    given_to(command, file, f"{HEAD}\n{ROW}\n")
    given_to(command, file, f"{HEAD}\n{ROW}\n".replace("15:00", "16:30"))
    assert booked(read) == [("T1", f"{SOON:%d.%m.%Y} 16:30", 45, 2, True)]
    given_to(command, file, f"{HEAD};abgesagt\n{ROW};x\n")
    assert booked(read)[0][4] is False


def test_what_is_wrong_is_said_by_line_and_nothing_is_saved(
    command: Command, file: Path, read: Read
) -> None:
    rows = [
        ROW,
        ROW.replace("T1", "T2").replace("alb", "nowhere"),
        "T3;R-1042;alb;cv;morgen;15:00;x",
    ]
    ended = given_to(command, file, "\n".join([HEAD, "", *rows, f"{ROW};and more"]))
    assert ended.exit_code == 1
    assert ended.stderr.splitlines() == [
        "line 4: appointments[1].centre: nowhere is none of: alb, ermstal, reutlingen",
        "line 5: appointments[2].date: must be a date such as 12.11.2026 or 2026-11-12",
        "line 5: appointments[2].when: is missing",
        "line 5: appointments[2].minutes: must be a whole number from 5 to 600",
        "line 6: appointments[3]: has more cells than the 7 columns",
        "line 6: appointments[3].id: T1 is there twice",
    ]
    assert booked(read) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: file: is empty"),
        (";;;\n;;", "line 1: file: is empty"),
        ("Wann;Wer\n", "line 1: file: has columns nobody knows: 'wann', 'wer'"),
        ("ref;id;code\n", "line 1: file: has a column twice: ref"),
        ("ref;code\n", "line 1: file: needs the columns centre, kind, date, time, minutes"),
        (f'{HEAD}\n"T1;R\n', "line 2: file: is no table: unexpected end of data"),
    ],
)
def test_what_is_no_such_table_is_one_sentence(
    command: Command, file: Path, content: str, said: str
) -> None:
    ended = given_to(command, file, content)
    assert (ended.exit_code, ended.stderr.splitlines()) == (1, [said])


def test_minutes_nobody_can_count_are_no_minutes(command: Command, file: Path) -> None:
    ended = given_to(command, file, f"{HEAD}\n{ROW[:-2]}{'9' * 5000}\n")
    assert (ended.exit_code, ended.stderr.count("must be a whole number from 5 to 600")) == (1, 1)


def test_who_is_not_known_is_left_out_and_said(command: Command, file: Path, read: Read) -> None:
    ended = given_to(command, file, f"{HEAD}\n{ROW}\n{ROW}\n".replace("T1;R-1042", "T2;R-9999", 1))
    assert "nobody has the code R-9999 any more, or ever had: left out" in ended.stderr
    assert [each[0] for each in booked(read)] == ["T1"]


def calendar(*lines: str, zone: str = "", method: str = "") -> str:
    """Write a calendar with one event about R-1042."""
    told = ["UID:T1", "SUMMARY:Beratung R-1042", *lines]
    inside = "\n".join(["BEGIN:VEVENT", *told, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{method}{zone}{inside}\nEND:VCALENDAR\n"


UTC_TIME = f"{AT_THREE.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}"


@pytest.mark.parametrize(
    ("content", "zone"),
    [
        (f"DTSTART:{UTC_TIME}", ""),
        (f"DTSTART:{SOON:%Y%m%d}T150000", ""),
        (f"DTSTART;TZID=Europe/Berlin:{SOON:%Y%m%d}T150000", ""),
        (f"DTSTART;TZID=Europe/London:{SOON:%Y%m%d}T140000", ""),
        (f"DTSTART;TZID=Mitteleuropa:{SOON:%Y%m%d}T150000", OUTLOOK),
    ],
)
def test_every_way_to_write_a_time_is_the_same_time(
    command: Command, file: Path, read: Read, content: str, zone: str
) -> None:
    options = ("--centre", "alb", "--kind", "cv")
    ended = given_to(command, file, calendar(content, "DURATION:PT45M", zone=zone), *options)
    assert (ended.exit_code, ended.stderr) == (0, "")
    given_to(command, file, calendar(content, "DURATION:PT45M", zone=zone), *options)
    assert booked(read) == ONCE


WHEN = (f"DTSTART:{UTC_TIME}", "DURATION:PT45M")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((*WHEN, "RRULE:FREQ=DAILY"), "line 9: appointments[0].rrule: repeats (RRULE): give an"),
        ((f"DTSTART;VALUE=DATE:{SOON:%Y%m%d}",), "line 7: appointments[0].when: lasts all day"),
        ((WHEN[0],), "line 4: appointments[0].minutes: needs a DTEND with a time, or a DURATION"),
        (
            (f"DTSTART:{UTC_TIME}Z", WHEN[1]),
            "line 7: appointments[0].when: needs a DTSTART with a time",
        ),
        (
            (WHEN[0], "DTEND:20261350T990000"),
            "line 8: appointments[0].minutes: needs a DTEND with a time",
        ),
        (
            ("DTSTART:99991231T235959Z", WHEN[1]),
            "line 7: appointments[0].when: lies outside of all calendars",
        ),
        (
            (f"DTSTART;TZID=Nowhere:{SOON:%Y%m%d}T150000", WHEN[1]),
            "line 7: appointments[0].when: names no known zone: Nowhere",
        ),
        (("DTSTART:morgen um drei", WHEN[1]), "line 7: appointments[0].when: needs a DTSTART with"),
        (
            (WHEN[0], "DURATION:P99999999999D"),
            "line 8: appointments[0].minutes: needs a DTEND with a time, or a DURATION",
        ),
        (
            ("DTSTART:99991231T235959Z", "DTEND:99991231T235959Z"),
            "line 7: appointments[0].when: lies outside of all calendars",
        ),
        (
            (*WHEN, "X-JIP-PERSON:nobody at all"),
            "line 9: appointments[0].who: nobody has the code nobody at all",
        ),
    ],
)
def test_a_calendar_says_what_is_wrong_by_line(
    command: Command, file: Path, read: Read, lines: tuple[str, ...], said: str
) -> None:
    options = ("--centre", "alb", "--kind", "cv")
    ended = given_to(command, file, calendar(*lines), *options)
    assert ended.exit_code == 1
    assert any(line.startswith(said) for line in ended.stderr.splitlines()), ended.stderr
    assert booked(read) == []


def test_an_event_names_one_person_and_its_centre(command: Command, file: Path) -> None:
    two = calendar(*WHEN).replace("R-1042", "R-1042 und R-2000")
    assert "names several people: R-1042, R-2000" in given_to(command, file, two).stderr
    none = calendar(*WHEN).replace("R-1042", "Amal")
    assert "names nobody by a code such as R-1042" in given_to(command, file, none).stderr
    ended = given_to(command, file, calendar(*WHEN)).stderr
    assert "appointments[0].centre: is missing" in ended
    assert "appointments[0].kind: is missing" in ended
    own = calendar(*WHEN, "X-JIP-CENTRE:alb", "X-JIP-KIND:cv", "DESCRIPTION:nach R-2000 fragen")
    assert given_to(command, file, own).exit_code == 0


def test_a_cancelled_event_cancels(command: Command, file: Path, read: Read) -> None:
    own = (*WHEN, "X-JIP-CENTRE:alb", "X-JIP-KIND:cv")
    for how in ({"lines": (*own, "STATUS:CANCELLED")}, {"lines": own, "method": "METHOD:CANCEL\n"}):
        given_to(command, file, calendar(*own))
        given_to(command, file, calendar(*how["lines"], method=str(how.get("method", ""))))
        assert [each[4] for each in booked(read)] == [False]


def test_long_numbers_of_calendars_are_written_short_and_stay_the_same() -> None:
    long = calendar(*WHEN).replace("UID:T1", "UID:" + "0" * 112).encode()
    [one], [other] = (read_ical(long, Missing(BERLIN)).sections["appointments"] for _ in "12")
    assert one.values["id"] == other.values["id"]
    assert len(str(one.values["id"])) <= 40


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_is_given_is_read_or_refused(content: bytes) -> None:
    for begin in (b"", HEAD.encode() + b"\n", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n"):
        for read_one in (read_csv, lambda given: read_ical(given, Missing(BERLIN))):
            with suppress(LoadError):
                assert read_one(begin + content).lines[""] == 1


@given(st.integers(0, 400), st.sampled_from(["Z", "9", ";", ":", "\\", "T", "", "\n"]))
def test_a_calendar_with_a_slip_is_read_or_refused(place: int, slip: str) -> None:
    whole = calendar(*WHEN, "X-JIP-CENTRE:alb", "DTEND:20261112T160000Z")
    place %= len(whole)
    with suppress(LoadError):
        read_ical((whole[:place] + slip + whole[place + 1 :]).encode(), Missing(BERLIN))


def test_a_number_of_any_length_is_said_to_be_wrong(command: Command, file: Path) -> None:
    ended = given_to(command, file, f"{HEAD}\n{ROW.replace(';45', ';' + '9' * 5000)}")
    assert "appointments[0].minutes: must be a whole number from 5 to 600" in ended.stderr
