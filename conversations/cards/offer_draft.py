"""What staff or a firm say about an offer, as far as it was said: the notes of their flows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from conversations.kit.questions import Place
from storage import desk_offers, employers, firms
from storage.models import Employer, Offer, OfferSkill
from storage.models.offers import OfferState
from storage.places import centre_around, first_postcode, gazetteer
from storage.rules.pay import MAY_BE_UNPAID, MINIJOB_HOURS
from storage.rules.slots import SHORTCUTS, in_order
from storage.work import Work

OTHER, DAY, PLACE, STREET = "other", "day", "place", "street"
USUAL_SPAN, LONGEST_TITLE = "all_day", 60


@dataclass(frozen=True)
class Draft:
    """The answers so far; `key` is the offer that is changed, `firm` a known one's key.

    `where` is what of the place is asked (PLACE with the street, or STREET), `spans` names usual
    times or OTHER, `many` and `start` are OTHER and DAY where a number and a day are asked.
    `begins` is None for any day, `starts` how it was meant; `copied`: all was said before.
    `revision` and `held` are those of the offer that is changed, and its last day then. `more` are
    further skills, `note` a sentence of the firm, `voice` the messenger's name of what it spoke and
    `said` what shall become of it; `full`: the firm tells more than is needed,
    `known` names what its sentence said, which is not asked again.
    """

    key: int | None = None
    revision: int = 0
    held: date | None = None
    copied: bool = False
    firm: int | None = None
    name: str = ""
    sector: str | None = None
    where: str = STREET
    firm_plz: str | None = None
    contact: str | None = None
    phone: str | None = None
    kind: str | None = None
    skill: str | None = None
    twin: int | None = None
    title: str | None = None
    plz: str | None = None
    village: str | None = None
    street: str | None = None
    town: str | None = None
    lat: float | None = None
    lon: float | None = None
    spans: str | None = None
    slots: tuple[str, ...] = ()
    hours: float | None = None
    weeks: int | None = None
    places: int | None = None
    begins: date | None = None
    many: str = ""
    start: str = ""
    german: str | None = None
    german_help: bool = False
    paid: bool | None = None
    licence: str | None = None
    experience: str | None = None
    certificate: bool = False
    childcare: bool | None = None
    until: date | None = None
    save: bool = False
    more: tuple[str, ...] = ()
    starts: str | None = None
    note: str | None = None
    full: bool = False
    voice: str | None = None
    said: str = ""
    known: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Tell whether everything without a harmless default was said."""
        needed = (self.kind, self.skill, self.title, self.plz, self.hours, self.places)
        return None not in needed and bool(self.firm or self.name)


SPANS = {"all_day": 38.5, "weekday_mornings": 20.0, "evenings": 10.0, "weekend": 10.0}
"""Usual times, and how many hours a week they are."""


def hours_of(draft: Draft, span: str) -> float:
    """Return how many hours a week usual times are, which a Minijob keeps within its limit."""
    most = MINIJOB_HOURS if draft.kind == "minijob" else SPANS[span]
    return min(SPANS[span], most)


def with_span(draft: Draft, span: str) -> Draft:
    """Take usual times with their hours, unless those were said; for others both are asked."""
    if span == OTHER:
        return replace(draft, spans=span)
    slots = tuple(in_order(SHORTCUTS[span]))
    hours = draft.hours if "hours" in draft.known else hours_of(draft, span)
    return replace(draft, spans=span, slots=slots, hours=hours)


def with_kind(draft: Draft, kind: str) -> Draft:
    """Take a kind; only what may be unpaid is asked for its pay."""
    return replace(draft, kind=kind, paid=draft.paid if kind in MAY_BE_UNPAID else True)


def with_firm(work: Work, draft: Draft, firm: Employer) -> Draft:
    """Take a known firm; the place is that of its newest offer with a street, else the firm's."""
    known = replace(draft, firm=firm.id, name=firm.name, sector=firm.sector, firm_plz=firm.plz)
    last = desk_offers.last_of(work, firm.id)
    if last is None:
        return replace(known, plz=firm.plz)
    its = {name: getattr(last, name) for name in ("plz", "village", "street", "town", "lat", "lon")}
    return replace(known, where="", **its)


def centre_of(work: Work, draft: Draft) -> str | None:
    """Return the centre around the place of the work; None where it is not known, or outside."""
    return centre_around(work, draft.plz) if draft.plz else None


NAMES = {
    "kind": "kind",
    "title": "title_de",
    "plz": "plz",
    "village": "village",
    "street": "street",
    "town": "town",
    "lat": "lat",
    "lon": "lon",
    "hours": "hours_week",
    "weeks": "weeks",
    "places": "places",
    "begins": "start_on",
    "german": "german_min",
    "german_help": "german_help",
    "paid": "paid",
    "licence": "licence",
    "experience": "experience",
    "certificate": "police_certificate",
    "childcare": "childcare",
    "until": "valid_until",
    "starts": "starts",
    "note": "note",
}
"""What the notes call what an offer keeps."""


