"""From interest to three months at work; who speaks for a firm; needs that firms say themselves."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget, one_of, written_anew

revision = "0032"
down_revision = "0031"

STAGES = (
    *("interested", "shown", "question", "wanted", "guardian", "permit", "naming", "choosing"),
    *("dated", "came", "talking", "starting", "started"),
    *("kept", "left", "refused", "withdrawn", "expired", "closed"),
)
SIDES = ("person", "firm", "centre")
PERMITS = ("open", "form", "authority", "clear", "closed")
MOMENT = sa.DateTime(timezone=True)
TIMES = ("told_at", "shown_at", "introduced_at", "tried_at", "started_at", "ended_at")
KINDS = (
    *("introduction_told", "introduction_firm", "staff_notice_introduction", "introduction_news"),
    *("introduction_expires", "introduction_begins", "introduction_refused", "trial_reminder"),
    *("trial_over", "firm_prompts", "firm_day", "how_it_goes", "no_longer_there"),
    *("introduction_moves", "firm_verify", "offer_kind_changed", "still_interested", "still_over"),
    *("staff_notice_hidden", "staff_notice_firm_came", "staff_notice_firm_again"),
    *("staff_notice_firm_alone", "staff_notice_need", "staff_notice_nobody_comes"),
    *("place_free", "firm_stands", "permission_ends", "firm_untold"),
    *("staff_notice_not_done", "gone_untold"),
)


def upgrade() -> None:
    """Create the tables; let firms be stopped and needs be drafts."""
    _contacts()
    _introductions()
    _check_ins()
    _calls()
    _choices("employer", "status", "employerstatus", "pending", "verified", "stopped")
    _choices("offer", "state", "offerstate", "draft", "open", "paused", "filled")
    with written_anew("employer") as batch:
        batch.add_column(sa.Column("verified_until", sa.Date()))
        batch.add_column(sa.Column("checks", sa.JSON()))
        batch.add_column(_person("named_id", "employer"))
        batch.add_column(sa.Column("registered_at", MOMENT))
        batch.add_column(sa.Column("stopped_at", MOMENT))
    op.create_index(op.f("ix_employer_named_id"), "employer", ["named_id"])
    with written_anew("offer") as batch:
        batch.add_column(sa.Column("note", sa.LargeBinary()))
        batch.add_column(
            sa.Column("note_ok", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        contact = _key("contact_id", "offer", "firm_contact", "SET NULL", nullable=True)
        batch.add_column(contact)
        batch.add_column(sa.Column("starts", sa.String(8)))
        batch.add_column(sa.Column("hidden_at", MOMENT))
    with written_anew("offer") as batch:
        batch.alter_column("note_ok", server_default=None)
    op.create_index(op.f("ix_offer_contact_id"), "offer", ["contact_id"])
    op.add_column("person", sa.Column("still_at", MOMENT))
    op.add_column("person", sa.Column("works_since", sa.Date()))


def downgrade() -> None:
    """Go back: a firm that was stopped is nobody's to show, a draft rests."""
    forget(*KINDS)
    op.drop_column("person", "works_since")
    op.drop_column("person", "still_at")
    op.execute("UPDATE offer SET state = 'paused' WHERE state = 'draft'")
    op.execute("UPDATE employer SET status = 'pending' WHERE status = 'stopped'")
    op.drop_index(op.f("ix_offer_contact_id"), "offer")
    with written_anew("offer") as batch:
        batch.drop_constraint(op.f("fk_offer_contact_id_firm_contact"), type_="foreignkey")
        for name in ("hidden_at", "starts", "contact_id", "note_ok", "note"):
            batch.drop_column(name)
    op.drop_index(op.f("ix_employer_named_id"), "employer")
    with written_anew("employer") as batch:
        batch.drop_constraint(op.f("fk_employer_named_id_person"), type_="foreignkey")
        for name in ("stopped_at", "registered_at", "named_id", "checks", "verified_until"):
            batch.drop_column(name)
    _choices("offer", "state", "offerstate", "open", "paused", "filled")
    _choices("employer", "status", "employerstatus", "pending", "verified")
    for table in ("firm_call", "check_in", "introduction", "firm_contact"):
        op.drop_table(table)


