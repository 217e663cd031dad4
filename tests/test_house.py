"""The rules of the house: rooms, sizes, nothing excused."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from conversations import terms
from storage.rules import codes

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "conversations", "locales", "storage", "scheduler")


def sources(*folders: str) -> Iterator[Path]:
    """Every Python file of these folders."""
    for folder in folders:
        yield from (ROOT / folder).rglob("*.py")


def test_imports_run_in_one_direction_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_only_storage_asks_the_session() -> None:
    """A unit is handed on whole: its session is for storage, and for the bot to hand it there."""
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources("conversations", "scheduler")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "session"
    ]
    assert asked == []


def test_no_file_is_longer_than_300_lines_and_the_median_is_short() -> None:
    web = [p for end in ("js", "css", "html") for p in (ROOT / "bot").rglob(f"*.{end}")]
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in sources(*ROOMS)}
    all_lengths = lengths | {
        path: len(path.read_text("utf-8").splitlines()) for path in [*sources("tests"), *web]
    }
    assert {str(path.relative_to(ROOT)): n for path, n in all_lengths.items() if n > 300} == {}
    assert statistics.median(lengths.values()) < 100


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Place and length in lines of every function, docstring not counted."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            yield place, (node.end_lineno or 0) - first.lineno + 2


def test_functions_are_short() -> None:
    lengths = dict(pair for path in sources(*ROOMS, "tests") for pair in functions(path))
    assert {name: n for name, n in lengths.items() if n > 40} == {}
    assert sum(n < 20 for n in lengths.values()) / len(lengths) >= 0.9


def test_nothing_committed_names_a_registry_or_excuses_itself() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock
    excuses = ("# no" + "qa", "type: " + "ignore")
    excused = [p.name for p in sources(*ROOMS, "tests") if any(e in p.read_text() for e in excuses)]
    assert excused == []


def test_terms_name_every_code() -> None:
    assert set(terms.WANTS) == codes.WANTS
    assert set(terms.MOBILITY) == codes.MOBILITY
    assert set(terms.HOURS) == codes.HOURS
    assert set(terms.STARTS) == codes.STARTS
    assert set(terms.CHILDCARE) == codes.CHILDCARE
    assert set(terms.GERMAN) <= set(codes.GERMAN)
