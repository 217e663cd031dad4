"""What things cost: each part with a table and its raw figures, all measured in one run."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.clock import Clock
from tests.benchmarks import answers, backlog, bundles, matching, onboarding, starting, turns
from tests.benchmarks.contenders import BUILD
from tests.benchmarks.report import Found, Plan, keep, lines, machine

PARTS: Mapping[str, Callable[[Plan], Coroutine[None, None, Found]]] = {
    "answers": answers.measure,
    "onboarding": onboarding.measure,
    "turns": turns.measure,
    "matching": matching.measure,
    "bundles": bundles.measure,
    "backlog": backlog.measure,
    "start": starting.measure,
}


@click.command()
@click.option("--only", type=click.Choice(list(PARTS)), multiple=True, help="Measure these alone.")
@click.option("--rounds", default=7, show_default=True)
@click.option("--count", default=1000, show_default=True, help="Answers of each in a round.")
def main(only: tuple[str, ...], rounds: int, count: int) -> None:
    """Measure, print tables, and keep the raw figures under build/bench."""
    logging.getLogger("aiohttp.server").disabled = True  # names every call that an end cut off
    now = Clock().now()
    click.echo(f"{machine(now)}; medians and ranges of {rounds} rounds")
    with TemporaryDirectory(prefix="jip-bench-") as folder:
        for part in only or PARTS:
            click.echo(f"\n{part} ...", err=True)
            found = asyncio.run(PARTS[part](Plan(rounds, count, Path(folder))))
            for table in found.tables:
                click.echo("\n".join(["", *lines(table)]))
            click.echo(f"raw figures: {keep(BUILD, part, now, found.figures)}")


if __name__ == "__main__":
    main()
