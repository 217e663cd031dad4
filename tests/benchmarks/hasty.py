"""`jip-bot` without the limit for one chat: journeys here are faster than any person."""

from __future__ import annotations

from bot.__main__ import main
from bot.telegram import limiter

if __name__ == "__main__":
    limiter.BURST = 1e6
    main()
