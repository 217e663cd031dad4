"""One message of a thread: who writes, in which language, what, and how far it came."""

from __future__ import annotations

from conversations import terms
from conversations.cards.canned import SENTENCES, WITH_PLACE
from locales.languages import LANGUAGES
from locales.words import German, Ltr, Name, Words, _, say, verbatim
from storage import sentences, team, threads
from storage.models import Line, Request
from storage.models.outbox import OutboxState
from storage.places import centre as centre_of
from storage.work import Work

# NOTE: A colleague at a centre without a known name.
SOMEBODY = _("the centre")
# NOTE: Staff read it behind their own message: how far it came.
STATES = {
    None: _("not sent"),
    OutboxState.TODO: _("on its way"),
    OutboxState.SENDING: _("on its way"),
    OutboxState.SENT: _("arrived"),
    OutboxState.BLOCKED: _("not sent: they blocked us"),
    OutboxState.FAILED: _("not sent"),
    OutboxState.EXPIRED: _("not sent"),
    OutboxState.UNCLEAR: _("perhaps not arrived"),
}


def colleague_name(work: Work, person_id: int | None) -> Name | Words:
    """Return a colleague's first name, or what stands for it."""
    name = team.name_of(work, person_id)
    return Name(name) if name else SOMEBODY


def writer_name(work: Work, line: Line, request: Request) -> Name | Words:
    """Return who wrote a line of ours; an interpreter is named as one."""
    name = colleague_name(work, line.writer_id)
    if line.writer_id is None or line.writer_id != request.mediator_id:
        return name
    # NOTE: Above a message of who interprets between a person and the centre.
    return say(_("{name}, interpreter"), name=name)


def content(work: Work, line: Line, request: Request, reader: str) -> list[Words]:
    """Return what a line says, marked with its language where the reader's differs."""
    if line.canned is not None:
        return sentence(work, line.canned, request.centre)
    if not line.text:
        return [_("🎤 A voice message")]
    return written(line.text, line.language, reader)


def written(text: str, language: str, reader: str) -> list[Words]:
    """Return what somebody wrote, marked with its language where the reader's differs.

    It is that of their chat, unless it is written in other letters: then nobody knows.
    """
    said = terms.quoted(text)
    if language == reader or not LANGUAGES[language].may_be(text):
        return said
    # NOTE: Below words somebody wrote: which language they are in.
    return [*said, say(_("(in {language})"), language=terms.language(language))]


def sentence(work: Work, key: str, centre_key: str | None) -> list[Words]:
    """Return a sentence said often; one nobody knows any more is a message without words."""
    words = SENTENCES.get(key)
    if words is None:
        own = sentences.find(work, key)
        return [say(terms.QUOTE, text=German(own.text))] if own else [SOMEBODY]
    centre = centre_of(work, centre_key) if centre_key and key in WITH_PLACE else None
    said: list[Words] = [words]
    if centre and centre.address:
        said.append(say(_("📍 Address: {address}"), address=Ltr(centre.address)))
    if centre and centre.phone:
        said.append(say(_("☎️ Phone: {phone}"), phone=Ltr(centre.phone)))
    return said


def for_person(work: Work, line: Line, request: Request, reader: str) -> list[Words]:
    """Return a line as the person reads it."""
    found = centre_of(work, request.centre) if request.centre else None
    # NOTE: Above a message of staff to a person; {name} is a first name, or "the centre".
    named = say(
        _("💬 <b>{name}</b> ({centre}):"),
        name=writer_name(work, line, request),
        centre=verbatim(found.name) if found else SOMEBODY,
    )
    return [named, *content(work, line, request, reader)]


def for_staff(work: Work, line: Line, request: Request, reader: str, who: Words) -> list[Words]:
    """Return a line as staff read it in the thread: own ones say how far they came."""
    said = content(work, line, request, reader)
    if line.from_person:
        # NOTE: Above a message of a person, for staff; {who} is first name and code.
        return [say(_("👤 <b>{who}</b>:"), who=who), *said]
    state = STATES[threads.state_of(work, line)]
    # NOTE: Above a message of staff; {name} wrote it, {state} says how far it came.
    named = say(_("💬 {name} · {state}"), name=writer_name(work, line, request), state=state)
    return [named, *said]
