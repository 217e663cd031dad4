"""A centre in numbers, with one picture a page: small, true, and nobody recognisable."""

from __future__ import annotations

from collections.abc import Sequence

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
from storage.rules.discretion import speakable
from storage.work import Work

COMMAND = "numbers"
Part = tuple[Sequence[Words], File | None]


def show_numbers(context: Context, argument: str = "") -> Sequence[Onward]:
    """Show the numbers of the person's centre, two pages; of all and each, to who leads all.

    `missing` shows what would help most people.
    """
    if argument == lacking.NAME:
        context.send(lacking.missing_message(context.work, context.actor))
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
    found, least = numbers.figures(work, centre), work.limits.fewest_people
    lines = (*_lines(work, found, centre), *_why(found, least), *_appointments(work, found))
    return lines, _picture(found, least)


def _lines(work: Work, found: Figures, centre: str | None) -> list[Words]:
    least, coming = work.limits.fewest_people, say(_("👥 Said they come: {count}"))
    # NOTE: To who leads a centre: the heading of its numbers.
    title = say(_("<b>📊 Numbers: {centre}</b>"), centre=centre_name(work, centre))
    # NOTE: To who leads a centre: people who wait for an answer.
    waiting = _("👋 Waiting for a person: {count}")
    return [
        title,
        say(waiting, count=_told(found.waiting, least)),
        say(LISTS[UNREACHABLE], count=_told(found.unreachable, least)),
        say(coming, count=_told(found.joined, least)),
        # NOTE: To who leads a centre: offers and activities that end soon.
        say(_("⌛ End soon: {count}"), count=Count(found.ending)),
    ]


def _why(found: Figures, least: int) -> list[Words]:
    """Say how many fit no offer, and the one thing in the way of many."""
    parts = speakable(found.unmatched, least)
    reasons = [say(GROUPS[each], count=Count(number)) for each, number in parts.items()]
    return [say(LISTS[UNMATCHED], count=_told(sum(found.unmatched.values()), least)), *reasons]


def _appointments(work: Work, found: Figures) -> list[Words]:
    least = work.limits.fewest_people
    # NOTE: To who leads a centre, above two numbers: appointments since that day.
    since = say(_("📅 Appointments (Termine) since {day}:"), day=Day(found.weeks[0].begins))
    # NOTE: To who leads a centre; the coloured square is the colour in the picture.
    kept = _("🟩 People came: {count}")
    # NOTE: To who leads a centre; the coloured square is the colour in the picture.
    missed = _("🟧 People did not come: {count}")
    told = (
        say(line, count=_told(n, least)) for line, n in ((kept, found.kept), (missed, found.missed))
    )
    return [since, *told]


def _told(number: int, least: int) -> Words:
    """Return a number of people as it may be told."""
    return verbatim(f"{number}" if number >= least else f"<{least}")


def _picture(found: Figures, least: int) -> File | None:
    """Draw the weeks; nothing where every number is too small."""
    kept = speakable({each.begins: each.kept for each in found.weeks}, least)
    missed = speakable({each.begins: each.missed for each in found.weeks}, least)
    if not kept and not missed:
        return None
    days = [each.begins for each in found.weeks]
    columns = [Column(f"{day:%d.%m.}", (kept.get(day), missed.get(day))) for day in days]
    return File(Look.PICTURE, "numbers.png", chart(columns))
