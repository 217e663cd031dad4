"""Somebody is erased: firms that saw them hear it without a name, and their places are free."""

from __future__ import annotations

from sqlalchemy import select

from storage import firm_days, firm_news
from storage.introductions.steps import WAITING, is_over
from storage.models import Introduction
from storage.people import tell_firm
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.introducing import Stage
from storage.work import Work


def leave(work: Work, person_id: int) -> None:
    """Tell each firm that saw somebody on their way to it that they are no longer available.

    Call before the rows go, which takes places and keys with them. A firm reads for which offer,
    and for which day where one was agreed: that is the revision, as an ordinal number.
    """
    own = (Introduction.person_id == person_id, ~is_over())
    for each in work.session.scalars(select(Introduction).where(*own)).all():
        due.cancel(work, WAITING, each.id, before_revision=each.revision + 1)
        if each.shown_at is not None:
            _tell(work, each)
            firm_news.unsay(work, each)
            firm_days.opened(work, each.employer_id)


def _tell(work: Work, introduction: Introduction) -> None:
    on = introduction.on_date if introduction.stage is Stage.DATED else None
    day = on.toordinal() if on else 0
    about = (Kind.NO_LONGER, introduction.offer_id, day)
    tell_firm(work, introduction.employer_id, *about, once=introduction.code)
