"""Threads, notes, problems, several people on one phone; who answers a request."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0018"
down_revision = "0017"

POINTERS = {
    "person": (("practice_of", "person", "CASCADE"),),
    "request": (("owner_id", "person", "SET NULL"), ("mediator_id", "person", "SET NULL")),
    "invitation": (
        ("inviter_id", "person", "CASCADE"),
        ("for_id", "person", "CASCADE"),
        ("used_by", "person", "SET NULL"),
        ("chat_id", "chat", "CASCADE"),
    ),
}
GROWING = {"person", "request"}
COLUMNS = (
    ("request", "taken_at", sa.DateTime(timezone=True)),
    ("request", "mediator_wish", sa.String(10)),
    ("request", "word", sa.LargeBinary()),
    ("request", "wish", sa.String(10)),
    ("request", "phone", sa.LargeBinary()),
    ("request", "escalated_at", sa.DateTime(timezone=True)),
    ("invitation", "number", sa.String(8)),
    ("invitation", "voided_at", sa.DateTime(timezone=True)),
    ("chat", "moved_at", sa.DateTime(timezone=True)),
    ("outbox", "person_id", sa.Integer()),
    ("outbox", "shows_person", sa.Boolean()),
)
TABLES = ("seat", "hold", "consent", "told", "note", "line")


def upgrade() -> None:
    """Create the tables; add who answers, who invited, and whose practice it is."""
    _create_line()
    _create_known()
    _create_apart()
    for table, pointers in POINTERS.items():
        with _changed(table) as batch:
            for name, at, ondelete in pointers:
                batch.add_column(sa.Column(name, sa.Integer()))
                key = f"fk_{table}_{name}_{at}"
                batch.create_foreign_key(key, at, [name], ["id"], ondelete=ondelete)
        for name, _at, _ondelete in pointers:
            op.create_index(f"ix_{table}_{name}", table, [name])
    for table, name, kind in COLUMNS:
        op.add_column(table, sa.Column(name, kind))
    op.create_index(
        "ix_outbox_shows_person",
        "outbox",
        ["finished_at"],
        sqlite_where=sa.text("shows_person IS 1"),
        postgresql_where=sa.text("shows_person IS true"),
    )


def downgrade() -> None:
    """Go back; threads, notes and who uses a chat besides are forgotten."""
    op.drop_index("ix_outbox_shows_person", "outbox")
    for table, name, _kind in COLUMNS:
        op.drop_column(table, name)
    for table, pointers in POINTERS.items():
        for name, _at, _ondelete in pointers:
            op.drop_index(f"ix_{table}_{name}", table)
        with _changed(table) as batch:
            for name, at, _ondelete in pointers:
                batch.drop_constraint(f"fk_{table}_{name}_{at}", type_="foreignkey")
                batch.drop_column(name)
    for table in TABLES:
        op.drop_table(table)


@contextmanager
def _changed(table: str) -> Iterator[BatchOperations]:
    """Change a table; SQLite writes it anew, and its keys still grow for ever."""
    with op.batch_alter_table(
        table, table_kwargs={"sqlite_autoincrement": table in GROWING}
    ) as batch:
        yield batch


def _fk(table: str, name: str, at: str, ondelete: str | None, key: str = "id") -> sa.Constraint:
    constraint = f"fk_{table}_{name}_{at}"
    return sa.ForeignKeyConstraint([name], [f"{at}.{key}"], name=constraint, ondelete=ondelete)


def _moment(name: str, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _create_line() -> None:
    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("from_person", sa.Boolean(), nullable=False),
        sa.Column("writer_id", sa.Integer()),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("text", sa.LargeBinary()),
        sa.Column("canned", sa.String(40)),
        sa.Column("voice", sa.LargeBinary()),
        _moment("written_at", nullable=False),
        sa.Column("outbox_id", sa.BigInteger()),
        _fk("line", "request_id", "request", "CASCADE"),
        _fk("line", "person_id", "person", "CASCADE"),
        _fk("line", "writer_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_line"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_line_request_id_line_id", "line", ["request_id", "id"])
    op.create_index("ix_line_person_id", "line", ["person_id"])
    op.create_index("ix_line_writer_id", "line", ["writer_id"])


def _create_known() -> None:
    """Create what is known of a person: notes, what they told, what they agreed to."""
    _create_about_person(
        "note",
        sa.Column("writer_id", sa.Integer()),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        _moment("written_at", nullable=False),
        _fk("note", "writer_id", "person", "SET NULL"),
        index="writer_id",
    )
    _create_about_person(
        "told",
        sa.Column("piece", sa.String(40), nullable=False),
        sa.Column("writer_id", sa.Integer()),
        sa.Column("told_on", sa.Date(), nullable=False),
        _fk("told", "writer_id", "person", "SET NULL"),
        key=("person_id", "piece"),
        index="writer_id",
    )
    _create_about_person(
        "consent",
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        _moment("said_at", nullable=False),
    )


def _create_apart() -> None:
    """Create who is kept apart from whom, and who shares a chat."""
    _create_about_person(
        "hold",
        sa.Column("employer_id", sa.Integer(), nullable=False),
        _moment("since", nullable=False),
        _moment("looked_at"),
        _fk("hold", "employer_id", "employer", "CASCADE"),
        key=("person_id", "employer_id"),
        index="employer_id",
    )
    _create_about_person(
        "seat",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("nickname", sa.LargeBinary()),
        sa.Column("digits", sa.String(200)),
        sa.Column("misses", sa.Integer(), nullable=False),
        _moment("locked_until"),
        _fk("seat", "chat_id", "chat", "CASCADE"),
        key=("chat_id", "person_id"),
        index="person_id",
    )


def _create_about_person(
    table: str,
    *more: sa.Column[object] | sa.Constraint,
    key: tuple[str, ...] = ("id",),
    index: str | None = None,
) -> None:
    """Create a table whose rows are a person's; by itself it has a growing key of its own."""
    grows = key == ("id",)
    first = [sa.Column("id", sa.Integer(), nullable=False)] if grows else []
    op.create_table(
        table,
        *first,
        sa.Column("person_id", sa.Integer(), nullable=False),
        *more,
        _fk(table, "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"),
        sqlite_autoincrement=grows,
    )
    for name in ["person_id"] * grows + ([index] if index else []):
        op.create_index(f"ix_{table}_{name}", table, [name])
