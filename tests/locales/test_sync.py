"""Extraction of messages and skills, and catalogues that change only when texts change."""

from __future__ import annotations

from pathlib import Path

import pytest

from locales.entries import catalogue_path, entries, read_catalogue
from locales.languages import TRANSLATED
from locales.sync import extracted, main, stale, synchronise

SKILLS = """key,area,area_emoji,area_en,emoji,en
build.helper,build,🏗️,Building and renovation,👷,Helping on a building site
build.paint,build,🏗️,Building and renovation,🎨,Painting and wallpaper
"""
PROGRAM = '''"""A flow."""
# NOTE: Asked once,
# and never again.
ASK = _("Where do you live?")
BACK = p_("button", "Back")
DAYS = n_("{n} day", "{n} days")
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small program with a skill table, a test and somebody's virtual environment."""
    files = {
        "conversations/flow.py": PROGRAM,
        "storage/data/taxonomy.csv": SKILLS,
        "tests/test_flow.py": '_("only in a test")',
        "venv/pyvenv.cfg": "",
        "venv/module.py": '_("not ours")',
        ".venv/module.py": '_("hidden")',
    }
    for name, content in files.items():
        path = tmp_path / "root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "root"


def test_messages_and_skills_are_found_and_nothing_else(root: Path) -> None:
    found = [(m.context, m.id, m.locations[0][0]) for m in entries(extracted(root))]
    flow, table = "conversations/flow.py", "storage/data/taxonomy.csv"
    assert found == [
        (None, "Where do you live?", flow),
        ("button", "Back", flow),
        (None, ("{n} day", "{n} days"), flow),
        ("area", "Building and renovation", table),
        ("skill", "Helping on a building site", table),
        ("skill", "Painting and wallpaper", table),
    ]


def test_a_note_for_translators_is_kept(root: Path, tmp_path: Path) -> None:
    synchronise(root, tmp_path)
    message = read_catalogue("ti", tmp_path).get("Where do you live?")
    assert message is not None
    assert message.auto_comments == ["NOTE: Asked once, and never again.", "NOTE: The bot speaks."]
    days = read_catalogue("ti", tmp_path).get(("{n} day", "{n} days"))
    assert days is not None
    assert days.auto_comments[0] == "NOTE: A flow."
    assert days.auto_comments[-1].startswith("NOTE: {n}: a number")


def test_synchronising_twice_changes_nothing(root: Path, tmp_path: Path) -> None:
    assert len(stale(root, tmp_path)) == 1 + len(TRANSLATED)
    synchronise(root, tmp_path)
    assert stale(root, tmp_path) == []
    text = catalogue_path("ar", tmp_path).read_text(encoding="utf-8")
    assert "Date" not in text
    assert "nplurals=6" in text


def test_translations_stay_and_what_is_gone_is_gone(root: Path, tmp_path: Path) -> None:
    synchronise(root, tmp_path)
    path = catalogue_path("de", tmp_path)
    text = path.read_text(encoding="utf-8")
    text = text.replace('"Back"\nmsgstr ""', '"Back"\nmsgstr "Zurück"')
    text = text.replace('live?"\nmsgstr ""', 'live?"\nmsgstr "Wo wohnen Sie?"')
    path.write_text(text, encoding="utf-8")
    program = root / "conversations" / "flow.py"
    program.write_text(PROGRAM.replace("do you live", "do you stay"), encoding="utf-8")
    assert path in stale(root, tmp_path)
    synchronise(root, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert 'msgstr "Zurück"' in text
    assert 'msgid "Where do you stay?"\nmsgstr ""' in text
    assert "do you live" not in text
    assert "Wo wohnen Sie?" not in text
    assert "fuzzy" not in text


def test_the_command_reports_what_is_stale(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("locales.sync.stale", list)
    assert main(["--check"]) == 0
    monkeypatch.setattr("locales.sync.ROOT", root)
    monkeypatch.setattr("locales.sync.stale", lambda: [root / "jip.pot"])
    assert main(["--check"]) == 1
    assert "jip.pot" in capsys.readouterr().err
