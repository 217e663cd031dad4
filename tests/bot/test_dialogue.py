"""A whole dialogue in each language, over real HTTP against our stand-in, with its figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass

import click
import pytest

from bot.demo.run import Demo, staged
from locales.catalogues import misses
from locales.languages import LANGUAGES
from tests.backstage import Backstage
from tests.journey import HASTE, PHONE, TRAVELLERS, Figures, Journey
from tests.screen import Screen, complaints

pytestmark = pytest.mark.slow
MOST_TAPS, MOST_TYPED, MOST_MESSAGES, MOST_WORDS, MOST_BYTES = 45, 3, 14, 800, 400
TITLES = ("", "taps", "typed", "messages", "words", "bytes", "seconds")


@dataclass(frozen=True)
class Thumb:
    """A hand on the model itself; what follows goes over HTTP."""

    demo: Demo

    async def type(self, text: str) -> None:
        """Type and send."""
        self.demo.telegram.type_text(PHONE, text)

    async def tap(self, message_id: int, data: str) -> None:
        """Press a button."""
        self.demo.telegram.tap(PHONE, message_id, data)

    async def share(self, name: str, lat: float, lon: float) -> None:
        """Share the place."""
        self.demo.telegram.share_place(PHONE, lat, lon)

    async def look(self, stage: str) -> None:
        """Look at nothing: there is no screen."""


@pytest.fixture(scope="module")
def table() -> Iterator[list[Figures]]:
    """Collect the figures, and print them at the end (pytest -s)."""
    rows: list[Figures] = []
    yield rows
    for row in (TITLES, *(astuple(figures) for figures in rows)):
        click.echo("".join(f"{_cell(value):>10}" for value in row))


def _cell(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_start_to_a_kept_appointment_and_nothing_left(
    language: str, table: list[Figures]
) -> None:
    before = misses()
    async with staged(haste=HASTE) as demo:
        backstage, screen = Backstage(demo), Screen(demo, PHONE)
        journey = Journey(TRAVELLERS[language], backstage, Thumb(demo), screen)
        traces = await journey.go()
        assert traces.rows > 10
        assert await backstage.left(traces) == {}
        assert demo.telegram.calls.mistakes() == []
    assert complaints(screen.states, language) == []
    assert misses() == before
    table.append(journey.figures)
    assert_affordable(journey.figures)


def assert_affordable(figures: Figures) -> None:
    """Hold a finished profile against what it may cost a person."""
    assert figures.taps <= MOST_TAPS
    assert figures.typed <= MOST_TYPED
    assert figures.messages <= MOST_MESSAGES
    assert figures.words <= MOST_WORDS
    assert 0 < figures.size <= MOST_BYTES
