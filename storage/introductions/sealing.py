"""What is said in an introduction lies under a key of its own, which is deleted at its end."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from typing import Any

from storage.engine.sealed import Keyring, sealable
from storage.models import Introduction

PURPOSE = "introduction.facts"
FIRST_NAME, QUESTION, ANSWER, MISSED = "first_name", "question", "answer", "missed"


def facts(introduction: Introduction) -> dict[str, Any]:
    """Return what was said (first name, question, answer, missed); nothing once it ended."""
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


def forget(introduction: Introduction) -> None:
    """Delete the key and what lay under it: an old copy of the facts says nothing without it."""
    introduction.key = introduction.facts = None


def _ring(key: str) -> Keyring:
    return Keyring([b64decode(key)])
