"""A mediator: asked for a first name and a language, then writes in that one thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations import terms
from conversations.cards import line as card
from conversations.cards.request import language_of
from conversations.everybody import mediation as tells
from conversations.kit.actor import Actor, actor_of
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Button, Message, Voice, paired, stacked
from conversations.kit.outgoing import Outgoing
from conversations.kit.permissions import may
from conversations.kit.questions import ShortText
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Next, Onward, Start, Step
from conversations.kit.subject import Action, Result, Subject
from conversations.staff.thread_card import (
    OPEN,
    REVISION,
    WRITE,
    buttons,
    leaf,
    leafing,
    leafs,
)
from conversations.staff.written import LONGEST, TEXT, Written, held, once_more
from locales.words import Name, Words, _, p_, say
from storage import mediation, people, requests, threads
from storage.models import Request
from storage.queues import shown
from storage.threads import Held
from storage.work import Work

YES, NO = "yes", "no"
CALL_KIND, KIND = "interpret", "mediated"


@dataclass(frozen=True)
class Interpreting(Written):
    """Which request, and what the mediator wrote so far."""


# NOTE: To a mediator: whom they interpret for; first name and language, no more.
def _who(work: Work, request: Request) -> Words:
    person = people.find(work, request.person_id)
    name = person.profile.first_name if person and person.profile else None
    spoken = terms.language(language_of(work, request.person_id))
    both = {"name": Name(name) if name else _("somebody"), "language": spoken}
    return say(_("{name} · {language}"), **both)


def call_message(work: Work, actor: Actor, request: Request) -> Message:
    """Ask a mediator, or say what became of it."""
    mine = actor.key is not None and actor.key == mediation.interprets(work, request)
    if mine:
        return mediated_message(work, actor, request)
    if request.closed_at is not None or request.mediator_id is not None:
        # NOTE: To a mediator: another one was faster, or it is over.
        return Message((_("Thank you. This is settled."),))
    # NOTE: To a mediator: the first name and the language follow in the next line.
    asked = (_("🗣️ Can you interpret? You write and hear here."), _who(work, request))
    yes = CALL.button(p_("button", "👍 Yes, I interpret"), request.id, REVISION, YES)
    no = CALL.button(p_("button", "👎 Not this time"), request.id, REVISION, NO)
    return Message(asked, stacked([yes, no]), private=True, asks=True)


def mediated_message(
    work: Work, actor: Actor, request: Request, before: int | None = None
) -> Message:
    """Build the card of a thread for who interprets in it: no code, no notes, nothing else."""
    who = _who(work, request)
    said = leaf(work, actor, request, who, before, asks=False)
    # NOTE: To a mediator, who interprets from now on.
    first = [] if said.lines else [_("Nothing was written yet. Both sides read what you write.")]
    lines = (say(_("🗣️ <b>{who}</b>"), who=who), *first, *said.lines)
    own = (*buttons(request, WRITE, kind=KIND), *leafing(request, said.older, KIND))
    return Message(lines, paired(own), private=True)


def _row(request: Request) -> tuple[Button, ...]:
    return buttons(request, WRITE, OPEN, kind=KIND)


def _asked(work: Work, actor: Actor, request_id: int) -> Request | None:
    """Find a request for those alone who fit it."""
    request = requests.find(work, request_id)
    if request is None or actor.person is None or request.mediator_wish is None:
        return None
    spoken, wish = language_of(work, request.person_id), request.mediator_wish
    fits = actor.person.id in mediation.mediators(work, request.centre, spoken, wish)
    return request if fits else None


def _yes(work: Work, actor: Actor, request: Request, argument: str) -> Result:
    """Of several who say yes the first one interprets; the others read that it is settled."""
    if actor.person is None or not mediation.accept(work, request, actor.person.id):
        return Result()
    tells.found(work, request)
    return Result(changed=[(CALL_KIND, request.id)])


def _no(work: Work, actor: Actor, request: Request, argument: str) -> Result:
    """Note the no; after the last one who answers the person hears what else is possible."""
    if actor.person is not None:
        tells.refused(work, request, actor.person.id)
    # NOTE: To a mediator who cannot interpret now.
    return Result(card=Message((_("Thank you for telling us."),)))


def _is_settled(work: Work, actor: Actor, request: Request, argument: str) -> Result | None:
    is_open = request.closed_at is None and request.mediator_id is None
    return None if is_open else Result()


def _find(work: Work, actor: Actor, request_id: int) -> Held | None:
    request = requests.find(work, request_id)
    return Held(request, mediation.interprets(work, request)) if request else None


def _card(work: Work, actor: Actor, held: Held) -> Message:
    return mediated_message(work, actor, held.request)


def _open(work: Work, actor: Actor, held: Held, argument: str) -> Result:
    if not argument:
        return Result()
    return Result(card=mediated_message(work, actor, held.request, int(argument)), looks=True)


def _write(work: Work, actor: Actor, held: Held, argument: str) -> Result:
    return Result(steps=[Start("interpret", Interpreting(held.request.id))])


def _revision(thing: object) -> int:
    return REVISION


def holders(work: Work, notes: Interpreting) -> str:
    """Return who may write as an interpreter."""
    request = requests.find(work, notes.request)
    return mediation.interprets(work, request) if request else ""


def _keep(here: Here[Interpreting], text: str) -> Step[Interpreting]:
    return Next(Interpreting(here.notes.request, text))


def _finish(here: Here[Interpreting]) -> Sequence[Onward]:
    request, person = requests.find(here.work, here.notes.request), here.person
    if request is not None and person is not None and here.notes.text:
        text = here.notes.text
        line = threads.write(here.work, request, here.language, writer_id=person.id, text=text)
        tells.interpreted(here.work, line, request)
        card = mediated_message(here.work, here.context.actor, request)
        here.context.send(card, (KIND, request.id))
    return ()


def line_notice(outgoing: Outgoing) -> Message | None:
    """Return a line of the thread for who interprets in it now."""
    work, line = outgoing.work, threads.find(outgoing.work, outgoing.row.subject)
    request = requests.find(work, line.request_id) if line else None
    if line is None or request is None or not _is_theirs(outgoing, request):
        return None
    said = card.for_staff(work, line, request, outgoing.chat.language or "", _who(work, request))
    return Message((*said,), (_row(request),), private=True)


def voice_notice(outgoing: Outgoing) -> Voice | None:
    """Return a voice of the thread for who interprets in it now."""
    line = threads.find(outgoing.work, outgoing.row.subject)
    request = requests.find(outgoing.work, line.request_id) if line else None
    if line is None or request is None or not line.voice or not _is_theirs(outgoing, request):
        return None
    shown.note(outgoing.work, outgoing.chat.id, KIND, request.id, outgoing.row.id)
    return Voice(line.voice)


def call_notice(outgoing: Outgoing) -> Message | None:
    """Ask a mediator who still fits, while nobody interprets."""
    actor = actor_of(outgoing.work, outgoing.person, outgoing.chat.language)
    request = _asked(outgoing.work, actor, outgoing.row.subject or 0)
    if request is None or _is_settled(outgoing.work, actor, request, "") is not None:
        return None
    return call_message(outgoing.work, actor, request)


def _is_theirs(outgoing: Outgoing, request: Request) -> bool:
    actor = actor_of(outgoing.work, outgoing.person, outgoing.chat.language)
    return may(actor, f"{KIND}.{OPEN}", mediation.interprets(outgoing.work, request))


CALLS: Mapping[str, Action[Request]] = {YES: Action(_yes, _is_settled), NO: Action(_no)}
CALL = Subject(
    CALL_KIND, "", _asked, lambda request: request.centre, _revision, call_message, CALLS
)
ACTIONS: Mapping[str, Action[Held]] = {OPEN: Action(_open, accepts=leafs), WRITE: Action(_write)}
MEDIATED = Subject(KIND, "", _find, lambda held: held.by, _revision, _card, ACTIONS)
INTERPRET: Flow[Interpreting] = Flow(
    "interpret",
    (
        ShortText(
            name=TEXT,
            # NOTE: To a mediator; what they write goes to the person and to the colleague.
            text=one(_("Please write. Both read it.")),
            keep=_keep,
            when=lambda here: not here.notes.text,
            longest=LONGEST,
        ),
        once_more(),
    ),
    finish=_finish,
    notes=Interpreting,
    held=held,
    counted=False,
    guard="mediated.write",
    scope=holders,
)
