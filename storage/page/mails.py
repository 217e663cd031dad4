"""Mails that wait: a link for who does not look, a code; one at a time, never bodies before."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from storage import calls, people
from storage.links import new_token
from storage.models import Call, Contact, Outbox
from storage.models.calls import CallKind, CallReason
from storage.models.outbox import Carrier, Lane, OutboxState
from storage.models.page import Purpose
from storage.page import contacts, links, unopened
from storage.queues import due, outbox
from storage.queues.claiming import UNREAD
from storage.queues.kinds import MANNERS, Kind
from storage.rules.clock import to_local
from storage.rules.unopened import days_later
from storage.work import Work

CHANGED = frozenset(
    {
        Kind.APPOINTMENT_MOVED,
        Kind.APPOINTMENT_CANCELLED,
        Kind.APPOINTMENT_DROPPED,
        Kind.ACTIVITY_CHANGED,
        Kind.INTRODUCED_FIRM,
    }
)
"""After these a mail goes at once, however many went today; to a firm only of a near day."""
FIRST, LONGEST, MOST_DOUBLED = timedelta(minutes=1), timedelta(hours=1), 7
OP = "mail"


def put_code(work: Work, contact: Contact, chat_id: int) -> None:
    """Let a code go to an address: the only mail it ever gets before it is confirmed."""
    _put(work, Kind.MAIL_CODE, contact, chat_id, "code")


def put_news(work: Work, contact: Contact, chat_id: int, about: Outbox) -> bool:
    """Let a mail say that something waits, once a local day; False where that is used up.

    What changed or is cancelled is said each time, and at once.
    """
    kind = Kind.MAIL_CHANGED if about.kind in CHANGED else Kind.MAIL_NEWS
    at, apart = work.now, f"row{about.id}"
    if kind is Kind.MAIL_NEWS:
        at = work.waking(work.now, people.find(work, contact.person_id))
        apart = to_local(at, work.zone.key).date().isoformat()
    row_id = _put(work, kind, contact, chat_id, apart, not_before=at)
    if row_id is not None:
        look = days_later(at, work.limits.unread_working_days, work.zone.key)
        due.schedule(work, Kind.MAIL_UNREAD, look, subject=row_id, chat_id=chat_id)
    return row_id is not None


def covers(work: Work, contact: Contact, since: datetime) -> bool:
    """Tell whether a mail was put since then, or waits: its link leads to all there is."""
    news = (Kind.MAIL_NEWS, Kind.MAIL_CHANGED)
    mine = (Outbox.carrier == Carrier.MAIL, Outbox.subject == contact.id, Outbox.kind.in_(news))
    rows = select(Outbox.id).where(*mine, Outbox.created_at >= since)
    waits = select(Outbox.id).where(*mine, Outbox.state == OutboxState.TODO)
    return any(work.session.scalar(each.limit(1)) is not None for each in (rows, waits))


def next_kind(work: Work) -> Kind | None:
    """Return what goes next, so that a code is drawn before it is claimed."""
    kind = work.session.scalar(_next(work).with_only_columns(Outbox.kind))
    return Kind(kind) if kind else None


def claim(work: Work) -> Outbox | None:
    """Take the next mail for sending; what is too late ends."""
    outbox.sweep(work.session, work.now, Carrier.MAIL)
    row = work.session.scalar(_next(work).with_for_update(skip_locked=True))
    if row is None:
        return None
    row.state, row.claimed_at = OutboxState.SENDING, work.now
    row.attempts += 1
    work.session.flush()
    return row


def begin(work: Work, row: Outbox) -> None:
    """Draw with the first try what every copy of a mail has alike."""
    row.body = row.body or {"op": OP, "id": secrets.token_hex(12), "link": new_token()}
    work.session.flush()


def keep_digits(work: Work, row: Outbox, contact: Contact, drawn: contacts.Code) -> str:
    """Return the digits of a code mail: those of the first try, of which a copy may be there."""
    body = row.body or {}
    kept = None if "digits" in body else drawn.kept
    row.body = {"digits": drawn.digits, **body}
    contacts.code_goes(work, contact, kept)
    return str(row.body["digits"])


def link(work: Work, row: Outbox, contact: Contact) -> str:
    """Return the token of a mail's link, made with its first try: a copy has the same one."""
    token = str((row.body or {})["link"])
    if not links.is_made(work, token):
        ends = work.now + timedelta(days=work.limits.mail_days)
        links.make(work, Purpose.NEWS, expires_at=ends, token=token, person_id=contact.person_id)
    return token


