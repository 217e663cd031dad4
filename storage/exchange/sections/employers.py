"""Employers, of whom `verified` are only those that staff have called back."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import select

from storage import firms
from storage.exchange.entry import Entry, assign
from storage.exchange.fields import AnyPlz, Line, Phone, Ref, letters, one_of
from storage.models import Employer, Offer
from storage.models.offers import EmployerStatus
from storage.offers import save_offer
from storage.rules.taxonomy import areas
from storage.work import Work

LOADED = frozenset({EmployerStatus.PENDING, EmployerStatus.VERIFIED})
"""What a file may say; only a colleague stops a firm, and lets it begin again."""


class EmployerEntry(Entry):
    """One employer; `sector` is an area of the taxonomy, `size` such as `2-9`."""

    id: Ref
    name: Line
    sector: Annotated[str, one_of(areas())]
    plz: AnyPlz
    contact: Line | None = None
    phone: Phone | None = None
    size: Annotated[str, letters(20)] | None = None
    status: Annotated[str, one_of(LOADED)] = EmployerStatus.PENDING

    def save(self, work: Work) -> None:
        """Keep them; their offers begin anew when they were called back."""
        session = work.session
        found = session.scalar(select(Employer).where(Employer.ref == self.id))
        employer = found or Employer(ref=self.id)
        is_stopped = found is not None and found.status is EmployerStatus.STOPPED
        checked = found is not None and found.status != self.status and not is_stopped
        assign(employer, self.model_dump(exclude={"id"} | ({"status"} if is_stopped else set())))
        session.add(employer)
        session.flush()
        firms.give_end(work, employer)
        if checked:
            for offer in session.scalars(select(Offer).where(Offer.employer == employer)).all():
                save_offer(work, offer)
