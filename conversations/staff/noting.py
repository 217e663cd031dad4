"""Notes about a person: written, read by the writer and a deputy, by a lead who says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from conversations import terms
from conversations.kit.actor import Actor
from conversations.kit.bound import REST
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf, ShortText
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Next, Onward, Step
from conversations.kit.subject import Result
from conversations.staff.whose import GONE, colleague_key, to_card, whose
from locales.words import Count, Moment, Name, Words, _, p_, say
from storage import audit, finding, notes, team
from storage.models import Note, Person
from storage.rules.sensitive import is_sensitive
from storage.work import Work

LONGEST, MOST = 300, 5
YES, NO = "yes", "no"
# NOTE: To staff: why a lead reads what colleagues noted. Only which of these is kept.
WHY: Mapping[str, Words] = {
    "away": p_("button", "🌴 The colleague is away"),
    "left": p_("button", "🚪 The colleague left"),
    "problem": p_("button", "⚠️ There is a problem"),
}


@dataclass(frozen=True)
class Noting:
    """About whom, what is noted, and whether it is kept."""

    person: int = 0
    text: str = ""
    keep: bool = True


@dataclass(frozen=True)
class Reading:
    """Whose notes a lead wants to read, and why."""

    person: int = 0
    why: str = ""


def note_lines(work: Work, actor: Actor, person: Person) -> list[Words]:
    """Return what this colleague may read; the rest is counted."""
    found = notes.readable(work, person.id, actor.person.id) if actor.person else ()
    hidden = notes.count(work, person.id) - len(found)
    # NOTE: To staff: notes about a person that only those colleagues read who wrote them.
    other = [say(_("🔒 Notes of colleagues: {count}"), count=Count(hidden))] if hidden else []
    # NOTE: To staff: nobody noted anything about a person.
    return [*_lines(work, found), *other] or [_("📝 No notes yet.")]


def others(work: Work, actor: Actor, person: Person, argument: str) -> Result | None:
    """Nothing is read where there is nothing of others."""
    found = notes.readable(work, person.id, actor.person.id) if actor.person else ()
    if notes.count(work, person.id) > len(found):
        return None
    # NOTE: To a lead, in passing: there are no notes of colleagues about a person.
    return Result(_("There are no others."), looks=True)


def _lines(work: Work, found: Sequence[Note]) -> list[Words]:
    lines: list[Words] = []
    for each in found[:MOST]:
        at, name = Moment(each.written_at.astimezone(work.zone)), team.name_of(work, each.writer_id)
        # NOTE: Above a note about a person, for staff: when it was written, and by whom.
        by = _("📝 {at}, {name}:")
        # NOTE: The same, where the colleague is not known any more.
        alone = _("📝 {at}:")
        lines.append(say(by, at=at, name=Name(name)) if name else say(alone, at=at))
        lines += terms.quoted(each.text)
    rest = len(found) - MOST
    return [*lines, say(REST, count=Count(rest))] if rest > 0 else lines


def _keep_text(here: Here[Noting], text: str) -> Step[Noting]:
    return Next(replace(here.notes, text=text))


def _looks_sensitive(here: Here[Noting]) -> bool:
    return is_sensitive(here.notes.text)


def _keep_sure(here: Here[Noting], choice: str) -> Step[Noting]:
    return Next(replace(here.notes, keep=choice == YES))


def _noted(here: Here[Noting]) -> Sequence[Onward]:
    if finding.find(here.work, here.notes.person) is None:
        here.send(Message((GONE,)))
    elif here.notes.keep and here.notes.text:
        notes.write(here.work, here.notes.person, colleague_key(here), here.notes.text)
        # NOTE: To staff: the note about a person is kept.
        kept = _("Noted. You and your deputy can read it.")
        here.send(Message((kept,), to_card(here.notes.person)))
    else:
        # NOTE: To staff: they decided not to keep what they had written.
        here.send(Message((_("Nothing was noted."),), to_card(here.notes.person)))
    return ()


# NOTE: A colleague writes a note about a person.
NOTING: Flow[Noting] = Flow(
    "noting",
    (
        ShortText(
            name="text",
            text=one(
                _("What would you like to note?"),
                _("Nothing about asylum, residence, religion, illness, please."),
            ),
            keep=_keep_text,
            longest=LONGEST,
        ),
        OneOf(
            name="sure",
            follows=True,
            text=one(_("This looks like something we do not keep. Save it anyway?")),
            options=choices({NO: p_("button", "No, leave it"), YES: p_("button", "Save it")}),
            keep=_keep_sure,
            cancels=False,
            when=_looks_sensitive,
        ),
    ),
    finish=_noted,
    notes=Noting,
    counted=False,
    guard="person.write",
    scope=whose,
)


def _keep_why(here: Here[Reading], why: str) -> Step[Reading]:
    return Next(replace(here.notes, why=why))


def _read(here: Here[Reading]) -> Sequence[Onward]:
    """Show all notes, and log who read them and for which reason, never what they say."""
    work, about = here.work, here.notes
    lines = tuple(_lines(work, notes.every(work, about.person))) or (GONE,)
    reason = f"person.read.{about.why}"
    audit.note(work, reason, colleague_key(here), about.person, whose(work, about))
    here.send(Message(lines, to_card(about.person), private=True))
    return ()


# NOTE: A lead reads what colleagues noted about a person.
READING: Flow[Reading] = Flow(
    "reading",
    (
        OneOf(
            name="why",
            text=one(_("Why do you read them? The reason is written into the log.")),
            options=choices(WHY),
            keep=_keep_why,
        ),
    ),
    finish=_read,
    notes=Reading,
    counted=False,
    guard="person.read",
    scope=whose,
)
