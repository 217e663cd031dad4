"""Which firm: one of the last, or a typed name, which is compared with those we know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.kit.here import Here
from conversations.kit.questions import Answer, Chosen, Heard, Option, Prompt, Said, ShortText, Stay
from conversations.kit.questions.asked import Again, N, in_rows
from conversations.staff.scope import scope
from locales.words import Name, _, p_, say
from storage import desk_offers, employers
from storage.models import Employer

NEW, KNOWN, TYPED, MEANT = "new", "f", "?", "="
MOST, LONGEST = 6, 120


@dataclass(frozen=True, kw_only=True)
class FirmOf(ShortText[N]):
    """Answers with the key of a known firm, or with the name of a new one.

    What was typed is asked back where a firm is called alike: nobody is entered twice.
    """

    longest: int = LONGEST

    def ask(self, here: Here[N]) -> Prompt:
        """Show the last firms, or those that may be meant."""
        options = [_option(each) for each in _firms(here)]
        if not isinstance(here.half, str):
            return Prompt(tuple(self.text(here)), in_rows(options))
        # NOTE: Button below firms that are called alike: it is none of them.
        another = Option(NEW, p_("button", "➕ None of these"))
        # NOTE: To staff who typed the name of a firm; buttons with firms we know follow.
        return Prompt((_("Is it one of these?"),), in_rows([*options, another]))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a firm; a name that begins like one of the last is asked back as well."""
        if not isinstance(said, Chosen):
            return self._typed(here, said)
        if said.value == NEW:
            return self._another(here)
        known = {_value(each): each.id for each in _firms(here)}
        if said.value not in known:
            return Again()
        if said.typed and here.half is None:
            return Stay(f"{MEANT}{known[said.value]}")
        return Answer(known[said.value])

    def _typed(self, here: Here[N], said: Said) -> Heard:
        heard = super().hear(here, said)
        if isinstance(heard, Answer) and desk_offers.firms_like(here.work, heard.value):
            return Stay(f"{TYPED}{heard.value}")
        return heard

    def _another(self, here: Here[N]) -> Heard:
        if isinstance(here.half, str) and here.half.startswith(TYPED):
            return Answer(here.half.removeprefix(TYPED))
        return Stay(None)


def _firms(here: Here[object]) -> Sequence[Employer]:
    """Return the firms on the buttons: what was typed decides, where something was."""
    if not isinstance(here.half, str):
        return desk_offers.lately(here.work, scope(here.context.actor), MOST)
    if here.half.startswith(TYPED):
        return desk_offers.firms_like(here.work, here.half.removeprefix(TYPED))
    found = employers.find(here.work, here.half.removeprefix(MEANT))
    return [found] if found else []


def _value(firm: Employer) -> str:
    return f"{KNOWN}{firm.id}"


def _option(firm: Employer) -> Option:
    # NOTE: On a button, for staff: a firm we know.
    return Option(_value(firm), say(p_("button", "🏢 {employer}"), employer=Name(firm.name)))
