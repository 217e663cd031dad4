"""/hours: what a centre says of itself, when it sees people, and when it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.kit.buttons import Standing
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.pages import Page, page
from conversations.kit.questions import OneOf, Option
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Goto, Next, Onward, Press, Start, Step
from conversations.staff.at_centre import AtCentre
from conversations.staff.closing_card import KIND, REVISION, closed_time
from conversations.staff.closing_day import Shut
from conversations.staff.consulting_card import hours_line
from conversations.staff.consulting_draft import Planned, planned
from conversations.staff.facts import LABELS, Fact, fact_lines
from conversations.staff.scope import centre_name, scope
from locales.words import Count, Words, _, p_, say, verbatim
from storage import closings, hours
from storage.models import Closing, Consulting
from storage.places import centre_of, centres
from storage.work import Work

CLOSE, CLOSED, CONSULTING, ADD, MORE = "close", "closed", "consulting", "add", "more"
PER_PAGE, IN_A_ROW, NEXT_CLOSED = 8, 4, 3


def show_hours(context: Context, argument: str) -> Sequence[Onward]:
    """Show the centre; whoever is responsible for all of them says which one."""
    return [Start("hours", AtCentre(scope(context.actor)))]


def _chooses(here: Here[AtCentre]) -> bool:
    return here.notes.centre is None


def _centres(here: Here[AtCentre]) -> Sequence[Option]:
    return [Option(each.key, verbatim(each.name)) for each in centres(here.work)]


def _keep_centre(here: Here[AtCentre], key: str) -> Step[AtCentre]:
    return Next(replace(here.notes, centre=key))


def _card(here: Here[AtCentre]) -> Sequence[Words]:
    key = here.notes.centre or ""
    closed = closings.coming(here.work, key)
    # NOTE: Headline above what a centre says of itself, for staff.
    title = say(_("<b>{centre}</b>"), centre=centre_name(here.work, key))
    # NOTE: To staff: how many rows of consulting hours there are in a week.
    rows = say(_("🕒 Consulting hours: {count}"), count=Count(len(hours.lasting(here.work, key))))
    next_ones = [_sign(here.work, each) for each in closed[:NEXT_CLOSED]]
    return (title, *fact_lines(centre_of(here.work, key)), rows, *next_ones)


def _sign(work: Work, closing: Closing) -> Words:
    # NOTE: A line: {when} is a day on which the centre is closed.
    return say(_("🚪 Closed: {when}"), when=closed_time(work, closing))


def _matters(here: Here[AtCentre]) -> Sequence[Option]:
    closed = closings.coming(here.work, here.notes.centre)
    # NOTE: Buttons below what a centre says of itself.
    found = {CLOSE: p_("button", "🚪 A closed day")}
    if closed:
        # NOTE: A button: the list of days on which a centre is closed.
        found[CLOSED] = p_("button", "📋 Closed days")
    # NOTE: A button: when people are seen at a centre, by appointment.
    found[CONSULTING] = p_("button", "🕒 Consulting hours")
    return [Option(key, label) for key, label in {**found, **LABELS}.items()]


def _keep_matter(here: Here[AtCentre], matter: str) -> Step[AtCentre]:
    key = here.notes.centre or ""
    if matter == CLOSE:
        return Start("closing", Shut(key))
    if matter in (CLOSED, CONSULTING):
        return Goto("closings" if matter == CLOSED else "rows", replace(here.notes, page=1))
    return Start("fact", Fact(key, matter))


def _numbered(lines: Sequence[Words]) -> list[Words]:
    # NOTE: A ready sentence in a list; a button with its number chooses it.
    numbered = _("{count}. {line}")
    return [say(numbered, count=Count(n), line=line) for n, line in enumerate(lines, 1)]


def _numbers(keys: Sequence[int]) -> list[Option]:
    return [Option(f"n{key}", verbatim(str(n))) for n, key in enumerate(keys, 1)]


def _closed_page(here: Here[AtCentre]) -> Page[Closing]:
    found = closings.coming(here.work, here.notes.centre)
    return page(found, str(here.notes.page), PER_PAGE)


def _row_page(here: Here[AtCentre]) -> Page[Consulting]:
    found = hours.lasting(here.work, here.notes.centre or "")
    return page(found, str(here.notes.page), PER_PAGE)


def _ask_closed(here: Here[AtCentre]) -> Sequence[Words]:
    shown = _closed_page(here)
    lines = [closed_time(here.work, each) for each in shown.items]
    # NOTE: To staff, above a numbered list of days on which the centre is closed.
    return (_("Which closed day would you like to see?"), *_numbered(lines), *shown.counted())


def _closed(here: Here[AtCentre]) -> Sequence[Option]:
    shown = _closed_page(here)
    return [*_numbers([each.id for each in shown.items]), *_more(shown)]


def _more(shown: Page[Closing] | Page[Consulting]) -> list[Option]:
    return [Option(MORE, p_("button", "➕ Show more"))] if shown.rest else []


def _keep_closed(here: Here[AtCentre], choice: str) -> Step[AtCentre]:
    if choice == MORE:
        return Goto("closings", replace(here.notes, page=here.notes.page + 1))
    return Next(replace(here.notes, closing=int(choice[1:])))


def _ask_row(here: Here[AtCentre]) -> Sequence[Words]:
    shown = _row_page(here)
    lines = [hours_line(here.work, each) for each in shown.items]
    # NOTE: To staff, above a numbered list of consulting hours; below it one can add some.
    asked = _("Which hours would you like to change?")
    # NOTE: To staff: a centre has no consulting hours yet; a button below adds some.
    none = _("No consulting hours yet.")
    return (asked if lines else none, *_numbered(lines), *shown.counted())


def _rows(here: Here[AtCentre]) -> Sequence[Option]:
    shown = _row_page(here)
    # NOTE: A button below a list of consulting hours.
    add = Option(ADD, p_("button", "➕ New hours"))
    return [*_numbers([each.id for each in shown.items]), *_more(shown), add]


def _keep_row(here: Here[AtCentre], choice: str) -> Step[AtCentre]:
    if choice == MORE:
        return Goto("rows", replace(here.notes, page=here.notes.page + 1))
    if choice == ADD:
        return Start("consulting", Planned(here.notes.centre or ""))
    row = hours.find(here.work, int(choice[1:]))
    return Start("consulting", planned(row)) if row else Goto("what")


def _finish(here: Here[AtCentre]) -> Sequence[Onward]:
    return [Press(str(Standing(KIND, here.notes.closing, REVISION, "show")))]


def _whose(work: Work, notes: AtCentre) -> str | None:
    return notes.centre


# NOTE: Questions to staff about their centre.
HOURS: Flow[AtCentre] = Flow(
    "hours",
    (
        OneOf(
            name="centre",
            text=one(_("For which centre?")),
            options=_centres,
            keep=_keep_centre,
            when=_chooses,
        ),
        OneOf(name="what", text=_card, options=_matters, keep=_keep_matter),
        OneOf(
            name="closings",
            text=_ask_closed,
            options=_closed,
            keep=_keep_closed,
            columns=IN_A_ROW,
            listed=False,
        ),
        OneOf(
            name="rows",
            text=_ask_row,
            options=_rows,
            keep=_keep_row,
            columns=IN_A_ROW,
            listed=False,
        ),
    ),
    finish=_finish,
    notes=AtCentre,
    counted=False,
    guard="/hours",
    scope=_whose,
)
