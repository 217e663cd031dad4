"""An announcement to thousands: 429s, a kill, a pause, a stop; what arrived, and how fast."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.standin.faults import Fault, Faults
from storage import announcements
from storage.limits import Limits
from storage.models import Announcement, Chat, Outbox
from storage.models.announcements import AnnouncementState
from storage.models.outbox import OutboxState
from storage.queues.kinds import Kind
from storage.work import Work
from tests.benchmarks import audience
from tests.benchmarks.flood import IN_THE_AIR, Flood, flood
from tests.benchmarks.pace import percentile, share, starts, worst_second
from tests.faults.kill import until
from tests.faults.scratch import KINDS, scratch_database, settle
from tests.works import work_at

RATE, MOST_MORE = Limits.sends_per_second, 30
IDLE_SECONDS, STILL_SECONDS, LONGEST_SECONDS, SETTLED_SECONDS = 20.0, 3.0, 600.0, 30.0
S = OutboxState


@dataclass(frozen=True)
class Found:
    """What became of it; times in seconds. `more`: what arrived after a pause, after the stop."""

    people: int
    delivered: int
    unclear: int
    blocked: int
    left: int
    lost: int
    doubled: int
    more_after_pause: int
    more_after_stop: int
    refusals: int
    early: int
    worst: int
    sure: int
    used: float
    idle: float
    beside: float
    state: str


@dataclass
class Course:
    """One announcement under way, looked at and changed from outside."""

    scene: Flood
    key: int
    before: int

    @property
    def arrived(self) -> int:
        """How many messages of it arrived."""
        return self.scene.received - self.before

    async def reached(self, part: float) -> None:
        """Return when this part of all arrived."""
        wanted = int(self.scene.people * part)
        await until(lambda: self.arrived >= wanted, LONGEST_SECONDS)

    async def do(self, what: Callable[[Work, Announcement], None]) -> int:
        """Do what a button does; return how many had arrived when it was done."""

        def unit(session: Session) -> None:
            what(
                work_at(session, Clock().now(), audience.AT_ONCE),
                session.get_one(Announcement, self.key),
            )

        await self.scene.do(unit)
        return self.arrived

    async def more(self, after: int) -> int:
        """Return how many more arrive while nothing is expanded."""
        await asyncio.sleep(STILL_SECONDS)
        return self.arrived - after


async def tormented(scene: Flood, idle_seconds: float = IDLE_SECONDS) -> Found:
    """Announce; block some, refuse some, kill, pause and go on, stop near the end."""
    await asyncio.sleep(idle_seconds / 4)
    scene.chatter.take()
    await asyncio.sleep(idle_seconds)
    idle = _p95(scene)
    scene.noise.reset()
    gone = frozenset(list(audience.chats(scene.people))[::50])
    scene.plan.faults = Faults(delay=IN_THE_AIR, refuse=gone)
    first, heard, before = len(scene.telegram.calls), len(scene.telegram.heard), scene.received
    key = await scene.do(partial(audience.announce, now=Clock().now()))
    course = Course(scene, key, before)
    await course.reached(0.3)
    used = _used(scene, first)
    scene.plan.script(Fault.TOO_MANY, method="sendMessage", times=5, retry_after=2)
    await course.reached(0.45)
    scene.bot.kill()
    scene.bot.start()
    await course.reached(0.6)
    paused = await course.more(await course.do(announcements.pause))
    await course.do(announcements.resume)
    await course.reached(0.85)
    stopped = await course.more(await course.do(announcements.stop))
    await _settled(scene)
    beside = _p95(scene)
    ends = await scene.do(partial(_ends, key=key))
    return _found(scene, (first, heard), ends, (paused, stopped), (used, idle, beside))


def _p95(scene: Flood) -> float:
    """Return how long almost all waited for an answer since it was asked last, in seconds."""
    return percentile(scene.chatter.take() or [0.0], 95)


def _used(scene: Flood, first: int) -> float:
    """Return the share of the rate that all calls used, from the first bulk call to the last."""
    calls = list(scene.telegram.calls)[first:]
    bulk = [each.started for each in calls if (each.chat_id or 0) >= audience.FIRST_CHAT]
    return share(starts(calls), bulk[0], bulk[-1], RATE)


async def _settled(scene: Flood) -> None:
    """Wait until nothing of it is in the air."""
    for _ in range(int(SETTLED_SECONDS * 10)):
        if await scene.do(audience.is_over):
            return
        await asyncio.sleep(0.1)


def _ends(session: Session, key: int) -> tuple[dict[OutboxState, set[int]], AnnouncementState]:
    """Return the chats by how the message to each ended."""
    rows = select(Outbox.state, Chat.address).join(Chat, Chat.id == Outbox.chat_id)
    rows = rows.where(Outbox.kind == Kind.ANNOUNCEMENT, Outbox.subject == key)
    found: dict[OutboxState, set[int]] = {state: set() for state in S}
    for state, address in session.execute(rows):
        found[state].add(int(address))
    return found, session.get_one(Announcement, key).state


def _found(
    scene: Flood,
    since: tuple[int, int],
    ends: tuple[dict[OutboxState, set[int]], AnnouncementState],
    more: tuple[int, int],
    measured: tuple[float, float, float],
) -> Found:
    calls, heard = list(scene.telegram.calls)[since[0] :], scene.telegram.heard[since[1] :]
    copies = Counter(each.chat_id for each in heard if each.chat_id >= audience.FIRST_CHAT)
    states, state = ends
    unclear = states[S.UNCLEAR] - copies.keys()
    told = len(copies) + len(unclear) + len(states[S.BLOCKED])
    used, idle, beside = measured
    return Found(
        people=scene.people,
        delivered=len(copies),
        unclear=len(unclear),
        blocked=len(states[S.BLOCKED]),
        left=scene.people - told,
        lost=len(states[S.SENT] - copies.keys()) + len(states[S.FAILED]),
        doubled=copies.total() - len(copies),
        more_after_pause=more[0],
        more_after_stop=more[1],
        refusals=sum(call.outcome == "429" for call in calls),
        early=sum(call.early for call in calls),
        worst=worst_second(starts(calls)),
        sure=worst_second(starts(calls), scene.noise.latest),
        used=used,
        idle=idle,
        beside=beside,
        state=state.value,
    )


def lines(found: Found) -> Iterator[str]:
    """Return the table."""
    figures: dict[str, tuple[str, str]] = {
        "people": (str(found.people), ""),
        "delivered": (str(found.delivered), ""),
        "unclear (the kill met them in the air)": (str(found.unclear), ""),
        "blocked": (str(found.blocked), ""),
        "left when it was stopped": (str(found.left), ""),
        "said to be sent, and nobody has it": (str(found.lost), "0"),
        "doubled": (str(found.doubled), "0"),
        "more after the pause": (str(found.more_after_pause), f"<= {MOST_MORE}"),
        "more after the stop": (str(found.more_after_stop), f"<= {MOST_MORE}"),
        "429s, and calls before their end": (f"{found.refusals}, {found.early}", "5, 0"),
        "calls heard in the worst second": (str(found.worst), ""),
        "the same without what was late here": (str(found.sure), f"<= {RATE}"),
        "share of the rate used (%)": (f"{100 * found.used:.1f}", ">= 97"),
        "p95 of answers, idle (ms)": (f"{1000 * found.idle:.0f}", ""),
        "p95 of answers, beside (ms)": (f"{1000 * found.beside:.0f}", ""),
    }
    for name, (figure, goal) in figures.items():
        yield f"{name:42}{figure:>10}  {goal}"


def kept(found: Found) -> bool:
    """Tell whether what is promised was kept, whatever the machine."""
    more = max(found.more_after_pause, found.more_after_stop)
    return not (found.doubled or found.lost or found.early) and more <= MOST_MORE


@click.command()
@click.option("--people", default=3000, show_default=True)
@click.option("--chatting", default=20, show_default=True)
@click.option("--database", type=click.Choice(KINDS), default="sqlite", show_default=True)
def main(people: int, chatting: int, database: str) -> None:
    """Announce to people while others chat; exit 1 if a promise was broken."""
    logging.getLogger("aiohttp.server").disabled = True  # names every call a kill cut off
    began = time.monotonic()
    with scratch_database(database) as url, tempfile.TemporaryDirectory() as folder:
        settle(url)

        async def run() -> Found:
            async with flood(people, chatting, url, Path(folder)) as scene:
                return await tormented(scene)

        found = asyncio.run(run())
    for line in lines(found):
        click.echo(line)
    click.echo(f"{chatting} chatting, {time.monotonic() - began:.0f} s in all")
    sys.exit(0 if kept(found) and found.sure <= RATE else 1)


if __name__ == "__main__":
    main()
