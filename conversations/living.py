"""The cards that stand in a chat and still hold, as they would look now: a label may be typed."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.everybody import menus
from conversations.kit.buttons import Standing, read
from conversations.kit.context import Context
from conversations.kit.events import Typed
from conversations.kit.guard import sight
from conversations.kit.messages import Message
from conversations.kit.pages import next_page
from conversations.kit.questions import Said
from conversations.kit.typed import MOST_LETTERS, button_of
from conversations.registry import COMMANDS, HOUSE
from storage.queues import shown

MOST = 12


def labelled(context: Context, said: Said, *, begun: bool = False) -> Standing | None:
    """Return the button of the menu or of the newest living card whose label was typed.

    `begun`: where nothing is asked, the first words of a label of the very newest card do.
    """
    if not isinstance(said, Typed) or len(said.text) > MOST_LETTERS:
        return None
    found = button_of(menus.every_button(context, COMMANDS), context.language, said.text)
    if found is not None:
        return found
    newest = None
    for row, card in living_cards(context):
        newest = newest or row
        is_newest = begun and row == newest
        if found := button_of(card, context.language, said.text, begun=is_newest):
            return found
    return None


def living_cards(context: Context) -> Iterator[tuple[int, Message]]:
    """Render the newest cards of a chat afresh, each with its message.

    What is over, gone or not theirs is left out. A list is read once, were it noted for each thing
    on it.
    """
    done: set[tuple[int, str, int]] = set()
    for row, subject, key in shown.in_chat(context.work, context.chat.id, MOST):
        card = _noted(context, subject, key) if (row, subject, key) not in done else None
        if card is not None and card.rows:
            done |= {(row, subject, each) for each in _listed(subject, card)}
            yield row, card


def _listed(kind: str, card: Message) -> set[int]:
    """Return what of its kind stands on a list."""
    if kind not in HOUSE.subjects or not HOUSE.subjects[kind].is_list:
        return set()
    every = (read(button.data) for row in card.rows for button in row)
    return {each.subject for each in every if isinstance(each, Standing) and each.kind == kind}


def _noted(context: Context, kind: str, key: int) -> Message | None:
    subject = HOUSE.subjects.get(kind)
    if subject is None:
        return _commanded(context, kind, key)
    thing = sight(context.work, context.actor, subject, key)
    return subject.card(context.work, context.actor, thing) if thing is not None else None


def _commanded(context: Context, name: str, page: int) -> Message | None:
    """Return the card of a command, or the way to a page of its list."""
    command = HOUSE.command(name) if HOUSE.lets(context, name) else None
    if command is not None and command.card and page == 0:
        return command.card(context.work, context.actor)
    return Message((), next_page(name, page)) if command is not None else None
