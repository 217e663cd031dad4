"""What is said in an introduction lies under a key of its own, which is deleted at its end."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from datetime import date, datetime
from typing import Any

from storage.engine.sealed import Keyring, sealable
from storage.models import Introduction
from storage.rules.stages import Stage

PURPOSE = "introduction.facts"
FIRST_NAME, QUESTION, ANSWER = "first_name", "question", "answer"
ASKED_IN = "asked_in"
MISSED, REFUSED, HOUR = "missed", "refused", "hour"
THERE, OFF = "there", "off"


def facts(introduction: Introduction) -> dict[str, Any]:
    """Return what was said (names, questions, days that do not fit); nothing once it ended."""
    if introduction.key is None or introduction.facts is None:
        return {}
    found: dict[str, Any] = json.loads(_ring(introduction.key).open(PURPOSE, introduction.facts))
    return found


def note(introduction: Introduction, **said: str | None) -> None:
    """Keep what was said beside what is there; a None takes it away."""
    introduction.key = introduction.key or b64encode(secrets.token_bytes(32)).decode()
    kept = facts(introduction) | said
    left = {name: value for name, value in kept.items() if value is not None}
    introduction.facts = _ring(introduction.key).seal(PURPOSE, sealable(left))


def note_missed(introduction: Introduction, *, missed: bool) -> None:
    """Keep that the firm says nobody came, as long as that is talked about."""
    if missed or was_missed(introduction):
        note(introduction, missed=MISSED if missed else None, there=None)


def was_missed(introduction: Introduction) -> bool:
    """Tell whether it is talked about since the firm says that nobody came."""
    return MISSED in facts(introduction)


def was_there(introduction: Introduction) -> bool:
    """Tell whether the person says that they were there, other than the firm."""
    return THERE in facts(introduction)


def note_refused(introduction: Introduction) -> None:
    """Keep on which days the person cannot come, of those the firm named or both agreed on."""
    named = {each[:10] for each in introduction.options or ()}
    agreed = {f"{introduction.on_date}"} if introduction.stage is Stage.DATED else set()
    every = {*facts(introduction).get(REFUSED, "").split(), *named, *agreed}
    note(introduction, refused=" ".join(sorted(every)))


def refused(introduction: Introduction) -> set[date]:
    """Return the days on which the person said that they cannot come."""
    return {date.fromisoformat(each) for each in facts(introduction).get(REFUSED, "").split()}


def note_off(introduction: Introduction, day: date | None, since: datetime) -> None:
    """Keep which day was agreed and is off, and since when; None: none is any more."""
    if day is not None or off(introduction) is not None:
        note(introduction, off=f"{day} {since.isoformat()}" if day else None)


def off(introduction: Introduction) -> tuple[date, datetime] | None:
    """Return the day that was agreed and is off for now, and since when."""
    day, _sep, since = facts(introduction).get(OFF, "").partition(" ")
    return (date.fromisoformat(day), datetime.fromisoformat(since)) if day else None


def forget(introduction: Introduction) -> None:
    """Delete the key and what lay under it: an old copy of the facts says nothing without it."""
    introduction.key = introduction.facts = None


def _ring(key: str) -> Keyring:
    return Keyring([b64decode(key)])
