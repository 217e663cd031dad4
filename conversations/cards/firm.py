"""A firm as it is named, and whom at the centre it can ask: on every message firms get."""

from __future__ import annotations

from collections.abc import Sequence

from locales.words import Ltr, Name, Words, _, p_, say, verbatim
from storage import employers, firms, team
from storage.models import Centre, Employer
from storage.places import centres
from storage.work import Work

# NOTE: A button, also in the menu: whoever looks for people to employ.
EMPLOYER = p_("command", "🏢 I am an employer")


def firm_name(employer: Employer) -> Words:
    """Name a firm, in any language as it is written."""
    return verbatim(employer.name)


def contact_lines(work: Work, employer: Employer) -> list[Words]:
    """Say who at the centre is there for a firm, and the number to call; as far as it is known."""
    named, home = firms.named_of(work, employer), firms.home_of(work, employer)
    name = team.name_of(work, named)
    # NOTE: To a firm: the colleague of the centre who is there for it; the phone number follows.
    lines = [say(_("🤝 Your contact: {name}"), name=Name(name))] if name else []
    reached = [home] if home else centres(work)
    return [*lines, *(_phone(each) for each in reached if each.phone)]


def contacts(work: Work, firms: Sequence[int]) -> list[Words]:
    """Say once who at the centre is there for several firms of one person."""
    found = [employers.find(work, str(each)) for each in firms]
    lines = (line for firm in found if firm for line in contact_lines(work, firm))
    return list(dict.fromkeys(lines))


def _phone(centre: Centre) -> Words:
    line = _("☎️ {centre}: {phone}")
    return say(line, centre=Name(centre.name), phone=Ltr(centre.phone or ""))
