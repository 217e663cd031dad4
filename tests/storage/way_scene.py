"""People, firms and how they come to each other in the tests, as storage sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.introductions import carry_on, wants
from storage import firm_calls
from storage.introductions.steps import Facts
from storage.models import FirmCall, Introduction, Offer, Outbox, Person
from storage.models.people import RoleName
from storage.rules.stages import Move, Side, Stage
from storage.work import Work
from tests.conversations.invited import invited
from tests.people import Phone, Town
from tests.scheduler.desk import person_of

Act = Callable[[Work, Introduction], object]


def firm_of(town: Town, offer: int, address: str = "firm") -> Phone:
    """Let somebody speak for the firm of an offer."""
    key = town.do(lambda s: s.get_one(Offer, offer).employer_id)
    return invited(town, address, RoleName.EMPLOYER, str(key))


def interested(town: Town, phone: Phone, offer: int) -> int:
    """Say yes to an offer, as its button does; returns the key of what begins."""
    who = person_of(phone)

    def unit(session: Session) -> int:
        work = town.work(session)
        return wants(work, session.get_one(Person, who), session.get_one(Offer, offer)).id

    return town.do(unit)


def on(town: Town, key: int, *acts: Act) -> None:
    """Let things happen to an introduction, one after the other."""

    def unit(session: Session) -> None:
        for act in acts:
            act(town.work(session), session.get_one(Introduction, key))

    town.do(unit)


def go(move: Move, side: Side, **facts: Any) -> Act:
    """Move it on; it must be possible."""

    def act(work: Work, introduction: Introduction) -> None:
        assert carry_on(work, introduction, move, side, Facts(**facts))

    return act


def way(town: Town, key: int) -> Introduction:
    """Read an introduction."""
    return town.do(lambda s: s.get_one(Introduction, key))


def told(town: Town, kind: str, subject: int) -> list[Outbox]:
    """Return what was put out about an introduction, the oldest first."""
    rows = select(Outbox).where(Outbox.kind == kind, Outbox.subject == subject)
    return town.do(lambda s: list(s.scalars(rows.order_by(Outbox.id))))


def is_unknown_to_firm(work: Work, each: Introduction) -> bool:
    """Tell whether a day is here of which a firm that reads nothing was not called either."""
    if each.stage is not Stage.DATED or each.on_date is None or each.on_date > work.today:
        return False
    mine = (FirmCall.about == firm_calls.NEWS, FirmCall.subject == each.id)
    rows = select(FirmCall.id).where(*mine, FirmCall.revision == each.revision)
    return each.last_side is not Side.FIRM and not work.session.scalars(rows).all()
