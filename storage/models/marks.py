"""What a database remembers about itself: by which keys it was sealed, when it was last used."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from storage.engine.sealed import Sealed
from storage.models.base import Record
from storage.privacy import plain


class Mark(Record):
    """A time or a sealed text under a name; see `storage.engine.keys` and `storage.seen`."""

    __tablename__ = "mark"

    name: Mapped[str] = plain(String(60), primary_key=True)
    sealed: Mapped[str | None] = plain(Sealed("mark.sealed"))
    at: Mapped[datetime | None] = plain()