def _choices(table: str, column: str, name: str, *values: str) -> None:
    with written_anew(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        batch.create_check_constraint(op.f(f"ck_{table}_{name}"), sa.column(column).in_(values))


def _key(
    column: str, table: str, other: str, ondelete: str, *, nullable: bool = False
) -> sa.Column[int]:
    named = f"fk_{table}_{column}_{other}"
    key = sa.ForeignKey(f"{other}.id", name=named, ondelete=ondelete)
    return sa.Column(column, sa.Integer(), key, nullable=nullable)


def _person(column: str, table: str) -> sa.Column[int]:
    return _key(column, table, "person", "SET NULL", nullable=True)


def _centre(table: str) -> sa.Column[str]:
    key = sa.ForeignKey("centre.key", name=f"fk_{table}_centre_centre")
    return sa.Column("centre", sa.String(40), key)


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _contacts() -> None:
    op.create_table(
        "firm_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        _key("employer_id", "firm_contact", "employer", "CASCADE"),
        _key("person_id", "firm_contact", "person", "CASCADE", nullable=True),
        sa.Column("name", sa.LargeBinary()),
        sa.Column("phone", sa.LargeBinary()),
        sa.Column("reach", one_of("reach", "here", "mail", "phone", "letter"), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("away_until", sa.Date()),
        sa.Column("left_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_firm_contact"),
        sa.UniqueConstraint(
            "employer_id", "person_id", name="uq_firm_contact_employer_id_person_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_firm_contact_person_id", "firm_contact", ["person_id"])


def _introductions() -> None:
    op.create_table(
        "introduction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        *_whose(),
        *_how_far(),
        sa.Column("views", sa.Integer(), nullable=False),
        *(sa.Column(name, MOMENT) for name in ("viewed_at", "card_until", "expires_at", *TIMES)),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("news_by", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_introduction"),
        sa.UniqueConstraint("code", name="uq_introduction_code"),
        _once("introduction", "person_id", "offer_id", "round"),
        _once("introduction", "offer_id", "seat"),
        sqlite_autoincrement=True,
    )
    for name in ("employer_id", "centre", "owner_id", "stage", "news_by", "ended_at"):
        op.create_index(f"ix_introduction_{name}", "introduction", [name])


def _whose() -> list[sa.Column[Any]]:
    return [
        _key("person_id", "introduction", "person", "CASCADE"),
        _key("offer_id", "introduction", "offer", "CASCADE"),
        _key("employer_id", "introduction", "employer", "CASCADE"),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        _centre("introduction"),
        _person("owner_id", "introduction"),
    ]


def _how_far() -> list[sa.Column[Any]]:
    return [
        sa.Column("stage", one_of("stage", *STAGES), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("last_side", one_of("side", *SIDES)),
        sa.Column("reason", sa.String(20)),
        sa.Column("permit", one_of("permit", *PERMITS)),
        sa.Column("permit_on", sa.Date()),
        sa.Column("permit_until", sa.Date()),
        sa.Column("key", sa.LargeBinary()),
        sa.Column("facts", sa.LargeBinary()),
        sa.Column("options", sa.JSON()),
        sa.Column("on_date", sa.Date()),
        sa.Column("at_time", sa.Time()),
        sa.Column("zone", sa.String(40)),
        sa.Column("starts_on", sa.Date()),
        sa.Column("seat", sa.SmallInteger()),
    ]


def _check_ins() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        _key("introduction_id", "check_in", "introduction", "CASCADE"),
        _key("person_id", "check_in", "person", "CASCADE"),
        sa.Column("side", one_of("side", *SIDES), nullable=False),
        sa.Column("after", sa.String(10), nullable=False),
        sa.Column("answer", sa.String(10)),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_check_in"),
        sa.UniqueConstraint(
            "introduction_id", "side", "after", name="uq_check_in_introduction_id_side_after"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_check_in_person_id", "check_in", ["person_id"])


def _calls() -> None:
    op.create_table(
        "firm_call",
        sa.Column("id", sa.Integer(), nullable=False),
        _key("employer_id", "firm_call", "employer", "CASCADE"),
        sa.Column("about", sa.String(10), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _centre("firm_call"),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("tried_at", MOMENT),
        sa.Column("done_at", MOMENT),
        _person("done_by", "firm_call"),
        sa.PrimaryKeyConstraint("id", name="pk_firm_call"),
        sa.UniqueConstraint(
            "about", "subject", "revision", name="uq_firm_call_about_subject_revision"
        ),
        sqlite_autoincrement=True,
    )
    for name in ("employer_id", "centre", "done_at", "done_by"):
        op.create_index(f"ix_firm_call_{name}", "firm_call", [name])
