"""A firm as staff see it: who speaks for it, how it stands, what is ticked, what it offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations import terms
from conversations.cards.firm import firm_name
from conversations.cards.firm_contact import line as contact_line
from conversations.cards.firm_notice import TWIN, reached
from conversations.cards.offer import offer_title
from conversations.kit.bound import REST
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message, paired, stacked
from conversations.kit.subject import CODE
from conversations.staff.member import called
from conversations.terms import COMMA, joined
from locales.words import Count, Day, Ltr, Name, Words, _, p_, say
from storage import firm_contacts, firms
from storage.desk import offers_of
from storage.models import Employer
from storage.models.offers import EmployerStatus
from storage.places import gazetteer
from storage.rules.clock import to_local
from storage.rules.verifying import CODES, FLAGS, POINTS, missing, standing
from storage.work import Work

KIND, LISTED, LETTER, REVISION = "firm", "firms", "L", 1
MOST_TITLES, MOST_TWINS = 5, 2
# NOTE: To staff: how a firm stands.
STATES: Mapping[EmployerStatus, Words] = {
    EmployerStatus.PENDING: _("⏳ Not checked yet: nothing of it is shown."),
    EmployerStatus.VERIFIED: _("✅ Checked"),
    EmployerStatus.STOPPED: _("⛔ Stopped after a problem: nothing of it is shown."),
}
# NOTE: To staff: what is looked at before anything of a firm is shown; a button with a tick.
CHECKED: Mapping[str, Words] = {
    "called": p_("button", "Called back on a public number"),
    "number": p_("button", "Betriebsnummer seen"),
    "contact": p_("button", "We know who the contact is"),
    "pay": p_("button", "Pay and hours are plausible"),
}
# NOTE: To staff: signs that something is wrong with a firm; a button with a red flag.
FLAGGED: Mapping[str, Words] = {
    "cash": p_("button", "Cash only"),
    "papers": p_("button", "Keeps papers"),
    "fee": p_("button", "Fee or deposit"),
    "trial": p_("button", "Unpaid trial over a day"),
    "housing": p_("button", "Housing with the job"),
    "private": p_("button", "Private home, not visited"),
    "outside": p_("button", "Outside the district"),
    "night": p_("button", "Only at night"),
}


# NOTE: To staff: one firm in a line of a list.
def line(work: Work, firm: Employer) -> Words:
    """Say in one line which firm it is, where, and how it stands."""
    return joined([firm_name(firm), _place(work, firm), *_state(work, firm)], COMMA)


def button_to(firm: Employer) -> Button:
    """Return the button that shows the card of a firm."""
    # NOTE: On a button, for staff: a firm we know.
    words = say(p_("button", "🏢 {employer}"), employer=Name(firm.name))
    return Button(words, str(Standing(LISTED, firm.id, REVISION, "show")))


# NOTE: To staff: what is known of a firm, a line each.
def lines(work: Work, firm: Employer) -> list[Words]:
    """Return what staff know of a firm."""
    title = say(_("<b>🏢 {employer}</b>"), employer=Name(firm.name))
    area = terms.named_area(firm.sector) if firm.sector else None
    found = [title, *([area] if area else []), _place(work, firm), *_state(work, firm)]
    if firm.registered_at is not None:
        day = Day(to_local(firm.registered_at, work.zone.key).date())
        found.append(say(_("📝 Registered on: {day}"), day=day))
    if (named := firms.named_of(work, firm)) is not None:
        found.append(say(_("🤝 Looks after it: {name}"), name=called(work, named)))
    return [*found, *_people(work, firm), *_checks(firm), *_twins(work, firm)]


def offered(work: Work, firm: Employer) -> list[Words]:
    """Name what a firm offers, as far as it is not filled."""
    every = offers_of(work, firm.id)
    titles = [offer_title(each) for each in every[:MOST_TITLES]]
    rest = len(every) - MOST_TITLES
    return [*titles, *([say(REST, count=Count(rest))] if rest > 0 else [])]


def code_of(firm: Employer) -> Words:
    """Return the line with the code that is typed."""
    return say(CODE, code=Ltr(f"{LETTER}{firm.id}"))


def checklist(work: Work, firm: Employer, may: Sequence[tuple[str, Words]]) -> Message:
    """Show what is to be looked at, each point with its tick, and what may come of it."""
    title = say(_("<b>🏢 {employer}</b>"), employer=Name(firm.name))
    # NOTE: To staff, above a list of points with ticks.
    asks = _("Please tick what you have seen. A red flag stops it.")
    points = [_tick(firm, code) for code in POINTS]
    flags = [_tick(firm, code) for code in FLAGS]
    rest = [_button(firm, name, words) for name, words in may]
    rows = (*stacked(points), *paired(flags), *stacked(rest))
    return Message((title, *_state(work, firm), *_checks(firm), asks), rows, private=True)


# NOTE: On a button, for staff: a point is ticked or not; a red flag is set or not.
def _tick(firm: Employer, code: str) -> Button:
    on = code in (firm.checks or ())
    if code in CHECKED:
        sign, words = (_("☑️ {label}") if on else _("⬜ {label}")), CHECKED[code]
    else:
        sign, words = (_("🚩 {label}") if on else _("▫️ {label}")), FLAGGED[code]
    action = f"{'untick' if on else 'tick'}-{code}"
    return _button(firm, action, say(sign, label=words))


def is_code(argument: str) -> bool:
    """Tell whether an argument names a point or a red flag."""
    return argument in CODES


def _button(firm: Employer, action: str, words: Words) -> Button:
    return Button(words, str(Standing(KIND, firm.id, REVISION, action)))


def _place(work: Work, firm: Employer) -> Words:
    known = gazetteer(work)
    point = known.by_plz.get(firm.plz)
    town = known.by_ags[point.ags].name if point else ""
    # NOTE: To staff: where a firm is: postcode and name of the place.
    return say(_("📍 {place}"), place=Name(f"{firm.plz} {town}".strip()))


# NOTE: To staff: how a firm stands, and until when.
def _state(work: Work, firm: Employer) -> list[Words]:
    if firm.status is not EmployerStatus.VERIFIED or firm.verified_until is None:
        return [STATES[firm.status]]
    until = Day(firm.verified_until)
    if firms.is_due(work, firm):
        return [say(_("🔁 Please check again. It is shown until: {day}"), day=until)]
    return [say(_("✅ Checked, until: {day}"), day=until)]


def _people(work: Work, firm: Employer) -> list[Words]:
    every = firm_contacts.of_firm(work, firm.id)
    own = reached(firm) if firm.contact or firm.phone or not every else []
    return [*own, *(contact_line(work, each) for each in every)]


# NOTE: To staff: what was not looked at yet, and which red flags stand.
def _checks(firm: Employer) -> list[Words]:
    left, flags = missing(firm.checks or ()), standing(firm.checks or ())
    said = []
    if left and firm.status is not EmployerStatus.STOPPED:
        said.append(say(_("⬜ Still to look at: {count}"), count=Count(len(left))))
    if flags:
        named = joined([FLAGGED[each] for each in flags])
        said.append(say(_("🚩 Red flags: {flags}"), flags=named))
    return said


def _twins(work: Work, firm: Employer) -> list[Words]:
    return [say(TWIN, employer=Name(each.name)) for each in firms.alike(work, firm)[:MOST_TWINS]]
