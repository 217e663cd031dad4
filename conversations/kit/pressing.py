"""What a press came to is shown: its card, the other cards of the thing, what is gone."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.kit.buttons import Standing, read
from conversations.kit.context import Context
from conversations.kit.elsewhere import close_gone, renew, renew_others, renew_there, with_pages
from conversations.kit.guard import press
from conversations.kit.house import House
from conversations.kit.messages import Message
from conversations.kit.steps import Onward
from conversations.kit.subject import Result


def carry_out(
    context: Context, house: House, pressed: Standing, result: Result
) -> Sequence[Onward]:
    """Show what came of a press and return what follows."""
    is_thing = pressed.kind in house.subjects
    if result.card is not None:
        about = (pressed.kind, pressed.subject)
        card = with_pages(context.work, house, pressed, result.card, context.tapped)
        if result.answered is not None:
            card = house.goes_on(context, card, result.answered)
        row = context.show(card, about)
        if is_thing and not result.looks:
            renew_others(context, house, pressed, row)
            renew_there(context, house, pressed)
    elif is_thing and not result.steps:
        close_gone(context, house, pressed)
    if result.below is not None:
        context.send(result.below)
    for kind, key in result.changed:
        renew(context.work, house.subjects[kind], key, once=context.origin)
    return result.steps


def press_again(context: Context, house: House, data: str) -> Sequence[Onward]:
    """Do what a button means that was tapped before the PIN; the toast is said aloud."""
    pressed = read(data)
    if not isinstance(pressed, Standing):
        return ()
    result = press(context.work, context.actor, house.subjects, pressed)
    if result.toast is not None and result.card is not None:
        context.echo = result.toast
    elif result.toast is not None:
        context.send(Message((result.toast,)))
    return carry_out(context, house, pressed, result)
