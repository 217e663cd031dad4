"""Activities, signups, appointments, announcements."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import one_of

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the tables."""
    _create_activity()
    _create_signup()
    _create_appointment()
    _create_announcement()
    _create_delivery()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("delivery")
    op.drop_table("announcement")
    op.drop_table("appointment")
    op.drop_table("signup")
    op.drop_table("activity")


def _create_activity() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(40)),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title_de", sa.String(200)),
        sa.Column("centre", sa.String(40), nullable=False),
        sa.Column("plz", sa.String(5), nullable=False),
        sa.Column("place_hint", sa.String(200)),
        sa.Column("weekdays", sa.String(30)),
        sa.Column("on_date", sa.Date()),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("season", sa.String(5)),
        sa.Column("capacity", sa.Integer()),
        sa.Column("german_min", sa.String(2), nullable=False),
        sa.Column("childcare", sa.Boolean(), nullable=False),
        sa.Column("free", sa.Boolean(), nullable=False),
        sa.Column("partner", sa.String(200)),
        sa.Column("bring", sa.String(200)),
        sa.Column("label", sa.String(40)),
        sa.Column("role", sa.String(20)),
        sa.Column("cancelled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
        sa.ForeignKeyConstraint(["centre"], ["centre.key"], name="fk_activity_centre_centre"),
        sa.ForeignKeyConstraint(["plz"], ["postcode.plz"], name="fk_activity_plz_postcode"),
        sa.UniqueConstraint("ref", name="uq_activity_ref"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activity_centre", "activity", ["centre"])


def _create_signup() -> None:
    op.create_table(
        "signup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signup"),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name="fk_signup_activity_id_activity",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_signup_person_id_person", ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "activity_id", "on_date", "person_id", name="uq_signup_activity_id_on_date_person_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_signup_person_id", "signup", ["person_id"])


def _create_appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(40)),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at_time", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(40), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("old_date", sa.Date()),
        sa.Column("old_time", sa.Time()),
        sa.Column("interpreter", sa.String(8)),
        sa.Column("answer", one_of("appointmentanswer", "coming", "cannot", "another_time")),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.ForeignKeyConstraint(["centre"], ["centre.key"], name="fk_appointment_centre_centre"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_appointment_person_id_person", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("ref", name="uq_appointment_ref"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_appointment_centre", "appointment", ["centre"])
    op.create_index("ix_appointment_person_id", "appointment", ["person_id"])
    op.create_index("ix_appointment_starts_at", "appointment", ["starts_at"])


def _create_announcement() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(40), nullable=False),
        sa.Column(
            "state",
            one_of("announcementstate", "draft", "approved", "done", "stopped"),
            nullable=False,
        ),
        sa.Column("created_by", sa.Integer()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report_row", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_announcement"),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name="fk_announcement_activity_id_activity",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["centre"], ["centre.key"], name="fk_announcement_centre_centre"),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["person.id"],
            name="fk_announcement_created_by_person",
            ondelete="SET NULL",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_announcement_activity_id", "announcement", ["activity_id"])


def _create_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("announcement_id", "chat_id", name="pk_delivery"),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcement.id"],
            name="fk_delivery_announcement_id_announcement",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name="fk_delivery_chat_id_chat", ondelete="CASCADE"
        ),
    )
