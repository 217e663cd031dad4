"""Work without pay that is none to ask of somebody: who is trained in a field does not watch it."""

from __future__ import annotations

from collections.abc import Iterable

INTERNSHIP, TRAINED = "internship", 3


def trained_in(
    kind: str, paid: bool, wanted: Iterable[str], own: Iterable[tuple[str, int]]
) -> str | None:
    """Return the skill somebody did for years, where an internship without pay asks for it.

    Source: the programme's domain notes, 6.1: with training in the field it counts as work (§ 22
    MiLoG); a colleague looks at it first.
    """
    if paid or kind != INTERNSHIP:
        return None
    known = {skill for skill, level in own if level >= TRAINED}
    return min(known.intersection(wanted), default=None)
