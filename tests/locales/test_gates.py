"""Gates over the real catalogues: nothing stale, empty, guessed, broken or in a wrong script."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from locales.entries import (
    entries,
    forms,
    has_all_forms,
    has_same_placeholders,
    placeholders,
    read_catalogue,
    sources,
)
from locales.languages import LANGUAGES, TRANSLATED
from locales.lint import lint
from locales.review import Report, read_ledger, report
from locales.sync import ROOT, extracted, stale

ROOMS = ("bot", "conversations", "locales", "scheduler", "storage")
FROM_TABLES = ("area", "skill")  # contexts whose message ids come from our own table
per_language = pytest.mark.parametrize("language", TRANSLATED)


@per_language
def test_plural_header_is_ours(language: str) -> None:
    assert read_catalogue(language).plural_forms == LANGUAGES[language].plural_forms


@per_language
def test_nothing_is_empty(language: str) -> None:
    catalogue = read_catalogue(language)
    empty = [m.id for m in entries(catalogue) if not has_all_forms(m, catalogue.num_plurals)]
    assert empty == []


@per_language
def test_nothing_is_fuzzy(language: str) -> None:
    assert [m.id for m in entries(read_catalogue(language)) if m.fuzzy] == []


@per_language
def test_placeholders_are_those_of_the_source(language: str) -> None:
    translated = [m for m in entries(read_catalogue(language)) if any(forms(m))]
    assert [m.id for m in translated if not has_same_placeholders(m)] == []


@per_language
def test_lint(language: str) -> None:
    assert lint(read_catalogue(language), language) == []


@per_language
def test_review_ledger_is_honest(language: str) -> None:
    read_ledger(language)
    numbers = report(language)
    assert numbers.native <= numbers.checked <= numbers.translated <= numbers.total
    assert isinstance(numbers, Report)


def test_template_and_catalogues_are_up_to_date() -> None:
    assert [path.name for path in stale()] == [], "run python -m locales.sync"


def test_the_extractor_finds_our_messages() -> None:
    found = [message.context for message in entries(extracted())]
    assert found.count("skill") == 80
    assert found.count("area") > 5
    assert len(found) > 95


def test_sources_are_well_formed() -> None:
    for message in entries(extracted()):
        for source in sources(message):
            placeholders(source)
            assert source == source.strip(), source


@pytest.mark.parametrize("room", ROOMS)
def test_only_literal_texts_are_marked(room: str) -> None:
    """A text in a variable or an f-string would never reach a translator."""
    calls = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for call in marked_calls(path)
        if not is_literal(call)
    ]
    assert calls == []


def marked_calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in ("_", "p_", "n_"):
            yield node


def is_literal(call: ast.Call) -> bool:
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Constant) and first.value in FROM_TABLES:
        return True
    return all(isinstance(argument, ast.Constant) for argument in call.args)
