"""Consulting hours of the centres: when people are seen there, by appointment."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Self

from pydantic import Field, model_validator
from sqlalchemy import select

from storage.exchange.entry import Entry, assign
from storage.exchange.fields import Centre, Clock, Day, Ref, one_of, whole
from storage.models import Consulting
from storage.rules import codes
from storage.rules.slots import DAYS
from storage.work import Work


class ConsultingEntry(Entry):
    """Hours on one weekday; without `kinds` they are for all, `until` ends them.

    `minutes` is the length of a slot, `places` how many are seen at once.
    """

    id: Ref
    centre: Centre
    weekday: Annotated[str, one_of(DAYS)]
    starts: Clock = Field(alias="from")
    ends: Clock = Field(alias="to")
    minutes: Annotated[int, whole(5, 240)]
    places: Annotated[int, whole(1, 20)] = 1
    kinds: list[Annotated[str, one_of(codes.APPOINTMENT_KINDS)]] | None = None
    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _holds_a_slot(self) -> Self:
        if _minute(self.ends) - _minute(self.starts) < self.minutes:
            raise ValueError(f"from {self.starts:%H:%M} to {self.ends:%H:%M} holds no slot")
        return self

    def save(self, work: Work) -> None:
        """Keep them; what is booked in them stays."""
        found = work.session.scalar(select(Consulting).where(Consulting.ref == self.id))
        row = found or Consulting(ref=self.id, revision=0)
        values = self.model_dump(exclude={"id", "weekday"})
        if assign(row, values | {"weekday": DAYS.index(self.weekday)}):
            row.revision += 1
            work.session.add(row)
            work.session.flush()


def _minute(at: time) -> int:
    """Return how many minutes of the day are over."""
    return at.hour * 60 + at.minute
