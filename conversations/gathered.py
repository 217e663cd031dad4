"""What waited for the end of the quiet hours is one message: the heads of each, where to look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.kit.bound import NEW, REST
from conversations.kit.commands import button
from conversations.kit.messages import Button, Message, stacked
from locales.words import Count, p_, say
from storage.queues.kinds import Kind

MOST, LINES = 5, 2
# NOTE: Buttons below several news that came together: open the list they are in.
WHERE: Mapping[Kind, Button] = {
    Kind.OFFER: button(p_("button", "💼 Show my offers"), "offers"),
    Kind.OFFER_CLOSED: button(p_("button", "💼 Show my offers"), "offers"),
}


def gathered(found: Sequence[tuple[Kind, Message]]) -> Message:
    """Return one message for several that came free together; that nothing fits is no news then."""
    told = [each for each in found if each[0] is not Kind.NEWS] or found[:1]
    if len(told) == 1:
        return told[0][1]
    lines = [line for _kind, card in told[:MOST] for line in card.lines[:LINES]]
    rest = [say(REST, count=Count(len(told) - MOST))] if told[MOST:] else []
    buttons = dict.fromkeys(WHERE[kind] for kind, _card in told if kind in WHERE)
    private = any(card.private for _kind, card in told)
    return Message((NEW, *lines, *rest), stacked([*buttons]), private=private)
