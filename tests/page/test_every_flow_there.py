"""Every registered flow, command and subject on the page, as by Telegram.

A walk over all flows is written down as it happens by Telegram, then played on the page: the same
is asked after every turn, the same can be pressed, and at the end the same is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.page import drawing
from conversations.kit.buttons import MENU, Standing, read
from conversations.kit.events import Command, Tapped
from conversations.registry import COMMANDS, FLOWS, HOUSE
from locales.languages import FALLBACK, LANGUAGES
from storage.engine.database import open_database
from storage.models import Record
from tests.conversations.announce_scene import announcing
from tests.conversations.firm_walk import asks_firm
from tests.conversations.test_every_flow import at_random, at_the_desk
from tests.conversations.walker import Walker
from tests.databases import DEMO, SECRET_KEY, Files
from tests.page.phone import PagePhone, PageTown
from tests.page.played import WRITTEN_IN, Played
from tests.page.script import Writing, dice
from tests.page.seen import Seen
from tests.works import NOW

pytestmark = pytest.mark.slow
STEPS = 450
WAYS_IN = {"computer", "desk", "letter", "mail", "receive", "sheet", "two_chats", "way_back"}
"""Flows between two devices, mail and paper: they begin outside of a chat, and have own tests."""
QUEUES = {"inbox", "outbox", "chat", "dialogue", "shown", "page_entry", "page_session", "due"}
"""What each face has for itself: ways, and where somebody stands on them."""
BEYOND = {("interpret", "late"), ("answer", "late"), ("new_phone", "checked")}
"""Asked after a reply as messengers have it, where a page has a button; begun in the scene."""
WALKED = [code for code in LANGUAGES if code != "ti"]
"""In Tigrinya two of them share a language, by the demo's data: one question less is asked."""
SEALED = "introduction.facts"
"""Sealed anew each time; the key beside it is the same by the same dice."""
WHEN_TOLD = "told_at"
"""In Telegram the tests count a menu of commands as word from us; the page has none."""


class Quiet(Walker):
    """Who walks to be written down; what a message must be is held elsewhere."""

    def look(self) -> None:
        """See nothing."""


@pytest.fixture(scope="module")
def written(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writing]:
    """A walk over all flows by Telegram, written down."""
    with (
        files.copy(DEMO, tmp_path_factory.mktemp("telegram")) as url,
        closing(open_database(url, SECRET_KEY)) as database,
    ):
        town = Writing(database, NOW, looks=kept)
        with dice(town.dice):
            at_random(town, WRITTEN_IN, STEPS, Quiet)
            _staff, lead = announcing(town, WRITTEN_IN, Quiet)
            lead.led("/numbers", "/privacy", "/help")
            asks_firm(town, WRITTEN_IN, Quiet)
            at_the_desk(town, WRITTEN_IN, Quiet)
        yield town


@pytest.mark.parametrize("language", WALKED)
def test_every_question_is_asked_and_answered_on_the_page_and_the_same_is_kept(
    files: Files, tmp_path: Path, written: Writing, language: str
) -> None:
    with (
        files.copy(DEMO, tmp_path) as url,
        closing(open_database(url, SECRET_KEY)) as database,
    ):
        town = PageTown(database, NOW)
        played = Played(town, language, fit_to_be_seen)
        played.play(written)
        flows = [flow for flow in FLOWS if flow.name not in WAYS_IN]
        everything = {(flow.name, question.name) for flow in flows for question in flow.questions}
        assert everything - played.places <= BEYOND, sorted(everything - played.places)
        if language == WRITTEN_IN:
            assert town.do(kept) == written.found


def test_every_command_and_most_actions_are_in_the_walk(written: Writing) -> None:
    commands, actions = reached(written)
    every = {(kind, name) for kind, each in HOUSE.subjects.items() for name in each.actions}
    assert {entry.name for entry in COMMANDS} - {"mail"} <= commands, sorted(commands)
    missing = sorted(every - actions)
    assert len(missing) < len(every) // 2, f"{len(missing)} of {len(every)} not walked: {missing}"


def reached(written: Writing) -> tuple[set[str], set[tuple[str, str]]]:
    """Return the commands and the actions of subjects that somebody used."""
    commands, actions = set[str](), set[tuple[str, str]]()
    for event in [step.turn.event for step in written.steps if step.turn]:
        pressed = read(event.data) if isinstance(event, Tapped) else None
        if isinstance(event, Command):
            commands.add(event.name)
        elif isinstance(pressed, Standing) and pressed.kind == MENU:
            commands.add(pressed.action.partition("-")[0])
        elif isinstance(pressed, Standing):
            actions.add((pressed.kind, pressed.action.partition("-")[0]))
    return commands, actions


def fit_to_be_seen(phone: PagePhone) -> None:
    """Hold a page against what every page must be, and find on it everything it offers."""
    view = phone.view
    assert view is not None
    html = drawing.conversation(view)
    seen = Seen(html)
    assert len(html.encode()) < 40_000
    assert seen.language == view.language
    offered = {data for bubble in phone.bubbles for data in bubble.every_data}
    there = {b.value for b in seen.buttons if b.name == "data"}
    for entry in view.entries:
        assert str(entry.html).strip() or not entry.rows, "only a map stands on another card"
        assert {b.value for row in entry.rows for b in row if b.kind == "tap"} <= there
        spoken = {entry.language, *(piece.language for piece in entry.below)}
        if entry.rows and FALLBACK not in spoken:
            assert entry.german is not None, f"no twin of {entry.html}"
    assert there <= offered | {"/menu"}


def kept(session: Session) -> dict[str, list[dict[str, Any]]]:
    """Return everything that is kept about people and what is done for them."""
    tables = [t for t in Record.metadata.sorted_tables if t.name not in QUEUES]
    return {table.name: _rows(session, table) for table in tables}


def _rows(session: Session, table: Table) -> list[dict[str, Any]]:
    columns = [c for c in table.columns if c.name != WHEN_TOLD and str(c) != SEALED]
    found = session.execute(select(*columns).order_by(*table.primary_key.columns))
    return [dict(row) for row in found.mappings()]
