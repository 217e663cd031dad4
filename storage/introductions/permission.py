"""The permission for one job: it belongs to one introduction and never to a person."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, select

from storage.introductions.days import note_off
from storage.introductions.steps import changed, enter, is_over
from storage.introductions.timing import NEWS_HOUR
from storage.models import Introduction, Offer
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.clock import to_utc
from storage.rules.stages import LOOK_DAY, Case, Move, Permit, Side, Stage, ends_soon_from, moved
from storage.rules.workdays import working_days_after
from storage.work import Work

AGREED = frozenset({Stage.NAMING, Stage.CHOOSING, Stage.DATED, Stage.STARTING})
"""Where the permission was settled, so that another kind of work leads back to it."""

LAST = ".last"
"""Ends the offset of what is due on the last day of a permission itself."""
TAKES = "takes"
"""Why it is talked about: the firm takes somebody, and no permission holds on a first day."""


def set_permit(
    work: Work, introduction: Introduction, permit: Permit, until: date | None = None
) -> None:
    """Note how far the permission is; who hears of it is told by whoever calls this.

    As long before its last day as an authority takes somebody looks at it, and on that day.
    """
    introduction.permit, introduction.permit_on = permit, work.today
    introduction.permit_until = until
    changed(work, introduction, Side.CENTRE)
    if until is not None:
        for on, offset in ((ends_soon_from(until), f"{until}"), (until, f"{until}{LAST}")):
            at = to_utc(on, NEWS_HOUR, work.zone.key)
            due.schedule(work, Kind.PERMISSION_ENDS, at, subject=introduction.id, offset=offset)


def last_at_firm(introduction: Introduction) -> date | None:
    """Return the last day somebody may be at a firm on before they begin: to look at any time."""
    return None if introduction.kind == LOOK_DAY else introduction.permit_until


def is_too_short(work: Work, introduction: Introduction) -> bool:
    """Tell whether a permission ends before the next working day: nobody can begin under it."""
    until = introduction.permit_until
    return until is not None and until < working_days_after(work.today, 1)


def note_takes(work: Work, introduction: Introduction) -> None:
    """Keep that the firm takes somebody it talks about already; what was promised holds."""
    introduction.reason = TAKES
    work.session.flush()


def kind_before(work: Work, offer: Offer) -> str | None:
    """Return the kind people on the way to an offer agreed to, where it is another one now."""
    rows = select(Introduction.kind).where(*_of_another_kind(offer))
    rows = rows.order_by(Introduction.id).limit(1)
    return work.session.scalars(rows).first()


def begin_permission_anew(work: Work, offer: Offer) -> list[Introduction]:
    """Let the permission of everybody on the way begin again, since the kind of work changed.

    A day to look needs none: who waited for one goes on, and who works there already does what
    was permitted. Returns whose it was, to be told.
    """
    rows = select(Introduction).where(*_of_another_kind(offer)).order_by(Introduction.id)
    found = list(work.session.scalars(rows))
    after = moved(Stage.WANTED, Move.AGREE, Case(offer.kind))
    for each in found:
        each.kind, each.permit = offer.kind, None
        each.permit_on = each.permit_until = None
        if each.stage in (AGREED if after is Stage.PERMIT else {Stage.PERMIT}) and after:
            note_off(work, each, after)
            enter(work, each, after, Side.CENTRE)
        elif each.stage is Stage.PERMIT:
            each.permit, each.permit_on = Permit.OPEN, work.today
            changed(work, each, Side.CENTRE)
    return found


def _of_another_kind(offer: Offer) -> tuple[ColumnElement[bool], ...]:
    """Return the condition for who is on the way, not there yet, to what was other work then."""
    mine = (Introduction.offer_id == offer.id, Introduction.kind != offer.kind)
    return (*mine, ~is_over(), Introduction.stage != Stage.STARTED)
