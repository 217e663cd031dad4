"""The ticker: calls one function every few seconds, whatever happened to the last call."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler


def start(run: Callable[[], Awaitable[None]], seconds: float) -> AsyncIOScheduler:
    """Start calling `run`, one at a time; what is due is remembered by the database alone.

    The scheduler would wait for the computer's clock, which may go back: each call is asked for
    at once, and the seconds between two are steady ones.
    """
    ticker = AsyncIOScheduler(timezone="UTC")
    ticker.start()
    loop = asyncio.get_running_loop()

    def tick() -> None:
        if ticker.running:
            ticker.add_job(
                run, id="tick", replace_existing=True, misfire_grace_time=None, max_instances=1
            )
            loop.call_later(seconds, tick)

    loop.call_later(seconds, tick)
    return ticker
