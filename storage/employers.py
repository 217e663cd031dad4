"""Firms: found by their key, or by their id in the file they were loaded from."""

from __future__ import annotations

from sqlalchemy import select

from storage.models import Employer, FirmContact, Offer
from storage.work import Work


def find(work: Work, scope: str) -> Employer | None:
    """Return the firm a role speaks for; None for a scope that names none."""
    return work.session.get(Employer, int(scope)) if scope.isdigit() else None


def by_ref(work: Work, ref: str) -> Employer | None:
    """Find a firm by its id in the file."""
    return work.session.scalar(select(Employer).where(Employer.ref == ref))


def contact_of(work: Work, offer: Offer) -> str | None:
    """Return the name of who said a need, else of who speaks for the firm; None: nobody is named.

    Whoever left the firm is not named any more.
    """
    found = work.session.get(FirmContact, offer.contact_id) if offer.contact_id else None
    is_there = found is not None and found.left_at is None
    return (found.name if found is not None and is_there else None) or offer.employer.contact
