"""One fact that could be otherwise, in the words staff and newcomers read."""

from __future__ import annotations

from collections.abc import Mapping

from conversations import terms
from locales.words import Ltr, Words, _, p_, say, verbatim
from storage.rules.one_step import Fact, Step

# NOTE: What somebody could know with a course: a level of German.
GERMAN = _("💬 German {level}")
# NOTE: When somebody could be free, besides; each stands before a colon or a dot.
TIMES: Mapping[str, Words] = {
    "early": p_("change", "🌄 Early mornings"),
    "mornings": p_("change", "☀️ Weekday mornings"),
    "afternoons": p_("change", "🌤️ Weekday afternoons"),
    "evenings": p_("change", "🌙 Weekday evenings"),
    "saturdays": p_("change", "📆 Saturdays"),
    "sundays": p_("change", "📆 Sundays"),
}
LICENCE = verbatim("🪪")


def named(step: Step) -> Words:
    """Name a step, its sign first."""
    if step.fact is Fact.GERMAN:
        return say(GERMAN, level=Ltr(step.value))
    if step.fact is Fact.TIMES:
        return TIMES[step.value]
    if step.fact is Fact.LICENCE:
        return say(terms.SIGNED, sign=LICENCE, label=terms.LICENCES[step.value])
    return terms.MOBILITY[step.value]
