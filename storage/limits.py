"""Limits, ages and periods in one place; the table `setting` overrides them."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.engine.errors import UnusableError
from storage.models.settings import Setting

YES, NO = {"1", "yes", "true"}, {"0", "no", "false"}
MOST = 10_000
BOUNDS = {
    "sends_per_second": (1, 1000),
    "push_from_hour": (0, 23),
    "push_until_hour": (1, 24),
    "near_weekday": (0, 6),
    "near_hour": (0, 23),
    "quiet_from_hour": (1, 24),
    "quiet_until_hour": (0, 23),
    "failures_before_parking": (1, 20),
    "unanswered_pushes": (1, MOST),
    "unseen_ms": (0, MOST),
}


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
    thread_days: int = 30
    phone_days: int = 7
    deletable_hours: int = 48
    wipe_hours: int = 36
    quiet_days: int = 14
    push_from_hour: int = 9
    push_until_hour: int = 19
    quiet_from_hour: int = 20
    quiet_until_hour: int = 8
    pushes_per_day: int = 1
    pushes_per_week: int = 2
    near_weekday: int = 0
    near_hour: int = 10
    wave_factor: int = 3
    wave_hours: int = 48
    offers_shown: int = 3
    own_appointments: int = 2
    slot_days: int = 28
    slots_shown: int = 6
    held_hours: int = 3
    rest_hours: int = 24
    waiting_days: int = 14
    prompt_days: int = 14
    trial_hours: int = 8
    unanswered_pushes: int = 3
    still_days: int = 14
    employer_pause_days: int = 30
    offer_weeks: int = 8
    offer_ends_days: int = 7
    answer_working_days: int = 3
    trouble_minutes: int = 30
    invitation_hours: int = 24
    invited_days: int = 7
    new_phone_minutes: int = 10
    new_phone_hours: int = 24
    people_per_phone: int = 6
    approval_above: int = 25
    fewest_people: int = 5
    ending_days: int = 14
    approval_hours: int = 24
    skills_chosen: int = 5
    undo_seconds: int = 60
    hold_hours: int = 24
    pin_minutes: int = 60
    pin_misses: int = 5
    pin_wait_minutes: int = 15
    profiles_per_day: int = 40
    erasures_per_day: int = 3
    notice_days: int = 2
    ended_days: int = 7
    unseen_ms: int = 700
    consent_version: str = "2026-11"
    money_sentence_confirmed: bool = False
    german_twins: bool = False
    page_days: int = 30
    notice_minutes: int = 10
    idle_minutes: int = 20
    shared_hours: int = 2
    own_days: int = 365
    pc_idle_minutes: int = 15
    desk_idle_minutes: int = 5
    desk_days: int = 30
    form_hours: int = 24
    letter_days: int = 30
    mail_days: int = 14
    code_minutes: int = 10
    code_mail_minutes: int = 60
    contacts_per_person: int = 5
    page_open_minutes: int = 2
    unseen_minutes: int = 10
    unread_working_days: int = 3

    @property
    def never_quiet(self) -> bool:
        """Whether the operator lets no hour be quiet, as for a measurement: then no Sunday is."""
        return (self.quiet_until_hour, self.quiet_from_hour) == (0, 24)

    @property
    def undo(self) -> timedelta:
        """How long a tap of staff or an employer can be taken back before others are told."""
        return timedelta(seconds=self.undo_seconds)

    @property
    def pin_wait(self) -> timedelta:
        """How long no digits are heard after too many wrong ones."""
        return timedelta(minutes=self.pin_wait_minutes)

    @property
    def shared_life(self) -> timedelta:
        """How long a session lasts at most on a device of several people."""
        return timedelta(hours=self.shared_hours)

    @property
    def idle(self) -> timedelta:
        """How long somebody stays known without use on a device of several people."""
        return timedelta(minutes=self.idle_minutes)

    @property
    def pc_idle(self) -> timedelta:
        """How long a colleague's screen stands open without use before it asks for the PIN."""
        return timedelta(minutes=self.pc_idle_minutes)

    @property
    def desk_idle(self) -> timedelta:
        """How long the screen of a desk stands open without use before it shows names alone."""
        return timedelta(minutes=self.desk_idle_minutes)

    @property
    def new_phone(self) -> timedelta:
        """How long a new phone shows nothing that is older than it."""
        return timedelta(hours=self.new_phone_hours)

    @property
    def new_person(self) -> timedelta:
        """How long a link lives that staff show to somebody new at the desk."""
        return timedelta(minutes=self.new_phone_minutes)

    @property
    def form_life(self) -> timedelta:
        """How long what stands on a page can be pressed."""
        return timedelta(hours=self.form_hours)

    @property
    def unseen(self) -> timedelta:
        """How soon after a message changed its question nobody can have read it."""
        return timedelta(milliseconds=self.unseen_ms)

    @property
    def answer_life(self) -> timedelta:
        """How long an answer to somebody waiting in the chat is worth sending."""
        return timedelta(minutes=self.answer_minutes)


def load_limits(session: Session) -> Limits:
    """Return the defaults with the operator's settings; UnusableError names one that is wrong."""
    rows = {row.name: row.value for row in session.scalars(select(Setting))}
    kinds: dict[str, Any] = {f.name: type(f.default) for f in fields(Limits)}
    if unknown := rows.keys() - kinds.keys():
        names = ", ".join(sorted(unknown))
        raise UnusableError(f"The table setting names what is no limit: {names}.")
    values: dict[str, Any] = {name: _read(name, kinds[name], text) for name, text in rows.items()}
    limits = replace(Limits(), **values)
    if limits.push_from_hour >= limits.push_until_hour:
        raise UnusableError("The table setting lets push_from_hour be after push_until_hour.")
    if limits.quiet_until_hour >= limits.quiet_from_hour:
        raise UnusableError("The table setting lets quiet_until_hour be after quiet_from_hour.")
    return limits


def _read(name: str, kind: type, text: str) -> object:
    """Return a value within its bounds; 0 is a limit for few."""
    word = text.strip().lower()
    if kind is str and word:
        return text
    if kind is bool and word in YES | NO:
        return word in YES
    least, most = BOUNDS.get(name, (1, MOST))
    if kind is int and re.fullmatch("[0-9]{1,9}", word) and least <= int(word) <= most:
        return int(word)
    wanted = {bool: "yes or no", int: f"a whole number from {least} to {most}", str: "a word"}
    raise UnusableError(f"The table setting has {name} = {text!r}: it must be {wanted[kind]}.")
