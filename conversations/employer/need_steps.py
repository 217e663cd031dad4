"""What a firm answers about a need, kept in the notes; once it is enough it is an offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from conversations.cards.offer_draft import (
    DAY,
    Draft,
    postcode_of,
    with_firm,
    with_skill,
)
from conversations.cards.skill_of import HELPING
from conversations.employer.need_draft import firm_of, is_changed, keep
from conversations.employer.need_said import at_place, is_elsewhere
from conversations.kit.here import Here
from conversations.kit.questions import Place
from conversations.kit.questions.pieces import NO
from conversations.kit.steps import Next, Step
from storage import employers, firm_contacts, needs
from storage.places import gazetteer

Here_ = Here[Draft]
NOW, MONTH, MORE, CERTIFICATE = "now", "month", "more", "certificate"


def keep_firm(here: Here_, key: str) -> Step[Draft]:
    """Take one of the firms somebody speaks for, with its place; what was written stays."""
    firm = employers.find(here.work, key)
    return Next(with_firm(here.work, here.notes, firm) if firm else here.notes)


def keep_skill(here: Here_, skill: str) -> Step[Draft]:
    """Keep which work it is; its German name follows."""
    wanted = None if skill == HELPING else skill
    return Next(replace(with_skill(here.notes, wanted), title=None))


def keep_many(here: Here_, number: float) -> Step[Draft]:
    """Keep how many people can begin; where no place is asked, enough is said for a call."""
    notes = replace(here.notes, places=int(number))
    return Next(notes if asks_place(here) or asks_phone(here) else _kept(here, notes))


def keep_place(here: Here_, place: Place) -> Step[Draft]:
    """Keep where it is; in the firm's own place its street stays. Enough is said without a call."""
    work, notes = here.work, here.notes
    notes = at_place(notes, postcode_of(work, place, notes.firm_plz), place.village)
    return Next(notes if asks_phone(here) else _kept(here, notes))


def keep_phone(here: Here_, phone: str) -> Step[Draft]:
    """Keep the number of who speaks for the firm."""
    if here.notes.firm is not None and here.person is not None:
        contact = firm_contacts.own(here.work, here.notes.firm, here.person.id)
        if contact is not None:
            contact.phone = phone
    return Next(_kept(here, here.notes))


def _kept(here: Here_, notes: Draft) -> Draft:
    """Save it: whoever stops answering here is called all the same. What changed stays as it is."""
    if here.alone or here.person is None or notes.firm is None or is_changed(here.work, notes):
        return notes
    offer = keep(here.work, notes, here.person)
    return replace(notes, key=offer.id, revision=offer.revision, held=offer.valid_until)


def asks_phone(here: Here_) -> bool:
    """Tell whether nobody knows how to call the firm."""
    firm = firm_of(here)
    return firm is not None and not needs.knows_phone(here.work, firm)


def asks_place(here: Here_) -> bool:
    """Tell whether the place is to be asked: one outside the district is that of before."""
    return not is_elsewhere(here.work, here.notes) and "place" not in here.notes.known


def home(here: Here_) -> str | None:
    """Return the municipality of the firm, where it is one of the district."""
    plz = here.notes.plz or here.notes.firm_plz or ""
    found = gazetteer(here.work).by_plz.get(plz)
    return found.ags if found else None


def keep_more(here: Here_, choice: str) -> Step[Draft]:
    """Go on with what brings the right people, or leave it to the centre."""
    return Next(replace(here.notes, full=choice == MORE))


def keep_start(here: Here_, choice: str) -> Step[Draft]:
    """Keep from when: at once, from a month, or a day that is asked."""
    if choice == DAY:
        return Next(replace(here.notes, start=DAY, starts=DAY))
    begins = here.today if choice == NOW else date.fromisoformat(choice)
    starts = NOW if choice == NOW else MONTH
    return Next(replace(here.notes, start="", starts=starts, begins=begins))


def keep_papers(here: Here_, paper: str) -> Step[Draft]:
    """Keep which licence is needed, or the certificate, or nothing of these."""
    is_licence = paper not in (NO, CERTIFICATE)
    licence = paper if is_licence else None
    return Next(replace(here.notes, licence=licence, certificate=paper == CERTIFICATE))
