"""What a firm needs, as it says so itself: what it said last, and who completes what it began."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from sqlalchemy import exists, select, update

from storage import firm_calls, pending, places
from storage.hiding import next_look
from storage.models import Employer, FirmContact, Offer
from storage.models.offers import EmployerStatus, OfferState
from storage.places import centre_around
from storage.queues import due
from storage.queues.kinds import Kind
from storage.requests import answer_day
from storage.rules.clock import to_local, to_utc
from storage.rules.workdays import weekly, weeks_after
from storage.work import Work


def knows_phone(work: Work, firm: Employer) -> bool:
    """Tell whether there is a number at which a firm can be called."""
    own = (FirmContact.employer_id == firm.id, FirmContact.left_at.is_(None))
    known = exists().where(*own, FirmContact.phone.is_not(None))
    return firm.phone is not None or bool(work.session.scalar(select(known)))


def keep_street(work: Work, offer: Offer, street: str) -> None:
    """Keep at which street people come, also for what else the firm needs in the same place.

    Empty: it was asked and did not say it.
    """
    own = (Offer.employer_id == offer.employer_id, Offer.plz == offer.plz)
    unsaid = select(Offer).where(*own, Offer.street.is_(None))
    for each in {offer, *work.session.scalars(unsaid)}:
        if each.village == offer.village:
            each.street = street
    work.session.flush()


def one_at_a_time(work: Work, employer_id: int) -> None:
    """Have two of a firm who say at once what it needs do so one after the other.

    On PostgreSQL the second one begins anew, and finds what the first one said.
    """
    firm = update(Employer).where(Employer.id == employer_id)
    work.session.execute(firm.values(ref=Employer.ref))


def last_of(work: Work, employers: Collection[int]) -> Offer | None:
    """Return what any of these firms needed last, if all of it was said; none of a stopped one."""
    own = (Offer.employer_id.in_(employers), Offer.state != OfferState.DRAFT)
    goes_on = Employer.status != EmployerStatus.STOPPED
    rows = select(Offer).join(Employer).where(*own, goes_on).order_by(Offer.id.desc()).limit(1)
    return work.session.scalars(rows).first()


def is_incomplete(work: Work, offer: Offer) -> bool:
    """Tell whether somebody has to complete a need: it neither is, nor opens in a minute."""
    opens = pending.waits(work, Kind.OFFER_OPENS, offer.id)
    return offer.state is OfferState.DRAFT and opens is None


def await_centre(work: Work, offer: Offer) -> None:
    """Have staff call a firm to complete a need, and be reminded each day until it is complete."""
    about = (firm_calls.NEED, offer.id, 0)
    firm_calls.ask(work, offer.employer_id, *about, centre=centre_around(work, offer.plz))
    if due.when(work, Kind.NEED, offer.id) is None:
        due.renew(work, Kind.NEED, next_look(work), subject=offer.id)


def remind(work: Work, offer: Offer) -> None:
    """Have a firm called once more whose need is not complete after a call."""
    await_centre(work, offer)
    if (call := firm_calls.about_need(work, offer.id)) and call.done_at is not None:
        call.opened_at, call.done_at, call.done_by = call.done_at, None, None
        work.session.flush()


def is_reminded(work: Work, offer: Offer) -> bool:
    """Tell whether staff hear of a need today: on the promised day, then once a week."""
    day = called_by(work, offer)
    return day is None or weekly(day, weeks_after(day, work.today)) == work.today


def called_by(work: Work, offer: Offer) -> date | None:
    """Return the day by which staff call about a need that is not complete, after a call again."""
    call = firm_calls.about_need(work, offer.id) if is_incomplete(work, offer) else None
    if call is None:
        return None
    since = to_local(call.done_at or call.opened_at, work.zone.key).date()
    return answer_day(work, since, call.centre)


def is_late(work: Work, offer: Offer) -> bool:
    """Tell whether the day is over by which staff call about a need."""
    day = called_by(work, offer)
    return day is not None and day < work.today


def asked_since(work: Work, offer: Offer) -> datetime:
    """Return since when a firm is asked about a late need: the day after, then once a week."""
    day = called_by(work, offer) or work.today
    after = max(1, 7 * weeks_after(day, work.today))
    return to_utc(day + timedelta(days=after), time(), work.zone.key)


def heard_again_on(work: Work, day: date) -> date:
    """Return the working day on which a firm hears again of a need that was promised by a day."""
    return weekly(day, weeks_after(day, work.today) + 1)


def late(work: Work, *, centre: str | None = None, firm: int | None = None) -> list[Offer]:
    """Return the needs nobody completed in time, the oldest first: of a centre, or of a firm."""
    rows = places.around(select(Offer).where(Offer.state == OfferState.DRAFT), Offer.plz, centre)
    if firm is not None:
        rows = rows.where(Offer.employer_id == firm)
    found = work.session.scalars(rows.order_by(Offer.id)).all()
    return [each for each in found if is_late(work, each)]
