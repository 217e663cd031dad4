"""Somebody who is interested, as their firm reads it: a code and no name before their yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from conversations.cards.appointment import CALENDAR
from conversations.cards.asked import asks_several, questions_message, with_next
from conversations.cards.candidate import candidate_message, head, short_message
from conversations.cards.candidate_buttons import (
    AGAIN,
    ASK,
    BACK,
    BEGINS,
    CHECK,
    DAY,
    HERE,
    HOW,
    KIND,
    LETTER,
    MISSED,
    NO,
    OPEN,
    OTHER,
    REASONS,
    REFUSAL,
    SEND,
    SHOW,
    TALKS,
    WHY,
    may_say,
    reasons_message,
)
from conversations.cards.candidate_day import calendar_message
from conversations.employer.about import about, asks_street
from conversations.everybody import notices
from conversations.everybody.how_it_goes import say_how
from conversations.introductions import carry_on
from conversations.kit.actor import Actor
from conversations.kit.guard import CHANGED
from conversations.kit.messages import Message
from conversations.kit.steps import Interrupt
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import _
from storage.firm_news import HEARD
from storage.introductions import firm_said, showing, steps
from storage.introductions.days import is_ahead
from storage.introductions.permission import TAKES, is_too_short, last_at_firm, note_takes
from storage.introductions.planned import Planned
from storage.introductions.steps import Facts
from storage.models import Introduction
from storage.rules.keeping import GONE
from storage.rules.stages import Move, Side, Stage, moved
from storage.rules.trial_days import day_of, may_be_suggested
from storage.work import Work

# NOTE: To a firm, in passing, after its answer.
THANKS = _("Thank you.")
Closed = Callable[[Work, Actor, Introduction, str], Result | None]


def _find(work: Work, actor: Actor, key: int) -> Introduction | None:
    return showing.for_firm(work, key)


def _find_told(work: Work, actor: Actor, key: int) -> Introduction | None:
    """Return somebody a firm may see; how it ended it may read of everybody it saw."""
    found = steps.find(work, key)
    return found if found and found.shown_at and found.ended_at else _find(work, actor, key)


def _whose(introduction: Introduction) -> str:
    return str(introduction.employer_id)


def _card(work: Work, actor: Actor, introduction: Introduction) -> Message:
    return candidate_message(work, introduction)


def _unless(move: Move) -> Closed:
    """Return what is shown where a move is not possible (any more), or a no was just said."""

    def closed(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result | None:
        case = steps.case_of(work, thing)
        is_open = moved(thing.stage, move, case) and firm_said.waits(work, thing) is None
        return None if is_open else Result(CHANGED)

    return closed


def _from_the_day(move: Move) -> Closed:
    """Return what is shown where a move is not possible, or the day has not begun."""

    def closed(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result | None:
        return Result(CHANGED) if is_ahead(work, thing) else is_shut(work, actor, thing, argument)

    is_shut = _unless(move)
    return closed


def _does(move: Move, closed: Closed, *, goes_on: bool = True) -> Action[Introduction]:
    """Return the action that moves on by itself; unless it `goes_on`, more is asked about them."""

    def do(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result:
        carry_on(work, thing, move, Side.FIRM)
        return _answered(work, thing) if goes_on else Result(THANKS)

    return Action(do, closed)


def _answered(work: Work, thing: Introduction) -> Result:
    return Result(THANKS, candidate_message(work, thing), answered=short_message(work, thing))


def _asks(flow: str) -> Callable[[Work, Actor, Introduction, str], Result]:
    def do(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result:
        return Result(steps=[Interrupt(flow, about(thing))], shows=False)

    return do


def _begins(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result:
    """Ask for the first day; where there is none yet that is possible the centre agrees it."""
    if not is_too_short(work, thing):
        return _asks("begins")(work, actor, thing, argument)
    if thing.stage is not Stage.TALKING:
        carry_on(work, thing, Move.TALK, Side.FIRM, Facts(reason=TAKES))
    elif thing.reason != TAKES:
        note_takes(work, thing)
        notices.to_introduce(work, thing, once=TAKES)
    return _answered(work, thing)


def _no(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result:
    return Result(card=_reasons(work, actor, thing), looks=True)


def _reasons(work: Work, actor: Actor, thing: Introduction) -> Message:
    return reasons_message(thing, head(thing))


def _anew(work: Work, actor: Actor, thing: Introduction, argument: str) -> Message:
    return candidate_message(work, thing)


def _why(work: Work, actor: Actor, thing: Introduction, reason: str) -> Result:
    """Begin the minute in which it can be taken back: nobody hears anything before."""
    return _says(work, actor, thing, Planned(Move.REFUSE, Side.FIRM, reason))


def _missed(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result:
    return _says(work, actor, thing, Planned(Move.MISS, Side.FIRM))


def _says(work: Work, actor: Actor, thing: Introduction, said: Planned) -> Result:
    firm_said.begin(work, thing, said)
    return _answered(work, thing)


def _back(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result:
    return Result() if firm_said.take_back(work, thing) else Result(CHANGED)


def _day(work: Work, actor: Actor, thing: Introduction, code: str) -> Result:
    at = day_of(code)
    last = last_at_firm(thing) or date.max
    if at is None or not may_be_suggested(work.today, at) or at.date() > last:
        return Result(CHANGED)
    facts = Facts(options=[at.isoformat(timespec="minutes")])
    carry_on(work, thing, Move.NAME, Side.FIRM, facts)
    return replace(_answered(work, thing), steps=asks_street(work, thing))


def _is_day(code: str) -> bool:
    return day_of(code) is not None


def _check(work: Work, actor: Actor, thing: Introduction, said: str) -> Result:
    """Keep how it goes; that somebody is gone ends it, so it can be taken back for a minute."""
    if said == GONE:
        return _why(work, actor, thing, said)
    say_how(work, thing, Side.FIRM, said)
    return _answered(work, thing)


def _cannot_say(work: Work, actor: Actor, thing: Introduction, said: str) -> Result | None:
    may = thing.stage is Stage.STARTED and said in may_say(work, thing)
    is_open = may and firm_said.waits(work, thing) is None
    return None if is_open else Result(CHANGED)


def _calendar(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result:
    file = calendar_message(work, thing, actor.language)
    return Result(shows=False, looks=True, below=file)


def _not_dated(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result | None:
    return None if thing.stage is Stage.DATED else Result(CHANGED)


def _show(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result:
    return Result()


def _among(work: Work, actor: Actor, thing: Introduction, row: int) -> Message | None:
    """Keep the other questions and the news of a message that asks about several."""
    firms = asks_several(work, row, actor.firms)
    if not firms:
        return None
    card = candidate_message(work, thing)
    answered = None if card.asks else short_message(work, thing)
    return with_next(work, row, questions_message(work, firms), card, answered)


def _open(work: Work, actor: Actor, thing: Introduction, argument: str) -> Result:
    """Show the card below: the list stays as it is."""
    showing.viewed(work, [thing.id])
    return Result(shows=False, looks=True, below=candidate_message(work, thing))


ACTIONS: Mapping[str, Action[Introduction]] = {
    SEND: _does(Move.SEND, _unless(Move.SEND)),
    ASK: Action(_asks("ask_about"), _unless(Move.ASK)),
    NO: Action(_no, _unless(Move.REFUSE)),
    BACK: Action(_back, stale=never),
    DAY: Action(_day, _unless(Move.NAME), accepts=_is_day),
    OTHER: Action(_asks("trial_days"), _unless(Move.NAME)),
    BEGINS: Action(_begins, _unless(Move.START)),
    AGAIN: _does(Move.AGAIN, _unless(Move.AGAIN), goes_on=False),
    TALKS: _does(Move.TALK, _unless(Move.TALK)),
    HERE: _does(Move.COME, _from_the_day(Move.COME)),
    MISSED: Action(_missed, _from_the_day(Move.MISS)),
    CHECK: Action(_check, _cannot_say, accepts=HOW.__contains__),
    CALENDAR: Action(_calendar, _not_dated),
    SHOW: Action(_show, stale=never),
    OPEN: Action(_open, stale=never),
}
CANDIDATE = Subject(KIND, LETTER, _find, _whose, showing.revision_of, _card, ACTIONS, among=_among)
WHY_NOT = {WHY: Action(_why, _unless(Move.REFUSE), accepts=REASONS.__contains__)}
REFUSING = Subject(REFUSAL, "", _find, _whose, showing.revision_of, _reasons, WHY_NOT, _anew, KIND)
LOOKS = {SHOW: ACTIONS[SHOW]}
TOLD = replace(CANDIDATE, kind=HEARD, letter="", find=_find_told, actions=LOOKS)
"""A line of a firm's news: nothing is tapped there, who may look reads it."""
