"""The ticker goes on whatever happens to one call."""

from __future__ import annotations

import asyncio

from scheduler.ticks import start


async def test_it_calls_again_and_again_one_at_a_time() -> None:
    running, most, calls = 0, 0, 0

    async def run() -> None:
        nonlocal running, most, calls
        running, calls = running + 1, calls + 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        running -= 1
        if calls == 1:
            raise RuntimeError("once")

    ticker = start(run, 0.02)
    await asyncio.sleep(0.4)
    ticker.shutdown(wait=False)
    assert calls >= 3
    assert most == 1
