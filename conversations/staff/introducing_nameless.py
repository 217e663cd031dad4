"""What staff write to a firm about somebody it knows no name of: a text that does not say it."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.kit.here import Here
from conversations.kit.questions import Again, Answer, Heard, Said, ShortText
from conversations.staff.introducing_draft import About
from locales.words import _
from storage import people
from storage.introductions import steps
from storage.rules.mentions import names

# NOTE: To staff, who answer a firm about somebody whose name it does not know.
NO_NAME = _("Please write it without the name. The firm does not know it yet.")


@dataclass(frozen=True, kw_only=True)
class Nameless(ShortText[About]):
    """A text that does not name the person."""

    def hear(self, here: Here[About], said: Said) -> Heard:
        """Refuse the first name of the person, however it is spaced."""
        heard = super().hear(here, said)
        found = steps.find(here.work, here.notes.introduction)
        person = people.find(here.work, found.person_id) if found else None
        name = person.profile.first_name if person and person.profile else None
        if name and isinstance(heard, Answer) and names(heard.value, name):
            return Again(NO_NAME, known=True)
        return heard
