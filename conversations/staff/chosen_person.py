"""Whom something is for: a button for whom one opened or wrote with last, or a code or a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.cards.person import label
from conversations.kit.events import Typed
from conversations.kit.guard import MOST as GREATEST
from conversations.kit.here import Here
from conversations.kit.questions import Again, Answer, Asked, Chosen, Heard, Option, Prompt, Said
from conversations.kit.questions.asked import N, in_rows
from conversations.staff.scope import scope
from locales.words import _, say, verbatim
from storage import finding

LAST, MOST, LONGEST = 6, 10, 80
# NOTE: To staff: nobody is called or coded so; {text} is what they typed.
NOBODY = _("Nobody found at your centre: “{text}”. Try the code or another spelling.")
# NOTE: To staff: several people are called so; a button for each follows.
SEVERAL = _("Whom do you mean?")


@dataclass(frozen=True, kw_only=True)
class PersonOf(Asked[N]):
    """Somebody of the centre; several of one name are shown as buttons."""

    numbered: bool = False

    def ask(self, here: Here[N]) -> Prompt:
        """Show whom one had before one last, or those who may be meant."""
        people = finding.people_of(here.work, self._shown(here))
        options = [Option(str(each.id), label(here.work, each)) for each in people]
        return Prompt(tuple(self.text(here)), in_rows(options))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take somebody of the centre by button, code or name."""
        if isinstance(said, Chosen):
            return self._chosen(here, said.value)
        text = " ".join(said.text.split())[:LONGEST] if isinstance(said, Typed) else ""
        found = find(here, text) if text else []
        if len(found) == 1:
            return Answer(found[0])
        if found:
            return Again(SEVERAL, [str(each) for each in found[:MOST]], known=True)
        return Again(say(NOBODY, text=verbatim(text))) if text else Again()

    def _chosen(self, here: Here[N], value: str) -> Heard:
        """Take only who is one of the centre's still: a button may be old."""
        key = int(value) if value.isdecimal() and value.isascii() else 0
        own = finding.of_centre(here.work, scope(here.context.actor), [min(key, GREATEST)])
        return Answer(own[0]) if own else Again()

    def _shown(self, here: Here[N]) -> Sequence[int]:
        work, actor = here.work, here.context.actor
        centre = scope(actor)
        if isinstance(here.half, list):
            return finding.of_centre(work, centre, [int(each) for each in here.half])
        if actor.person is None:
            return []
        about = (work, actor.person.id, centre, LAST)
        last = [*finding.last_opened(*about), *finding.last_talked(*about)]
        return list(dict.fromkeys(last))[:LAST]


def find(here: Here[N], text: str) -> list[int]:
    """Return who has this code, else who is called so."""
    centre = scope(here.context.actor)
    return finding.by_code(here.work, centre, text) or finding.by_name(here.work, centre, text)
