"""Each step staff take for a person and a firm: noted with who did it, taken back in a minute."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from conversations.everybody.how_it_goes import settle
from conversations.introductions import carry_on, goes_on, release
from conversations.kit.actor import Actor
from conversations.kit.guard import CHANGED, DONE, REFUSED
from conversations.kit.steps import Run, Start
from conversations.kit.subject import Action, Result, never
from conversations.staff.introducing_card import Seen, waiting
from conversations.staff.introducing_draft import About
from conversations.staff.introducing_ways import (
    ASKS,
    KIND,
    LETTERS,
    STEPS,
    fits,
    is_theirs,
    side_of,
)
from conversations.staff.thread_card import RELEASE
from locales.words import _
from storage import audit
from storage.introductions import checks, lists, permission, planned, steps
from storage.introductions.planned import Planned
from storage.models import Introduction
from storage.rules.keeping import GONE, TALK, TALKED, WELL
from storage.rules.named_days import coming
from storage.rules.stages import ENDS, Move, Permit, Side, Stage, moved
from storage.work import Work

PHONE = "phone"
# NOTE: To staff, in passing: they took back a step between a person and a firm.
TAKEN_BACK = _("Taken back. Nobody was told.")


def log(work: Work, actor: Actor, thing: Seen, name: str, side: Side = Side.CENTRE) -> None:
    """Note who did it about whom; behind a dot that a side said it by phone."""
    if actor.person is not None:
        said = "" if side is Side.CENTRE else f".{PHONE}"
        about = (thing.introduction.person_id, thing.centre)
        audit.note(work, f"{KIND}.{name}{said}", actor.person.id, *about)


def plan(work: Work, actor: Actor, thing: Seen, name: str, step: Planned) -> None:
    """Let a step take effect in a minute, and note it."""
    if actor.person is not None:
        planned.begin(work, thing.introduction, step, actor.person.id)
        log(work, actor, thing, name, step.side)


def refused(work: Work, thing: Seen, side: Side) -> Result | None:
    """Refuse what is another centre's, and what comes while a step takes effect, or too late."""
    if not is_theirs(thing, side):
        return REFUSED
    is_over = thing.introduction.stage in ENDS
    return Result(CHANGED) if is_over or waiting(work, thing) else None


def possible(work: Work, thing: Seen, move: Move) -> bool:
    """Tell whether a move leads anywhere now."""
    case = steps.case_of(work, thing.introduction)
    return moved(thing.introduction.stage, move, case) is not None


def _step(name: str) -> Action[Seen]:
    step = STEPS[name]

    def do(work: Work, actor: Actor, thing: Seen, argument: str) -> Result:
        plan(work, actor, thing, name, Planned(step.move, step.side, argument))
        return Result()

    def shut(work: Work, actor: Actor, thing: Seen, argument: str) -> Result | None:
        if step.move is Move.CHOOSE and int(argument) + 1 not in _days(work, thing):
            return Result(CHANGED)
        found = refused(work, thing, step.side)
        is_open = possible(work, thing, step.move) and fits(work, thing, name)
        return found or (None if is_open else Result(CHANGED))

    return Action(do, shut, accepts=_accepts(name))


def _days(work: Work, thing: Seen) -> Collection[int]:
    """Return the numbers, from 1 on, of the days the firm named that are still to come."""
    return dict(coming(thing.introduction.options, work.now, work.zone)).keys()


def _accepts(name: str) -> Callable[[str], bool]:
    """Know the words a step may carry: the number of a day."""
    known = {*map(str, range(10))} if name == "pick" else {""}
    return lambda argument: argument in known


def _came(work: Work, actor: Actor, thing: Seen, argument: str) -> Result:
    """Note that the day took place: nobody is told of it, so nothing has to wait."""
    carry_on(work, thing.introduction, Move.COME, Side.FIRM, by=_key(actor))
    log(work, actor, thing, "came", Side.FIRM)
    return Result(DONE)


def _permit(name: str, permit: Permit) -> Action[Seen]:
    """Note how far the permission is; both hear in a minute, unless it is noted anew till then."""

    def do(work: Work, actor: Actor, thing: Seen, argument: str) -> Result:
        found = thing.introduction
        permission.set_permit(work, found, permit, found.permit_until)
        goes_on(work, thing.introduction, not_before=work.now + work.limits.undo)
        log(work, actor, thing, name)
        return Result(DONE)

    def shut(work: Work, actor: Actor, thing: Seen, argument: str) -> Result | None:
        is_now = thing.introduction.stage is Stage.PERMIT
        return refused(work, thing, Side.CENTRE) or (None if is_now else Result(CHANGED))

    return Action(do, shut)


