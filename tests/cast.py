"""Who lives in the district in the tests: adults who joined, with a place and what they said."""

from __future__ import annotations

from typing import Any

from storage.models import Chat, Municipality, Postcode
from storage.people import join
from storage.profiles import profile_of, set_skills
from storage.rules.ages import AgeBand
from storage.work import Work


def settle(
    work: Work,
    /,
    chat_id: int,
    *,
    language: str,
    plz: str = "72525",
    age_band: AgeBand = AgeBand.ADULT,
    skills: dict[str, int] | None = None,
    **said: Any,
) -> int:
    """Let whoever holds a phone join, living at a postcode; returns the key of the person."""
    chat = work.session.get_one(Chat, chat_id)
    chat.language = language
    person = join(work, chat)
    person.age_band = age_band
    profile = profile_of(work, person)
    home = work.session.get_one(Municipality, work.session.get_one(Postcode, plz).ags)
    set_skills(work, profile, skills or {})
    known = {"plz": plz, "ags": home.ags, "centre": home.centre, "first_name": "", **said}
    for name, value in known.items():
        setattr(profile, name, value)
    return person.id
