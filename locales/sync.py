"""Brings template and catalogues up to date: `python -m locales.sync`, with `--check` for CI."""

from __future__ import annotations

import argparse
import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po, write_po

from locales.entries import HERE, catalogue_path, read_catalogue
from locales.languages import LANGUAGES, TRANSLATED
from locales.notes import told

ROOT = HERE.parent
TEMPLATE = HERE / "jip.pot"
_METHODS = (
    ("**.py", "locales.extract:python"),
    ("storage/data/taxonomy.csv", "locales.extract:skills"),
)
_KEYWORDS = parse_keywords(["_", "p_:1c,2", "n_:1,2"])
_NOT_OURS = {"tests", "build", "dist", "node_modules"}
_HEADER_COMMENT = "# Messages of jip-bot. Rules: locales/STYLE.md, terms: locales/GLOSSARY.csv"
# Lines that would change with every run, every machine or every version of Babel.
_RESTLESS = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team'
    rb"|Report-Msgid-Bugs-To|Generated-By):.*\n",
    re.MULTILINE,
)


def extracted(root: Path = ROOT) -> Catalog:
    """All messages of the program and its skill table, as a template."""
    template = Catalog(project="jip-bot", version="1", fuzzy=False, header_comment=_HEADER_COMMENT)
    for name, line, msgid, comments, context in extract_from_dir(
        root,
        _METHODS,
        keywords=_KEYWORDS,
        comment_tags=["NOTE"],
        strip_comment_tags=False,
        directory_filter=_is_ours,
    ):
        texts = (msgid,) if isinstance(msgid, str) else msgid
        notes = [*comments, *told(context, texts)]
        template.add(msgid, None, [(name, line)], auto_comments=notes, context=context)
    return template


def _is_ours(directory: str) -> bool:
    path = Path(directory)
    foreign = path.name in _NOT_OURS or path.name.startswith((".", "_"))
    return not foreign and not (path / "pyvenv.cfg").exists()


def updated(language: str, template: Catalog, folder: Path = HERE) -> Catalog:
    """The catalogue with exactly the template's messages; nothing guessed, nothing obsolete."""
    if catalogue_path(language, folder).exists():
        catalogue = read_catalogue(language, folder)
    else:
        catalogue = empty(language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = _HEADER_COMMENT
    return catalogue


def empty(language: str) -> Catalog:
    """A new catalogue with the plural header of the table."""
    header = (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: jip-bot 1\\n"\n'
        f'"Language: {language}\\n"\n'
        f'"Plural-Forms: {LANGUAGES[language].plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    )
    return read_po(BytesIO(header.encode()))


def written(catalogue: Catalog) -> bytes:
    """The bytes of a catalogue file, the same on every run."""
    file = BytesIO()
    write_po(
        file,
        catalogue,
        width=0,
        sort_by_file=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return _RESTLESS.sub(b"", file.getvalue())


def wanted(root: Path = ROOT, folder: Path = HERE) -> dict[Path, bytes]:
    """What template and catalogues should contain now."""
    template = extracted(root)
    files = {folder / TEMPLATE.name: written(template)}
    for language in TRANSLATED:
        files[catalogue_path(language, folder)] = written(updated(language, template, folder))
    return files


def stale(root: Path = ROOT, folder: Path = HERE) -> list[Path]:
    """The files that `python -m locales.sync` would change."""
    return [
        path
        for path, content in wanted(root, folder).items()
        if not path.exists() or path.read_bytes() != content
    ]


def synchronise(root: Path = ROOT, folder: Path = HERE) -> None:
    """Write template and catalogues."""
    for path, content in wanted(root, folder).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def main(arguments: list[str] | None = None) -> int:
    """Command line: exit code 1 where `--check` finds stale files."""
    parser = argparse.ArgumentParser(prog="python -m locales.sync", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, report stale files")
    if not parser.parse_args(arguments).check:
        synchronise()
        return 0
    files = stale()
    for path in files:
        sys.stderr.write(f"stale: {path.relative_to(ROOT)} (run python -m locales.sync)\n")
    return 1 if files else 0


if __name__ == "__main__":
    sys.exit(main())
