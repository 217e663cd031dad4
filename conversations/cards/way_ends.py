"""How somebody's way to a firm ended: never with a reason that hurts, always with what is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from conversations.cards.way_words import Way, is_known
from locales.words import Count, Day, Name, Words, _, say
from storage.introductions.days import lost_day
from storage.introductions.lists import of_person
from storage.models import Introduction
from storage.rules.stages import ENDS, FILLED, STOPPED, Stage
from storage.work import Work

OWN_SILENCE = frozenset({Stage.WANTED, Stage.CHOOSING})
# NOTE: Sentence 7 to a newcomer: a place did not work out.
DID_NOT_WORK_OUT = _("It does not go on with this place.")
# NOTE: Behind: It does not go on with this place. Only where that is so.
NAMELESS = _("The firm did not know your name.")

# NOTE: To who said that they have work, or are still at a firm after three months.
AT_WORK = _("🎉 You have work. Offers pause. Looking again? /profile")
TO_A_PERSON = _("👋 Talk to a person: /person")


def off_line(work: Work, introduction: Introduction) -> list[Words]:
    """Say of a day that was agreed, and is to come, that it is off with a way that ended."""
    on = lost_day(work, introduction)
    # NOTE: To a newcomer, first line: they were to go to a firm on this day, and it is off.
    need_not = _("❗ You need not go on {day}.")
    return [say(need_not, day=Day(on))] if on and introduction.stage in ENDS else []


# NOTE: Below a place that did not work out: what is next.
def what_is_next(way: Way) -> list[Words]:
    """Name other places they are on their way to, offers, and a person."""
    others = len(of_person(way.work, way.person.id))
    lines = [_("Here is what is next:")]
    if others:
        lines.append(say(_("🧭 Your ways to other firms: {count}. /ways"), count=Count(others)))
    if way.person.works_since is None:
        lines.append(_("💼 Other offers: /offers"))
    return [*lines, TO_A_PERSON]


def _nameless(way: Way) -> list[Words]:
    return [] if is_known(way) else [NAMELESS]


# NOTE: A place is gone, since others have it.
def _refused(way: Way) -> Sequence[Words]:
    """Say that it is over, and why only where that hurts nobody: others have the place."""
    is_taken = way.introduction.reason == FILLED
    said = _("This place is taken now. It is not your fault.") if is_taken else DID_NOT_WORK_OUT
    return (said, *_nameless(way), *what_is_next(way))


# NOTE: Somebody said no to a firm.
def _withdrawn(way: Way) -> Sequence[Words]:
    said = [_("You said no to this place. That is fine.")]
    if way.introduction.shown_at is not None:
        said.append(_("The firm hears it, without a reason."))
    return (*said, *what_is_next(way))


# NOTE: Nobody answered in time.
def _expired(way: Way) -> Sequence[Words]:
    if way.introduction.reason in OWN_SILENCE:
        said = _("I had no answer from you, so this place ended. That is fine.")
        return (said, *what_is_next(way))
    said = _("The firm gave no answer in time. It is not your fault.")
    if way.introduction.reason == Stage.GUARDIAN:
        said = _("The yes of your parents or guardian was not there in time. It is not your fault.")
    return (said, *_nameless(way), *what_is_next(way))


# NOTE: A place is gone: it is taken, or the centre stopped the firm.
def _closed(way: Way) -> Sequence[Words]:
    if way.introduction.reason == STOPPED:
        go = _("❗ You need not go to {employer} any more. The centre stopped it.")
        said = [say(go, employer=Name(way.employer)), _("It is not your fault.")]
        return (*said, *what_is_next(way))
    return _refused(way)


# NOTE: Somebody is still at work after three months; or is not there any more.
def _kept(way: Way) -> Sequence[Words]:
    still = _("🎉 Three months, and you are still there. We are happy for you.")
    pause = [AT_WORK] if way.person.works_since is not None else []
    return (still, *pause, _("You can always ask us: /person"))


def _left(way: Way) -> Sequence[Words]:
    return (_("You are not at this firm any more. That can happen."), *what_is_next(way))


END_LINES: Mapping[Stage, Callable[[Way], Sequence[Words]]] = {
    Stage.KEPT: _kept,
    Stage.LEFT: _left,
    Stage.REFUSED: _refused,
    Stage.WITHDRAWN: _withdrawn,
    Stage.EXPIRED: _expired,
    Stage.CLOSED: _closed,
}
