"""/people: found by code, first name, place or skill; and those whom nobody should forget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.cards.skill_words import skills_named
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.guard import sight
from conversations.kit.here import Here
from conversations.kit.messages import Message, stacked
from conversations.kit.pages import page
from conversations.kit.questions import ShortText
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Next, Onward, Start, Step
from conversations.staff import person as card
from conversations.staff.people_lists import (
    KIND,
    MOST,
    OVERVIEW,
    PLACE,
    SKILL,
    Listed,
    list_button,
    list_message,
    people_buttons,
    title,
)
from conversations.staff.person import PERSON
from conversations.staff.scope import scope
from locales.words import Ltr, _, say, verbatim
from storage import finding
from storage.places import gazetteer
from storage.rules.places import Found
from storage.rules.taxonomy import skills
from storage.work import Work

LONGEST = 80
# NOTE: To staff: nobody is called or coded so; {text} is what they typed.
NOBODY = _("Nobody found at your centre: “{text}”. Try the code, another spelling, a place.")


@dataclass(frozen=True)
class Looking:
    """What was typed."""

    text: str = ""


def find_people(context: Context, argument: str) -> Sequence[Onward]:
    """Show whom one talked to last and what to type; with an argument who is found."""
    text = " ".join(argument.split())[:LONGEST]
    if text.startswith("#") and text[1:].isdecimal():
        return _open(context, int(text[1:]))
    if text:
        return _search(context, text)
    _show(context, Listed(OVERVIEW))
    return [Start("people")]


def _search(context: Context, text: str) -> Sequence[Onward]:
    """Show who has the code, else who is called so, else who lives there, else who can do it."""
    work, centre = context.work, scope(context.actor)
    found = finding.by_code(work, centre, text) or finding.by_name(work, centre, text)
    if len(found) == 1:
        return _open(context, found[0])
    if found:
        rest = page(found, "", MOST)
        # NOTE: To staff: several people are called so. {text} is what was typed.
        lines = (say(_("Found: {text}"), text=verbatim(text)), *rest.counted())
        context.send(Message(lines, stacked(people_buttons(work, rest.items)), private=True))
    elif lists := _lists_named(work, text):
        _show_lists(context, lists)
    else:
        context.send(Message((say(NOBODY, text=verbatim(text)),)))
    return ()


def _show_lists(context: Context, lists: Sequence[Listed]) -> None:
    """Show the one list that is meant, or ask which."""
    if len(lists) == 1:
        _show(context, lists[0])
        return
    buttons = [list_button(title(context.work, each), each) for each in lists]
    # NOTE: To staff, who typed a word that fits several skills; a button for each follows.
    context.send(Message((_("Which skill do you mean?"),), stacked(buttons)))


def _show(context: Context, listed: Listed) -> None:
    context.send(list_message(context.work, context.actor, listed), (KIND, listed.key))


def _lists_named(work: Work, text: str) -> list[Listed]:
    """Return the place a text surely names, else the skills, else a place it may mean."""
    known = gazetteer(work)
    place, order = known.find(text), list(known.by_ags)
    towns = [each.municipality.ags for each in place.places] if isinstance(place, Found) else []
    places = [Listed(PLACE, order.index(ags) + 1) for ags in towns[:1]]
    if isinstance(place, Found) and place.sure:
        return places
    named = skills_named(text)
    return [Listed(SKILL, list(skills()).index(each) + 1) for each in named[:MOST]] or places


def _open(context: Context, person_id: int) -> Sequence[Onward]:
    """Show a card, where the kit lets this colleague see it; whom they may not see is nobody."""
    work, actor = context.work, context.actor
    person = sight(work, actor, PERSON, person_id)
    if person is None:
        context.send(Message((say(NOBODY, text=Ltr(f"{card.LETTER}{person_id}")),)))
    elif not card.sees(work, actor, person, opens=True):
        context.send(Message((card.ENOUGH,)))
    else:
        context.send(card.person_message(work, actor, person), (card.KIND, person.id))
    return ()


def _keep(here: Here[Looking], text: str) -> Step[Looking]:
    return Next(Looking(text))


def _finish(here: Here[Looking]) -> Sequence[Onward]:
    return find_people(here.context, here.notes.text)


# NOTE: To staff: whom they look for; typed freely.
PEOPLE: Flow[Looking] = Flow(
    "people",
    (
        ShortText(
            name="who",
            text=one(_("Whom do you look for? Code, first name, place or skill.")),
            keep=_keep,
            longest=LONGEST,
        ),
    ),
    finish=_finish,
    notes=Looking,
    counted=False,
    guard="/people",
)
