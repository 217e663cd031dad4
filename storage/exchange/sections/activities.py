"""Activities, weekly or on one day."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from sqlalchemy import select

from storage.activities import save_activity
from storage.exchange.entry import Entry, Part, assign
from storage.exchange.fields import (
    Centre,
    Clock,
    Day,
    German,
    Line,
    Plz,
    Ref,
    letters,
    one_of,
    whole,
)
from storage.exchange.known import Known
from storage.models import Activity
from storage.rules import codes
from storage.signups import rule_of
from storage.work import Work


class When(Part):
    """Weekdays such as `tu,th` or one day, local times, and first and last month as `04-10`.

    A weekly one takes place from `since` to `until`, `every` so many weeks, not on the days `off`;
    on public holidays and in school holidays as said.
    """

    weekdays: Annotated[str, letters(30)] | None = Field(None, alias="weekly")
    on_date: Day | None = Field(None, alias="on")
    starts: Clock = Field(alias="from")
    ends: Clock = Field(alias="to")
    season: Annotated[str, letters(5)] | None = None
    since: Day | None = None
    until: Day | None = None
    every: Annotated[int, whole(1, 8)] | None = None
    off: list[Day] = Field(default_factory=list)
    on_holidays: bool = Field(False, alias="public_holidays")
    in_school_holidays: bool = Field(True, alias="school_holidays")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        rule_of(Activity(**self.kept()))
        return self

    def kept(self) -> dict[str, object]:
        """Return the columns of the table."""
        values = self.model_dump(exclude={"in_school_holidays"})
        off = sorted({day.isoformat() for day in self.off})
        return {**values, "off": off or None, "school_off": not self.in_school_holidays}


class ActivityEntry(Entry):
    """One activity; without `capacity` it is open to all."""

    id: Ref
    kind: Annotated[str, one_of(codes.ACTIVITY_KINDS)]
    title_de: Line | None = None
    centre: Centre
    plz: Plz
    village: Annotated[str, letters(40)] | None = None
    place_hint: Line | None = None
    when: When
    capacity: Annotated[int, whole(1, 9999)] | None = None
    german_min: German = "A0"
    childcare: bool = False
    free: bool = True
    partner: Line | None = None
    bring: Line | None = None
    label: Annotated[str, letters(40)] | None = None
    role: Annotated[str, letters(20)] | None = None
    cancelled: bool = False

    def left_out(self, known: Known) -> str | None:
        """Leave out a day that is over."""
        day = self.when.on_date
        return f"{day} is over" if day and day < known.today and not self.cancelled else None

    def save(self, work: Work) -> None:
        """Keep it; who said "I come" hears of a change."""
        session = work.session
        found = session.scalar(select(Activity).where(Activity.ref == self.id))
        activity = found or Activity(ref=self.id)
        values = self.model_dump(exclude={"id", "when", "cancelled"})
        changed = assign(activity, values | self.when.kept())
        if self.cancelled != (activity.cancelled_at is not None):
            activity.cancelled_at = work.now if self.cancelled else None
            changed = True
        if changed:
            save_activity(work, activity)
