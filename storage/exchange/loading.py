"""What the sections of a file need from each other and from the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.exchange.file import Entry
from storage.limits import Limits
from storage.models import Centre, Record
from storage.places import gazetteer
from storage.rules.clock import to_local
from storage.rules.demodates import day_of, moment_of
from storage.rules.slots import in_order
from storage.work import Work

Save = Callable[[], None]


@dataclass
class Loading:
    """One run of loading; `refs` are the ids in the file by section.

    `unchanged` are those that are not saved again: they may be gone from the database.
    """

    session: Session
    now: datetime
    zone: ZoneInfo
    limits: Limits
    refs: Mapping[str, frozenset[str]]
    unchanged: set[tuple[str, str]] = field(default_factory=set)

    @property
    def work(self) -> Work:
        """What storage is asked with."""
        return Work(self.session, self.now, self.zone, self.limits)

    @property
    def today(self) -> date:
        """The local day of loading, from which relative days count."""
        return to_local(self.now, self.zone.key).date()

    def day(self, entry: Entry, name: str) -> date | None:
        """Read a day, relative or absolute."""
        return entry.parsed(name, lambda text: day_of(text, self.today))

    def moment(self, entry: Entry, name: str) -> tuple[date, time] | None:
        """Read a day with a local time."""
        return entry.parsed(name, lambda text: moment_of(text, self.today, self.zone.key))

    def plz(self, entry: Entry) -> str:
        """Read a postcode of the district."""
        plz = entry.text("plz", 5)
        if plz and plz not in gazetteer(self.work).by_plz:
            entry.wrong("plz", f"{plz} is no postcode of the district")
        return plz

    def centre(self, entry: Entry) -> str:
        """Read the key of a centre, of the database or of the file."""
        keys = self.session.scalars(select(Centre.key))
        return entry.code("centre", {*keys, *self.refs["centres"]})

    def creates(self, section: str, ref: str) -> bool:
        """Tell whether this run saves an entry."""
        return ref in self.refs[section] and (section, ref) not in self.unchanged

    def by_ref(self, model: Any, ref: str) -> Any:
        """Find a row by its id in the file."""
        return self.session.scalar(select(model).where(model.ref == ref))


def slots(entry: Entry, known: Collection[str]) -> list[str]:
    """Read times of the week, in order."""
    return list(in_order(entry.codes("slots", known)))


def assign(row: Record, values: Mapping[str, Any]) -> bool:
    """Set what differs; tell whether anything did."""
    different = {name for name, value in values.items() if getattr(row, name) != value}
    for name in different:
        setattr(row, name, values[name])
    return bool(different)
