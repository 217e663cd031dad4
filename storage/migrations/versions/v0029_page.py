"""The second face: of which face everything is; what stands on a page and leads there."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big_key, one_of, written_anew

revision = "0029"
down_revision = "0028"

FACES = ("telegram", "page")
KEY, UNIQUE = "address_key", "uq_chat_face_address_key"
SOURCE, ARRIVED = "uq_inbox_face_source_key", "uq_inbox_update_id"


def upgrade() -> None:
    """Give every row the face it had; create the tables of the page."""
    with written_anew("chat") as batch:
        batch.add_column(_face("facename", *FACES))
        batch.drop_constraint("uq_chat_address_key", type_="unique")
        batch.create_unique_constraint(UNIQUE, ["face", KEY])
    with written_anew("inbox") as batch:
        batch.add_column(_face("facename", *FACES))
        batch.drop_constraint(ARRIVED, type_="unique")
        batch.alter_column("update_id", new_column_name="source_key", existing_type=sa.BigInteger())
    with written_anew("inbox") as batch:
        batch.create_unique_constraint(SOURCE, ["face", "source_key"])
    with written_anew("outbox") as batch:
        batch.add_column(_face("carrier", *FACES, "mail", named="carrier"))
    _create_link()
    _create_session()
    _create_entry()
    _create_contact()


def downgrade() -> None:
    """Go back: an older release knows no chat on a page, so those are forgotten with it."""
    for table in ("contact", "page_entry", "page_session", "page_link"):
        op.drop_table(table)
    there = "IN (SELECT id FROM chat WHERE face = 'page')"
    for table in ("due", "seat", "shown", "dialogue", "inbox", "outbox"):
        op.execute(f"DELETE FROM {table} WHERE chat_id {there}")
    op.execute("DELETE FROM inbox WHERE face = 'page'")
    op.execute("DELETE FROM outbox WHERE carrier <> 'telegram'")
    op.execute(f"UPDATE invitation SET chat_id = NULL WHERE chat_id {there}")
    op.execute("DELETE FROM chat WHERE face = 'page'")
    with written_anew("outbox") as batch:
        batch.drop_constraint(op.f("ck_outbox_carrier"), type_="check")
        batch.drop_column("carrier")
    with written_anew("inbox") as batch:
        batch.drop_constraint(SOURCE, type_="unique")
        batch.drop_constraint(op.f("ck_inbox_facename"), type_="check")
        batch.drop_column("face")
        batch.alter_column("source_key", new_column_name="update_id", existing_type=sa.BigInteger())
    with written_anew("inbox") as batch:
        batch.create_unique_constraint(ARRIVED, ["update_id"])
    with written_anew("chat") as batch:
        batch.drop_constraint(UNIQUE, type_="unique")
        batch.drop_constraint(op.f("ck_chat_facename"), type_="check")
        batch.drop_column("face")
        batch.create_unique_constraint("uq_chat_address_key", [KEY])


def _face(check: str, *values: str, named: str = "face") -> sa.Column[str]:
    return sa.Column(named, one_of(check, *values), server_default=values[0], nullable=False)


def _create_link() -> None:
    purposes = one_of("purpose", "firm", "newcomer", "recovery", "news", "desk", "screen")
    op.create_table(
        "page_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_key", sa.String(64), nullable=False),
        sa.Column("code_key", sa.String(64)),
        sa.Column("purpose", purposes, nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("employer_id", sa.Integer()),
        sa.Column("place", sa.String(40)),
        sa.Column("centre", sa.String(40)),
        sa.Column("language", sa.String(8)),
        sa.Column("made_by", sa.Integer()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.Column("voided_at", sa.DateTime(timezone=True)),
        _fk("page_link", "person_id", "person", "id", "CASCADE"),
        _fk("page_link", "employer_id", "employer", "id", "CASCADE"),
        _fk("page_link", "centre", "centre", "key", None),
        sa.PrimaryKeyConstraint("id", name="pk_page_link"),
        sa.UniqueConstraint("token_key", name="uq_page_link_token_key"),
        sa.UniqueConstraint("code_key", name="uq_page_link_code_key"),
        sqlite_autoincrement=True,
    )
    _index("page_link", "person_id", "employer_id", "expires_at")


def _create_session() -> None:
    op.create_table(
        "page_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_key", sa.String(64), nullable=False),
        sa.Column("chat_id", sa.Integer()),
        sa.Column("centre", sa.String(40)),
        sa.Column("link_id", sa.Integer()),
        sa.Column("device", one_of("device", "shared", "own", "desk"), nullable=False),
        sa.Column("misses", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        _fk("page_session", "chat_id", "chat", "id", "CASCADE"),
        _fk("page_session", "centre", "centre", "key", None),
        _fk("page_session", "link_id", "page_link", "id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_page_session"),
        sa.UniqueConstraint("token_key", name="uq_page_session_token_key"),
        sqlite_autoincrement=True,
    )
    _index("page_session", "chat_id", "link_id", "ends_at")


def _create_entry() -> None:
    op.create_table(
        "page_entry",
        sa.Column("id", big_key(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("side", one_of("side", "ours", "theirs", "notice"), nullable=False),
        sa.Column("outbox_id", sa.BigInteger()),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("kind", sa.String(40)),
        sa.Column("subject", sa.BigInteger()),
        sa.Column("revision", sa.Integer()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        _fk("page_entry", "chat_id", "chat", "id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_page_entry"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_page_entry_chat_id_page_entry_id", "page_entry", ["chat_id", "id"])
    _index("page_entry", "outbox_id", "created_at")


def _create_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("address_key", sa.String(64), nullable=False),
        sa.Column("stop_key", sa.String(64)),
        sa.Column("code", sa.String(200)),
        sa.Column("code_misses", sa.SmallInteger(), nullable=False),
        sa.Column("code_until", sa.DateTime(timezone=True)),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("stopped_at", sa.DateTime(timezone=True)),
        sa.Column("failed_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _fk("contact", "person_id", "person", "id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.UniqueConstraint("address_key", name="uq_contact_address_key"),
        sa.UniqueConstraint("stop_key", name="uq_contact_stop_key"),
        sqlite_autoincrement=True,
    )
    _index("contact", "person_id")


def _fk(table: str, name: str, at: str, key: str, ondelete: str | None) -> sa.ForeignKeyConstraint:
    constraint = f"fk_{table}_{name}_{at}"
    return sa.ForeignKeyConstraint([name], [f"{at}.{key}"], name=constraint, ondelete=ondelete)


def _index(table: str, *columns: str) -> None:
    for name in columns:
        op.create_index(f"ix_{table}_{name}", table, [name])
