"""What somebody can have seen when they answered: two clocks are never compared."""

from __future__ import annotations

from conversations.kit.context import Context
from conversations.kit.events import Typed
from storage.models.outbox import OutboxState
from storage.queues import shown


def saw_it(context: Context, event: Typed) -> bool:
    """Tell whether the question stood there when somebody wrote.

    Once it is shown both times are the messenger's; until then both are ours. Two clocks are never
    compared.
    """
    position = context.position
    change = shown.last_change(context.work, position.prompt.row) if position.prompt else None
    if change is None or position.asked_at is None:
        return True
    if change.state is OutboxState.SENT:
        return event.written_at >= position.asked_at.replace(microsecond=0)
    return context.received_at is None or context.received_at > change.put_at


def is_unseen(context: Context, row: int) -> bool:
    """Tell whether a tap came so soon that it was meant for what stood in the message before.

    Both times are ours; a clock that jumped between them tells nothing. Of a page we know when it
    was drawn.
    """
    if context.drawn_at is not None:
        change = shown.last_change(context.work, row)
        return bool(change and change.arrived_at and change.arrived_at > context.drawn_at)
    received_at = context.received_at
    change = shown.last_change(context.work, row) if received_at else None
    if received_at is None or change is None or not change.in_place or change.arrived_at is None:
        return False
    return abs(received_at - change.arrived_at) < context.work.limits.unseen
