"""Answering a person: own words, or a sentence that exists in five languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations import terms
from conversations.cards.notice import called
from conversations.cards.request import language_of
from conversations.everybody import delivery
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.questions import OneOf, Option, ShortText
from conversations.kit.steps import Next, Onward, Start, Step
from conversations.staff.thread_card import KIND, thread_message
from conversations.staff.whose import holders
from conversations.staff.written import LONGEST, TEXT, Written, held, once_more
from locales.languages import FALLBACK
from locales.words import Words, _, p_, say, verbatim
from storage import people, requests, threads

READS_GERMAN = frozenset({"B1", "B2"})
SEND, READY, AWAY = "send", "ready", "away"


@dataclass(frozen=True)
class Answering(Written):
    """Which request, and what was written or chosen so far; `page` of the sentences, from 1."""

    canned: str = ""
    page: int = 1


# NOTE: Staff wrote to a person, or wanted to: it does not go.
NOT_SENT = p_("button", "✖️ Do not send")


def _ask_text(here: Here[Answering]) -> Sequence[Words]:
    request = requests.find(here.work, here.notes.request)
    who = called(here.work, request.person_id) if request else verbatim("")
    # NOTE: To staff who answer a person; they type next.
    return (say(_("Please write. It goes to: {who}"), who=who),)


def _is_foreign(here: Here[Answering]) -> bool:
    """Tell whether the person may not be able to read what staff write."""
    request = requests.find(here.work, here.notes.request)
    person = people.find(here.work, request.person_id) if request else None
    if person is None or not here.notes.text:
        return False
    german = person.profile.german if person.profile else None
    reads = {language_of(here.work, person.id)} | ({FALLBACK} if german in READS_GERMAN else set())
    return here.language not in reads


def _ask_sure(here: Here[Answering]) -> Sequence[Words]:
    # NOTE: To staff: the person reads {language}, and the text is in another one.
    return (say(_("{who} reads: {language}. Send your text as it is?"), **reader(here)),)


def reader(here: Here[Answering]) -> dict[str, Words]:
    """Return who reads the answer, and in which language."""
    request = requests.find(here.work, here.notes.request)
    if request is None:
        return {"who": verbatim(""), "language": verbatim("")}
    who, code = called(here.work, request.person_id), language_of(here.work, request.person_id)
    return {"who": who, "language": terms.language(code)}


def _sure(here: Here[object]) -> Sequence[Option]:
    # NOTE: Staff wrote in a language the person may not read.
    labels = {
        READY: p_("button", "💬 Ready sentences"),
        SEND: p_("button", "✉️ Send as it is"),
        AWAY: NOT_SENT,
    }
    return [Option(value, label) for value, label in labels.items()]


def _keep_text(here: Here[Answering], text: str) -> Step[Answering]:
    return Next(replace(here.notes, text=text))


def _keep_sure(here: Here[Answering], choice: str) -> Step[Answering]:
    if choice == READY:
        return Start("sentence", Answering(here.notes.request))
    return Next(here.notes if choice == SEND else replace(here.notes, text=""))


def finish(here: Here[Answering]) -> Sequence[Onward]:
    """Send what was written, and show the thread; what was closed meanwhile is only shown."""
    request, actor = requests.find(here.work, here.notes.request), here.context.actor
    said = here.notes.text or here.notes.canned
    if request and not request.closed_at and actor.person is not None and said:
        words = {"text": here.notes.text or None, "canned": here.notes.canned or None}
        line = threads.write(here.work, request, here.language, writer_id=actor.person.id, **words)
        delivery.answered(here.work, line)
    if request is not None:
        card = thread_message(here.work, actor, request)
        here.context.send(card, (KIND, request.id))
    return ()


ANSWER: Flow[Answering] = Flow(
    "answer",
    (
        ShortText(
            name=TEXT,
            text=_ask_text,
            keep=_keep_text,
            when=lambda here: not here.notes.text,
            skippable=True,
            skip=NOT_SENT,
            longest=LONGEST,
        ),
        once_more(),
        OneOf(name="sure", text=_ask_sure, options=_sure, keep=_keep_sure, when=_is_foreign),
    ),
    finish=finish,
    notes=Answering,
    held=held,
    counted=False,
    guard="thread.write",
    scope=holders,
)
