"""The card of a thread for its owner and deputy: who, what was written, what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.cards import line as card
from conversations.cards.notice import called
from conversations.cards.person import deaf_lines
from conversations.cards.request import language_of, request_lines
from conversations.kit.actor import Actor
from conversations.kit.bound import left_out, newest
from conversations.kit.buttons import Standing
from conversations.kit.guard import MOST, UNDO
from conversations.kit.messages import Button, Message, paired, stacked
from conversations.kit.subject import CODE
from locales.words import Ltr, Name, Words, _, p_, say
from storage import holds, threads
from storage.mediation import NOBODY
from storage.models import Request
from storage.work import Work

KIND, LETTER = "thread", "H"
OPEN, WRITE, CANNED, HAND, BACK, CLOSE = "open", "write", "canned", "hand", "back", "close"
MEDIATOR = "mediator"
RELEASE, MOST_RELEASED = "release", 5
REVISION = 1
ROOM = 2500
"""UTF-16 units for what was written, of the 4096 of a message: the rest must not be cut off."""
# NOTE: Below a thread, for the colleague who answers. To pass it on; give it back to the centre.
LABELS = {
    WRITE: p_("button", "✍️ Write"),
    CANNED: p_("button", "💬 Ready sentences"),
    HAND: p_("button", "🤝 Hand over"),
    MEDIATOR: p_("button", "🗣️ Interpreter"),
    BACK: p_("button", "↩️ Give back"),
    CLOSE: p_("button", "✔️ Close"),
    # NOTE: Below a thread and what is told of it: the thread, and whether a message arrived.
    OPEN: p_("button", "🔄 How it is now"),
}
# NOTE: Below a thread, for staff: what was written before the lines that are shown.
BACKWARDS = p_("button", "⬆️ Earlier messages")
# NOTE: Below a thread that was just closed, for a minute: it is open again, nobody is told.
NOT_CLOSED = p_("button", "↩️ Not closed")
# NOTE: Below a thread: the request is closed.
CLOSED = _("✔️ Closed.")


def thread_message(
    work: Work, actor: Actor, request: Request, before: int | None = None
) -> Message:
    """Build the card: the person, what it is about, the newest lines, what can be done.

    `before` a line, where somebody leafs back.
    """
    who = called(work, request.person_id)
    lines: list[Words] = [say(_("<b>{who}</b>"), who=who), *request_lines(work, request)]
    if request.word:
        # NOTE: To the colleague a request was handed to: what the one before said with it.
        lines.append(say(_("🤝 {word}"), word=Name(request.word)))
    if request.phone:
        # NOTE: To staff: the number somebody gave for one call.
        lines.append(say(_("☎️ Call: {phone}"), phone=Ltr(request.phone)))
    lines += deaf_lines(work, request.person_id)
    said = leaf(work, actor, request, who, before)
    lines += said.lines
    lines += _interpreter(work, request)
    for firm in holds.held(work, request.person_id):
        # NOTE: To staff: since the person told of a problem this firm and they are kept apart.
        lines.append(
            say(_("🛑 On hold until you release it: {employer}"), employer=Name(firm.name))
        )
    if request.closed_at is not None:
        lines.append(CLOSED)
    return Message(
        (*lines, say(CODE, code=Ltr(f"{LETTER}{request.id}"))),
        _rows(work, request, said.older),
        private=True,
    )


@dataclass(frozen=True)
class Leaf:
    """Some lines of a thread; `older` is the first of them, where others were written before."""

    lines: list[Words]
    older: int | None


def leaf(
    work: Work, actor: Actor, request: Request, who: Words, before: int | None, *, asks: bool = True
) -> Leaf:
    """Return what was written; where it is too long for one message, the newest of it.

    `asks`: with the words of the request above it.
    """
    found = threads.lines_of(work, request.id, before)
    asked = _asked(work, request, actor.language) if asks else []
    said = [card.for_staff(work, each, request, actor.language, who) for each in found]
    blocks = [*asked, *said]
    first = found[max(0, left_out(blocks, actor.language, ROOM) - len(asked))].id if found else None
    has_older = first is not None and bool(threads.lines_of(work, request.id, first))
    return Leaf(newest(blocks, actor.language, ROOM), first if has_older else None)


def _asked(work: Work, request: Request, reader: str) -> list[list[Words]]:
    speaks = language_of(work, request.person_id)
    return [card.written(request.text, speaks, reader)] if request.text else []


def leafs(argument: str) -> bool:
    """Tell whether it names a line: those before it are asked for."""
    is_line = argument.isascii() and argument.isdecimal() and int(argument) <= MOST
    return is_line or not argument


def _interpreter(work: Work, request: Request) -> list[Words]:
    if request.mediator_id is not None:
        # NOTE: To staff: who interprets between them and the person.
        name = card.colleague_name(work, request.mediator_id)
        return [say(_("🗣️ Interprets: {name}"), name=name)]
    # NOTE: To staff: the person said that nobody shall interpret.
    return [_("🗣️ They want no interpreter.")] if request.mediator_wish == NOBODY else []


def _rows(work: Work, request: Request, older: int | None) -> tuple[tuple[Button, ...], ...]:
    free = stacked(_releases(work, request))
    if request.closed_at is not None:
        undo = [] if is_told(work, request) else [_button(request, NOT_CLOSED, UNDO)]
        return (*stacked(undo), *free)
    own = [each for each in LABELS if each != OPEN]
    return (*paired([*buttons(request, *own), *leafing(request, older)]), *free)


def leafing(request: Request, older: int | None, kind: str = KIND) -> tuple[Button, ...]:
    """Return the buttons that show the card as it is now, and what was written before."""
    anew = _button(request, LABELS[OPEN], OPEN, kind)
    return (anew, *([_button(request, BACKWARDS, f"{OPEN}-{older}", kind)] if older else []))


def _releases(work: Work, request: Request) -> list[Button]:
    firms = holds.held(work, request.person_id)[:MOST_RELEASED]
    return [_button(request, releases(firm.name), f"{RELEASE}-{firm.id}") for firm in firms]


def releases(firm: str) -> Words:
    """Return the label of the button that frees a firm and a person."""
    # NOTE: A button: I looked at the problem, the firm and the person may go on.
    return say(p_("button", "🔓 Release: {employer}"), employer=Name(firm))


def _button(request: Request, label: Words, action: str, kind: str = KIND) -> Button:
    return Button(label, str(Standing(kind, request.id, REVISION, action)))


def buttons(request: Request, *actions: str, kind: str = KIND) -> tuple[Button, ...]:
    """Return a row of what can be done; `kind` is the subject of who only interprets."""
    return tuple(_button(request, LABELS[each], each, kind) for each in actions)


def opening(work: Work, person_id: int) -> Words:
    """Name somebody I answer on a button."""
    # NOTE: A button: open what I answer already; {who} is first name and code.
    return say(p_("button", "💬 {who}"), who=called(work, person_id))


def is_told(work: Work, request: Request) -> bool:
    """Tell whether who asked has read by now that it is closed."""
    at = request.closed_at
    return at is not None and at + work.limits.undo <= work.now
