"""The last look at an activity: the card in every language, and what is there like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.cards.activity import activity_lines, activity_place, activity_title
from conversations.kit.here import Here
from conversations.kit.questions import OneOf, Option, Prompt
from conversations.staff.activity_draft import CHANGE, Draft, built
from conversations.staff.plan import OTHER
from conversations.staff.scope import scope
from locales.languages import LANGUAGES
from locales.words import Day, Ltr, Words, _, p_, say
from storage.models import Activity
from storage.programme import alike, ends_on


@dataclass(frozen=True, kw_only=True)
class Look(OneOf[Draft]):
    """Shows the card in all languages below the question."""

    def ask(self, here: Here[Draft]) -> Prompt:
        """Show what people will read."""
        card = tuple(card_lines(here))
        return replace(super().ask(here), also=tuple((code, card) for code in LANGUAGES))


def card_lines(here: Here[Draft]) -> Sequence[Words]:
    """Return the card as people read it, with its first day."""
    day = here.notes.first_day(here.work.local)
    if day is None or not here.notes.is_complete:
        return ()
    activity = built(here.context, here.notes)
    return activity_lines(activity, day, activity_place(here.work, activity))


def look_lines(here: Here[Draft]) -> Sequence[Words]:
    """Say until when it is valid, and what there is that looks like it."""
    if not here.notes.is_complete:
        return (RIGHT,)
    activity = built(here.context, here.notes)
    until = [valid_until(activity)] if here.notes.weekly else []
    twins = [] if here.notes.other else _alike(here)
    return (RIGHT, *until, *([THERE, *map(named, twins)] if twins else []))


# NOTE: To staff, above an activity they described; it follows in five languages.
RIGHT = _("Is this right? People read it like this:")
# NOTE: To staff, above activities like the one they describe: same kind, day and place.
THERE = _("⚠️ There is something like it already:")


def valid_until(activity: Activity) -> Words:
    """Say until when an activity is valid."""
    last = ends_on(activity)
    if last is None:
        # NOTE: To staff: nobody said when this activity ends.
        return _("⏳ Valid until: not said")
    # NOTE: To staff: {day} is the last day of an activity, unless somebody prolongs it.
    return say(_("⏳ Valid until: {day}"), day=Day(last))


def named(activity: Activity) -> Words:
    """Name an activity to staff, with its code."""
    # NOTE: An activity as staff see it in a list: its name and its code.
    line = _("{title} ({code})")
    return say(line, title=activity_title(activity), code=Ltr(f"D{activity.id}"))


def is_alike(here: Here[Draft]) -> bool:
    """Tell whether something like it is there, and nobody said that it is another."""
    return here.notes.mode != CHANGE and not here.notes.other and bool(_alike(here))


def _alike(here: Here[Draft]) -> list[Activity]:
    if not here.notes.is_complete:
        return []
    return alike(here.work, built(here.context, here.notes))


def alike_lines(here: Here[Draft]) -> Sequence[Words]:
    """Name what is there."""
    return (THERE, *map(named, _alike(here)))


def alike_options(here: Here[Draft]) -> Sequence[Option]:
    """Offer to change one that is the own centre's, or to go on."""
    # NOTE: On a button: change the activity with this code, instead of a new one.
    label = p_("button", "✏️ Change {code}")
    own = scope(here.context.actor)
    theirs = [each for each in _alike(here) if own in (None, each.centre)]
    change = [Option(str(each.id), say(label, code=Ltr(f"D{each.id}"))) for each in theirs]
    # NOTE: On a button: what was described is not the activity that is there.
    return [*change, Option(OTHER, p_("button", "➕ It is another one"))]
