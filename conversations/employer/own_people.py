"""/mypeople: everybody on the way to a firm, who comes first at the top; a tap opens the card."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.candidate import called, head, stage_lines
from conversations.cards.candidate_buttons import OPEN
from conversations.cards.candidate_told import WHO
from conversations.cards.firm import contacts
from conversations.employer.candidate import CANDIDATE
from conversations.employer.own_firm import firm_keys
from conversations.kit.actor import Actor
from conversations.kit.context import Context
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import first_of, page
from conversations.kit.steps import Onward
from locales.words import Ltr, Words, _, p_, say
from storage.introductions import showing
from storage.models import Introduction
from storage.work import Work

MOST = 6
# NOTE: Heading above the people who are on the way to a firm.
TITLE = _("<b>🤝 On the way to you</b>")


def show_people(context: Context, argument: str) -> Sequence[Onward]:
    """Show who is on the way, and which day is agreed."""
    message = people_message(context.work, context.actor, argument)
    context.send(message, first_of(WHO, argument))
    return ()


def is_awaited(context: Context) -> bool:
    """Tell whether anybody is on the way to a firm of who is in this chat."""
    return showing.is_awaited(context.work, firm_keys(context.actor))


def people_message(work: Work, actor: Actor, number: str = "") -> Message:
    """Show a page of who is on the way to the firms somebody speaks for."""
    found = [each for firm in firm_keys(actor) for each in showing.on_the_way(work, firm)]
    if not found:
        # NOTE: To a firm that asked who is on the way to it.
        return Message((_("Nobody is on the way to you now. What you need: /need"),))
    shown = page(found, number, MOST)
    lines = [line for each in shown.items for line in _lines(work, each)]
    rows = (*stacked([_button(each) for each in shown.items]), *shown.more(WHO))
    reached = contacts(work, firm_keys(actor))
    return Message((TITLE, *lines, *shown.counted(), *reached), rows, private=True)


def _lines(work: Work, introduction: Introduction) -> Sequence[Words]:
    """Name somebody, and say in one line how far it is."""
    return (head(introduction), *stage_lines(work, introduction)[-1:])


def _button(introduction: Introduction) -> Button:
    # NOTE: Button of a firm that shows somebody on the way; {name} is a first name, or a code.
    label = say(
        p_("button", "👤 {name} ({code})"), name=called(introduction), code=_code(introduction)
    )
    return CANDIDATE.button(label, introduction.id, showing.revision_of(introduction), OPEN)


def _code(introduction: Introduction) -> Ltr:
    return Ltr(f"{CANDIDATE.letter}{introduction.id}")
