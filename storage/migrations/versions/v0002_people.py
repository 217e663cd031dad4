"""People, their profiles, roles and requests."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import one_of

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables."""
    _create_person()
    _create_profile()
    _create_profile_skill()
    _create_role()
    _create_invitation()
    _create_request()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("request")
    op.drop_table("invitation")
    op.drop_table("role")
    op.drop_table("profile_skill")
    op.drop_table("profile")
    op.drop_table("person")


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(40)),
        sa.Column("age_band", one_of("ageband", "under16", "16-17", "18+")),
        sa.Column("consent_version", sa.String(20)),
        sa.Column("consent_at", sa.DateTime(timezone=True)),
        sa.Column("work_on", sa.Boolean(), nullable=False),
        sa.Column("activities_on", sa.Boolean(), nullable=False),
        sa.Column("news_on", sa.Boolean(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("ref", name="uq_person_ref"),
        sqlite_autoincrement=True,
    )


def _create_profile() -> None:
    op.create_table(
        "profile",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.LargeBinary()),
        sa.Column("plz", sa.String(5)),
        sa.Column("ags", sa.String(8)),
        sa.Column("centre", sa.String(40)),
        sa.Column("background", sa.String(20)),
        sa.Column("wants", sa.JSON()),
        sa.Column("areas", sa.JSON()),
        sa.Column("slots", sa.JSON()),
        sa.Column("hours", sa.String(20)),
        sa.Column("start", sa.String(20)),
        sa.Column("mobility", sa.JSON()),
        sa.Column("licences", sa.JSON()),
        sa.Column("german", sa.String(2)),
        sa.Column("childcare", sa.String(20)),
        sa.Column("school", sa.String(20)),
        sa.Column("papers", sa.String(20)),
        sa.Column("permit_check", sa.String(20)),
        sa.Column("permit_until", sa.Date()),
        sa.Column("offered_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("person_id", name="pk_profile"),
        sa.ForeignKeyConstraint(["ags"], ["municipality.ags"], name="fk_profile_ags_municipality"),
        sa.ForeignKeyConstraint(["centre"], ["centre.key"], name="fk_profile_centre_centre"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_profile_person_id_person", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_profile_centre", "profile", ["centre"])


def _create_profile_skill() -> None:
    op.create_table(
        "profile_skill",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(40), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "skill", name="pk_profile_skill"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_profile_skill_person_id_person",
            ondelete="CASCADE",
        ),
    )


def _create_role() -> None:
    op.create_table(
        "role",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            one_of(
                "rolename",
                "newcomer",
                "employer",
                "volunteer",
                "partner",
                "coordinator",
                "staff",
                "lead",
                "admin",
            ),
            nullable=False,
        ),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "role", "scope", name="pk_role"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_role_person_id_person", ondelete="CASCADE"
        ),
    )


def _create_invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column(
            "role",
            one_of(
                "rolename",
                "newcomer",
                "employer",
                "volunteer",
                "partner",
                "coordinator",
                "staff",
                "lead",
                "admin",
            ),
            nullable=False,
        ),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invitation"),
    )


def _create_request() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(40)),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("text", sa.LargeBinary()),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_request"),
        sa.ForeignKeyConstraint(["centre"], ["centre.key"], name="fk_request_centre_centre"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_request_person_id_person", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_request_centre", "request", ["centre"])
    op.create_index(
        "uq_request_open",
        "request",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
