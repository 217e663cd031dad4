"""The district, and the settings of the operator."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    _create_centre()
    _create_municipality()
    _create_postcode()
    _create_place_alias()
    _create_setting()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("setting")
    op.drop_table("place_alias")
    op.drop_table("postcode")
    op.drop_table("municipality")
    op.drop_table("centre")


def _create_centre() -> None:
    op.create_table(
        "centre",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("address", sa.String(200)),
        sa.Column("phone", sa.String(40)),
        sa.Column("hours", sa.String(200)),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_centre"),
    )


def _create_municipality() -> None:
    op.create_table(
        "municipality",
        sa.Column("ags", sa.String(8), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("centre", sa.String(40), nullable=False),
        sa.Column("second_centre", sa.String(40)),
        sa.Column("ask_centre", sa.Boolean(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("elevation", sa.Integer(), nullable=False),
        sa.Column("plateau", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("ags", name="pk_municipality"),
        sa.ForeignKeyConstraint(["centre"], ["centre.key"], name="fk_municipality_centre_centre"),
        sa.ForeignKeyConstraint(
            ["second_centre"], ["centre.key"], name="fk_municipality_second_centre_centre"
        ),
    )


def _create_postcode() -> None:
    op.create_table(
        "postcode",
        sa.Column("plz", sa.String(5), nullable=False),
        sa.Column("ags", sa.String(8), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("plz", name="pk_postcode"),
        sa.ForeignKeyConstraint(["ags"], ["municipality.ags"], name="fk_postcode_ags_municipality"),
    )


def _create_place_alias() -> None:
    op.create_table(
        "place_alias",
        sa.Column("alias", sa.String(80), nullable=False),
        sa.Column("ags", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("alias", name="pk_place_alias"),
        sa.ForeignKeyConstraint(
            ["ags"], ["municipality.ags"], name="fk_place_alias_ags_municipality"
        ),
    )


def _create_setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
