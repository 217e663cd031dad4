"""Somebody's ways to firms in one list: how far each is in a few words, a button for each."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.way_words import CODE_LETTER, Way, short, way_of
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import first_of, page
from conversations.kit.steps import Onward
from conversations.newcomer.way_answers import WAY
from locales.words import Ltr, Name, Words, _, p_, say
from storage.introductions.lists import of_person
from storage.work import Work

NAME, MOST = "ways", 6
# NOTE: Heading above the firms somebody is on the way to.
TITLE = _("<b>🧭 Your ways to firms</b>")


def show_ways(context: Context, argument: str) -> Sequence[Onward]:
    """Show how far it is with each firm."""
    message = ways_message(context.work, context.actor, argument)
    context.send(message, first_of(NAME, argument))
    return ()


def is_on_a_way(context: Context) -> bool:
    """Tell whether there is such a list for who is in this chat."""
    return bool(context.person and of_person(context.work, context.person.id))


# NOTE: The list of firms somebody is on the way to; each firm is a button, too.
def ways_message(work: Work, actor: Actor, number: str = "") -> Message:
    """Show a page of somebody's ways, the newest first."""
    found = of_person(work, actor.person.id) if actor.person else ()
    ways = [way for each in found if (way := way_of(work, each))]
    if not ways:
        return Message((_("You are on the way to no firm now. Offers: /offers"),))
    shown = page(ways, number, MOST)
    lines = [_line(way) for way in shown.items]
    rows = (*stacked([_button(way) for way in shown.items]), *shown.more(NAME))
    return Message((TITLE, *lines, *shown.counted()), rows)


# NOTE: A line of the list: the firm, and how far it is.
def _line(way: Way) -> Words:
    said = short(way.work, way.introduction)
    return say(_("🏢 {employer}: {state}"), employer=Name(way.employer), state=said)


# NOTE: Button that shows how far it is with a firm; {code} tells two of one firm apart.
def _button(way: Way) -> Button:
    key, revision = way.introduction.id, way.introduction.revision
    code = Ltr(f"{CODE_LETTER}{key}")
    label = say(p_("button", "🏢 {employer} ({code})"), employer=Name(way.employer), code=code)
    return WAY.leads(label, key, revision)
