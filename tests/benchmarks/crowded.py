"""A town with very many newcomers, written in bulk: the one place that knows the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from storage.engine.database import Database, Priority, open_database
from storage.engine.sealed import KEYRING
from storage.models import (
    Appointment,
    Centre,
    Chat,
    Due,
    Person,
    Postcode,
    Profile,
    ProfileSkill,
    Record,
    Role,
)
from storage.models.chats import ChatKind
from storage.models.people import RoleName
from storage.rules.ages import AgeBand
from tests.benchmarks import town
from tests.benchmarks.audience import NEVER_QUIET
from tests.conftest import SECRET_KEY
from tests.demo import ZONE

SLICE = 5000
REMINDER, WAVE = "appointment_reminder", "offer_wave"
FAR = timedelta(days=300)
COPIED = ("wants", "areas", "slots", "mobility", "licences", "german", "childcare")
Row = dict[str, Any]
Model = tuple[Mapping[str, Any], Sequence[tuple[str, int]]]


async def crowded(folder: Path, people: int, now: datetime) -> Path:
    """Return a folder with a database of so many newcomers; made once, so copy it to change it.

    Everybody has a chat (town.FIRST_CHAT and following), a profile like one of the demo's, and an
    appointment within hours; nothing is due for long: `make_due` changes that.
    """
    place = folder / f"crowd-{people}"
    if not place.exists():
        await town.found(place, lively=False)
        town.set_limits(place, push_from_hour=0, push_until_hour=23, **NEVER_QUIET)
        with opened(place) as database:
            run = database.submit(Priority.BULK, _models).result()
            for first in range(0, people, SLICE):
                rows = partial(_slice, range(first, min(people, first + SLICE)), now, run)
                database.submit(Priority.BULK, rows).result()
        _set_due(place, now + FAR)
    return place


def opened(folder: Path) -> closing[Database]:
    """Open the database in a folder while a block lasts."""
    return closing(open_database(f"sqlite:///{folder / 'jip.db'}", SECRET_KEY))


def make_due(folder: Path, kind: str, at: datetime) -> None:
    """Let everything of a kind be due at one moment, from outside of the bot."""
    _set_due(folder, at, kind)


def _set_due(folder: Path, at: datetime, kind: str = "%") -> None:
    with closing(sqlite3.connect(folder / "jip.db", timeout=60)) as database, database:
        text = f"{at:%Y-%m-%d %H:%M:%S.%f}"
        database.execute("UPDATE due SET due_at = ? WHERE kind LIKE ?", (text, kind))


def queued(folder: Path) -> tuple[int, float]:
    """Return how many reminders were queued, and which share of them was the most urgent."""
    with closing(sqlite3.connect(f"file:{folder}/jip.db?mode=ro", uri=True)) as database:
        starts = "SELECT starts_at FROM appointment"
        rows = database.execute(
            f"{starts} WHERE id IN (SELECT subject FROM outbox WHERE kind = ?)", (REMINDER,)
        ).fetchall()
        if not rows:
            return 0, 1.0
        order = f"{starts} ORDER BY starts_at LIMIT 1 OFFSET ?"
        (last,) = database.execute(order, (len(rows) - 1,)).fetchone()
    return len(rows), sum(at <= last for (at,) in rows) / len(rows)


def _models(session: Session) -> Callable[[Random], tuple[Model, str, str]]:
    profiles = list(session.scalars(select(Profile).where(Profile.wants.is_not(None))))
    models: list[Model] = [
        ({name: getattr(p, name) for name in COPIED}, [(s.skill, s.level) for s in p.skills])
        for p in profiles
    ]
    codes = list(session.scalars(select(Postcode.plz)))
    centres = list(session.scalars(select(Centre.key)))
    return lambda chance: (chance.choice(models), chance.choice(codes), chance.choice(centres))


def _slice(
    numbers: range,
    now: datetime,
    draw: Callable[[Random], tuple[Model, str, str]],
    session: Session,
) -> None:
    """Write some people and all that is theirs."""
    first = (session.scalar(select(func.max(Person.id))) or 0) + 1
    tables: dict[type[Record], list[Row]] = {}
    for person, number in enumerate(numbers, first):
        chance = Random(number)
        for table, row in _person(person, number, now, draw(chance), chance):
            tables.setdefault(table, []).append(row)
    for table, rows in tables.items():
        session.execute(insert(table), rows)


def _person(
    person: int, number: int, now: datetime, drawn: tuple[Model, str, str], chance: Random
) -> Iterator[tuple[type[Record], Row]]:
    (profile, skills), plz, centre = drawn
    known = {"created_at": now, "active_at": now, "consent_at": now}
    yield Person, {"id": person, "ref": f"B-{number}", "age_band": AgeBand.ADULT, **known}
    yield Profile, {"person_id": person, "plz": plz, "centre": centre, **profile}
    for skill, level in skills:
        yield ProfileSkill, {"person_id": person, "skill": skill, "level": level}
    yield Role, {"person_id": person, "role": RoleName.NEWCOMER, "scope": ""}
    yield Chat, _chat(str(town.FIRST_CHAT + number), person, now)
    yield from _appointment(person, centre, now + timedelta(hours=chance.uniform(1, 9)))


def _chat(address: str, person: int, now: datetime) -> Row:
    (key, *_) = KEYRING.lookup_keys("chat.address", address)
    return {
        "address": address,
        "address_key": key,
        "kind": ChatKind.PRIVATE,
        "language": "de",
        "menu_language": "de",
        "person_id": person,
        "created_at": now,
        "heard_at": now,
    }


def _appointment(
    person: int, centre: str, starts_at: datetime
) -> Iterator[tuple[type[Record], Row]]:
    """Give somebody an appointment; its key is the person's, so that the reminder can name it."""
    local = starts_at.astimezone(ZONE)
    about = {"id": person, "person_id": person, "centre": centre, "revision": 1}
    when = {"on_date": local.date(), "at_time": local.time(), "starts_at": starts_at}
    how = {"kind": "first_talk", "minutes": 45, "zone": ZONE.key, "told": True}
    yield Appointment, {**about, **when, **how}
    yield (
        Due,
        {
            "kind": REMINDER,
            "subject": person,
            "revision": 1,
            "person_id": person,
            "person_key": person,
            "offset": "two_hours",
            "due_at": starts_at + FAR,
            "too_late_at": starts_at - timedelta(minutes=30),
        },
    )
