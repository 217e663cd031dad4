"""At which door the work is: the street and house, a point of the map, or both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.kit.events import Shared
from conversations.kit.here import Here
from conversations.kit.questions import (
    Again,
    Answer,
    Chosen,
    Heard,
    Option,
    Prompt,
    Said,
    Stay,
    TextOr,
)
from conversations.kit.questions.asked import N
from conversations.kit.questions.where import ELSEWHERE
from locales.words import Words, _, p_
from storage.places import gazetteer
from storage.rules.places import Elsewhere

POINT = "point"
# NOTE: To staff who enter an offer; the messenger's own button to share a place is below.
TAP_BELOW = _("Tap the button below, or send a point on the map. Or type the street and house.")


def send_point(here: Here[object]) -> Sequence[Option]:
    """Offer to send a point of the map."""
    return (Option(POINT, _label()),)


# NOTE: On a button, for staff: they share where the work is, as a point of the map.
def _label() -> Words:
    return p_("button", "📍 Send the point")


@dataclass(frozen=True, kw_only=True)
class DoorOf(TextOr[N]):
    """Answers with a text, or with a point of the district as `Shared`."""

    def ask(self, here: Here[N]) -> Prompt:
        """Show the words, or the keyboard that shares a place."""
        if here.half != POINT:
            return super().ask(here)
        return Prompt((TAP_BELOW,), share_place=_label())

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take a text or a point."""
        if isinstance(said, Chosen) and said.value == POINT:
            return Stay(POINT)
        if not isinstance(said, Shared):
            return super().hear(here, said)
        near = gazetteer(here.work).nearest(said.lat, said.lon)
        return Again(ELSEWHERE, known=True) if isinstance(near, Elsewhere) else Answer(said)
