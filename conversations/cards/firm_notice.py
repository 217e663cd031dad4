"""Notices about firms as staff read them: whom to call, who came, what is to be checked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from conversations.cards.firm_contact import line as contact_line
from conversations.cards.offer import offer_title
from conversations.kit.bound import REST
from locales.words import Count, Day, Ltr, Name, Words, _, say
from storage import employers, firm_contacts, firms, offers
from storage.desk import offers_of
from storage.models import Employer, FirmContact, Offer, Outbox
from storage.models.offers import EmployerStatus, OfferState
from storage.offers_asked import is_silent
from storage.page import arriving
from storage.queues.kinds import Kind
from storage.work import Work

MOST_TITLES = 5
# NOTE: To staff: another firm that is called nearly the same.
TWIN = _("👥 Perhaps the same firm: {employer}")
# NOTE: To staff who shall call a firm.
NO_NUMBER = _("We do not know the phone number of the firm.")


def _silent(work: Work, row: Outbox) -> list[Words]:
    # NOTE: To staff; the firm's phone number and its paused offers follow, a line each.
    silent = _("🔕 We asked {employer} twice and got no answer. Please call. Paused:")
    return _of_firm(work, row, silent, partial(is_silent, work))


def _firm_calls(work: Work, row: Outbox) -> list[Words]:
    link = arriving.link(work, row.subject)
    firm = employers.find(work, str(link.employer_id or "")) if link else None
    if link is None or firm is None or link.phone is None:
        return []
    # NOTE: To staff: a firm that got our letter asks to be called; the number follows in a line.
    asks = _("☎️ {employer} got our letter and asks for a call.")
    number = say(_("☎️ Phone: {phone}"), phone=Ltr(link.phone))
    return [say(asks, employer=Name(firm.name)), number]


# NOTE: To staff: a firm came by itself and waits to be checked; /firms shows the list of firms.
def _firm_came(work: Work, row: Outbox) -> list[Words]:
    firm = employers.find(work, str(row.subject or ""))
    if firm is None or firm.status is not EmployerStatus.PENDING:
        return []
    twins = firms.alike(work, firm)[:1]
    same = [say(TWIN, employer=Name(each.name)) for each in twins]
    came = say(_("🏢 A firm registered: {employer}"), employer=Name(firm.name))
    return [came, *same, _("To check it: /firms")]


# NOTE: To staff: a firm was checked nearly a year ago, or its year is over.
def _firm_again(work: Work, row: Outbox) -> list[Words]:
    firm = employers.find(work, str(row.subject or ""))
    if firm is None or not firms.is_due(work, firm):
        return []
    name = Name(firm.name)
    if firm.status is EmployerStatus.VERIFIED and firm.verified_until is not None:
        until, asks = Day(firm.verified_until), _("🔁 Please check {employer} again by: {day}")
        return [say(asks, employer=name, day=until), _("To check it: /firms")]
    over = _("🔁 Nobody checked {employer} again: nothing of it is shown now.")
    return [say(over, employer=name), _("To check it: /firms")]


def _firm_alone(work: Work, row: Outbox) -> list[Words]:
    firm = employers.find(work, str(row.subject or ""))
    if firm is None or firm_contacts.answering(work, firm.id):
        return []
    # NOTE: To staff: the last one who answered for a firm left.
    alone = _("👥 Nobody answers for {employer} any more. Please call.")
    return [say(alone, employer=Name(firm.name)), *reached(firm)]


# NOTE: To staff: a firm to call; what to say there and its phone number follow.
def _nobody_comes(work: Work, row: Outbox) -> list[Words]:
    offer = offers.find(work, row.subject)
    if offer is None:
        return []
    head, said = say(_("🏢 {employer}"), employer=Name(offer.employer.name)), to_say(row.revision)
    return [head, offer_title(offer), said, *called_at(work, offer.employer)]


def to_say(day: int | None) -> Words:
    """Say what a firm is to be told of somebody erased, who was to come on a day (an ordinal)."""
    if not day:
        # NOTE: To staff who call a firm: what to say there. The person deleted their data.
        return _("Please say: one person is no longer available.")
    # NOTE: To staff who call a firm: what to say there.
    return say(_("Please say: nobody comes on {day}."), day=Day(date.fromordinal(day)))


def _of_firm(work: Work, row: Outbox, words: Words, wanted: Callable[[Offer], bool]) -> list[Words]:
    """Say whom to call, and about which of its offers that are to be had, or were."""
    firm = employers.find(work, str(row.subject or ""))
    found = offers_of(work, firm.id) if firm else []
    about = [each for each in found if each.state is not OfferState.DRAFT and wanted(each)]
    if firm is None or not about:
        return []
    rest = [say(REST, count=Count(len(about) - MOST_TITLES))] if about[MOST_TITLES:] else []
    titles = [offer_title(each) for each in about[:MOST_TITLES]]
    return [say(words, employer=Name(firm.name)), *called_at(work, firm), *titles, *rest]


def reached(firm: Employer, others: Sequence[FirmContact] = ()) -> list[Words]:
    """Say whom to call at a firm; a number is missing where none of the others has one either."""
    lines = [say(_("👤 {contact}"), contact=Name(firm.contact))] if firm.contact else []
    if firm.phone:
        return [*lines, say(_("☎️ Phone: {phone}"), phone=Ltr(firm.phone))]
    return lines if any(each.phone for each in others) else [*lines, NO_NUMBER]


def called_at(work: Work, firm: Employer) -> list[Words]:
    """Say whom to call: where it named nobody else, those who speak for it, who is away last."""
    every = [each for each in firm_contacts.of_firm(work, firm.id) if each.phone]
    if not every or (firm.phone and firm.phone not in [each.phone for each in every]):
        return reached(firm)
    there = sorted(every, key=partial(firm_contacts.is_away, work))[:MOST_TITLES]
    is_other = firm.contact and firm.contact not in [each.name for each in every]
    own = reached(firm, every) if is_other else []
    return [*own, *(contact_line(work, each) for each in there)]


FIRM_NOTICES: Mapping[Kind, Callable[[Work, Outbox], list[Words]]] = {
    Kind.SILENT_FIRM: _silent,
    Kind.FIRM_CALLS: _firm_calls,
    Kind.FIRM_CAME: _firm_came,
    Kind.FIRM_AGAIN: _firm_again,
    Kind.FIRM_ALONE: _firm_alone,
    Kind.NOBODY_COMES: _nobody_comes,
}