ANSWERS: Mapping[str, str] = {
    "kind": "kind",
    "place": "plz",
    "many": "places",
    "spans": "slots",
    "hours": "hours",
    "german": "german",
    "experience": "experience",
    "paid": "paid",
}
"""What answers which question of a need, without which it is not complete."""
NOTHING: Mapping[str, Any] = {
    "kind": "job",
    "places": 1,
    "hours_week": 0.0,
    "paid": False,
    "german_min": "",
    "experience": "",
}
"""What stands in an offer where nobody said it."""
USUAL: Mapping[str, Any] = {"german_min": "A1", "experience": "none", "paid": True}
"""What staff who enter an offer need not say."""


def unsaid(draft: Draft) -> list[str]:
    """Name the questions of a need that nobody answered yet."""
    return [name for name, mine in ANSWERS.items() if getattr(draft, mine) in (None, ())]


def copied(offer: Offer, today: date) -> Draft:
    """Write an offer down as a new one, without an end, which begins today at the earliest."""
    draft = drafted(offer)
    begins = draft.begins and max(draft.begins, today)
    return replace(draft, key=None, revision=0, held=None, until=None, begins=begins)


def drafted(offer: Offer) -> Draft:
    """Write an offer down as notes."""
    known: dict[str, Any] = {mine: getattr(offer, its) for mine, its in NAMES.items()}
    skills = sorted(row.skill for row in offer.skills)
    return Draft(
        key=offer.id,
        revision=offer.revision,
        held=offer.valid_until,
        firm=offer.employer_id,
        name=offer.employer.name,
        sector=offer.employer.sector,
        firm_plz=offer.employer.plz,
        skill=skills[0] if skills else None,
        more=tuple(skills[1:]),
        slots=tuple(offer.slots),
        copied=True,
        **(known | {ANSWERS[name]: None for name in offer.unsaid or () if name != "spans"}),
    )


def into(draft: Draft, offer: Offer) -> bool:
    """Put what the notes say into an offer; tell whether anything is different."""
    said = {its: getattr(draft, mine) for mine, its in NAMES.items()}
    said["slots"] = list(draft.slots)
    is_need = offer.state is OfferState.DRAFT
    said["unsaid"] = (unsaid(draft) or None) if is_need else offer.unsaid
    said["plz"] = draft.plz or draft.firm_plz or ""
    for its, blank in (NOTHING if is_need else USUAL).items():
        said[its] = blank if said[its] is None else said[its]
    if draft.key and draft.until == draft.held:
        said["valid_until"] = offer.valid_until  # somebody may have confirmed it meanwhile
    changed = {name for name, value in said.items() if getattr(offer, name) != value}
    for name in changed:
        setattr(offer, name, said[name])
    if "note" in changed:
        offer.note_ok = False
    wanted = {*([draft.skill] if draft.skill else []), *draft.more}
    kept = {row.skill: row for row in offer.skills}
    if wanted == kept.keys():
        return bool(changed)
    offer.skills = [kept.get(key) or OfferSkill(skill=key) for key in sorted(wanted)]
    return True


def with_skill(draft: Draft, skill: str | None) -> Draft:
    """Take a skill; what was asked for beside the one of before is none of it."""
    same = skill == draft.skill or skill in draft.more
    more = tuple(each for each in (draft.skill, *draft.more) if each and each != skill)
    return replace(draft, skill=skill, more=more if same else ())


def postcode_of(work: Work, place: Place, home: str | None = None) -> str:
    """Return the postcode of a place; where it has several and none was said, that of `home`."""
    its = gazetteer(work).by_plz.get(home or "")
    known = home if its is not None and its.ags == place.ags else None
    return place.plz or known or first_postcode(work, place.ags) or ""


def new_offer(
    work: Work, draft: Draft, by: int | None, state: OfferState = OfferState.PAUSED
) -> Offer:
    """Build what the notes say, with its firm, not saved yet; LookupError where a firm is gone."""
    offer = Offer(ref=desk_offers.own_ref(), state=state, owner_id=by, skills=[])
    firm = employers.find(work, str(draft.firm)) if draft.firm else _new_firm(work, draft, by)
    if firm is None:
        raise LookupError("a firm that is gone")
    offer.employer = firm
    into(draft, offer)
    return offer


def _new_firm(work: Work, draft: Draft, by: int | None) -> Employer:
    firm = Employer(
        name=draft.name,
        sector=draft.sector or "",
        plz=draft.firm_plz or draft.plz or "",
        contact=draft.contact,
        phone=draft.phone,
    )
    firms.enter(work, firm, by)
    return firm
