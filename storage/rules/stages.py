"""From interest to three months at work: the stages, who has the next step, what may follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from storage.rules.workdays import working_days_after, working_days_before


class Stage(StrEnum):
    """How far a person and a firm are; those from `KEPT` on are ends."""

    INTERESTED = "interested"
    SHOWN = "shown"
    QUESTION = "question"
    WANTED = "wanted"
    GUARDIAN = "guardian"
    PERMIT = "permit"
    NAMING = "naming"
    CHOOSING = "choosing"
    DATED = "dated"
    CAME = "came"
    TALKING = "talking"
    STARTING = "starting"
    STARTED = "started"
    KEPT = "kept"
    LEFT = "left"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CLOSED = "closed"


class Move(StrEnum):
    """What somebody does, or what a day brings."""

    SHOW = "show"
    SEND = "send"
    ASK = "ask"
    ANSWER = "answer"
    REFUSE = "refuse"
    AGREE = "agree"
    GUARD = "guard"
    PARENTS = "parents"
    CLEAR = "clear"
    SHUT = "shut"
    NAME = "name"
    CHOOSE = "choose"
    OTHER = "other"
    COME = "come"
    MISS = "miss"
    AGAIN = "again"
    TALK = "talk"
    START = "start"
    BEGIN = "begin"
    KEEP = "keep"
    LEAVE = "leave"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    CLOSE = "close"


class Side(StrEnum):
    """Who does the next step, or did the last one."""

    PERSON = "person"
    FIRM = "firm"
    CENTRE = "centre"


class Permit(StrEnum):
    """How far the permission for this job is; `clear` hides whether it was needed."""

    OPEN = "open"
    FORM = "form"
    AUTHORITY = "authority"
    CLEAR = "clear"
    CLOSED = "closed"


@dataclass(frozen=True)
class Manner:
    """A stage: whose the next step is, how soon both hear something, how long it lasts.

    `news` is in working days; None: a day that both know comes first. `lasts` is in days; None:
    nothing expires, since the centre or an authority has the next step.
    """

    owner: Side
    news: int | None = 3
    lasts: int | None = None


CARD_DAYS, YES_DAYS, CHOOSE_DAYS, FIRM_DAYS = 14, 14, 7, 14
MANNERS: Mapping[Stage, Manner] = {
    Stage.INTERESTED: Manner(Side.CENTRE),
    Stage.SHOWN: Manner(Side.FIRM, 5, CARD_DAYS),
    Stage.QUESTION: Manner(Side.CENTRE),
    Stage.WANTED: Manner(Side.PERSON, 3, YES_DAYS),
    Stage.GUARDIAN: Manner(Side.CENTRE, 3, YES_DAYS),
    Stage.PERMIT: Manner(Side.CENTRE, 7),
    Stage.NAMING: Manner(Side.FIRM, 5, FIRM_DAYS),
    Stage.CHOOSING: Manner(Side.PERSON, 3, CHOOSE_DAYS),
    Stage.DATED: Manner(Side.FIRM, None),
    Stage.CAME: Manner(Side.FIRM, 3),
    Stage.TALKING: Manner(Side.CENTRE, 3),
    Stage.STARTING: Manner(Side.CENTRE, 7),
    Stage.STARTED: Manner(Side.CENTRE, None),
}
"""Days without a change until both sides hear that it goes on (domain notes, 4.3 and 6.2): none is
longer than nine calendar days plus holidays, so nobody hears nothing for a fortnight."""
ENDS = frozenset(Stage) - MANNERS.keys()
GIVEN_UP = frozenset({Stage.NAMING, Stage.PERMIT, Stage.GUARDIAN})
"""Where a day that was agreed is off, until another one is named."""
EARLY = frozenset({Stage.INTERESTED, Stage.SHOWN, Stage.QUESTION, Stage.WANTED})
"""Before both said yes: nobody at the firm reads a name, and nothing is lost but a card."""
REFUSABLE = frozenset(MANNERS) - {Stage.INTERESTED, Stage.STARTED}
"""Where the firm may say no: from the card on until somebody works there."""
FOR_GOOD = frozenset({Stage.KEPT, Stage.LEFT, Stage.REFUSED, Stage.CLOSED})
"""Ends after which nobody begins the way to the same offer anew by themselves."""
FILLED, ENDED, STOPPED = "filled", "ended", "stopped"
"""Why it goes no further: the places are taken, the last day is over, the centre stopped the firm.
"""
LOOK_DAY = "look_day"
ONE_DAY = frozenset({LOOK_DAY, "trial_day"})
"""Kinds that are one day: a place is taken when the day is agreed."""

_NEXT: Mapping[tuple[Stage, Move], Stage] = {
    (Stage.INTERESTED, Move.SHOW): Stage.SHOWN,
    (Stage.SHOWN, Move.SEND): Stage.WANTED,
    (Stage.SHOWN, Move.ASK): Stage.QUESTION,
    (Stage.QUESTION, Move.ANSWER): Stage.SHOWN,
    (Stage.QUESTION, Move.SEND): Stage.WANTED,
    (Stage.NAMING, Move.NAME): Stage.CHOOSING,
    (Stage.NAMING, Move.TALK): Stage.TALKING,
    (Stage.CHOOSING, Move.OTHER): Stage.NAMING,
    (Stage.CHOOSING, Move.TALK): Stage.TALKING,
    (Stage.DATED, Move.NAME): Stage.CHOOSING,
    (Stage.DATED, Move.COME): Stage.CAME,
    (Stage.DATED, Move.MISS): Stage.TALKING,
    (Stage.DATED, Move.TALK): Stage.TALKING,
    (Stage.DATED, Move.OTHER): Stage.NAMING,
    (Stage.CAME, Move.AGAIN): Stage.NAMING,
    (Stage.CAME, Move.TALK): Stage.TALKING,
    (Stage.CAME, Move.MISS): Stage.TALKING,
    (Stage.TALKING, Move.AGAIN): Stage.NAMING,
    (Stage.STARTING, Move.TALK): Stage.TALKING,
    (Stage.STARTING, Move.OTHER): Stage.TALKING,
    (Stage.STARTED, Move.CLEAR): Stage.STARTED,
    (Stage.STARTED, Move.KEEP): Stage.KEPT,
    (Stage.STARTED, Move.LEAVE): Stage.LEFT,
    (Stage.STARTED, Move.WITHDRAW): Stage.LEFT,
    (Stage.PERMIT, Move.SHUT): Stage.CLOSED,
}
WITHOUT_PARENTS = frozenset(
    {
        *(Stage.PERMIT, Stage.NAMING, Stage.CHOOSING, Stage.DATED, Stage.CAME, Stage.TALKING),
        Stage.STARTING,
    }
)
"""Where somebody went on as an adult: who turns out to be younger needs their guardian's yes."""
MAY_START = frozenset({Stage.CAME, Stage.TALKING, Stage.STARTING})


