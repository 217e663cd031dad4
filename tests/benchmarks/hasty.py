"""`jip-bot` without the limit for one chat: journeys here are faster than any person reads."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from bot import app
from bot.__main__ import main
from bot.telegram import limiter
from storage.limits import Limits, load_limits


def hasty(*words: str) -> None:
    """Be the command with these words, or those it was started with."""
    limiter.BURST = 1e6
    vars(app)["load_limits"] = _unread
    main(words or None)


def _unread(session: Session) -> Limits:
    """Return the limits; a tap counts however fast it comes."""
    return replace(load_limits(session), unseen_ms=0)


if __name__ == "__main__":
    hasty()
