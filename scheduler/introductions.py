"""What becomes due on the way from interest to three months at work."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from conversations.employer.candidate import CANDIDATE
from conversations.everybody import notices, ways
from conversations.everybody.how_it_goes import is_gone
from conversations.introductions import carry_on
from conversations.kit.elsewhere import renew
from conversations.newcomer.way_answers import WAY
from conversations.staff.introducing import INTRODUCING
from conversations.staff.introducing_card import is_ours
from storage import firm_days, firm_told, people
from storage.introductions import asking, checks, held, permission, planned, steps, timing
from storage.introductions.days import away_from
from storage.introductions.planned import Planned
from storage.introductions.steps import FullError
from storage.introductions.working import AT_WORK
from storage.models import Due, Introduction
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.reminding import Offset
from storage.rules.stages import ENDS, Move, Permit, Side, Stage, hangs_on_centre
from storage.work import Work

PERMITS = {Move.CLEAR: Permit.CLEAR, Move.SHUT: Permit.CLOSED}
"""What is known of the permission once a step of it took effect."""
DAY = timedelta(days=1)


def give_news(work: Work, row: Due) -> datetime | None:
    """Tell both sides that it goes on, and who looks after it where it hangs on the centre."""
    found = steps.current(work, row.subject, row.revision)
    if found is None or row.offset != f"{found.news_by}":
        return None
    talks = Side.PERSON in checks.talks(work, found) or away_from(work, found) is not None
    if found.stage is not Stage.STARTED or talks:
        ways.tell(work, found, Kind.INTRODUCED, once=f"{found.revision}:{row.offset}")
    if hangs_on_centre(found.stage) or asking.is_open(found):
        notices.to_introduce(work, found, once=row.offset)
    steps.put_off(work, found)
    firm_told.tell(work, found)
    return None


def end(work: Work, row: Due) -> datetime | None:
    """End what nobody answered; both sides are told so. While it is held the time stands still."""
    found = steps.current(work, row.subject, row.revision)
    if found is None:
        return None
    if said_at := planned.said_until(work, found):
        return said_at
    if held.is_held(work, found):
        found.expires_at = None
        return work.now + DAY
    if found.expires_at is not None and found.expires_at > work.now:
        return found.expires_at
    carry_on(work, found, Move.EXPIRE, Side.CENTRE)
    return None


def take_effect(work: Work, row: Due) -> None:
    """Do what a colleague noted a minute ago, however it went on since, if they still work there.

    What cannot be done any more they are told, with how it stands now; where they are gone it is
    who looks after it.
    """
    found, who = steps.find(work, row.subject), row.person_id
    if found is None or who is None:
        return
    due.end(work, [row.id])  # from here on cards say how it stands, not what was noted
    step = planned.of(row)
    if not is_ours(work, found, who):
        notices.to_introduce(work, found, once=f"moved{row.id}", but=who)
    elif not planned.holds(found, step, row.revision) or not _is_done(work, found, step, who):
        notices.not_done(work, found, who, once=f"{row.id}")
    planned.forget(found)
    renew(work, INTRODUCING, found.id, once=f"moved{row.id}")


def take_word(work: Work, row: Due) -> None:
    """Let a word of a firm of a minute ago take effect: it is the firm's, whoever left since.

    What cannot be done any more the firm is told, with how it stands now; what a problem stops is
    asked again once a colleague looked, who hears that it went no further.
    """
    found = steps.find(work, row.subject)
    if found is None:
        return
    due.end(work, [row.id])  # from here on cards say how it stands, not what was said
    said, once = planned.of(row), f"said{row.id}"
    if held.stops(work, found, said.move):
        notices.to_introduce(work, found, once=once)
    elif not _is_done(work, found, said) and found.stage not in ENDS:
        about = (Kind.INTRODUCED_FIRM, found.id, found.revision)
        people.tell_firm(work, found.employer_id, *about, once=once)
    renew(work, CANDIDATE, found.id, once=once)


def _is_done(work: Work, found: Introduction, said: Planned, by: int | None = None) -> bool:
    """Do what waited a minute; a no of a firm to who works there says that they are gone."""
    if said.move is Move.REFUSE and found.stage is Stage.STARTED:
        return is_gone(work, found, Side.FIRM)
    facts = planned.facts_of(found, said)
    was_away = away_from(work, found) is not None
    if said.move in PERMITS and steps.leads_to(work, found, said.move, facts) is not None:
        until = date.fromisoformat(said.word) if said.word else None
        permission.set_permit(work, found, PERMITS[said.move], until)
    try:
        is_done = carry_on(work, found, said.move, said.side, facts, by=by)
    except FullError:
        return False
    if is_done and was_away and said.move is Move.CLEAR:
        ways.tell(work, found, Kind.INTRODUCED)
    return is_done


def begin_work(work: Work, row: Due) -> datetime | None:
    """Note that the first day at work has come.

    While it is held nobody begins. A day that passed meanwhile is talked about: nobody knows
    whether they went.
    """
    return _brings(work, row, Move.BEGIN)


def _brings(work: Work, row: Due, move: Move) -> datetime | None:
    """Let a day bring what it brings, and say so on the cards; what was said before comes first."""
    found = steps.current(work, row.subject, row.revision)
    if found is None:
        return None
    if said_at := planned.said_until(work, found):
        return said_at
    if held.is_held(work, found):
        return work.now + DAY
    if not held.was_on_the_day(work, found):
        carry_on(work, found, move, Side.CENTRE)
        _stays_away(work, found, f"begun{found.revision}")
    elif carry_on(work, found, Move.TALK, Side.CENTRE):
        notices.to_introduce(work, found)
    _came(work, found, row)
    return None


def _came(work: Work, found: Introduction, row: Due) -> None:
    """Say on the cards of both that the day came: what was tomorrow there is so no longer."""
    renew(work, WAY, found.id, once=f"came{row.id}")
    renew(work, CANDIDATE, found.id, once=f"came{row.id}")


def look_at_permission(work: Work, row: Due) -> None:
    """Tell who looks after it that a permission ends, and who works or begins there.

    On its last day the firm hears that they do not come for now, and both by when they hear more.
    """
    found = steps.find(work, row.subject)
    until = row.offset.removesuffix(permission.LAST)
    is_clear = found is not None and found.permit is Permit.CLEAR
    if found is None or not is_clear or found.ended_at is not None:
        return
    if until != f"{found.permit_until}":
        return
    _stays_away(work, found, row.offset)
    notices.to_introduce(work, found, once=row.offset)
    if found.stage in AT_WORK:
        ways.tell(work, found, Kind.INTRODUCED, once=f"{found.revision}:{row.offset}")


def _stays_away(work: Work, found: Introduction, once: str) -> None:
    """Have a firm hear that who works there does not come for now, and by when both hear more."""
    if away_from(work, found):
        steps.talk_by(work, found)
        firm_told.tell(work, found, once=once)


def remind(work: Work, row: Due) -> None:
    """Remind the person and the firm of a day there, or of the first at work.

    When the day comes and begins, the firm's card only says what is true from then on.
    """
    found = steps.current(work, row.subject, row.revision)
    if found is None or found.stage not in (Stage.DATED, Stage.STARTING):
        return
    if row.offset in (timing.DAWNS, timing.BEGINS):
        renew(work, CANDIDATE, found.id, once=f"{row.offset}{row.id}")
        return
    once, ends = f"{found.revision}:{row.offset}", row.too_late_at
    ways.tell(work, found, Kind.TRIAL_REMINDER, once=once, expires_at=ends)
    if row.offset == Offset.EVE:
        about = (Kind.TRIAL_REMINDER, found.id, found.revision)
        once = f"{once}:firm"
        people.tell_firm(work, found.employer_id, *about, once=once, expires_at=ends)


def ask_after(work: Work, row: Due) -> datetime | None:
    """The day at the firm is over: how it was is among the questions of its next day.

    One that passed on hold is talked about, once it is no more: nobody was to go there.
    """
    return _brings(work, row, Move.COME)


def check_in(work: Work, row: Due) -> None:
    """Ask the person how it goes at work; the firm is asked among its questions of the day.

    Not while they stay away: with a new permission it comes anew.
    """
    found = steps.current(work, row.subject, row.revision)
    if found is None or found.stage is not Stage.STARTED or away_from(work, found):
        return
    checks.ask(work, found, row.offset)
    ways.tell(work, found, Kind.CHECK_IN, once=row.offset)
    firm_days.opened(work, found.employer_id)