@dataclass(frozen=True)
class Case:
    """What decides where a move leads: the kind of the offer, and what is settled.

    `minor`: somebody under 18, whose guardian must say yes; `cleared`: the permission for this job
    is clear, and holds on the day it is about; `starts`: the day on which they begin is agreed,
    `over`: and past; `asked`: a question of the firm is open, whatever went on since.
    """

    kind: str
    minor: bool = False
    cleared: bool = False
    starts: bool = False
    over: bool = False
    asked: bool = False


def moved(stage: Stage, move: Move, case: Case) -> Stage | None:
    """Return the stage a move leads to; None where it is not possible there.

    Source: the programme's domain notes, 4.3 and 6.2: watching only may come at once, everything
    else waits for the permission; a refusal or withdrawal is free at any time.
    """
    if stage in ENDS:
        return None
    if found := _NEXT.get((stage, move)):
        return found
    if move is Move.ANSWER:
        return stage if case.asked else None
    if move is Move.REFUSE:
        return Stage.REFUSED if stage in REFUSABLE else None
    if move is Move.EXPIRE:
        return Stage.EXPIRED if MANNERS[stage].lasts is not None else None
    return _ended(move) or _decided(stage, move, case)


def _ended(move: Move) -> Stage | None:
    return {Move.WITHDRAW: Stage.WITHDRAWN, Move.CLOSE: Stage.CLOSED}.get(move)


