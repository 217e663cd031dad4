"""Answers per second: the same answer from everybody, in rounds, each on a core of its own."""

from __future__ import annotations

import gc
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import town
from tests.benchmarks.cheap_api import CheapApi, Said, cheap_api
from tests.benchmarks.contenders import (
    CEILING,
    DURABLE,
    OURS,
    TIMED,
    Contender,
    contenders,
    copied,
    on_the_other_cores,
    running,
    slowest,
    start,
)
from tests.benchmarks.peers.answer import Answer, buttons_of
from tests.benchmarks.report import Found, Plan, Table, cell, ratios

EACH, WARM = 4, 50  # five in a row is what our limiter allows one chat
DELAYS = (0.0, 0.05)
SHARE_ONE_BY_ONE = 5


class WrongError(Exception):
    """Somebody did not give the answer, gave it twice, or gave another one."""


@dataclass(frozen=True)
class Stage:
    """A round of so many answers from an API that takes `delay` seconds."""

    number: int
    delay: float
    count: int

    def chats(self, contender: Contender) -> list[int]:
        """Return who asks; fewer where each answer waits for the one before."""
        chats = [town.FIRST_CHAT + n % (self.count // EACH) for n in range(self.count)]
        slow = contender.one_by_one and self.delay
        return chats[: self.count // SHARE_ONE_BY_ONE] if slow else chats


@dataclass(frozen=True)
class Round:
    """One contender's run: answers a second, and milliseconds of CPU for one."""

    number: int
    delay: float
    contender: str
    answers: int
    seconds: float
    rate: float
    cpu: float


async def ask(api: CheapApi, chats: Sequence[int]) -> list[Said]:
    """Let all these chats ask at once; return the answers when all are there."""
    api.said.clear()
    for chat in chats:
        api.type_text(chat, f"/{town.COMMAND}")
    await api.reached(len(chats))
    await api.quiet()
    return list(api.said)


def check(said: Sequence[Said], answer: Answer, chats: Sequence[int]) -> None:
    """Raise WrongError unless everybody was answered, once for each time, and alike."""
    if Counter(each.chat for each in said) != Counter(chats):
        raise WrongError(f"{len(said)} answers to {len(chats)}, or to others than asked")
    for each in said:
        if (each.text, buttons_of(each.markup)) != (answer.text, answer.rows):
            raise WrongError(f"not the answer: {each}")


async def measure(plan: Plan) -> Found:
    """Run everybody in every round, each round beginning with another one."""
    with on_the_other_cores(), tempfile.TemporaryDirectory(prefix="jip-bench-") as temporary:
        place = Path(temporary) / "town"
        await town.found(place, lively=False)
        town.set_limits(place, sends_per_second=town.UNLIMITED)
        answer = await town.populate(place, plan.count // EACH)
        answer.write(place / "answer.json")
        most = await ceiling(place)
        rounds = [
            await one_round(contender, place, answer, Stage(number, delay, plan.count))
            for number in range(plan.rounds)
            for delay in DELAYS
            for contender in turned(contenders(), number)
        ]
        longest, name, slow = await units(place, plan.count)
    asked = f"{plan.count} x /{answer.command} from {plan.count // EACH} chats"
    title = f"{asked}, {answer.buttons} buttons; the API itself takes {most:.0f}/s"
    about = f"our longest unit meanwhile: {longest:.0f} ms ({name}), {slow} over 50 ms"
    return Found([Table((title,), [(about,)]), *tables(rounds)], rounds)


def turned(everybody: Sequence[Contender], number: int) -> Sequence[Contender]:
    """Let another one begin in each round."""
    first = number % len(everybody)
    return (*everybody[first:], *everybody[:first])


async def one_round(contender: Contender, place: Path, answer: Answer, stage: Stage) -> Round:
    """Start a contender with a database of its own, warm it up, measure it."""
    chats = stage.chats(contender)
    with tempfile.TemporaryDirectory(prefix="jip-bench-") as temporary:
        folder = copied(place, Path(temporary) / "place")
        answer.write(folder / "answer.json")
        async with (
            cheap_api(stage.delay) as api,
            running(contender, api, folder, folder / "answer.json") as process,
        ):
            await api.quiet()
            await ask(api, chats[:WARM])
            with undisturbed():
                cpu, began = process.cpu(), time.monotonic()
                said = await ask(api, chats)
                seconds, cpu = said[-1].at - began, process.cpu() - cpu
    check(said, answer, chats)
    rate, each = len(chats) / seconds, 1000 * cpu / len(chats)
    return Round(stage.number, stage.delay, contender.name, len(chats), seconds, rate, each)


async def units(place: Path, count: int) -> tuple[float, str, int]:
    """Let ours answer once more, and return its longest unit, which that is, how many are slow."""
    with tempfile.TemporaryDirectory(prefix="jip-bench-") as temporary:
        folder = copied(place, Path(temporary) / "place")
        async with cheap_api() as api, running(TIMED, api, folder):
            await ask(api, Stage(0, 0.0, count).chats(TIMED))
        return slowest(folder)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep our own garbage collection out of the figures."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def ceiling(folder: Path) -> float:
    """Return how many answers a second the cheap Bot API takes, whoever sends them."""
    async with cheap_api() as api:
        sender = await start(CEILING, api, folder, folder / "answer.json")
        await sender.ended()
        first, last = api.said[0].at, api.said[-1].at
    return len(api.said) / (last - first)


def tables(rounds: Sequence[Round]) -> Iterator[Table]:
    """Return a table for each delay."""
    for delay in sorted({each.delay for each in rounds}):
        by_name: dict[str, list[Round]] = {}
        for each in rounds:
            if each.delay == delay:
                by_name.setdefault(each.contender, []).append(each)
        peer = by_name.get(DURABLE.name, by_name[OURS.name])
        rows = [
            (
                name,
                cell([each.rate for each in its], 0),
                cell([each.cpu for each in its], 2),
                ratios([each.rate for each in its], [each.rate for each in peer]),
            )
            for name, its in by_name.items()
        ]
        title = f"API delay {1000 * delay:.0f} ms"
        yield Table((title, "answers/s", "ms CPU each", f"x {peer[0].contender}"), rows)
