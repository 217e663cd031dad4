"""What would open more: one fact at a time, told with a number where nobody is recognised by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.steps import Correct, Onward, Run
from conversations.kit.subject import Action, Result, Subject, never
from conversations.one_step import named
from locales.words import Count, Words, _, p_, say
from storage import people
from storage.matching import would_open
from storage.models import Person
from storage.rules.fit import Opening
from storage.rules.one_step import Fact, Step
from storage.work import Work

WAY_IN, KIND, SHOW, REVISION = "more_way", "more_opens", "show", 1
# NOTE: A button: it shows which one change would bring offers that do not fit yet.
OPENS = p_("button", "🔑 What would open more?")
LEADS: Mapping[Fact, Onward] = {
    Fact.GERMAN: Run("week"),
    Fact.TIMES: Correct("more", "times"),
    Fact.LICENCE: Correct("more", "licences"),
    Fact.WAY: Correct("more", "mobility"),
}
"""Where a step leads: to courses, or to the question it would change."""


def way_in(person: Person) -> Button:
    """Return the button below offers and the own card."""
    return Button(OPENS, pressing(person))


def pressing(person: Person) -> str:
    """Return what that button means."""
    return str(Standing(WAY_IN, person.id, REVISION, SHOW))


def more_message(work: Work, actor: Actor, person: Person) -> Message:
    """Say what each one change would open; a tap leads to courses or to the question."""
    found = would_open(work, person.id)
    if not found:
        nothing = _("One change alone opens nothing more now.")
        return Message((nothing, _("Courses and things to do: /week")))
    least = work.limits.fewest_people
    buttons = [
        Button(_label(step, offers, least), str(Standing(KIND, person.id, REVISION, step.fact)))
        for step, offers in found.items()
    ]
    return Message((*_lines(),), stacked(buttons))


# NOTE: To a newcomer, above buttons such as: German A2: 7 more. Nothing of it must be done.
def _lines() -> Sequence[Words]:
    return (
        _("<b>🔑 What would open more offers?</b>"),
        _("Each line is one change. Everything is your choice. Tap a line to go on:"),
    )


def _label(step: Step, offers: Sequence[Opening], least: int) -> Words:
    """Name a step; how many offers it opens is told where they are of several firms."""
    if len({offer.employer for offer in offers}) < least:
        # NOTE: A button: with this one change there are more offers.
        return say(p_("button", "{change}: more offers"), change=named(step))
    # NOTE: A button: with this one change there are so many offers more.
    more = p_("button", "{change}: {count} more")
    return say(more, change=named(step), count=Count(len(offers)))


def _show(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    return Result(shows=False, looks=True, below=more_message(work, actor, person))


def _leads(onward: Onward) -> Action[Person]:
    def do(work: Work, actor: Actor, person: Person, argument: str) -> Result:
        return Result(steps=[onward])

    return Action(do, stale=never)


def _find(work: Work, actor: Actor, key: int) -> Person | None:
    return people.find(work, key)


def _whose(person: Person) -> str:
    return str(person.id)


def _revision(person: Person) -> int:
    return REVISION


def _way(work: Work, actor: Actor, person: Person) -> Message:
    """Return the way in alone: it stands below other cards."""
    return Message((), stacked([way_in(person)]))


MORE_WAY: Subject[Person] = Subject(
    WAY_IN, "", _find, _whose, _revision, _way, {SHOW: Action(_show, stale=never)}, is_list=True
)
MORE_OPENS: Subject[Person] = Subject(
    KIND,
    "",
    _find,
    _whose,
    _revision,
    more_message,
    {fact: _leads(onward) for fact, onward in LEADS.items()},
    is_list=True,
)
