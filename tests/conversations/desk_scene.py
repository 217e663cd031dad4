"""What a desk is led through in every language: two people wait, a colleague has one of them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.events import Typed
from locales.languages import LANGUAGES
from storage import calls
from storage.models import Employer, Request, Role
from storage.models.calls import CallKind, CallReason
from storage.models.people import RoleName
from storage.notes import write
from storage.threads import take
from storage.work import Work
from tests.conversations.holding_scene import HOLDING
from tests.conversations.hours_scene import HOURS
from tests.conversations.invited import PIN, invited
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer


def ways(key: int) -> tuple[str, ...]:
    """Return what a lead taps and types; `key` is the request a colleague has."""
    return (
        *HOURS,
        *HOLDING,
        *("/today calls", ".1.tried", ".1.called", "/stop", ".days", ".on.fr", ".done"),
        *("/inbox", ".1.take"),
        *(".1.canned", ".more", ".more", ".more", ".new", "Wir sind da."),
        *(".1.canned", ".drop", ".own-", ".yes", ".1.write", ".skip"),
        *("Noch ein Wort", ".nobody", ".1.hand", ".c", ".skip"),
        *("/inbox", f"request.{key}.1.over", ".urgent"),
        *(f"thread.{key}.1.write", "Guten Tag", ".send"),
        *("/team", "Eva", ".revoke", PIN, ".yes"),
    )


# The buttons that answer each piece a colleague can enter.
PIECES = (
    *(".area", ".food", ".on.food.cook", ".done", ".3", ".enough"),
    *(".wants", ".done"),
    *(".areas", ".any"),
    *(".times", ".other", ".on.mo", ".done"),
    *(".hours", ".full"),
    *(".start", ".now"),
    *(".mobility", ".done"),
    *(".licences", ".none"),
    *(".german", ".A0"),
    *(".childcare", ".no"),
    *(".school", ".11+"),
    *(".papers", ".none"),
)
# The way through an appointment at a time outside the hours, with a note that is not kept.
ELSEWHEN = (".other", "28.11.2026", "6:15")
APPOINTING = (
    *(*ELSEWHEN, ".no", *ELSEWHEN, ".yes", ".interpreter", ".nobody"),
    *(".note", "Duldung mitbringen", ".no", ".yes"),
)
BEGIN = {".area", ".wants", ".areas", ".times", ".hours", ".start", ".mobility", ".licences"}
BEGIN |= {".german", ".childcare", ".school", ".papers"}


def about(person: int) -> tuple[str, ...]:
    """Return what a lead does with the card of a person about whom a colleague has a note."""
    here = f"person.{person}.1"
    told = [step for way in PIECES for step in ((f"{here}.told", way) if way in BEGIN else (way,))]
    return (
        *("/people", f"#{person}", f"{here}.skills", f"{here}.main"),
        *(f"{here}.offers", f"{here}.main", f"{here}.why", f"{here}.main"),
        *(f"{here}.consent", f"{here}.main", f"{here}.notes"),
        *(f"{here}.write", "Ist oft krank.", ".yes", f"{here}.read", ".away"),
        *("/people 72525", f"#{person}", "/people", f"#{person}"),
        *(f"{here}.appoint", ".letter_help", *APPOINTING),
        *("/appoint", f".{person}", ".cv", "/menu"),
        *told,
        *(f"{here}.erase", PIN, ".no"),
    )


def lead(at: Town, address: str, language: str) -> Phone:
    """Let somebody come who leads everywhere, with a PIN."""
    own_name = LANGUAGES[language].own_name
    return invited(at, address, RoleName.LEAD, "*", own_name, name="Petra")


def waits(at: Town, language: str) -> tuple[int, int]:
    """Let two people wait who read another language; return what a colleague has, and of whom."""
    invited(at, "eva", RoleName.STAFF, "alb", LANGUAGES[language].own_name, name="Eva")
    foreign = "ti" if language != "ti" else "ar"
    for name in ("amal", "reza"):
        newcomer(at, name, foreign).says("/person").taps(".letter")
    return at.do(lambda session: _take_first(at, session))


def _take_first(at: Town, session: Session) -> tuple[int, int]:
    first = session.scalars(select(Request).order_by(Request.id.desc())).first()
    staff = select(Role.person_id).where(Role.role == RoleName.STAFF)
    eva = session.scalars(staff.order_by(Role.person_id.desc())).first()
    assert first is not None
    assert eva is not None
    take(at.work(session), first, eva)
    write(at.work(session), first.person_id, eva, "Mag Blumen.")
    to_call(at.work(session), first.person_id)
    return first.id, first.person_id


def to_call(work: Work, person: int) -> None:
    """Put somebody on the list of calls."""
    about = (CallKind.MISSED, person, 1)
    calls.ask(work, *about, person_id=person, centre="alb", reason=CallReason.MISSED)


def replies_late(phone: Phone, card: str) -> str:
    """Let somebody reply to a card after hours; returns the PIN they type minutes later."""
    shown = next(b for b in reversed(phone.bubbles) if card in str(b.every_data))
    phone.pin, phone.town.now = None, phone.town.now + timedelta(hours=2)
    phone.does(Typed("Guten Tag", phone.town.now, replies_to=shown.row))
    phone.town.now += timedelta(minutes=6)
    return PIN


def employer_id(session: Session) -> str:
    """Return the scope of a demo employer."""
    return str(session.scalar(select(Employer.id).where(Employer.ref == "E9")))
