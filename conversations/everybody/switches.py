"""Three switches for everybody: work, activities, news; a button says what it leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.kit.questions import Option
from locales.words import Words, _, p_, say
from storage import consents, fatigue
from storage.models import Person
from storage.rules.ages import is_minor
from storage.work import Work

# NOTE: What somebody gets messages about; each can be turned on and off. Behind a sign: on or off.
KINDS: Mapping[str, Words] = {
    "work": p_("button", "💼 Offers of work"),
    "activities": p_("button", "👥 Things to do"),
    "news": p_("button", "📣 News"),
}
LOOKS = "on.work"
# NOTE: Last line of a message that goes to many people: where to choose what one gets.
SWITCHES = _("🔔 Choose what you get: /stop")
# NOTE: On a button: messages about {kind} come now; a tap turns them off.
ON = p_("button", "🔔 {kind}: on")
# NOTE: On a button: messages about {kind} do not come now; a tap turns them on.
OFF = p_("button", "🔕 {kind}: off")


def is_on(person: Person, kind: str) -> bool:
    """Tell whether somebody gets messages of a kind now."""
    return bool(getattr(person, f"{kind}_on")) and person.stopped_at is None


def switches(person: Person) -> Sequence[Option]:
    """Return a button for each: what is now in words, what a tap leads to in its value.

    To who is not 18 yet no offers are sent.
    """
    return [
        Option(
            f"off.{kind}" if is_on(person, kind) else f"on.{kind}",
            say(ON if is_on(person, kind) else OFF, kind=words),
        )
        for kind, words in KINDS.items()
        if kind != "work" or not is_minor(person.age_band)
    ]


def switch(work: Work, person: Person, value: str) -> bool:
    """Turn one on or off; False for what is none of them.

    Who stopped everything gets only what they turn on, and agrees to that. Who wants offers looks
    for work again.
    """
    state, _dot, kind = value.partition(".")
    if kind not in KINDS or state not in ("on", "off"):
        return False
    if state == "on" and person.stopped_at is not None:
        for each in KINDS:
            setattr(person, f"{each}_on", False)
        person.stopped_at = None
        consents.note(work, person.id, agreed=True)
    setattr(person, f"{kind}_on", state == "on")
    if person.work_on and kind == "work":
        fatigue.heard(work, person.id)
    if value == LOOKS:
        person.works_since = None
    return True
