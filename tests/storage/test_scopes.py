"""Everywhere is said, nowhere is empty; what an empty scope meant before is written out."""

from __future__ import annotations

import pytest
from alembic import command
from sqlalchemy import text

from storage.engine.migrate import configured, migration
from storage.people import EVERYWHERE, OWN, covers

ROLES = {1: ("lead", ""), 2: ("admin", ""), 3: ("staff", "alb"), 4: ("newcomer", "")}


@pytest.mark.parametrize(
    ("scope", "key", "reached"),
    [
        (EVERYWHERE, "alb", True),
        (EVERYWHERE, None, True),
        ("alb", "alb", True),
        ("alb", "reutlingen", False),
        ("alb", None, True),
        (OWN, "alb", False),
        (OWN, None, False),
        (OWN, OWN, False),
    ],
)
def test_how_far_a_scope_reaches(scope: str, key: str | None, reached: bool) -> None:
    assert covers(scope, key) is reached


def scopes(url: str, change: str, revision: str) -> dict[int, str]:
    with migration(url) as connection:
        getattr(command, change)(configured(connection), revision)
        rows = connection.execute(text("SELECT person_id, scope FROM role ORDER BY person_id"))
        return {row.person_id: row.scope for row in rows}


def test_leads_and_admins_of_the_last_release_stay_responsible_everywhere(empty_url: str) -> None:
    with migration(empty_url) as connection:
        command.upgrade(configured(connection), "0008")
        for key, (role, scope) in ROLES.items():
            person = (
                "INSERT INTO person (id, work_on, activities_on, news_on, created_at, active_at)"
            )
            yes, at = "true, true, true", "'2026-11-10', '2026-11-10'"
            connection.execute(text(f"{person} VALUES ({key}, {yes}, {at})"))
            held = f"({key}, '{role}', '{scope}')"
            connection.execute(text(f"INSERT INTO role (person_id, role, scope) VALUES {held}"))
    assert scopes(empty_url, "upgrade", "0009") == {1: "*", 2: "*", 3: "alb", 4: ""}
    assert scopes(empty_url, "downgrade", "0008") == {1: "", 2: "", 3: "alb", 4: ""}
