"""Links that go on paper, with a code to type: to a firm, to a place, to who comes back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from storage import audit
from storage.models import Employer, PageLink, Person
from storage.models.page import Purpose
from storage.page.links import MadeLink, make, void
from storage.rules.typed_codes import draw
from storage.work import Work

SHEET = "person.sheet"


def for_firm(work: Work, firm: Employer, centre: str, language: str) -> MadeLink:
    """Make the link of a letter that lets a firm answer."""
    about = {"employer_id": firm.id, "centre": centre, "language": language}
    return _made(work, Purpose.FIRM, **about)


def for_place(work: Work, place: str, centre: str, language: str) -> MadeLink:
    """Make the link of a letter to whoever lives somewhere."""
    return _made(work, Purpose.NEWCOMER, place=place, centre=centre, language=language)


def for_person(
    work: Work, person: Person, centre: str | None, language: str, by: int | None = None
) -> MadeLink:
    """Make the link that brings somebody back to their page; an older one is void.

    `by` is the colleague who gives it, None: the command line.
    """
    about = {"person_id": person.id, "centre": centre, "language": language, "made_by": by}
    void(work, PageLink.person_id == person.id, PageLink.purpose == Purpose.RECOVERY)
    audit.note(work, SHEET, by, person.id, centre)
    return _made(work, Purpose.RECOVERY, **about)


def _made(work: Work, purpose: Purpose, **about: Any) -> MadeLink:
    expires_at = work.now + timedelta(days=work.limits.letter_days)
    return make(work, purpose, expires_at=expires_at, code=draw(), **about)
