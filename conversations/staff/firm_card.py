"""A firm as staff see it: who speaks for it, how it stands, what is ticked, what it offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from conversations import terms
from conversations.cards.firm import firm_name
from conversations.cards.firm_contact import line as contact_line
from conversations.cards.firm_notice import TWIN, reached
from conversations.cards.offer import offer_title
from conversations.kit.actor import Actor
from conversations.kit.bound import REST
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button
from conversations.kit.subject import CODE, Action, Result, never
from conversations.staff.member import called
from conversations.terms import COMMA, joined
from locales.words import Count, Day, Ltr, Name, Words, _, p_, say
from storage import audit, employers, firm_contacts, firms
from storage.desk import offers_of
from storage.models import Employer
from storage.models.offers import EmployerStatus
from storage.places import centre_around, gazetteer
from storage.rules.clock import to_local
from storage.rules.verifying import missing, standing
from storage.work import Work

KIND, LISTED, CHECK, LETTER, REVISION = "firm", "firm_list", "firm_check", "L", 1
MOST_TITLES, MOST_TWINS = 5, 2
# NOTE: To staff: how a firm stands.
STATES: Mapping[EmployerStatus, Words] = {
    EmployerStatus.PENDING: _("⏳ Not checked yet: nothing of it is shown."),
    EmployerStatus.VERIFIED: _("✅ Checked"),
    EmployerStatus.STOPPED: _("⛔ Stopped after a problem: nothing of it is shown."),
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
    return joined([firm_name(firm), _place(work, firm), *state(work, firm)], COMMA)


def button_to(firm: Employer) -> Button:
    """Return the button that shows the card of a firm."""
    code = Ltr(f"{LETTER}{firm.id}")
    # NOTE: On a button, for staff: a firm we know; {code} tells it from others.
    words = say(p_("button", "🏢 {employer} ({code})"), employer=Name(firm.name), code=code)
    return Button(words, str(Standing(LISTED, firm.id, REVISION, "show")))


# NOTE: To staff: what is known of a firm, a line each.
def lines(work: Work, firm: Employer) -> list[Words]:
    """Return what staff know of a firm."""
    title = say(_("<b>🏢 {employer}</b>"), employer=Name(firm.name))
    area = terms.named_area(firm.sector) if firm.sector else None
    found = [title, *([area] if area else []), _place(work, firm), *state(work, firm)]
    if firm.registered_at is not None:
        day = Day(to_local(firm.registered_at, work.zone.key).date())
        found.append(say(_("📝 Registered on: {day}"), day=day))
    if (named := firms.named_of(work, firm)) is not None:
        found.append(say(_("🤝 Looks after it: {name}"), name=called(work, named)))
    return [*found, *_people(work, firm), *checks_of(firm), *_twins(work, firm)]


def offered(work: Work, firm: Employer) -> list[Words]:
    """Name what a firm offers, as far as it is not filled."""
    every = offers_of(work, firm.id)
    titles = [offer_title(each) for each in every[:MOST_TITLES]]
    rest = len(every) - MOST_TITLES
    return [*titles, *([say(REST, count=Count(rest))] if rest > 0 else [])]


def code_of(firm: Employer) -> Words:
    """Return the line with the code that is typed."""
    return say(CODE, code=Ltr(f"{LETTER}{firm.id}"))


@dataclass(frozen=True)
class Kept:
    """A firm with the centre around it; None: outside the district, everybody's."""

    firm: Employer
    centre: str | None

    @property
    def id(self) -> int:
        """Its key."""
        return self.firm.id


def find(work: Work, actor: Actor, key: int) -> Kept | None:
    """Return a firm as the desk sees it."""
    firm = employers.find(work, str(key))
    return Kept(firm, centre_around(work, firm.plz)) if firm else None


def whose(kept: Kept) -> str | None:
    """Return the centre a firm belongs to."""
    return kept.centre


def revision(kept: Kept) -> int:
    """Return the one revision: buttons of a firm never grow old."""
    return REVISION


Do = Callable[[Work, Actor, Employer, str], Result]
Closed = Callable[[Work, Actor, Employer, str], Result | None]


def _never(work: Work, actor: Actor, firm: Employer, argument: str) -> Result | None:
    return None


def _is_bare(argument: str) -> bool:
    return not argument


def act(do: Do, closed: Closed = _never, accepts: Callable[[str], bool] = _is_bare) -> Action[Kept]:
    """Make an action of what is done with a firm."""
    return Action(
        lambda work, actor, kept, argument: do(work, actor, kept.firm, argument),
        lambda work, actor, kept, argument: closed(work, actor, kept.firm, argument),
        never,
        accepts,
    )


def noted(row: str, do: Do) -> Do:
    """Do it and note who did."""

    def doing(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
        who = actor.person.id if actor.person else None
        audit.note(work, row, who, None, centre_around(work, firm.plz))
        return do(work, actor, firm, argument)

    return doing


def _place(work: Work, firm: Employer) -> Words:
    known = gazetteer(work)
    point = known.by_plz.get(firm.plz)
    town = known.by_ags[point.ags].name if point else ""
    # NOTE: To staff: where a firm is: postcode and name of the place.
    return say(_("📍 {place}"), place=Name(f"{firm.plz} {town}".strip()))


# NOTE: To staff: how a firm stands, and until when.
def state(work: Work, firm: Employer) -> list[Words]:
    """Say how a firm stands."""
    if firm.status is not EmployerStatus.VERIFIED or firm.verified_until is None:
        return [STATES[firm.status]]
    until = Day(firm.verified_until)
    if firms.is_due(work, firm):
        return [say(_("🔁 Please check again. It is shown until: {day}"), day=until)]
    return [say(_("✅ Checked, until: {day}"), day=until)]


def _people(work: Work, firm: Employer) -> list[Words]:
    """Name who speaks for a firm, and whom a file or a colleague named, where that is another."""
    every = firm_contacts.of_firm(work, firm.id)
    named = (firm.contact, firm.phone)
    is_other = any(named) and named not in [(each.name, each.phone) for each in every]
    own = reached(firm, every) if is_other or not every else []
    return [*own, *(contact_line(work, each) for each in every)]


# NOTE: To staff: what was not looked at yet, and which red flags stand.
def checks_of(firm: Employer) -> list[Words]:
    """Say what is still to be looked at, and what is wrong."""
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
