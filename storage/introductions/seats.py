"""The places of an offer: who is on the way takes one, and the last one goes once."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage.models import Introduction, Offer
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.stages import Stage, begins_to_take
from storage.work import Work


def take(work: Work, introduction: Introduction, stage: Stage) -> bool:
    """Take the lowest free place of the offer where a stage needs one; False where none is left.

    A unique constraint gives the last one once.

    There may be fewer places than when others took theirs: those count, whatever their number.
    Who works there took one, which is free again where the firm looks for one more. Who takes one
    waits at the offer for who takes another: whoever has the last one ends what the others are
    on, and two who wait for each other would both begin anew.
    """
    is_there = introduction.stage is Stage.STARTED
    if is_there or introduction.seat is not None or not begins_to_take(stage, introduction.kind):
        return True
    key = introduction.offer_id
    work.session.execute(select(Offer.id).where(Offer.id == key).with_for_update())
    offer = work.session.get_one(Offer, key)
    own = (Introduction.offer_id == offer.id, Introduction.seat.is_not(None))
    taken = {*work.session.scalars(select(Introduction.seat).where(*own))}
    free = [seat for seat in range(1, offer.places + 1) if seat not in taken]
    left = free[: max(0, offer.places - len(taken))]
    return any(_sits(work, introduction, seat) for seat in left)


def give_back(work: Work, introduction: Introduction) -> None:
    """Free the place somebody had; a row has their firm asked whether it looks again."""
    if introduction.seat is not None:
        introduction.seat = None
        key, offset = introduction.id, f"{introduction.revision}"
        offer = introduction.offer_id
        due.schedule(work, Kind.PLACE_FREE, work.now, subject=offer, revision=key, offset=offset)


def _sits(work: Work, introduction: Introduction, seat: int) -> bool:
    try:
        with work.savepoint():
            introduction.seat = seat
            work.session.flush()
    except IntegrityError:
        work.session.refresh(introduction)
        return False
    return True
