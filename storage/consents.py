"""What somebody agreed to and took back, in order: nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from storage.models import Consent, Person
from storage.work import Work


def note(work: Work, person_id: int, *, agreed: bool) -> None:
    """Note that somebody agrees, or wants nothing any more; the same word again is not new."""
    version = work.limits.consent_version
    last = next(iter(history(work, person_id, 1)), None)
    if last is not None and (last.agreed, last.version) == (agreed, version):
        return
    if last is not None and last.id is None:
        work.session.add(last)
        work.session.flush()
    values = {"version": version, "agreed": agreed, "said_at": work.now}
    work.session.add(Consent(person_id=person_id, **values))
    work.session.flush()


def history(work: Work, person_id: int, most: int) -> Sequence[Consent]:
    """Return what somebody said, the last first; who agreed before this was kept, that one word."""
    rows = select(Consent).where(Consent.person_id == person_id).order_by(Consent.id.desc())
    found = work.session.scalars(rows.limit(most)).all()
    person = work.session.get(Person, person_id)
    if found or person is None or person.consent_at is None:
        return found
    first = {"version": person.consent_version or "", "said_at": person.consent_at}
    return [Consent(person_id=person.id, agreed=True, **first)]
