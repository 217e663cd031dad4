"""What the README says of commands, settings, limits and layout is what the program does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.__main__ import main
from bot.settings import PREFIX, Settings
from conversations.kit.grants import COLLEAGUE, EMPLOYER, NEWCOMER
from conversations.kit.permissions import PERMISSIONS
from conversations.registry import COMMANDS
from storage.engine.database import Database, Priority
from storage.limits import Limits, load_limits
from storage.people import LEADS, TEAM

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ROOMS = ("bot", "scheduler", "conversations", "storage", "locales")
WHO = {
    frozenset(): "everybody",
    NEWCOMER: "newcomers",
    EMPLOYER: "employers",
    TEAM: "staff",
    LEADS: "leads",
    COLLEAGUE.roles: "staff and admins",
}
CODE = re.compile(r"`([^`]+)`")


def table(first: str) -> Iterator[list[str]]:
    """Return the cells of each row of the table whose first column has this heading."""
    _before, found, after = README.partition(f"\n| {first} |")
    assert found, first
    for line in after.split("\n\n")[0].splitlines()[2:]:
        yield [cell.strip() for cell in line.strip("|").split(" | ")]


def test_the_commands_of_the_shell() -> None:
    said = {}
    for usage, meaning in table("command"):
        words = CODE.findall(usage)
        said[words[0].split()[1]] = (set(re.findall(r"--[a-z-]+|\b[A-Z]{2,}\b", usage)), meaning)
    known = {}
    for name, command in main.commands.items():
        options = {option for each in command.params for option in each.opts if "-" in option}
        places = {each.metavar or "" for each in command.params} - {""}
        files = {each.name.upper() for each in command.params if each.param_type_name == "argument"}
        known[name] = (options | places | files, " ".join((command.help or "").split()))
    assert said == known


def test_the_settings() -> None:
    known = []
    for name, field in Settings.model_fields.items():
        default = "none" if field.default is None else f"`{field.default}`"
        known.append([f"`{PREFIX}{name.upper()}`", default, field.description or ""])
    assert list(table("setting")) == known


def test_what_people_can_write() -> None:
    said = {word: who for words, who, _what in table("word") for word in CODE.findall(words)}
    assert said == {f"/{command.name}": WHO[PERMISSIONS[command.row].roles] for command in COMMANDS}


def test_the_words_of_staff_stand_in_the_order_of_their_menu() -> None:
    theirs = {WHO[TEAM], WHO[LEADS], WHO[COLLEAGUE.roles]}
    said = [
        word
        for words, who, _what in table("word")
        if who in theirs
        for word in CODE.findall(words)[:1]
    ]
    assert said == [word for command in COMMANDS if (word := f"/{command.name}") in said]


def set_limits(database: Database, statements: list[str]) -> Limits:
    """Run what an operator would run, and return the limits that hold then."""

    def unit(session: Session) -> Limits:
        for statement in statements:
            session.execute(text(statement))
        return load_limits(session)

    return database.submit(Priority.BULK, unit).result()


def test_the_limits_have_these_names_and_defaults(sqlite_database: Database) -> None:
    said: dict[str, str] = {}
    for names, values, _meaning in table("limit"):
        said |= dict(zip(CODE.findall(names), values.split(", "), strict=True))
    rows = [f"insert into setting values ('{name}', '{value}')" for name, value in said.items()]
    assert len(rows) > 10
    assert set_limits(sqlite_database, rows) == Limits()


def test_a_limit_is_overridden_as_it_is_said(sqlite_database: Database) -> None:
    [statement] = re.findall(r"`(insert into [^`]+)`", README)
    assert set_limits(sqlite_database, [statement]) == Limits(wave_hours=24)


def test_the_layout() -> None:
    said = [(CODE.findall(folder)[0], inside) for folder, inside in table("folder")]
    wings = [path.parent for room in ROOMS for path in wings_of(room)]
    known = [(f"{wing.relative_to(ROOT).as_posix()}/", docstring(wing)) for wing in wings]
    assert said == known


def wings_of(room: str) -> list[Path]:
    """Return the room, then its wings by name."""
    return [ROOT / room / "__init__.py", *sorted((ROOT / room).glob("*/__init__.py"))]


def docstring(folder: Path) -> str | None:
    """Return the sentence a package says of itself."""
    return ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)\b", README))))
def test_what_can_be_made_is_made(target: str) -> None:
    assert f"\n{target}:" in (ROOT / "Makefile").read_text("utf-8")


def test_files_it_names_are_there() -> None:
    paths = {word for word in CODE.findall(README) if re.fullmatch(r"[a-z_]+/[\w./]+", word)}
    assert {"storage/limits.py", "locales/review/", "conversations/registry.py"} <= paths
    assert {path for path in paths if not (ROOT / path).exists()} == set()
