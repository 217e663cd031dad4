"""The permission for one job: it belongs to one introduction and never to a person."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from storage.introductions.steps import changed, enter, is_over
from storage.models import Introduction, Offer
from storage.rules.introducing import Case, Move, Permit, Side, Stage, moved
from storage.work import Work

LATE = frozenset({Stage.NAMING, Stage.CHOOSING, Stage.DATED, Stage.STARTING})
"""Where the permission for the kind of before was clear, or not needed."""


def set_permit(
    work: Work, introduction: Introduction, permit: Permit, until: date | None = None
) -> None:
    """Note how far the permission is; who hears of it is told by whoever calls this."""
    introduction.permit, introduction.permit_on = permit, work.today
    introduction.permit_until = until
    changed(work, introduction, Side.CENTRE)


def begin_permission_anew(work: Work, offer: Offer) -> list[Introduction]:
    """Let the permission of everybody on the way begin again, since the kind of work changed.

    Returns those who are at another step by that.
    """
    living = (Introduction.offer_id == offer.id, ~is_over(), Introduction.kind != offer.kind)
    found, moved_on = list(work.session.scalars(select(Introduction).where(*living))), []
    for each in found:
        each.kind, each.permit, each.permit_until = offer.kind, None, None
        after = moved(Stage.WANTED, Move.AGREE, Case(offer.kind))
        if each.stage is Stage.PERMIT or (each.stage in LATE and after is Stage.PERMIT):
            enter(work, each, after or Stage.PERMIT, Side.CENTRE)
            moved_on.append(each)
    work.session.flush()
    return moved_on
