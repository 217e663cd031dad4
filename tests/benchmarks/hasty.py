"""`jip-bot` without the limit for one chat: journeys here are faster than any person."""

from __future__ import annotations

from bot.__main__ import main
from bot.telegram import limiter


def hasty(*words: str) -> None:
    """Be the command with these words, or those it was started with."""
    limiter.BURST = 1e6
    main(words or None)


if __name__ == "__main__":
    hasty()
