"""What was loaded from a file, so that loading it again changes nothing."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from storage.models.base import Record
from storage.privacy import ident, plain


class Loaded(Record):
    """One entry of a file as it was last loaded: its section, its id, and an HMAC of its text.

    What people changed since then stays until the entry itself is changed in the file.
    """

    __tablename__ = "loaded"

    section: Mapped[str] = plain(String(20), primary_key=True)
    ref: Mapped[str] = ident(String(40), primary_key=True, keep="as the file")
    fingerprint: Mapped[str] = plain(String(64))
