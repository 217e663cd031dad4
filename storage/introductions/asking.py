"""A firm asks about somebody: that is open until the centre answers or it ended, however far."""

from __future__ import annotations

from datetime import date, datetime

from storage.introductions import sealing
from storage.models import Introduction
from storage.rules.clock import to_local
from storage.rules.workdays import working_days_after
from storage.work import Work


def ask(
    work: Work, introduction: Introduction, text: str | None, language: str | None = None
) -> None:
    """Keep a firm's question and its language, under the key of this introduction alone."""
    introduction.asked_at, introduction.answered_at = work.now, None
    sealing.note(introduction, question=text, asked_in=language, answer=None)


def answer(work: Work, introduction: Introduction, text: str | None) -> None:
    """Keep what the centre answered; from here on the firm may read it."""
    introduction.asked_at, introduction.answered_at = None, work.now
    sealing.note(introduction, answer=text)
    work.session.flush()


def is_open(introduction: Introduction) -> bool:
    """Tell whether the firm still waits for an answer."""
    return introduction.asked_at is not None


def answer_by(work: Work, asked_at: datetime) -> date:
    """Return the day by which the centre answers what a firm asked, however it goes on since."""
    asked = to_local(asked_at, work.zone.key).date()
    return working_days_after(asked, work.limits.answer_working_days)
