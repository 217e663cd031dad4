"""Firms: found by their key, or by their id in the file they were loaded from."""

from __future__ import annotations

from sqlalchemy import select

from storage.models import Employer
from storage.work import Work


def find(work: Work, scope: str) -> Employer | None:
    """Return the firm a role speaks for; None for a scope that names none."""
    return work.session.get(Employer, int(scope)) if scope.isdigit() else None


def by_ref(work: Work, ref: str) -> Employer | None:
    """Find a firm by its id in the file."""
    return work.session.scalar(select(Employer).where(Employer.ref == ref))
