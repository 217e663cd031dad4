"""Where the cards of subjects stand: which message of which chat shows which thing."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped

from storage.models.base import Record
from storage.privacy import owned_by, plain


class ShownCard(Record):
    """One message that showed one thing; it goes with the chat, or with its row of the outbox."""

    __tablename__ = "shown"
    __table_args__ = (Index(None, "subject", "subject_id", "outbox_id"),)

    chat_id: Mapped[int] = owned_by("chat", primary_key=True)
    subject: Mapped[str] = plain(String(20), primary_key=True)
    subject_id: Mapped[int] = plain(BigInteger, primary_key=True, autoincrement=False)
    outbox_id: Mapped[int] = plain(
        ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True, index=True
    )
