"""Limits, ages and periods in one place; the table `setting` overrides them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models.settings import Setting


@dataclass(frozen=True)
class Limits:
    """Defaults as the design names them; units are in the names."""

    sends_per_second: int = 30
    failures_before_parking: int = 3
    answer_minutes: int = 10
    announcement_hours: int = 24
    before_consent_days: int = 14
    dedupe_days: int = 8
    message_id_days: int = 30
    blocked_days: int = 30
    person_days: int = 365
    proposal_days: int = 183
    record_days: int = 90
    deletable_hours: int = 48
    quiet_days: int = 14
    push_from_hour: int = 9
    push_until_hour: int = 19
    pushes_per_day: int = 1
    pushes_per_week: int = 2
    wave_factor: int = 3
    wave_hours: int = 48
    offers_shown: int = 3
    prompt_days: int = 14
    answer_working_days: int = 3
    invitation_hours: int = 24
    approval_above: int = 25
    skills_chosen: int = 5
    undo_seconds: int = 60
    consent_version: str = "2026-11"
    money_sentence_confirmed: bool = True
    german_twins: bool = False

    @property
    def undo(self) -> timedelta:
        """How long a tap of staff or an employer can be taken back before others are told."""
        return timedelta(seconds=self.undo_seconds)

    @property
    def answer_life(self) -> timedelta:
        """How long an answer to somebody waiting in the chat is worth sending."""
        return timedelta(minutes=self.answer_minutes)


def load_limits(session: Session) -> Limits:
    """Return the defaults with the operator's settings; ValueError names a wrong one."""
    rows = {row.name: row.value for row in session.scalars(select(Setting))}
    kinds: dict[str, Any] = {f.name: type(f.default) for f in fields(Limits)}
    unknown = rows.keys() - kinds.keys()
    if unknown:
        raise ValueError(f"unknown setting: {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {name: _read(kinds[name], text) for name, text in rows.items()}
    return replace(Limits(), **values)


def _read(kind: type, text: str) -> object:
    return text.lower() in {"1", "yes", "true"} if kind is bool else kind(text)
