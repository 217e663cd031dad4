"""The ticker: calls one function every few seconds, whatever happened to the last call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler


def start(run: Callable[[], Awaitable[None]], seconds: float) -> AsyncIOScheduler:
    """Start calling `run`, one at a time; what is due is remembered by the database alone."""
    ticker = AsyncIOScheduler(timezone="UTC")
    ticker.add_job(
        run,
        "interval",
        seconds=seconds,
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    ticker.start()
    return ticker
