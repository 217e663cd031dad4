"""What the district lacks: the one-step changes that would open most people most places."""

from __future__ import annotations

from conversations import terms
from conversations.kit.actor import Actor
from conversations.kit.commands import button
from conversations.kit.messages import Button, Message
from conversations.kit.pages import page
from conversations.one_step import named
from conversations.staff.scope import centre_name, scope
from locales.words import Count, Words, _, p_, say, verbatim
from storage.bundles import Lack, lacking
from storage.people import LEADS
from storage.rules.one_step import Fact
from storage.work import Work

NAME, MOST = "lacks", 10
# NOTE: When those people have time who need a course.
FREE = {
    "am": p_("change", "mostly free in the morning"),
    "pm": p_("change", "mostly free in the afternoon"),
    "eve": p_("change", "mostly free in the evening"),
}


def way_in() -> Button:
    """Return the button below the numbers of a centre."""
    # NOTE: A button for who leads a centre: which courses, times or ways would help most people.
    return button(p_("button", "🧭 What is missing"), f"numbers-{NAME}")


def missing_message(work: Work, actor: Actor, number: str = "") -> Message:
    """Show the steps, what would open most people x places first; none of few people."""
    centre = scope(actor, LEADS)
    shown = page(lacking(work, centre), number, MOST)
    # NOTE: To who leads a centre: heading of what would help most people to work.
    title = say(_("<b>🧭 What is missing: {centre}</b>"), centre=centre_name(work, centre))
    # NOTE: The same list, where there is nothing in it.
    nothing = _("Nothing that would help enough people at once.")
    lines = [_line(each) for each in shown.items] or [nothing]
    # NOTE: Below that list; {count} is the smallest number of people told.
    small = say(
        _("🔒 The smallest number of people told: {count}"), count=Count(work.limits.fewest_people)
    )
    return Message((title, *lines, *shown.counted(), small), shown.more(f"numbers-{NAME}"))


def _line(lack: Lack) -> Words:
    """Say what, how many people, how many places; for a course also where and when."""
    about = [named(lack.step)]
    if lack.step.fact is Fact.GERMAN:
        about += [verbatim(lack.town)] if lack.town else []
        about += [FREE[lack.part]] if lack.part else []
    # NOTE: To who leads a centre: one change, how many people and places it brings together.
    line = _("• {what}: people: {count} · places: {places}")
    what = terms.joined(about, terms.COMMA)
    return say(line, what=what, count=Count(lack.people), places=Count(lack.places))
