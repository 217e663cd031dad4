"""What a firm plainly said in a sentence is an answer; nothing of it is asked again."""

from __future__ import annotations

from dataclasses import replace

from conversations.cards.offer_draft import (
    LONGEST_TITLE,
    Draft,
    postcode_of,
    unsaid,
    with_kind,
    with_skill,
)
from conversations.cards.skill_words import skills_said
from conversations.kit.questions import Place
from storage.places import gazetteer
from storage.rules.need_words import given, stated
from storage.work import Work

FIRST = ("kind", "place", "many")
"""What a firm is asked first."""


def understood(work: Work, draft: Draft) -> Draft:
    """Take from the sentence what it plainly says; its first words are the title."""
    text = draft.note or ""
    found, skills = stated(text, work.today, gazetteer(work)), skills_said(text)
    notes = with_skill(draft, skills[0]) if len(skills) == 1 else draft
    notes = with_kind(notes, found.kind) if found.kind else notes
    notes = replace(notes, places=found.places, begins=found.begins, starts=found.starts)
    notes = replace(notes, hours=found.hours)
    if plz := found.plz or _postcode(work, found.town, draft):
        notes = at_place(notes, plz)
    elif not is_elsewhere(work, draft):
        notes = at_place(notes, None)
    return replace(notes, title=text[:LONGEST_TITLE] or None)


def goes_on(work: Work, draft: Draft) -> Draft:
    """Ask of a need that came as a sentence what it did not say; a skill is its German name."""
    known = given(stated(draft.note or "", work.today, gazetteer(work)))
    skill = ["skill"] if draft.skill else []
    known = [*known, *(each for each in FIRST if each not in unsaid(draft))]
    return replace(draft, title=None, known=(*known, *skill))


def is_elsewhere(work: Work, draft: Draft) -> bool:
    """Tell whether the place is known and outside the district."""
    return draft.lat is not None and draft.plz not in gazetteer(work).by_plz


def _postcode(work: Work, town: str | None, draft: Draft) -> str | None:
    return postcode_of(work, Place(town, None), draft.firm_plz) if town else None


def at_place(draft: Draft, plz: str | None, village: str | None = None) -> Draft:
    """Take a place, or none; in the firm's own place its street stays."""
    if plz == draft.plz and village in (None, draft.village):
        return draft
    return replace(draft, plz=plz, village=village, street=None, town=None, lat=None, lon=None)
