"""Whom at the centre a firm can ask: below every message firms get."""

from __future__ import annotations

from locales.words import Ltr, Name, Words, _, say
from storage import team
from storage.models import Centre, Employer
from storage.places import centre, centre_around, centres
from storage.work import Work


def contact_lines(work: Work, employer: Employer) -> list[Words]:
    """Say who at the centre is there for a firm, and the number to call; as far as it is known."""
    name = team.name_of(work, employer.named_id)
    # NOTE: To a firm: the colleague of the centre who is there for it; the phone number follows.
    lines = [say(_("🤝 Your contact: {name}"), name=Name(name))] if name else []
    key = centre_around(work, employer.plz)
    home = centre(work, key) if key else None
    reached = [home] if home else centres(work)
    return [*lines, *(_phone(each) for each in reached if each.phone)]


def _phone(centre: Centre) -> Words:
    line = _("☎️ {centre}: {phone}")
    return say(line, centre=Name(centre.name), phone=Ltr(centre.phone or ""))
