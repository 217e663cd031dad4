"""What staff answer about an offer, kept in the notes; the place must be one of their centre."""

from __future__ import annotations

import re
from dataclasses import replace

from conversations import terms
from conversations.cards.offer_draft import (
    DAY,
    OTHER,
    PLACE,
    STREET,
    Draft,
    drafted,
    postcode_of,
    with_firm,
    with_skill,
)
from conversations.kit.events import Shared
from conversations.kit.here import Here
from conversations.kit.permissions import may
from conversations.kit.questions import Chosen, Place
from conversations.kit.questions.pieces import into
from conversations.kit.steps import Goto, Next, Start, Step
from locales.languages import FALLBACK
from locales.render import label
from locales.words import _
from storage import desk_offers, employers, offers
from storage.places import centre_around, gazetteer
from storage.rules.places import PlaceFound

CHANGE_IT = "change"
NUMBER = re.compile(r"\+?[0-9][0-9 ()/-]{4,28}[0-9]", re.ASCII)
# NOTE: To staff: another centre is responsible for the place they named.
NOT_OURS = _("This place belongs to another centre. Please let them enter it.")
Here_ = Here[Draft]


def keep_firm(here: Here_, found: int | str) -> Step[Draft]:
    """Take a known firm with the place it has, or the name of a new one."""
    firm = employers.find(here.work, str(found)) if isinstance(found, int) else None
    if firm is None:
        return Next(replace(Draft(), name=str(found)))
    draft = with_firm(here.work, Draft(), firm)
    if draft.plz and may_enter(here, draft.plz):
        return Next(draft)
    return Next(replace(draft, where=PLACE, plz=None, street=None, lat=None, lon=None))


def keep_seat(here: Here_, place: Place) -> Step[Draft]:
    """Keep where a new firm is: most of its work is there, too."""
    plz = postcode_of(here.work, place)
    known = replace(here.notes, firm_plz=plz)
    if not may_enter(here, plz):
        return Next(replace(known, where=PLACE))
    return Next(replace(known, where=STREET, plz=plz, village=place.village))


def keep_contact(here: Here_, text: str) -> Step[Draft]:
    """Tell a number from the name it stands behind."""
    found = NUMBER.search(text)
    phone = found[0] if found else None
    name = NUMBER.sub(" ", text, count=1).strip(" ,;:-/") or None
    return Next(replace(here.notes, contact=name, phone=phone))


def keep_skill(here: Here_, skill: str) -> Step[Draft]:
    """Look whether the same is offered already."""
    notes = with_skill(here.notes, skill)
    same = desk_offers.twin(here.work, notes.firm, notes.kind or "", skill, notes.key)
    return Next(replace(notes, twin=same.id if same and notes.firm else None))


def keep_twin(here: Here_, choice: str) -> Step[Draft]:
    """Go on, or change the offer there is."""
    same = offers.find(here.work, here.notes.twin)
    if choice == CHANGE_IT and same is not None and may_enter(here, same.plz):
        return Start("reoffer", drafted(same))
    return Next()


def keep_title(here: Here_, said: str | Chosen) -> Step[Draft]:
    """Keep what was typed, or the German name of the skill."""
    return into("title")(here, usual_title(here) if isinstance(said, Chosen) else said)


def usual_title(here: Here_) -> str:
    """Return the German name of the skill."""
    return label(terms.skill(here.notes.skill), FALLBACK) if here.notes.skill else ""


def keep_town(here: Here_, place: Place) -> Step[Draft]:
    """Keep the place of the work: a point or street of before is none of it, so it is asked."""
    plz = postcode_of(here.work, place)
    if not may_enter(here, plz):
        here.context.echo = NOT_OURS
        return Goto("town")
    fresh = replace(here.notes, plz=plz, village=place.village, street=None)
    moved = replace(fresh, town=None, lat=None, lon=None, where=PLACE)
    return Goto("door", moved) if here.alone else Next(moved)


def keep_door(here: Here_, said: str | Shared) -> Step[Draft]:
    """Keep the street, or the point; after a point the street is asked, where nobody said it."""
    if isinstance(said, str):
        return Next(replace(here.notes, street=said))
    near = gazetteer(here.work).nearest(said.lat, said.lon)
    if not isinstance(near, PlaceFound):
        return Goto("door")
    own = gazetteer(here.work).by_plz.get(here.notes.plz or "")
    is_same = own is not None and own.ags == near.municipality.ags
    place = Place(near.municipality.ags, None)
    plz = here.notes.plz if is_same else postcode_of(here.work, place)
    if not plz or not may_enter(here, plz):
        here.context.echo = NOT_OURS
        return Goto("door")
    town = near.municipality.name
    notes = replace(here.notes, plz=plz, town=town, lat=said.lat, lon=said.lon)
    return Next(notes) if notes.street else Goto("door", notes)


def keep_many(here: Here_, choice: str) -> Step[Draft]:
    """Take a number of places from now on; another number or day is asked."""
    if choice == OTHER:
        return Next(replace(here.notes, many=OTHER))
    return Next(replace(here.notes, many="", start="", places=int(choice), begins=here.today))


def keep_start(here: Here_, choice: str) -> Step[Draft]:
    """Keep from when: today, any day, or one that is asked."""
    begins = here.today if choice == "now" else None
    return Next(replace(here.notes, start=choice if choice == DAY else "", begins=begins))


def may_enter(here: Here_, plz: str) -> bool:
    """Tell whether an offer at a postcode is one of a centre the person works for."""
    return may(here.context.actor, "/offer", centre_around(here.work, plz))
