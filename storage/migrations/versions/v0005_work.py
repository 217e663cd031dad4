"""Employers, their offers, and who saw them."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import one_of

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables."""
    _create_employer()
    _create_offer()
    _create_offer_skill()
    _create_proposal()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("proposal")
    op.drop_table("offer_skill")
    op.drop_table("offer")
    op.drop_table("employer")


def _create_employer() -> None:
    op.create_table(
        "employer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("sector", sa.String(20), nullable=False),
        sa.Column("plz", sa.String(5), nullable=False),
        sa.Column("contact", sa.LargeBinary()),
        sa.Column("size", sa.String(20)),
        sa.Column("status", one_of("employerstatus", "pending", "verified"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_employer"),
        sa.ForeignKeyConstraint(["plz"], ["postcode.plz"], name="fk_employer_plz_postcode"),
        sa.UniqueConstraint("ref", name="uq_employer_ref"),
        sqlite_autoincrement=True,
    )


def _create_offer() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("state", one_of("offerstate", "open", "paused", "filled"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title_de", sa.String(200), nullable=False),
        sa.Column("plz", sa.String(5), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("hours_week", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer()),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("german_min", sa.String(2), nullable=False),
        sa.Column("german_help", sa.Boolean(), nullable=False),
        sa.Column("licence", sa.String(20)),
        sa.Column("paid", sa.Boolean(), nullable=False),
        sa.Column("experience", sa.String(20), nullable=False),
        sa.Column("police_certificate", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name="fk_offer_employer_id_employer"
        ),
        sa.ForeignKeyConstraint(["plz"], ["postcode.plz"], name="fk_offer_plz_postcode"),
        sa.UniqueConstraint("ref", name="uq_offer_ref"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_offer_employer_id", "offer", ["employer_id"])


def _create_offer_skill() -> None:
    op.create_table(
        "offer_skill",
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("offer_id", "skill", name="pk_offer_skill"),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name="fk_offer_skill_offer_id_offer", ondelete="CASCADE"
        ),
    )


def _create_proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column(
            "state", one_of("proposalstate", "shown", "interested", "declined"), nullable=False
        ),
        sa.Column("reason", sa.String(20)),
        sa.Column("pushed", sa.Boolean(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name="fk_proposal_offer_id_offer", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_proposal_person_id_person", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", "offer_id", name="uq_proposal_person_id_offer_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_proposal_offer_id", "proposal", ["offer_id"])
