"""A firm's one message a day, at the hour it chose; who does not answer, or read, is called."""

from __future__ import annotations

from datetime import datetime, time

from conversations.everybody import notices
from storage import firm_days, firm_news, firm_told
from storage.introductions import leaving
from storage.introductions.steps import current
from storage.models import Due
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.rules.clock import to_utc
from storage.rules.workdays import is_working
from storage.work import Work


def ask_today(work: Work, row: Due) -> datetime | None:
    """Tell a firm what is new, ask what is open, where it is asked; come again while anything is.

    Who was asked the same on two days hears no more of it by itself.
    """
    firm = row.subject
    found, news = firm_days.open_questions(work, firm), firm_news.untold(work, firm)
    if not found and not news:
        return None
    if not is_working(work.today):
        return firm_days.next_at(work, firm)
    is_asked = firm_days.is_reachable(work, firm)
    firm_days.call(work, firm, firm_days.late(work, found) if is_asked else found)
    firm_days.call_news(work, [] if is_asked else news)
    if firm_days.is_worth(work, firm, found, news):
        _ask(work, firm)
    return firm_days.next_at(work, firm, after_today=True)


def call_untold(work: Work, row: Due) -> None:
    """Have staff call a firm that has not heard what matters, in the last hour that helps."""
    found = current(work, row.subject, row.revision)
    if found is not None and firm_told.call(work, found):
        notices.to_introduce(work, found, once=f"unread{work.today}")


def call_about_erased(work: Work, row: Due) -> None:
    """Have staff call a firm that has not read that somebody erased does not come."""
    leaving.call_untold(work, row)


def _ask(work: Work, firm: int) -> None:
    for door, hour in firm_days.asked_now(work, firm):
        at = max(work.now, to_utc(work.today, time(hour), work.zone.key))
        about, once = (Kind.FIRM_QUESTIONS, firm), f"{work.today:%Y%m%d}"
        speak(work, door.chat_id, *about, whom=door.person_id, once=once, not_before=at)
