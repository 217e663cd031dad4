"""The one guard: found, allowed, open, current; only then something is done."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, TypeGuard, TypeVar

from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing, read
from conversations.kit.permissions import NOT_PRACTISED, may
from conversations.kit.pin import Unlock, first, is_locked, shut
from conversations.kit.subject import Action, Result, Subject, Subjects
from locales.words import _
from storage.rules.typed import normalise
from storage.work import Work

UNDO = "undo"  # has no number: the same words typed twice would take themselves back
CLOSED = _("This is closed. Here is the menu: /menu")
CHANGED = _("This changed in the meantime. Please look again.")
# NOTE: To a colleague, in passing: it is done.
DONE = _("Done")
# NOTE: In passing, to a colleague who looks at the bot as a newcomer and tapped a button.
PRACTISED = _("Practice: nobody is told.")
MOST = 2**31 - 1  # keys are 32 bits wide on PostgreSQL
REFUSED = Result(CLOSED, shows=False)
"""The one answer to what is not there, is not theirs, or is nothing we ever offered."""
T = TypeVar("T")


def press(work: Work, actor: Actor, subjects: Subjects, pressed: Standing) -> Result:
    """Do what a standing button means, where this actor may; the card to show is in the result."""
    asked = _asked(work, actor, subjects, pressed)
    if asked is None:
        return REFUSED
    subject, action, thing, argument = asked
    if is_locked(work, actor, subject.row(pressed.action.partition("-")[0])):
        closed = shut(work, actor)
        return Result(closed, steps=() if closed else first(Unlock(data=str(pressed))), shows=False)
    result = action.closed(work, actor, thing, argument)
    is_old = pressed.revision != subject.revision(thing) and action.stale(thing, argument)
    if result is None and is_old:
        card = subject.anew(work, actor, thing, argument) if subject.anew else None
        result = Result(CHANGED, card, looks=True)
    is_practice = actor.practises and subject.row(pressed.action.partition("-")[0]) in NOT_PRACTISED
    if result is None and is_practice:
        result = Result(PRACTISED, looks=True)
    result = result or action.do(work, actor, thing, argument)
    if result.card is not None or result.steps or not result.shows:
        return result
    return replace(result, card=subject.card(work, actor, thing))


def sight(work: Work, actor: Actor, subject: Subject[T], key: int) -> T | None:
    """Return a thing this actor may do something to, None for any other."""
    thing = _find(work, actor, subject, key)
    if thing is None:
        return None
    scope = subject.scope(thing)
    return thing if any(may(actor, subject.row(name), scope) for name in subject.actions) else None


def twin(work: Work, actor: Actor, subjects: Subjects, text: str) -> Standing | None:
    """Read `2 O3` or `O3 2` as the second button of the card of offer 3, as it would look now."""
    found = re.fullmatch(r"(?:(\d) )?([a-z]) ?(\d{1,12})(?: (\d))?", normalise(text), re.ASCII)
    if not found or not (number := found[1] or found[4]):
        return None
    subject = next((each for each in subjects.values() if each.letter.lower() == found[2]), None)
    key = int(found[3])
    thing = sight(work, actor, subject, key) if subject else None
    if subject is None or thing is None:
        return None
    card = subject.card(work, actor, thing)
    every = (read(button.data) for row in card.rows for button in row)
    own = [each for each in every if _is_of(each, subject, key) and each.action != UNDO]
    return own[int(number) - 1] if 1 <= int(number) <= len(own) else None


def _find(work: Work, actor: Actor, subject: Subject[T], key: int) -> T | None:
    """Find a thing; a number no database would give to anything finds nothing."""
    return subject.find(work, actor, key) if key <= MOST else None


def _is_of(pressed: object, subject: Subject[T], key: int) -> TypeGuard[Standing]:
    about = (subject.kind, key)
    return isinstance(pressed, Standing) and (pressed.kind, pressed.subject) == about


def _asked(
    work: Work, actor: Actor, subjects: Subjects, pressed: Standing
) -> tuple[Subject[Any], Action[Any], Any, str] | None:
    """Find what is asked for; nobody can tell what does not exist from what is not theirs."""
    subject = subjects.get(pressed.kind)
    name, dash, argument = pressed.action.partition("-")
    action = subject.actions.get(name) if subject else None
    if subject is None or action is None or bool(dash) != bool(argument):
        return None
    thing = _find(work, actor, subject, pressed.subject)
    if thing is None or not action.accepts(argument):
        return None
    allowed = may(actor, subject.row(name), subject.scope(thing))
    return (subject, action, thing, argument) if allowed else None
