"""When somebody had enough of a firm, or answers no more: rules without a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable

ANY = ""
"""Stands for the skill of an offer that asks for none."""
Sent = frozenset[tuple[int, str]]
"""What somebody was sent lately: the firm's key, and one of the skills it asked for."""


def asked_of(skills: Collection[str]) -> frozenset[str]:
    """Return the skills an offer is known by; one that asks for none has a name for that."""
    return frozenset(skills) or frozenset({ANY})


def rests(sent: Sent, employer: int, skills: Iterable[str]) -> bool:
    """Tell whether a firm looked for one of these skills in what somebody was sent lately.

    Source: the programme's matching rules, 5.4: same firm and same skill, a pause.
    """
    return any((employer, skill) in sent for skill in asked_of(frozenset(skills)))
