"""Colleagues, what they did, sentences they say often; invitations with a number to type."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big_key, one_of

revision = "0017"
down_revision = "0016"

ROLES = ("newcomer", "employer", "volunteer", "partner", "coordinator", "staff", "lead", "admin")
NO_MEDIATORS = "DELETE FROM {table} WHERE role = 'mediator'"
LOCKED = "what was done stays as it was written"
SQLITE_TRIGGERS = (
    f"""
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END
""",
    f"""
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
WHEN OLD.at > (SELECT datetime(max(at), '-12 months') FROM audit)
BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END
""",
)
NO_REPLACE = f"""
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END
"""
"""INSERT OR REPLACE takes a row away without asking the triggers of a deletion."""
POSTGRESQL_TRIGGERS = (
    f"""
CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at <= (SELECT max(at) - interval '12 months' FROM audit) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '{LOCKED}';
END $$
""",
    """
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_stays()
""",
    f"""
CREATE FUNCTION audit_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{LOCKED}'; END $$
""",
    """
CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_not_emptied()
""",
)


def upgrade() -> None:
    """Create the tables; a role more can be given."""
    _allow("mediator")
    _create_colleague()
    _create_audit()
    _create_sentence()


def downgrade() -> None:
    """Go back; who was away or suspended, and what was done, is forgotten."""
    for table in ("sentence", "audit", "colleague"):
        op.drop_table(table)
    if _is_postgresql():
        op.execute("DROP FUNCTION audit_stays")
        op.execute("DROP FUNCTION audit_not_emptied")
    for table in ("role", "invitation"):
        op.execute(NO_MEDIATORS.format(table=table))
    _allow()


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _allow(*more: str) -> None:
    """Let the roles of the last release and these be given."""
    kind = one_of("rolename", *ROLES[:3], *more, *ROLES[3:])
    for table in ("role", "invitation"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("role", existing_type=one_of("rolename", *ROLES), type_=kind)


def _fk(table: str, name: str, at: str, ondelete: str | None, key: str = "id") -> sa.Constraint:
    constraint = f"fk_{table}_{name}_{at}"
    return sa.ForeignKeyConstraint([name], [f"{at}.{key}"], name=constraint, ondelete=ondelete)


def _moment(name: str, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _create_colleague() -> None:
    op.create_table(
        "colleague",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.LargeBinary()),
        sa.Column("languages", sa.JSON()),
        sa.Column("gender", sa.String(10)),
        _moment("secrecy_at"),
        _moment("away_until"),
        sa.Column("deputy_id", sa.Integer()),
        sa.Column("invited_by", sa.Integer()),
        _moment("invited_at"),
        _moment("suspended_at"),
        sa.Column("pin", sa.String(200)),
        sa.Column("pin_misses", sa.SmallInteger(), nullable=False),
        _moment("pin_locked_until"),
        _moment("pin_used_at"),
        _fk("colleague", "person_id", "person", "CASCADE"),
        _fk("colleague", "deputy_id", "person", "SET NULL"),
        _fk("colleague", "invited_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("person_id", name="pk_colleague"),
    )
    op.create_index("ix_colleague_deputy_id", "colleague", ["deputy_id"])
    op.create_index("ix_colleague_invited_by", "colleague", ["invited_by"])


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", big_key(), nullable=False),
        _moment("at", nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("about_id", sa.Integer()),
        sa.Column("centre", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    for trigger in POSTGRESQL_TRIGGERS if _is_postgresql() else (*SQLITE_TRIGGERS, NO_REPLACE):
        op.execute(trigger)


def _create_sentence() -> None:
    op.create_table(
        "sentence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(40)),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("text", sa.String(400), nullable=False),
        _moment("hidden_at"),
        _fk("sentence", "centre", "centre", None, "key"),
        sa.PrimaryKeyConstraint("id", name="pk_sentence"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sentence_centre", "sentence", ["centre"])
