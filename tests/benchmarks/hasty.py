"""`jip-bot` without the limit for one chat: journeys here are faster than any person."""

from __future__ import annotations

from bot import limiter
from bot.__main__ import main

if __name__ == "__main__":
    limiter.BURST = 1e6
    main()
