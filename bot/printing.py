"""Papers from the database to a file: who writes, to whom, and the link in the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.commands import UnknownError, opened
from bot.papers import write
from bot.settings import Settings
from conversations.cards import letter
from locales.languages import FALLBACK
from locales.letters import Paper, as_letter, as_poster
from storage import employers, places, team
from storage.models import Centre, Employer, Person
from storage.new_phone import can_move
from storage.page import papers
from storage.page.links import MadeLink
from storage.people import by_ref, chats_of
from storage.rules.clock import to_local
from storage.rules.places import Found, PlaceFound
from storage.work import Work

LINK, TYPED, POSTER = "/l/", "/l", "/p/"
NO_PAGE = "JIP_WEB_URL is missing: the page's public address, which stands on the paper."


class NotYetError(Exception):
    """Something that has to stand on a paper is not known; the text says what."""


@dataclass(frozen=True)
class Firm:
    """A firm by its id, and what is not kept of it: whom of us to ask for, the whole address."""

    ref: str
    contact: str
    address: str


def to_firm(settings: Settings, whom: Firm, to: Path, key: str | None, language: str) -> date:
    """Write a letter to a firm; return until when it is good."""

    def unit(work: Work) -> tuple[Paper, date]:
        firm = employers.by_ref(work, whom.ref)
        if firm is None:
            raise UnknownError(f"There is no employer {whom.ref}. Load a file that has it first.")
        centre = _sender(work, key or places.centre_around(work, firm.plz))
        way = _way(settings, work, papers.for_firm(work, firm, centre.key, language), language)
        lines = _address(work, firm, whom.address)
        contact = whom.contact or _colleague(work, firm) or centre.name
        return letter.firm_letter(work, centre, lines, contact, way), way.until or work.today

    return _printed(settings, unit, to)


def to_place(settings: Settings, place: str, to: Path, key: str | None, language: str) -> date:
    """Write an invitation for whoever lives somewhere; return until when it is good."""

    def unit(work: Work) -> tuple[Paper, date]:
        found = _place(work, place)
        centre = _sender(work, key or found.municipality.centre)
        made = papers.for_place(work, _key(found), centre.key, language)
        way = _way(settings, work, made, language)
        return letter.newcomer_letter(work, centre, way), way.until or work.today

    return _printed(settings, unit, to)


def to_newcomer(
    settings: Settings, ref: str, to: Path, key: str | None, language: str | None
) -> date:
    """Write the sheet that brings somebody back to their page; return until when it is good."""

    def unit(work: Work) -> tuple[Paper, date]:
        person = _newcomer(work, ref)
        spoken = language or _language(work, person)
        centre = _sender(work, key or _centre(person))
        made = papers.for_person(work, person, centre.key, spoken)
        way = _way(settings, work, made, spoken)
        sheet = letter.recovery_sheet(work, centre, person.ref or "", way)
        return sheet, way.until or work.today

    return _printed(settings, unit, to)


def poster_of(settings: Settings, place: str, to: Path, key: str | None) -> None:
    """Write the poster of a place."""
    _page(settings)

    def unit(work: Work) -> Paper:
        found = _place(work, place)
        centre = _sender(work, key or found.municipality.centre)
        return letter.place_poster(work, centre, f"{_page(settings)}{POSTER}{_key(found)}")

    with opened(settings) as run:
        run(places.seed_district)
        write(to, as_poster(run(unit, reading=True)))


def _printed(settings: Settings, unit: Callable[[Work], tuple[Paper, date]], to: Path) -> date:
    """Make the link and the paper in one unit: where no paper can be drawn there is no link."""

    def drawn(work: Work) -> tuple[bytes, date]:
        paper, until = unit(work)
        return as_letter(paper), until

    _page(settings)
    with opened(settings) as run:
        run(places.seed_district)
        content, until = run(drawn)
        write(to, content, secret=True)
    return until


def _page(settings: Settings) -> str:
    if settings.web_url is None:
        raise NotYetError(NO_PAGE)
    return settings.web_url.rstrip("/")


def _way(settings: Settings, work: Work, made: MadeLink, language: str) -> letter.Way:
    until = to_local(made.link.expires_at, work.zone.key).date()
    page = _page(settings)
    typed = letter.typed_address(f"{page}{TYPED}")
    return letter.Way(f"{page}{LINK}{made.token}", typed, made.code, until, language)


def _sender(work: Work, key: str | None) -> Centre:
    """Return the centre that writes; nobody can call or come to one that tells neither."""
    centre = places.centre(work, key) if key else places.centres(work)[0]
    if centre is None:
        known = ", ".join(sorted(each.key for each in places.centres(work)))
        raise UnknownError(f"There is no centre {key}. Known: {known}.")
    if not centre.address or not centre.phone:
        raise NotYetError(f"The centre {centre.key} has no address or no phone: load them first.")
    return centre


def _place(work: Work, typed: str) -> PlaceFound:
    found = places.gazetteer(work).find(typed)
    if not isinstance(found, Found) or not found.sure:
        raise UnknownError(f"There is no place {typed} in the district.")
    return found.places[0]


def _key(found: PlaceFound) -> str:
    """Return how a link names a place: its postcode, else its official key."""
    return found.postcode.plz if found.postcode else found.municipality.ags


def _newcomer(work: Work, ref: str) -> Person:
    person = by_ref(work, ref)
    if person is None or not can_move(work, person):
        raise UnknownError(
            f"There is no newcomer {ref}. Colleagues and firms get a new invitation."
        )
    return person


def _centre(person: Person) -> str | None:
    return person.centre or (person.profile.centre if person.profile else None)


def _language(work: Work, person: Person) -> str:
    spoken = [chat.language for chat in chats_of(work, person.id)]
    return next((code for code in spoken if code), FALLBACK)


def _address(work: Work, firm: Employer, given: str) -> tuple[str, ...]:
    """Return what stands in the window; a street nobody told has an empty line to write it."""
    who = (firm.name, *filter(None, (firm.contact,)))
    if given:
        return (*who, *(part.strip() for part in given.split(",")))
    known = places.gazetteer(work)
    postcode = known.by_plz.get(firm.plz)
    town = known.by_ags[postcode.ags].name if postcode else ""
    return (*who, "", f"{firm.plz} {town}".strip())


def _colleague(work: Work, firm: Employer) -> str | None:
    return team.name_of(work, firm.verified_by) if firm.verified_by else None
