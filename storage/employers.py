"""Firms: found by their key, or by their id in the file they were loaded from."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from storage import firm_contacts
from storage.models import Employer, Offer
from storage.work import Work


def find(work: Work, scope: str) -> Employer | None:
    """Return the firm a role speaks for; None for a scope that names none."""
    return work.session.get(Employer, int(scope)) if scope.isdigit() else None


def by_ref(work: Work, ref: str) -> Employer | None:
    """Find a firm by its id in the file."""
    return work.session.scalar(select(Employer).where(Employer.ref == ref))


def contact_of(work: Work, offer: Offer, on: date | None) -> str | None:
    """Return whom to ask for at a firm on a day; None: nobody is named.

    That is who said a need, else who speaks for the firm. Where that one is away it is somebody
    else of the firm who is there; whoever left is not named any more.
    """
    said = firm_contacts.find(work, offer.contact_id)
    usual = (said.name if said else None) or offer.employer.contact
    every = firm_contacts.of_firm(work, offer.employer_id)
    away = {each.name for each in every if firm_contacts.is_away(work, each, on)}
    there = (each.name for each in every if each.name and each.name not in away)
    return next(there, usual) if usual in away else usual
