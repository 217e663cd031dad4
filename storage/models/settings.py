"""Limits changed by the operator without a release."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from storage.models.base import Record
from storage.privacy import plain


class Setting(Record):
    """A limit of storage.limits.Limits with another value, written as text."""

    __tablename__ = "setting"

    name: Mapped[str] = plain(String(60), primary_key=True)
    value: Mapped[str] = plain(String(200))
