"""The 80 skills in 14 areas; labels are in the catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from storage.rules.tables import rows


@dataclass(frozen=True)
class Area:
    """A field of work as it is asked; `name` is the English message id."""

    key: str
    name: str
    emoji: str


@dataclass(frozen=True)
class Skill:
    """A skill with its official codes; `related` goes both ways, `name` is the message id.

    `regulated`: none, meister_selfemployed (information only), licence, recognition, title.
    """

    key: str
    area: str
    name: str
    emoji: str
    kldb2010: str
    isco08: str
    regulated: str
    entry_routes: tuple[str, ...]
    typical_german: str
    related: frozenset[str]
    myskills: bool


@cache
def skills() -> dict[str, Skill]:
    """All skills by key, in the order they are asked."""
    table = rows("taxonomy.csv")
    links = {row["key"]: _split(row["related"]) for row in table}
    return {row["key"]: _skill(row, _both_ways(row["key"], links)) for row in table}


@cache
def areas() -> dict[str, Area]:
    """All areas by key, in the order they are asked."""
    return {
        row["area"]: Area(row["area"], row["area_en"], row["area_emoji"])
        for row in rows("taxonomy.csv")
    }


@cache
def skills_of(area: str) -> tuple[Skill, ...]:
    """Return the skills of one area, in the order they are asked."""
    return tuple(skill for skill in skills().values() if skill.area == area)


def _both_ways(key: str, links: dict[str, tuple[str, ...]]) -> frozenset[str]:
    back = {other for other, its in links.items() if key in its}
    return frozenset({*links[key], *back} - {key})


def _skill(row: dict[str, str], related: frozenset[str]) -> Skill:
    return Skill(
        key=row["key"],
        area=row["area"],
        name=row["en"],
        emoji=row["emoji"],
        kldb2010=row["kldb2010"],
        isco08=row["isco08"],
        regulated=row["regulated"],
        entry_routes=_split(row["entry_routes"]),
        typical_german=row["typical_german"],
        related=related,
        myskills=row["myskills_first8"] == "yes",
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
