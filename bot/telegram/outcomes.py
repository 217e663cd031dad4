"""What an answer of the messenger means for the row that was sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from bot.backoff import spread
from bot.telegram.claims import Catch, Claimed, claim_answer
from bot.telegram.keyboards import plain
from bot.telegram.pace import Slot
from bot.telegram.transport import NotSentError, TooManyError
from conversations.kit import bound
from storage.engine.database import Session
from storage.models.outbox import Lane
from storage.queues import outbox

FIRST_PAUSE = 1.0
LONGEST_PAUSE = {Lane.ANSWER: 15.0}
LONGEST_PAUSE_ELSE = 300.0
GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)
NOBODY = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")
SAID = ("send", "edit")


class Fate(Enum):
    """What becomes of a row."""

    SENT = auto()
    LATER = auto()
    PARK = auto()
    BLOCKED = auto()
    FAILED = auto()
    REFUSED = auto()
    UNCLEAR = auto()
    AS_NEW = auto()
    STOP = auto()


ENDS = {
    Fate.SENT: "sent",
    Fate.LATER: "later",
    Fate.PARK: "too_many",
    Fate.BLOCKED: "blocked",
    Fate.FAILED: "failed",
    Fate.REFUSED: "failed",
    Fate.UNCLEAR: "unclear",
    Fate.AS_NEW: "unclear",
    Fate.STOP: "later",
}
"""How a call ended, in the words of the figures."""


@dataclass(frozen=True)
class Outcome:
    """What became of a call; `seconds` to wait, `message_id` of what arrived.

    `shown_at` is when it was shown, by the messenger's own clock.
    """

    kind: Fate
    seconds: float = 0.0
    message_id: int | None = None
    shown_at: datetime | None = None


def outcome_of(error: Exception, claimed: Claimed) -> Outcome:
    """Sort an error: not sent for sure, refused, or ambiguous (everything unknown is)."""
    match error:
        case TooManyError():
            found = Outcome(Fate.PARK, error.seconds)
        case Forbidden():
            found = Outcome(Fate.BLOCKED)
        case InvalidToken():
            found = Outcome(Fate.STOP)
        case BadRequest():
            found = _refused(str(error).lower(), claimed)
        case ChatMigrated():
            found = Outcome(Fate.FAILED)
        case NotSentError():
            found = Outcome(Fate.LATER, pause(claimed))
        case _:
            found = Outcome(Fate.UNCLEAR)
    return found


def pause(claimed: Claimed) -> float:
    """Return the seconds before the next try: doubled each time, spread by chance."""
    longest = LONGEST_PAUSE.get(claimed.lane, LONGEST_PAUSE_ELSE)
    doubled = FIRST_PAUSE * 2.0 ** min(claimed.attempts - 1, 10)
    return spread(min(longest, doubled))


def _refused(text: str, claimed: Claimed) -> Outcome:
    if "message is not modified" in text:
        return Outcome(Fate.SENT, message_id=claimed.target)
    if claimed.target is not None and any(sign in text for sign in GONE):
        as_new = claimed.op == "edit" and not claimed.body.get("follows")
        return Outcome(Fate.AS_NEW if as_new else Fate.SENT, message_id=claimed.target)
    if any(sign in text for sign in NOBODY):
        return Outcome(Fate.BLOCKED)
    return Outcome(Fate.REFUSED if claimed.op in SAID else Fate.FAILED)


def plainer(claimed: Claimed) -> Iterator[Claimed]:
    """Yield what is worth a try where a message was refused: undecorated, then short and plain.

    The plain one is a text alone, also where a picture was refused.
    """
    bare = plain(claimed.body)
    yield replace(claimed, body=bare)
    words = {name: value for name, value in bare.items() if name != "file"}
    yield replace(claimed, body=words | {"text": bound.plainer(bare["text"]), "plain": True})


def conclude(
    session: Session, *, claimed: Claimed, outcome: Outcome, now: datetime, slot: Slot
) -> Catch:
    """Write what became of a row, and claim the answer of its chat that waits behind it."""
    record(session, claimed, outcome, now)
    return claim_answer(session, claimed.chat, now, slot)


def record(session: Session, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    """Write what became of a row."""
    later = now + timedelta(seconds=outcome.seconds)
    match outcome.kind:
        case Fate.SENT:
            shown_at = outcome.shown_at if claimed.lane is Lane.ANSWER else None
            outbox.sent(session, claimed.row, outcome.message_id, now, shown_at)
        case Fate.LATER | Fate.STOP:
            outbox.retry(session, claimed.row, later)
        case Fate.PARK:
            outbox.park_chat(session, claimed.chat, later)
            outbox.retry(session, claimed.row, later)
        case Fate.BLOCKED:
            outbox.blocked(session, claimed.row, now)
        case Fate.FAILED | Fate.REFUSED:
            outbox.failed(session, claimed.row, now)
        case Fate.UNCLEAR | Fate.AS_NEW:  # the second is sent in the same claim
            outbox.ambiguous(session, claimed.row, now)
