"""Every column says what it tells about a person; export and erasure are generated from that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import MappedColumn, mapped_column

Owner = Literal["person", "chat"]


class Tag(StrEnum):
    """What a column reveals."""

    NONE = "none"
    ID = "id"
    PERSONAL = "personal"


@dataclass(frozen=True)
class Privacy:
    """The tag of a column; `keep` names the retention rule, `owner` whose row it makes this."""

    tag: Tag
    keep: str = ""
    export: bool = False
    owner: Owner | None = None


def plain(*args: Any, **options: Any) -> MappedColumn[Any]:
    """Declare a column that tells nothing about a person."""
    return mapped_column(*args, info={"privacy": Privacy(Tag.NONE)}, **options)


def ident(*args: Any, keep: str, **options: Any) -> MappedColumn[Any]:
    """Declare a column that points at a person without describing them."""
    return mapped_column(*args, info={"privacy": Privacy(Tag.ID, keep)}, **options)


def personal(*args: Any, keep: str, **options: Any) -> MappedColumn[Any]:
    """Declare a column that describes a person; it is part of what they get when they ask."""
    return mapped_column(
        *args, info={"privacy": Privacy(Tag.PERSONAL, keep, export=True)}, **options
    )


def owned_by(owner: Owner, **options: Any) -> MappedColumn[Any]:
    """Declare the column that says whose row this is; erasing the owner deletes the row."""
    info = {"privacy": Privacy(Tag.ID, keep=f"as the {owner}", owner=owner)}
    return mapped_column(ForeignKey(f"{owner}.id", ondelete="CASCADE"), info=info, **options)