def _asks(name: str) -> Action[Seen]:
    """Begin the questions to the colleague."""

    def do(work: Work, actor: Actor, thing: Seen, argument: str) -> Result:
        about = About(thing.id, thing.introduction.revision, thing.centre)
        return Result(steps=[Start(FLOW_OF[name], about)])

    def shut(work: Work, actor: Actor, thing: Seen, argument: str) -> Result | None:
        found = refused(work, thing, side_of(name))
        return found or (None if possible(work, thing, MOVES[name]) else Result(CHANGED))

    return Action(do, shut)


FLOW_OF: Mapping[str, str] = {
    "ask": "firm_asks",
    "answer": "to_firm",
    "clear": "permitted",
    "days": "firm_days",
    "begins": "first_day",
    "no": "firm_no",
    "guard": "guardian",
    "end": "way_ends",
}
MOVES: Mapping[str, Move] = {
    "ask": Move.ASK,
    "answer": Move.ANSWER,
    "clear": Move.CLEAR,
    "days": Move.NAME,
    "begins": Move.START,
    "no": Move.REFUSE,
    "guard": Move.GUARD,
    "end": Move.CLOSE,
}


def _take(work: Work, actor: Actor, thing: Seen, argument: str) -> Result:
    """Look after it from now on: news about it goes to this colleague."""
    lists.give(work, thing.introduction, _key(actor))
    log(work, actor, thing, "take")
    return Result(DONE)


def _release(work: Work, actor: Actor, thing: Seen, argument: str) -> Result:
    """Somebody looked at the problem, whoever has its request: it goes on."""
    found = thing.introduction
    if not release(work, found.person_id, found.employer_id):
        return Result(CHANGED)
    log(work, actor, thing, RELEASE)
    return Result(DONE)


def _undo(work: Work, actor: Actor, thing: Seen, argument: str) -> Result:
    """Take back what waits; an answer nobody read is gone."""
    step = waiting(work, thing)
    if step is None or not planned.take_back(work, thing.introduction):
        return Result(CHANGED)
    planned.forget(thing.introduction)
    log(work, actor, thing, "undo")
    return Result(TAKEN_BACK)


def _not_theirs(work: Work, actor: Actor, thing: Seen, argument: str) -> Result | None:
    step = waiting(work, thing)
    return REFUSED if step is not None and not is_theirs(thing, step.side) else None


def _says(name: str) -> Action[Seen]:
    """Note how it goes at work, as a side said it; that it ended takes effect in a minute."""

    def do(work: Work, actor: Actor, thing: Seen, argument: str) -> Result:
        side, introduction = LETTERS[argument], thing.introduction
        if name == "gone":
            plan(work, actor, thing, name, Planned(Move.LEAVE, side))
            return Result()
        _keep(work, introduction, side, SAID[name])
        whose = Side.CENTRE if name == "talked" else side
        log(work, actor, thing, name, whose)
        settle(work, introduction, whose, by=_key(actor))
        return Result(DONE)

    def shut(work: Work, actor: Actor, thing: Seen, argument: str) -> Result | None:
        is_now = thing.introduction.stage is Stage.STARTED
        return refused(work, thing, LETTERS[argument]) or (None if is_now else Result(CHANGED))

    return Action(do, shut, accepts=LETTERS.__contains__)


def _keep(work: Work, introduction: Introduction, side: Side, said: str) -> None:
    """Keep what a side said on the phone; that a colleague talked, in place of the wish to."""
    talks = checks.talks(work, introduction)
    check = talks.get(side) if said == TALKED else checks.last_of(work, introduction, side)
    if check is not None:
        checks.answer(work, introduction, side, check.after, said)
        steps.talk_by(work, introduction)


SAID: Mapping[str, str] = {"fine": WELL, "worry": TALK, "talked": TALKED, "gone": GONE}


def _key(actor: Actor) -> int | None:
    return actor.person.id if actor.person else None


def _whole(work: Work, actor: Actor, thing: Seen, argument: str) -> Result | None:
    return refused(work, thing, Side.CENTRE)


def _open(work: Work, actor: Actor, thing: Seen, argument: str) -> Result:
    """Open the card below the list it was found in."""
    return Result(steps=[Run("today", f"way-{thing.id}")])


ACTIONS: Mapping[str, Action[Seen]] = {
    **{name: _step(name) for name in STEPS},
    **{name: _asks(name) for name in ASKS},
    **{name: _says(name) for name in SAID},
    "came": Action(_came, _step("came").closed),
    "form": _permit("form", Permit.FORM),
    "sent": _permit("sent", Permit.AUTHORITY),
    "take": Action(_take, _whole, never),
    RELEASE: Action(_release, _whole, never),
    "undo": Action(_undo, _not_theirs, never),
    "open": Action(_open, stale=never),
}
