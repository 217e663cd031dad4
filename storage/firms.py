"""Firms as a centre looks after them: registered, looked at each year, stopped after a problem."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import and_, func, or_, select

from storage import desk_offers, firm_contacts, firms_invited, pending, places
from storage.firm_contacts import Said
from storage.models import Centre, Employer, Offer
from storage.models.introductions import Reach
from storage.models.offers import EmployerStatus, OfferState
from storage.models.people import RoleName
from storage.offers import rest, save_offer
from storage.people import grant, works_for
from storage.places import centre, centre_around
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules import verifying
from storage.rules.clock import to_utc
from storage.work import Work

SOON, OVER = "soon", "over"
"""What is due of a firm that was looked at: to look again, and to be shown no more."""
FIRST = (EmployerStatus.PENDING, EmployerStatus.VERIFIED, EmployerStatus.STOPPED)


@dataclass(frozen=True)
class Firm:
    """What a firm says of itself when it registers; `sector` is an area of the taxonomy."""

    name: str
    sector: str
    plz: str


def home_of(work: Work, firm: Employer) -> Centre | None:
    """Return the centre around a firm; None outside the district: it is everybody's."""
    key = centre_around(work, firm.plz)
    return centre(work, key) if key else None


def named_of(work: Work, firm: Employer) -> int | None:
    """Return the colleague who is there for a firm, where they still work at its centre."""
    key = centre_around(work, firm.plz)
    is_there = firm.named_id is not None and works_for(work, firm.named_id, key)
    return firm.named_id if is_there else None


def around(work: Work, key: str | None) -> list[Employer]:
    """Return the firms around a centre (None: all): those to look at first, stopped ones last.

    One outside the district is around all centres.
    """
    rows = places.around(select(Employer), Employer.plz, key)
    found = work.session.scalars(rows.order_by(Employer.name, Employer.id))
    return sorted(found, key=lambda each: (FIRST.index(each.status), not is_due(work, each)))


def count_due(work: Work, key: str | None) -> int:
    """Count the firms around a centre that are to be looked at, for the first time or again."""
    soon = work.today + verifying.ASKED_BEFORE
    again = and_(
        Employer.status == EmployerStatus.VERIFIED,
        Employer.verified_until.is_not(None),
        Employer.verified_until <= soon,
    )
    wanted = places.around(select(Employer.id), Employer.plz, key)
    wanted = wanted.where(or_(Employer.status == EmployerStatus.PENDING, again))
    return work.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def is_due(work: Work, firm: Employer) -> bool:
    """Tell whether a firm is to be looked at: never was, or soon a year ago."""
    if firm.status is not EmployerStatus.VERIFIED:
        return firm.status is EmployerStatus.PENDING
    return verifying.is_due(firm.verified_until, work.today)


def register(work: Work, said: Firm, person_id: int, contact: Said) -> Employer:
    """Keep a firm that came by itself, with who speaks for it; nothing of it is shown yet.

    Name and number are those of a person, so they go when that person is deleted.
    """
    firm = Employer(
        ref=_own_ref(),
        name=said.name,
        sector=said.sector,
        plz=said.plz,
        status=EmployerStatus.PENDING,
        registered_at=work.now,
    )
    work.session.add(firm)
    work.session.flush()
    grant(work, person_id, RoleName.EMPLOYER, str(firm.id))
    firm_contacts.add(work, firm.id, person_id, contact)
    return firm


def enter(work: Work, firm: Employer, by: int | None) -> None:
    """Keep a firm a colleague talked to: it counts as called back, by whom and when."""
    firm.ref, firm.checks = _own_ref(), ["called"]
    work.session.add(firm)
    _hold(work, firm, by)
    if firm.contact or firm.phone:
        said = Said(firm.contact, firm.phone, Reach.PHONE)
        firm_contacts.add(work, firm.id, None, said)


def alike(work: Work, firm: Employer) -> list[Employer]:
    """Return the other firms that may be the same, the likest first."""
    return [each for each in desk_offers.firms_like(work, firm.name) if each.id != firm.id]


