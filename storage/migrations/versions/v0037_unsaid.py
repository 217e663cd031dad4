"""What nobody said yet of a need that is not complete is named, and stands in it no more."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"

OFFER = sa.table(
    "offer",
    sa.column("id", sa.Integer),
    sa.column("state", sa.String),
    sa.column("kind", sa.String),
    sa.column("paid", sa.Boolean),
    sa.column("unsaid", sa.JSON(none_as_null=True)),
    sa.column("slots", sa.JSON),
    sa.column("hours_week", sa.Float),
    sa.column("german_min", sa.String),
    sa.column("experience", sa.String),
)
ALL_DAY = [f"{day}.{part}" for day in ("mo", "tu", "we", "th", "fr") for part in ("am", "pm")]
NOTHING = {"slots": [], "hours_week": 0.0, "german_min": "", "experience": ""}
USUAL = {"slots": ALL_DAY, "hours_week": 38.5, "german_min": "A1", "experience": "none"}
NAMES = {
    "spans": "slots",
    "hours": "hours_week",
    "german": "german_min",
    "experience": "experience",
}
MAY_BE_UNPAID = ("internship", "look_day", "trial_day")


def upgrade() -> None:
    """Ask again what is usual: nobody knows who said it."""
    op.add_column("offer", sa.Column("unsaid", sa.JSON()))
    bind = op.get_bind()
    for row in bind.execute(sa.select(OFFER).where(OFFER.c.state == "draft")).mappings().all():
        usual = USUAL | ({"hours_week": 10.0} if row["kind"] == "minijob" else {})
        unsaid = [name for name, its in NAMES.items() if row[its] == usual[its]]
        blank = {NAMES[name]: NOTHING[NAMES[name]] for name in unsaid}
        unsaid += ["paid"] if row["kind"] in MAY_BE_UNPAID and not row["paid"] else []
        named = sa.update(OFFER).where(OFFER.c.id == row["id"])
        bind.execute(named.values(unsaid=unsaid or None, **blank))


def downgrade() -> None:
    """Go back: what nobody said is what is usual."""
    bind = op.get_bind()
    for row in bind.execute(sa.select(OFFER).where(OFFER.c.unsaid.is_not(None))).mappings().all():
        usual = {NAMES[name]: USUAL[NAMES[name]] for name in row["unsaid"] or () if name in NAMES}
        if usual:
            bind.execute(sa.update(OFFER).where(OFFER.c.id == row["id"]).values(**usual))
    op.drop_column("offer", "unsaid")
