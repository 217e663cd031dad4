"""All open questions of one firm in one message a day, the next one after each tap."""

from __future__ import annotations

from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing


def questions(outgoing: Outgoing) -> Message | None:
    """Ask a firm what is open today."""
    return None
