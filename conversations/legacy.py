"""Reads where a chat stood as release 0.1.0 wrote it: a draft of free keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from conversations.everybody.loose import Passing
from conversations.everybody.person import Asking
from conversations.everybody.stop import Stopping
from conversations.everybody.welcomed import Arrival
from conversations.kit.position import At, Begun, NoNotes, Position, Shown, Visitor
from conversations.newcomer.more import Times
from conversations.newcomer.skills import Skills
from conversations.staff.plan import Plan
from storage.models import Dialogue

Draft = Mapping[str, Any]
VISITOR = ("ags", "plz", "centre")
NOTES: Mapping[str, Callable[[Draft], object]] = {
    "welcome": lambda draft: Arrival(preset=draft.get("preset")),
    "work": lambda draft: Skills(draft.get("area"), tuple(draft.get("pending", ()))),
    "more": lambda draft: Times(other=bool(draft.get("grid"))),
    "topic": lambda draft: Asking(),
    "stop": lambda draft: Stopping(draft.get("stopped") or Stopping.choice),
    "pass_on": lambda draft: Passing(draft.get("text", "")),
    "announce": lambda draft: Plan.written_before(draft.get("announce", {})),
}


def position(dialogue: Dialogue, draft: Draft) -> Position:
    """Return the typed position; what belongs to no open flow is left behind."""
    prompt = dialogue.prompt_id
    at = _at(draft, dialogue.flow, dialogue.question, draft.get("alone"))
    aside = _at(draft, *(draft.get("aside") or (None, None)))
    return Position(
        at=at,
        aside=None if at and aside and at.flow == aside.flow else aside,
        begun=_begun(draft, dialogue.flow),
        visitor=Visitor(bool(draft.get("look")), *(draft.get(key) for key in VISITOR)),
        serial=dialogue.serial,
        prompt=Shown(prompt, bool(draft.get("keyboard"))) if prompt else None,
        asked_at=dialogue.asked_at,
    )


def _at(
    draft: Draft, flow: str | None, question: str | None, alone: str | None = None
) -> At | None:
    if flow is None or question is None:
        return None
    notes = NOTES[flow](draft) if flow in NOTES else NoNotes()
    return At(flow, question, notes, draft.get(f"?{question}"), bool(alone))


def _begun(draft: Draft, flow: str | None) -> Begun | None:
    """Return the invitation or the place of a link that waits for a language."""
    if token := draft.get("invitation"):
        return Begun("start", f"i-{token}")
    if (ags := draft.get("preset")) and flow == "language":
        return Begun("start", f"p-{ags}")
    return None
