"""A position on its way through the database: versioned JSON beside a few clear columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from conversations.kit.position import At, Begun, Half, NoNotes, Position, Shown, Visitor
from storage.models import Dialogue

VERSION = 1
OWN_WORDS = ("text", "note", "word", "why", "reason")
"""Where notes keep what somebody typed in their own words."""
NotesOf = Callable[[str], Callable[[], object] | None]
"""Says which notes a flow takes; None for a flow that no longer exists."""
Legacy = Callable[[Dialogue, Mapping[str, Any]], Position]
"""Reads what the version before wrote."""
ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def read(dialogue: Dialogue, notes_of: NotesOf, legacy: Legacy) -> Position:
    """Return where a chat stands; what nobody can read begins anew, answers are kept elsewhere."""
    try:
        return _read(dialogue, notes_of, legacy)
    except (ValueError, TypeError, LookupError):
        return Position(serial=dialogue.serial)


def _read(dialogue: Dialogue, notes_of: NotesOf, legacy: Legacy) -> Position:
    stored = dialogue.notes or {}
    if "v" not in stored:
        return legacy(dialogue, stored)
    if stored["v"] > VERSION:
        raise ValueError("written by a newer version")
    held: Mapping[str, Any] = stored["position"]
    prompt = dialogue.prompt_id
    return Position(
        at=_at(held, dialogue.flow, dialogue.question, notes_of),
        aside=_aside(held.get("aside"), notes_of),
        begun=_begun(held.get("begun"), notes_of),
        visitor=Visitor(**held.get("visitor", {})),
        serial=dialogue.serial,
        prompt=Shown(prompt, held.get("keyboard", False)) if prompt else None,
        asked_at=dialogue.asked_at,
    )


def forget(dialogue: Dialogue, things: Mapping[str, Collection[int]]) -> bool:
    """Forget what was typed about one of these, named by its key; tell whether there was any.

    The flow stays: whoever goes on is told that it is gone.
    """
    stored = deepcopy(dialogue.notes or {})
    held: dict[str, Any] = stored.get("position", {})
    said = []
    for place in (held, held.get("aside"), held.get("begun")):
        notes = place.get("notes", {}) if isinstance(place, dict) else {}
        if any(notes.get(name) in keys for name, keys in things.items()):
            said += [notes.pop(name, "") for name in OWN_WORDS]
    if any(said):
        dialogue.notes = stored
    return any(said)


def since(held: datetime | None, before: Position, after: Position) -> datetime | None:
    """Return since when what is held now is held; None: all of it is new.

    Asking again, or going on in the same flow, renews nothing.
    """
    old, new = ({at.flow for at in (each.at, each.aside) if at} for each in (before, after))
    visits = Visitor() not in (before.visitor, after.visitor)
    waits = before.begun is not None and before.begun == after.begun
    return held if old & new or visits or waits else None


def write(dialogue: Dialogue, position: Position, since: datetime) -> None:
    """Put a position into its row; `since` says since when something is held, if anything is."""
    at, prompt = position.at, position.prompt
    values = {
        "flow": at.flow if at else None,
        "question": at.question if at else None,
        "serial": position.serial,
        "asked_at": position.asked_at,
        "prompt_id": prompt.row if prompt else None,
        "holds_since": since if position.holds else None,
        "notes": {"v": VERSION, "position": _written(position)},
    }
    for name, value in values.items():
        if getattr(dialogue, name) != value:  # an equal value would be written as well
            setattr(dialogue, name, value)


def _written(position: Position) -> dict[str, Any]:
    """Return what is not in a clear column; what is usual is left out."""
    held: dict[str, Any] = _at_written(position.at) if position.at else {}
    if position.aside:
        held["aside"] = _named(position.aside)
    if isinstance(begun := position.begun, At):
        held["begun"] = _named(begun)
    elif begun:
        held["begun"] = [begun.command, begun.argument]
    if position.visitor != Visitor():
        held["visitor"] = {k: v for k, v in vars(position.visitor).items() if v}
    if position.prompt and position.prompt.keyboard:
        held["keyboard"] = True
    return held


def _named(at: At) -> dict[str, Any]:
    """Return a place that has no columns of its own."""
    return {"flow": at.flow, "question": at.question, **_at_written(at)}


def _at_written(at: At) -> dict[str, Any]:
    held: dict[str, Any] = {}
    if not isinstance(at.notes, NoNotes):
        held["notes"] = _adapter(at.notes).dump_python(at.notes, mode="json")
    if at.half is not None:
        held["half"] = at.half
    if at.alone:
        held["alone"] = True
    if at.about is not None:
        held["about"] = at.about
    return held


def _at(
    held: Mapping[str, Any], flow: str | None, question: str | None, notes_of: NotesOf
) -> At | None:
    if flow is None:
        return None
    fresh = notes_of(flow)
    at = At(flow, question or "")
    if fresh is None:
        return at
    try:
        notes = _adapter(fresh()).validate_python(held["notes"]) if "notes" in held else None
    except ValidationError:
        return replace(at, question="", notes=fresh())
    half: Half = held.get("half")
    at = replace(at, half=half, alone=held.get("alone", False), about=held.get("about"))
    return replace(at, notes=fresh() if notes is None else notes)


def _aside(held: Mapping[str, Any] | None, notes_of: NotesOf) -> At | None:
    return _at(held, held["flow"], held["question"], notes_of) if held else None


def _begun(held: list[str] | Mapping[str, Any] | None, notes_of: NotesOf) -> Begun | At | None:
    return Begun(*held) if isinstance(held, list) else _aside(held, notes_of)


def _adapter(notes: object) -> TypeAdapter[Any]:
    kind = type(notes)
    if kind not in ADAPTERS:
        ADAPTERS[kind] = TypeAdapter(kind)
    return ADAPTERS[kind]
