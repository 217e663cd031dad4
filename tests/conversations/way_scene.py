"""What a firm and a centre do on somebody's way to the firm, in these tests."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.everybody.how_it_goes import say_how
from conversations.introduced import carry_on
from storage.introductions import steps
from storage.introductions.permission import set_permit
from storage.introductions.steps import Facts
from storage.models import Introduction, Offer
from storage.models.people import RoleName
from storage.rules.introducing import Move, Permit, Side, Stage
from tests.conversations.invited import invited
from tests.people import Phone, Town
from tests.scheduler.desk import offered

FIRM, CENTRE = Side.FIRM, Side.CENTRE
DAY = date(2026, 11, 24)
OPTIONS = [f"{DAY}T09:00", f"{DAY + timedelta(days=2)}T13:30"]


def with_a_firm(at: Town, kind: str = "trial_day", **values: Any) -> tuple[int, Phone]:
    """Let a firm that is asked here offer something; return the offer and who speaks for it."""
    key = offered(at, kind=kind, street="Musterweg 8", lat=48.41, lon=9.49, **values)
    return key, speaks_for(at, key)


def speaks_for(at: Town, key: int, address: str = "firm") -> Phone:
    """Let somebody come who speaks for the firm of an offer."""

    def firm(session: Session) -> str:
        offer = session.get_one(Offer, key)
        offer.employer.contact = "Frau Muster"
        return str(offer.employer_id)

    return invited(at, address, RoleName.EMPLOYER, at.do(firm))


def newest(session: Session) -> Introduction:
    """Return the way that began last."""
    return session.scalars(select(Introduction).order_by(Introduction.id.desc())).first() or never()


def never() -> Introduction:
    """Fail where nobody is on the way to a firm."""
    raise AssertionError("nobody is on the way to a firm")


def moves(at: Town, move: Move, side: Side = FIRM, **facts: Any) -> Stage:
    """Let a side do something on the newest way; return where it leads."""

    def unit(session: Session) -> Stage:
        found = newest(session)
        assert carry_on(at.work(session), found, move, side, Facts(**facts)), (found.stage, move)
        return found.stage

    return at.do(unit)


def permits(at: Town, permit: Permit) -> None:
    """Let the centre note how far the permission is."""
    at.do(lambda session: set_permit(at.work(session), newest(session), permit))


def cleared(at: Town) -> None:
    """Let the permission for this place be clear."""
    permits(at, Permit.CLEAR)
    moves(at, Move.CLEAR, CENTRE)


def stage(at: Town) -> Stage:
    """Return how far the newest way is."""
    return at.do(lambda session: newest(session).stage)


def firm_says(at: Town, said: str) -> bool:
    """Let the firm say how it goes with who works there."""
    return at.do(lambda session: say_how(at.work(session), newest(session), FIRM, said))


def comes_to(at: Town, phone: Phone, wanted: Stage) -> None:
    """Lead somebody who saw the offer to a stage, by the shortest way."""
    says_yes = ("yes", "1") if wanted not in (Stage.SHOWN, Stage.WANTED) else ()
    ways = {
        Stage.SHOWN: (),
        Stage.QUESTION: (Move.ASK,),
        Stage.WANTED: (Move.SEND,),
    }
    for move in ways.get(wanted, (Move.SEND,)):
        moves(at, move)
    if wanted in ways:
        return
    assert says_yes
    phone.reads().taps("Yes, tell the firm")
    if wanted is Stage.PERMIT:
        return
    cleared(at)
    if wanted is Stage.NAMING:
        return
    moves(at, Move.NAME, options=OPTIONS)
    if wanted is Stage.CHOOSING:
        return
    phone.reads().taps(".day-1")
    after = {Stage.CAME: (Move.COME,), Stage.TALKING: (Move.COME, Move.TALK)}
    after |= {Stage.STARTING: (Move.COME, Move.START), Stage.STARTED: (Move.COME, Move.START)}
    for move in after.get(wanted, ()):
        moves(at, move, **({"starts_on": STARTS} if move is Move.START else {}))
    if wanted is Stage.STARTED:
        moves(at, Move.BEGIN, CENTRE)


STARTS = date(2026, 12, 1)


def day_of(at: Town) -> tuple[date | None, time | None]:
    """Return the day that was agreed."""

    def unit(session: Session) -> tuple[date | None, time | None]:
        found = newest(session)
        return found.on_date, found.at_time

    return at.do(unit)


def kept_of(at: Town) -> datetime | None:
    """Return when the newest way ended."""
    return at.do(lambda session: steps.find(at.work(session), newest(session).id).ended_at)  # type: ignore[union-attr]
