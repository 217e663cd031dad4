"""Handing a request over: to a colleague or another centre, with a word that goes along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.cards.line import colleague_name
from conversations.everybody import delivery
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf, Option, ShortText
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Next, Onward, Step
from conversations.staff.member import label
from conversations.staff.whose import holders
from locales.words import Words, _, say, verbatim
from storage import audit, requests, team, threads
from storage.models import Request
from storage.people import TEAM
from storage.places import centre as centre_of
from storage.places import centres

COLLEAGUE, CENTRE = "p", "c"
LONGEST, MOST = 200, 20


@dataclass(frozen=True)
class Handing:
    """Which request, to whom (`p12` a colleague, `calb` a centre), with which word."""

    request: int = 0
    to: str = ""
    word: str = ""


def _to(here: Here[Handing]) -> Sequence[Option]:
    """Offer colleagues of the centre who are there, then the other centres."""
    request = requests.find(here.work, here.notes.request)
    mine = request.centre if request else None
    members = team.members(here.work, mine, TEAM)
    there = [each for each in members if each != (request and request.owner_id)]
    people = [each for each in there if team.is_there(here.work, each)][:MOST]
    named = [Option(f"{COLLEAGUE}{each}", label(here.work, each)) for each in people]
    others = [each for each in centres(here.work) if each.key != mine]
    return [*named, *(Option(f"{CENTRE}{each.key}", verbatim(each.name)) for each in others)]


def _keep_to(here: Here[Handing], to: str) -> Step[Handing]:
    return Next(replace(here.notes, to=to))


def _keep_word(here: Here[Handing], word: str) -> Step[Handing]:
    return Next(replace(here.notes, word=word))


def _finish(here: Here[Handing]) -> Sequence[Onward]:
    request = requests.find(here.work, here.notes.request)
    actor, kind, to = here.context.actor, here.notes.to[:1], here.notes.to[1:]
    if request is None or actor.person is None or request.closed_at is not None:
        return ()
    person, row = actor.person.id, "thread.hand"
    audit.note(here.work, row, person, request.person_id, request.centre)
    here.send(Message((_hand(here, request, kind, to),)))
    return ()


def _hand(here: Here[Handing], request: Request, kind: str, to: str) -> Words:
    """Hand it over, tell who has it now and the person; return what is said about it."""
    word = here.notes.word or None
    # of who left or is away since they were chosen nobody would hear again
    if kind == COLLEAGUE and not team.can_answer(here.work, int(to)):
        return CHANGED
    if kind == COLLEAGUE:
        threads.give(here.work, request, int(to), word)
        delivery.handed(here.work, request)
        # NOTE: To staff: a request is answered by {name} from now on.
        return say(_("🤝 Now answers: {name}"), name=colleague_name(here.work, int(to)))
    threads.move(here.work, request, to, word)
    delivery.waits_again(here.work, request)
    found = centre_of(here.work, to)
    # NOTE: To staff: a request waits at another centre from now on.
    return say(_("🤝 It waits there now: {centre}"), centre=verbatim(found.name if found else to))


HAND: Flow[Handing] = Flow(
    "hand",
    (
        # NOTE: Staff hand a request over; colleagues and centres are the answers.
        OneOf(name="to", text=one(_("Who shall answer?")), options=_to, keep=_keep_to),
        ShortText(
            name="word",
            # NOTE: Staff hand a request over; only the next colleague reads the word.
            text=one(_("A word for them? The person does not read it.")),
            keep=_keep_word,
            skippable=True,
            longest=LONGEST,
        ),
    ),
    finish=_finish,
    notes=Handing,
    counted=False,
    guard="thread.hand",
    scope=holders,
)
