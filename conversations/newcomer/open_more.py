"""What would open more: one fact at a time, told with a number where nobody is recognised by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.steps import Onward
from conversations.one_step import named
from locales.words import Count, Words, _, p_, say
from storage.matching import would_open
from storage.models import Offer
from storage.rules.one_step import Fact, Step

NAME = "more"
# NOTE: A button: it shows which one change would bring offers that do not fit yet.
OPENS = p_("button", "🔑 What would open more?")
LEADS: Mapping[Fact, str] = {
    Fact.GERMAN: "week",
    Fact.TIMES: "profile-times",
    Fact.LICENCE: "profile-licences",
    Fact.WAY: "profile-mobility",
}
"""Where a step leads: to courses, or to the question it would change."""


def way_in() -> Button:
    """Return the button below offers and the own card."""
    return button(OPENS, f"offers-{NAME}")


def show_more(context: Context) -> Sequence[Onward]:
    """Say what each one change would open; a tap leads to courses or to the question."""
    person = context.person
    found = would_open(context.work, person.id) if person else {}
    least = context.work.limits.fewest_people
    buttons = [
        button(_label(step, offers, least), LEADS[step.fact]) for step, offers in found.items()
    ]
    context.send(Message((*_lines(bool(found)),), stacked(buttons)))
    return ()


# NOTE: To a newcomer, above buttons such as: German A2: 7 more. Nothing of it must be done.
def _lines(some: bool) -> Sequence[Words]:
    if not some:
        return (
            _("One change alone opens nothing more now."),
            _("Courses and things to do: /week"),
        )
    return (
        _("<b>🔑 What would open more offers?</b>"),
        _("Each line is one change. Everything is your choice. Tap a line to go on:"),
    )


def _label(step: Step, offers: Sequence[Offer], least: int) -> Words:
    """Name a step; how many offers it opens is told where they are of several firms."""
    if len({offer.employer_id for offer in offers}) < least:
        # NOTE: A button: with this one change there are more offers.
        return say(p_("button", "{change}: more"), change=named(step))
    # NOTE: A button: with this one change there are so many offers more.
    more = p_("button", "{change}: {count} more")
    return say(more, change=named(step), count=Count(len(offers)))
