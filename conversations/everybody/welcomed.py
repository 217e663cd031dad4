"""What the welcome knows of somebody before they said anything: where, and who let them in."""

from __future__ import annotations

from dataclasses import dataclass

from storage.places import centre, gazetteer
from storage.rules.places import Found
from storage.work import Work


@dataclass(frozen=True)
class Arrival:
    """The notes of the welcome: the municipality a poster's code or a link named.

    `known`: who agrees now has said before where they live; `by`: the colleague who let them in.
    """

    preset: str | None = None
    known: bool = False
    by: int | None = None


def preset(work: Work, code: str, key: str | None = None) -> str | None:
    """Return the municipality of a code: its key, a postcode, a name; else where a centre is."""
    known = gazetteer(work)
    if code in known.by_ags:
        return code
    found = known.place(code) if code.isdigit() else known.find(code) if code else None
    if isinstance(found, Found):
        return found.places[0].municipality.ags
    home = centre(work, key) if key else None
    return preset(work, home.place) if home else None
