"""Entries of a catalogue: reading the file, its plural header, and which entries are usable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from locales.languages import LANGUAGES

HERE = Path(__file__).parent


def catalogue_path(language: str, folder: Path = HERE) -> Path:
    """Where the catalogue of a language lies."""
    return folder / language / "LC_MESSAGES" / "jip.po"


def read_catalogue(language: str, folder: Path = HERE) -> Catalog:
    """Read a catalogue; a plural header other than the table's is a ValueError."""
    path = catalogue_path(language, folder)
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    wanted = LANGUAGES[language].plural_forms
    if catalogue.plural_forms != wanted:
        raise ValueError(f"{path}: Plural-Forms is {catalogue.plural_forms!r}, not {wanted!r}")
    return catalogue


def entries(catalogue: Catalog) -> Iterator[Message]:
    """All messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def sources(message: Message) -> tuple[str, ...]:
    """The English text, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    """The translated text, or all its plural forms; empty strings where there is none."""
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ())


def placeholders(text: str) -> frozenset[str]:
    """The names in curly brackets; ValueError where the brackets are broken."""
    found: set[str] = set()
    for _literal, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"only {{name}} is allowed: {text}")
        found.add(name)
    return frozenset(found)


def has_all_forms(message: Message, number_of_forms: int) -> bool:
    """Whether every form is filled; a half-filled plural would mix two languages."""
    wanted = number_of_forms if message.pluralizable else 1
    return len(forms(message)) == wanted and all(form.strip() for form in forms(message))


def has_same_placeholders(message: Message) -> bool:
    """Whether every form takes the values of the source; `n` may be said with a word."""
    try:
        wanted = placeholders(sources(message)[-1])
        spoken = {"n"} if message.pluralizable else set()
        return all(wanted - spoken <= placeholders(form) <= wanted for form in forms(message))
    except ValueError:
        return False


def is_usable(message: Message, number_of_forms: int) -> bool:
    """Whether a person may be shown this entry; otherwise the fallback language speaks."""
    return (
        not message.fuzzy
        and has_all_forms(message, number_of_forms)
        and has_same_placeholders(message)
    )