def sent(work: Work, row_id: int) -> None:
    """End a mail a server took; nobody is told by that."""
    row = work.session.get(Outbox, row_id)
    contact = contacts.find(work, row.subject) if row else None
    if row is not None and contact is not None and row.kind == Kind.MAIL_CODE:
        contacts.code_goes(work, contact)
    outbox.sent(work.session, row_id, None, work.now)


def later(work: Work, row_id: int) -> None:
    """Put back what a server did not take now, for longer each time."""
    row = work.session.get(Outbox, row_id)
    if row is not None:
        pause = min(LONGEST, FIRST * 2 ** min(row.attempts - 1, MOST_DOUBLED))
        outbox.retry(work.session, row_id, work.now + pause)


def refused(work: Work, row_id: int) -> None:
    """End a mail to an address that takes none: staff call, unless it was a code."""
    row = work.session.get(Outbox, row_id)
    outbox.failed(work.session, row_id, work.now)
    contact = contacts.find(work, row.subject) if row else None
    if row is not None and contact is not None:
        contacts.refused(work, contact)
        if row.kind != Kind.MAIL_CODE:
            ask_to_call(work, contact, CallReason.REFUSED)


def recover(work: Work) -> int:
    """Treat mails that a stop left half way as perhaps arrived."""
    left = (Outbox.carrier == Carrier.MAIL, Outbox.state == OutboxState.SENDING)
    ids = work.session.scalars(select(Outbox.id).where(*left).order_by(Outbox.id)).all()
    for row_id in ids:
        outbox.ambiguous(work.session, row_id, work.now)
    return len(ids)


def unread(work: Work, row: Outbox) -> None:
    """Ask staff to call who opened nothing since a mail was put for them."""
    contact = contacts.find(work, row.subject)
    if contact is None or contact.stopped_at is not None:
        return
    if unopened.has_unopened(work, contact.person_id) and not unopened.opened_since(
        work, contact.person_id, row.created_at
    ):
        ask_to_call(work, contact, CallReason.UNSEEN)


def ask_to_call(work: Work, contact: Contact, reason: CallReason) -> None:
    """Put the person of an address on the list, unless they are there for it already."""
    waits = (Call.kind == CallKind.MAIL, Call.subject == contact.id, Call.done_at.is_(None))
    person = people.find(work, contact.person_id)
    is_there = work.session.scalar(select(Call.id).where(*waits)) is not None
    if person is None or person.stopped_at is not None or is_there:
        return
    centre = (person.profile.centre if person.profile else None) or person.centre
    about = (CallKind.MAIL, contact.id, work.today.toordinal())
    calls.ask(work, *about, person_id=person.id, centre=centre, reason=reason)


def _next(work: Work) -> Select[Outbox]:
    goes = (Outbox.not_before <= work.now, Outbox.expires_at > work.now)
    mine = (Outbox.carrier == Carrier.MAIL, Outbox.state == OutboxState.TODO)
    rows = select(Outbox).where(*mine, *goes).options(UNREAD)
    return rows.order_by(Outbox.not_before, Outbox.id).limit(1)


def _put(
    work: Work,
    kind: Kind,
    contact: Contact,
    chat_id: int,
    apart: str,
    *,
    not_before: datetime | None = None,
) -> int | None:
    at, life = not_before or work.now, MANNERS[kind].life
    return outbox.put(
        work.session,
        chat_id=chat_id,
        person_id=contact.person_id,
        lane=Lane.REMINDER,
        dedupe_key=f"{OP}:{contact.id}:{apart}",
        now=work.now,
        not_before=at,
        expires_at=life(work, at) if life else at,
        kind=kind,
        subject=contact.id,
        carrier=Carrier.MAIL,
    )