def mark(work: Work, firm: Employer, code: str, on: bool) -> None:
    """Tick a point of the checklist or a red flag, or take the tick away."""
    work.session.refresh(firm, with_for_update=True)
    firm.checks = verifying.marked(firm.checks or (), code, on)
    work.session.flush()


def verify(work: Work, firm: Employer, by: int | None) -> bool:
    """Show what a firm offers for a year; False where it was shown already.

    Else what is open goes out as if new.
    """
    was = firm.status
    _hold(work, firm, by)
    if was is EmployerStatus.VERIFIED:
        return False
    for offer in _offers(work, firm):
        if offer.state == OfferState.OPEN:
            save_offer(work, offer)
    return True


def look_again(work: Work, firm: Employer) -> None:
    """Begin the checklist anew; the firm is shown until its year is over."""
    firm.checks = verifying.begun_anew(firm.checks or ())
    work.session.flush()


def lapse(work: Work, firm: Employer) -> None:
    """Show nothing more of a firm nobody looked at again in its year."""
    firm.status = EmployerStatus.PENDING
    work.session.flush()


def stop(work: Work, firm: Employer) -> None:
    """Show nothing of a firm after a problem; its offers rest, and it is asked to nothing.

    What is on the way with people is closed by whoever calls this: both are told there.
    """
    firm.status, firm.stopped_at = EmployerStatus.STOPPED, work.now
    for offer in _offers(work, firm):
        pending.take_back(work, Kind.OFFER_OPENS, offer.id)
        rest(work, offer)
    firms_invited.take_back(work, firm.id)
    work.session.flush()


def lift(work: Work, firm: Employer) -> None:
    """Let a firm that was stopped be looked at as if it were new; its offers still rest."""
    firm.status, firm.stopped_at = EmployerStatus.PENDING, None
    firm.checks = verifying.begun_anew(firm.checks or ())
    work.session.flush()


def hidden_of(work: Work, firm: Employer) -> Sequence[Offer]:
    """Return a firm's offers nobody sees since somebody told of a problem there."""
    own = (Offer.employer_id == firm.id, Offer.hidden_at.is_not(None))
    return work.session.scalars(select(Offer).where(*own).order_by(Offer.id)).all()


def ensure(work: Work) -> None:
    """Give what was looked at before firms had an end the usual one; call at start."""
    endless = (Employer.status == EmployerStatus.VERIFIED, Employer.verified_until.is_(None))
    for firm in work.session.scalars(select(Employer).where(*endless)).all():
        give_end(work, firm)


def give_end(work: Work, firm: Employer) -> None:
    """Give a firm that is shown an end where it has none."""
    if firm.status is EmployerStatus.VERIFIED and firm.verified_until is None:
        firm.verified_until = verifying.good_until(work.today)
        work.session.flush()
        _schedule(work, firm, firm.verified_until)


def is_meant(firm: Employer, until: date) -> bool:
    """Tell whether what is due is about the end a firm has now."""
    return firm.status is EmployerStatus.VERIFIED and firm.verified_until == until


def _offers(work: Work, firm: Employer) -> Sequence[Offer]:
    own = (Offer.employer_id == firm.id, Offer.state != OfferState.FILLED)
    return work.session.scalars(select(Offer).where(*own).order_by(Offer.id)).all()


def _hold(work: Work, firm: Employer, by: int | None) -> None:
    until = verifying.good_until(work.today)
    firm.status, firm.verified_by, firm.verified_at = EmployerStatus.VERIFIED, by, work.now
    firm.verified_until = until
    work.session.flush()
    _schedule(work, firm, until)


def _schedule(work: Work, firm: Employer, until: date) -> None:
    """Have staff asked in time, and the firm shown no more after its last day."""
    days = {SOON: verifying.asked_on(until), OVER: until + timedelta(days=1)}
    for name, day in days.items():
        at = to_utc(day, time(), work.zone.key)
        offset, revision = f"{name}:{until}", until.toordinal()
        due.schedule(work, Kind.FIRM_VERIFY, at, subject=firm.id, revision=revision, offset=offset)


def _own_ref() -> str:
    return f"F-{secrets.token_hex(6)}"
