"""What becomes due on the way from interest to three months at work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from conversations.everybody import notices, ways
from conversations.everybody.how_it_goes import is_gone
from conversations.introduced import carry_on
from conversations.kit.elsewhere import renew
from conversations.staff.introducing import INTRODUCING
from conversations.staff.introducing_card import is_ours
from storage import firm_days, people
from storage.introductions import checks, permission, planned, steps
from storage.introductions.steps import Facts, FullError
from storage.models import Due, Introduction
from storage.queues.kinds import Kind
from storage.rules.introducing import MANNERS, Move, Permit, Side, Stage, hangs_on_centre
from storage.work import Work

PERMITS = {Move.CLEAR: Permit.CLEAR, Move.SHUT: Permit.CLOSED}
"""What is known of the permission once a step of it took effect."""


def give_news(work: Work, row: Due) -> datetime | None:
    """Tell both sides that it goes on, and who looks after it where it hangs on the centre."""
    found = steps.current(work, row.subject, row.revision)
    if found is None or row.offset != f"{found.news_by}":
        return None
    once, waits = f"{found.revision}:{row.offset}", _who_waits(work, found)
    if Side.PERSON in waits:
        ways.tell(work, found, Kind.INTRODUCED, once=once)
    if Side.FIRM in waits:
        about = (Kind.INTRODUCED_FIRM, found.id, found.revision)
        people.tell_firm(work, found.employer_id, *about, once=once)
    if hangs_on_centre(found.stage):
        notices.to_introduce(work, found, once=row.offset)
    steps.put_off(work, found)
    return None


def _who_waits(work: Work, found: Introduction) -> Collection[Side]:
    """Return who hears that it goes on: at work who wants to talk, else whoever is not asked."""
    if found.stage is Stage.STARTED:
        return checks.talks(work, found).keys()
    is_firms = found.shown_at is None or MANNERS[found.stage].owner is Side.FIRM
    return {Side.PERSON} if is_firms else {Side.PERSON, Side.FIRM}


def end(work: Work, row: Due) -> None:
    """End what nobody answered; both sides are told so."""
    found = steps.current(work, row.subject, row.revision)
    if found is not None:
        carry_on(work, found, Move.EXPIRE, Side.CENTRE)


def take_effect(work: Work, row: Due) -> None:
    """Do what a colleague noted a minute ago, if nothing changed and they still work there.

    Where the last place went meanwhile, nothing changes, and the centre hears so.
    """
    found, who = steps.current(work, row.subject, row.revision), row.person_id
    if found is None or who is None or not is_ours(work, found, who):
        return
    step = planned.of(row)
    facts = planned.facts_of(found, step)
    if step.move in PERMITS:
        until = date.fromisoformat(step.word) if step.word else None
        permission.set_permit(work, found, PERMITS[step.move], until)
    try:
        carry_on(work, found, step.move, step.side, facts, by=who)
    except FullError:
        notices.to_introduce(work, found, once=f"full{row.id}")
    renew(work, INTRODUCING, found.id, once=f"moved{row.id}")


def refuse(work: Work, row: Due) -> None:
    """Let a no of a minute ago take effect, if who said it still speaks for the firm.

    Of who works there already it is that they are gone.
    """
    found = steps.current(work, row.subject, row.revision)
    if found is None or row.person_id is None:
        return
    if not people.speaks_for(work, row.person_id, found.employer_id):
        return
    if found.stage is Stage.STARTED:
        is_gone(work, found, Side.FIRM)
    else:
        carry_on(work, found, Move.REFUSE, Side.FIRM, Facts(reason=found.reason))


def begin_work(work: Work, row: Due) -> None:
    """Note that the first day at work has come."""
    found = steps.current(work, row.subject, row.revision)
    if found is not None:
        carry_on(work, found, Move.BEGIN, Side.CENTRE)


def remind(work: Work, row: Due) -> None:
    """Remind the person of a day at a firm, or the first at work, and of the former the firm."""
    found = steps.current(work, row.subject, row.revision)
    if found is None or found.stage not in (Stage.DATED, Stage.STARTING):
        return
    once, ends = f"{found.revision}:{row.offset}", row.too_late_at
    ways.tell(work, found, Kind.TRIAL_REMINDER, once=once, expires_at=ends)
    if row.offset == "eve" and found.stage is Stage.DATED:
        about = (Kind.TRIAL_REMINDER, found.id, found.revision)
        once = f"{once}:firm"
        people.tell_firm(work, found.employer_id, *about, once=once, expires_at=ends)


def ask_after(work: Work, row: Due) -> None:
    """The day at the firm is over: how it was is among the questions of its next day."""
    found = steps.current(work, row.subject, row.revision)
    if found is not None:
        carry_on(work, found, Move.COME, Side.CENTRE)


def check_in(work: Work, row: Due) -> None:
    """Ask the person how it goes at work; the firm is asked among its questions of the day."""
    found = steps.current(work, row.subject, row.revision)
    if found is None or found.stage is not Stage.STARTED:
        return
    checks.ask(work, found, row.offset)
    ways.tell(work, found, Kind.CHECK_IN, once=row.offset)
    firm_days.opened(work, found.employer_id)