def _decided(stage: Stage, move: Move, case: Case) -> Stage | None:
    """Decide what hangs on age, kind and permission."""
    if case.minor and ((stage, move) == (Stage.WANTED, Move.AGREE) or _asks_parents(stage, move)):
        return Stage.GUARDIAN
    if (stage, move) == (Stage.PERMIT, Move.CLEAR):
        return _cleared(case)
    if move is Move.START and stage in MAY_START:
        return Stage.STARTING if case.cleared else Stage.PERMIT
    if (stage, move) == (Stage.STARTING, Move.BEGIN):
        return Stage.STARTED if case.cleared else Stage.PERMIT
    after = _FREE_TO_LOOK.get((stage, move))
    return after if case.cleared or case.kind == LOOK_DAY else after and Stage.PERMIT


def _asks_parents(stage: Stage, move: Move) -> bool:
    return move is Move.PARENTS and stage in WITHOUT_PARENTS


_FREE_TO_LOOK: Mapping[tuple[Stage, Move], Stage] = {
    (Stage.WANTED, Move.AGREE): Stage.NAMING,
    (Stage.GUARDIAN, Move.GUARD): Stage.NAMING,
    (Stage.CHOOSING, Move.CHOOSE): Stage.DATED,
}
"""What comes where the permission is clear, and for who only watches, which needs none."""


def _cleared(case: Case) -> Stage:
    """Return what comes after the permission: a first day it does not hold on is agreed anew."""
    if not case.starts:
        return Stage.NAMING
    return Stage.STARTING if case.cleared and not case.over else Stage.TALKING


def hangs_on_centre(stage: Stage) -> bool:
    """Tell whether only the centre can help on: it has the next step, or nothing ends by itself."""
    manner = MANNERS.get(stage)
    return manner is not None and (manner.owner is Side.CENTRE or stage is Stage.CAME)


STUCK_AFTER = 5
PERMIT_TAKES = 28
CHECKED_BY = 98
"""Working days until a step counts as stuck; days an authority takes; days after a start by which
both were asked the last time, and should have answered (domain notes, 4.3)."""


def ends_soon_from(until: date) -> date:
    """Return the working day on which to see to a permission, so that the next one comes in time.

    `until` is its last day.
    """
    return working_days_before(until - timedelta(days=PERMIT_TAKES - 1), 1)


def stuck_from(
    stage: Stage,
    since: date,
    permit: Permit | None,
    until: date | None = None,
    started: date | None = None,
) -> date:
    """Return the day from which somebody should look, were nothing to change.

    `since` is the day of the last change, `until` the last one of the permission, `started` the
    first one at work.
    """
    found = _stuck_from(stage, since, permit, started)
    return found if until is None else min(found, until)


def _stuck_from(stage: Stage, since: date, permit: Permit | None, started: date | None) -> date:
    if stage is Stage.PERMIT and permit is Permit.AUTHORITY:
        return since + timedelta(days=PERMIT_TAKES)
    if stage is Stage.STARTED:
        return (started or since) + timedelta(days=CHECKED_BY)
    return working_days_after(since, STUCK_AFTER)


def takes_place(stage: Stage, kind: str) -> bool:
    """Tell whether somebody at this stage takes one of the places of an offer."""
    begins = {Stage.STARTING, Stage.STARTED, Stage.KEPT}
    one_day = {Stage.DATED, Stage.CAME, Stage.TALKING}
    return stage in begins or (kind in ONE_DAY and stage in one_day)


def begins_to_take(stage: Stage, kind: str) -> bool:
    """Tell whether a place is taken where a stage begins: who talks keeps one, but takes none."""
    return stage is not Stage.TALKING and takes_place(stage, kind)


def gives_place_back(stage: Stage, kind: str) -> bool:
    """Tell whether a stage frees the place somebody had."""
    return not takes_place(stage, kind) and not (kind in ONE_DAY and stage is Stage.PERMIT)
