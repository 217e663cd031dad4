"""An offer as staff see it: what was entered, line by line, and what to think of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.cards.offer import hours, offer_details, offer_title
from conversations.cards.profile import times
from conversations.kit.here import Here
from conversations.staff.offer_draft import Draft, into
from conversations.terms import named_skill
from locales.words import Count, Day, German, Name, Words, _, p_, say
from storage import employers, offers
from storage.models import Employer, Offer
from storage.models.offers import EmployerStatus
from storage.offers import spot_of
from storage.rules.pay import minijob_limit
from storage.work import Work

TRIAL = "trial_day"
# NOTE: To staff, below a day on which somebody does the work to try it.
PERMIT_BEFORE = _(
    "⚠️ Doing the work counts as work. Please check the work permit (Arbeitserlaubnis) before."
)
# NOTE: To staff, below an internship that is not paid.
UNPAID = _(
    "⚠️ Longer than 3 months, or for somebody trained in the field, "
    "an internship (Praktikum) counts as work."
)
# NOTE: To staff, below an offer of a firm that came in a file.
NOT_CALLED = _("⚠️ Nobody called this firm back yet. People do not see its offers.")


def offer_lines(work: Work, draft: Draft, firm: Employer | None) -> list[Words]:
    """Return what an offer says, whether it is saved or not."""
    offer = Offer(skills=[])
    into(draft, offer)
    # NOTE: To staff: how many people can begin there.
    places = say(_("👥 Places: {count}"), count=Count(offer.places))
    return [
        offer_title(offer),
        say(_("Firm: {employer}"), employer=Name(firm.name if firm else draft.name)),
        *([named_skill(draft.skill)] if draft.skill else []),
        _where(work, offer),
        *([each] if (each := times(offer.slots)) else []),
        say(_("🕒 Hours a week: {count}"), count=hours(offer.hours_week)),
        places,
        say(_("💶 {pay}"), pay=_("paid") if offer.paid else _("not paid")),
        *list(offer_details(offer, work.today))[1:],
        *_to_think_of(work, offer, firm),
    ]


# NOTE: To staff: where the work is; {hint} is the street.
def _where(work: Work, offer: Offer) -> Words:
    spot = spot_of(work, offer)
    town = spot.name if spot else offer.plz
    place = f"{offer.village} ({town})" if offer.village not in (None, town) else town
    if offer.street is None:
        return say(_("📍 Place: {place}"), place=Name(place))
    return say(_("📍 Place: {place}, {hint}"), place=Name(place), hint=German(offer.street))


def _to_think_of(work: Work, offer: Offer, firm: Employer | None) -> list[Words]:
    said = []
    if offer.kind == "internship" and not offer.paid:
        said.append(UNPAID)
    if offer.kind == TRIAL:
        said.append(PERMIT_BEFORE)
    if offer.kind == "minijob":
        most = Count(minijob_limit(max(work.today, offer.start_on or work.today)))
        # NOTE: To staff, below a Minijob; {count} is euros.
        said.append(say(_("💶 A Minijob pays at most (euros a month): {count}"), count=most))
    if firm is not None and firm.status != EmployerStatus.VERIFIED:
        said.append(NOT_CALLED)
    return said


# NOTE: To staff who enter an offer: the firm offers the same already.
def twin_lines(here: Here[Draft]) -> Sequence[Words]:
    """Show the offer there is."""
    same = offers.find(here.work, here.notes.twin)
    head = (_("This firm offers this already:"),)
    return (*head, offer_title(same), *last_day(same)) if same else head


# NOTE: To staff: until when an offer can be shown.
def last_day(offer: Offer) -> list[Words]:
    """Name the last day of an offer."""
    return [say(_("📅 Last day: {day}"), day=Day(offer.valid_until))] if offer.valid_until else []


# NOTE: To staff, above what they entered, before it is saved.
def check_lines(here: Here[Draft]) -> Sequence[Words]:
    """Show what was entered."""
    firm = employers.find(here.work, str(here.notes.firm)) if here.notes.firm else None
    return (_("Is this right?"), *offer_lines(here.work, here.notes, firm))


# NOTE: Staff choose which part of an offer to change.
PARTS: Mapping[str, Words] = {
    "kind": p_("button", "What"),
    "skill": p_("button", "Work"),
    "title": p_("button", "German name"),
    "town": p_("button", "Place"),
    "door": p_("button", "Street"),
    "spans": p_("button", "Times"),
    "hours": p_("button", "Hours a week"),
    "many": p_("button", "Places and beginning"),
    "german": p_("button", "How much German"),
    "paid": p_("button", "Pay"),
    "until": p_("button", "Last day"),
    "weeks": p_("button", "How many weeks"),
    "licence": p_("button", "Licence"),
    "experience": p_("button", "Experience"),
    "certificate": p_("button", "Certificate"),
    "childcare": p_("button", "Child care"),
    "german_help": p_("button", "Help with German"),
}
