"""Introductions as their centre sees them: who is stuck, and each step for who has no face."""

from __future__ import annotations

from dataclasses import replace

from conversations.kit.actor import Actor, actor_of
from conversations.kit.guard import sight
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.outgoing import Outgoing
from conversations.kit.subject import Subject
from conversations.staff.introducing_card import Seen, card_lines, find, waiting
from conversations.staff.introducing_steps import ACTIONS
from conversations.staff.introducing_ways import CENTRE, KIND, ways
from conversations.staff.introducing_words import SIDES
from conversations.staff.whose import to_card
from locales.words import Words, _, say
from storage.people import TEAM
from storage.work import Work

LETTER = "X"
# NOTE: To staff: what they noted about a person and a firm waits; {side} said it.
PENDING = _("⏳ In a minute it goes on, as {side} said. Nobody was told yet.")
# NOTE: The same, where the centre decided it.
PENDING_OURS = _("⏳ In a minute it goes on. Nobody was told yet.")
# NOTE: To staff: a step they noted a minute ago could not be done; how it is now follows.
NOT_DONE = _("❗ What you noted could not be done: it changed in the meantime.")


def card(work: Work, actor: Actor, thing: Seen) -> Message:
    """Build the card with what this colleague can do now."""
    lines = [*card_lines(work, thing, actor.language), *_pending(work, thing)]
    buttons = [_button(thing, name, words) for name, words in ways(work, actor, thing)]
    if thing.whole:
        buttons.append(to_person(thing))
    return Message((*lines, INTRODUCING.code(thing.id)), stacked(buttons), private=True)


def to_person(thing: Seen) -> Button:
    """Return the button that opens the card of the person."""
    return to_card(thing.introduction.person_id)[0][0]


def _pending(work: Work, thing: Seen) -> list[Words]:
    step = waiting(work, thing)
    if step is None:
        return []
    return [PENDING_OURS if step.side is CENTRE else say(PENDING, side=SIDES[step.side])]


def _button(thing: Seen, name: str, words: Words) -> Button:
    return INTRODUCING.button(words, thing.id, thing.introduction.revision, name)


def notice(outgoing: Outgoing) -> Message | None:
    """Tell a colleague whose turn it is, or how it went on; None where it went on since."""
    thing = _theirs(outgoing)
    if thing is None or thing[1].introduction.revision != outgoing.row.revision:
        return None
    return card(outgoing.work, *thing)


def not_done(outgoing: Outgoing) -> Message | None:
    """Tell a colleague that what they noted came to nothing, and how it stands now."""
    thing = _theirs(outgoing)
    if thing is None:
        return None
    found = card(outgoing.work, *thing)
    return replace(found, lines=(NOT_DONE, *found.lines))


def _theirs(outgoing: Outgoing) -> tuple[Actor, Seen] | None:
    """Return the colleague who is told, with what they still may see of it."""
    actor = actor_of(outgoing.work, outgoing.person, outgoing.chat.language)
    if not actor.scopes(TEAM):
        return None
    thing = sight(outgoing.work, actor, INTRODUCING, outgoing.row.subject or 0)
    return (actor, thing) if thing else None


def _whose(thing: Seen) -> str | None:
    return thing.centre


def _revision(thing: Seen) -> int:
    return thing.introduction.revision


INTRODUCING = Subject(KIND, LETTER, find, _whose, _revision, card, ACTIONS)
