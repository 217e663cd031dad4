"""What a firm reads of somebody whose name it does not know: these codes and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.rules.codes import LICENCES_ASKED, WORK
from storage.rules.slots import in_order

MOST_SKILLS = 8


@dataclass(frozen=True)
class Nameless:
    """Somebody by a code; skills with their level from 1 to 3, the most practised first."""

    code: str
    skills: tuple[tuple[str, int], ...] = ()
    german: str | None = None
    slots: tuple[str, ...] = ()
    start: str | None = None
    licences: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()


def nameless(
    code: str,
    skills: Mapping[str, int],
    *,
    german: str | None,
    slots: Sequence[str] | None,
    start: str | None,
    licences: Sequence[str] | None,
    wants: Sequence[str] | None,
) -> Nameless:
    """Return the card before the yes; how it was typed, and in which order, shows nowhere.

    Source: the programme's domain notes, 6.4. A licence from another country is left out, since it
    would say where somebody comes from. That the way is short enough was judged before somebody
    was shown: the card says so of everybody alike.
    """
    ordered = sorted(skills.items(), key=lambda item: (-item[1], item[0]))
    return Nameless(
        code,
        tuple(ordered[:MOST_SKILLS]),
        german,
        in_order(slots or ()),
        start,
        tuple(each for each in LICENCES_ASKED if each in (licences or ())),
        tuple(each for each in WORK if each in (wants or ())),
    )
