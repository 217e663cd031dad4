"""A centre in numbers, with one picture a page: small, true, and nobody recognisable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.files import File, Look
from conversations.kit.messages import Message
from conversations.kit.pages import first_of, page
from conversations.kit.steps import Onward
from conversations.staff import lacking
from conversations.staff.people_lists import GROUPS, LISTS, UNMATCHED, UNREACHABLE
from conversations.staff.scope import centre_name, scope
from conversations.staff.way_numbers import way
from locales.chart import Column, chart
from locales.words import Count, Day, Words, _, say, verbatim
from storage import numbers
from storage.numbers import Figures
from storage.people import LEADS
from storage.places import centres
from storage.rules.discretion import leaves_few, together
from storage.work import Work

COMMAND = "numbers"
K = TypeVar("K")
Part = tuple[Sequence[Words], File | None]


def show_numbers(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show the numbers of the person's centre, two pages; of all and each, to who leads all.

    `lacks` shows what would help most people, `lacks-2` the second page of that.
    """
    name, _, number = argument.replace(" ", "-").partition("-")
    if name == lacking.NAME:
        context.send(lacking.missing_message(context.work, context.actor, number))
        return ()
    message = numbers_message(context.work, context.actor, argument)
    context.send(message, first_of(COMMAND, argument))
    return ()


def numbers_message(work: Work, actor: Actor, argument: str = "") -> Message:
    """Build the numbers of one centre, or of all of them together: its week, or the way to work."""
    own = scope(actor, LEADS)
    each = [] if own else [centre.key for centre in centres(work)]
    shown = page([(key, part) for key in (own, *each) for part in (_week, way)], argument, 1)
    centre, part = shown.items[0]
    lines, picture = part(work, centre)
    least = work.limits.fewest_people
    # NOTE: Below numbers, to who leads a centre; {count} is the smallest number of people told.
    small = say(_("🔒 The smallest number of people told: {count}"), count=Count(least))
    rows = (*shown.more(COMMAND), (lacking.way_in(),))
    return Message((*lines, small), rows, file=picture)


def _week(work: Work, centre: str | None) -> Part:
    """Say who waits, who fits nothing, and which appointments were kept."""
    keys = [] if centre else [each.key for each in centres(work)]
    found, each = numbers.figures(work, centre), [numbers.figures(work, key) for key in keys]
    least = work.limits.fewest_people
    told = _Told(least, each)
    lines = (*_lines(work, found, centre, told), *_why(found, told), *_appointments(found, told))
    return lines, _picture(found, told)


@dataclass(frozen=True)
class _Told:
    """How numbers are told: none under the least, nor what leaves so few beside those of `each`."""

    least: int
    each: Sequence[Figures]

    def number(self, found: Figures, of: Callable[[Figures], int]) -> Words:
        """Return one number of people as it may be told."""
        number = of(found)
        if number < self.least:
            return verbatim(f"<{self.least}")
        few = bool(self.each) and leaves_few(number, map(of, self.each), self.least)
        return verbatim(f"≥{self.least}" if few else f"{number}")

    def parts(self, found: Figures, of: Callable[[Figures], Mapping[K, int]]) -> dict[K, int]:
        """Return the parts of a number that may be told."""
        return together(of(found), [of(each) for each in self.each], self.least)


def _lines(work: Work, found: Figures, centre: str | None, told: _Told) -> list[Words]:
    coming = _("👥 Said they come: {count}")
    # NOTE: To who leads a centre: the heading of its numbers.
    title = say(_("<b>📊 Numbers: {centre}</b>"), centre=centre_name(work, centre))
    # NOTE: To who leads a centre: people who wait for an answer.
    waiting = _("👋 Waiting for a person: {count}")
    return [
        title,
        say(waiting, count=told.number(found, lambda each: each.waiting)),
        say(LISTS[UNREACHABLE], count=told.number(found, lambda each: each.unreachable)),
        say(coming, count=told.number(found, lambda each: each.joined)),
        # NOTE: To who leads a centre: offers and activities that end soon.
        say(_("⌛ End soon: {count}"), count=Count(found.ending)),
    ]


def _why(found: Figures, told: _Told) -> list[Words]:
    """Say how many fit no offer, and the one thing in the way of many."""
    parts = told.parts(found, lambda each: each.unmatched)
    reasons = [say(GROUPS[each], count=Count(number)) for each, number in parts.items()]
    every = told.number(found, lambda each: sum(each.unmatched.values()))
    return [say(LISTS[UNMATCHED], count=every), *reasons]


def _appointments(found: Figures, told: _Told) -> list[Words]:
    # NOTE: To who leads a centre, above two numbers: appointments since that day.
    since = say(_("📅 Appointments (Termine) since {day}:"), day=Day(found.weeks[0].begins))
    # NOTE: To who leads a centre; the coloured square is the colour in the picture.
    kept = say(_("🟩 People came: {count}"), count=told.number(found, lambda each: each.kept))
    # NOTE: To who leads a centre; the coloured square is the colour in the picture.
    missed = _("🟧 People did not come: {count}")
    return [since, kept, say(missed, count=told.number(found, lambda each: each.missed))]


def _picture(found: Figures, told: _Told) -> File | None:
    """Draw the weeks; nothing where every number is too small."""
    kept = told.parts(found, lambda each: {week.begins: week.kept for week in each.weeks})
    missed = told.parts(found, lambda each: {week.begins: week.missed for week in each.weeks})
    if not kept and not missed:
        return None
    days = [each.begins for each in found.weeks]
    columns = [Column(f"{day:%d.%m.}", (kept.get(day), missed.get(day))) for day in days]
    return File(Look.PICTURE, "numbers.png", chart(columns))
