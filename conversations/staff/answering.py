"""Answering a person: own words, or a sentence that exists in five languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations import terms
from conversations.cards.canned import SENTENCES
from conversations.cards.notice import called
from conversations.cards.request import language_of
from conversations.everybody import delivery
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.pages import page
from conversations.kit.questions import OneOf, Option, ShortText
from conversations.kit.steps import Goto, Next, Onward, Start, Step
from conversations.staff.scope import scope
from conversations.staff.thread_card import KIND, thread_message
from conversations.staff.whose import holders
from locales.languages import FALLBACK
from locales.words import Count, German, Words, _, p_, say, verbatim
from storage import people, requests, threads
from storage.threads import OWN

LONGEST, LONGEST_SENTENCE = 1000, 200
READS_GERMAN = frozenset({"B1", "B2"})
PER_PAGE, IN_A_ROW = 8, 4
SEND, READY, NEW, MORE, AWAY = "send", "ready", "new", "more", "away"


@dataclass(frozen=True)
class Answering:
    """Which request, and what was written or chosen so far; `page` of the sentences, from 1."""

    request: int = 0
    text: str = ""
    canned: str = ""
    page: int = 1


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
    return (say(_("{who} reads: {language}. Send your text as it is?"), **_reader(here)),)


def _reader(here: Here[Answering]) -> dict[str, Words]:
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
        AWAY: p_("button", "✖️ Do not send"),
    }
    return [Option(value, label) for value, label in labels.items()]


def _keep_text(here: Here[Answering], text: str) -> Step[Answering]:
    return Next(replace(here.notes, text=text))


def _keep_sure(here: Here[Answering], choice: str) -> Step[Answering]:
    if choice == READY:
        return Start("sentence", Answering(here.notes.request))
    return Next(here.notes if choice == SEND else replace(here.notes, text=""))


def _own(here: Here[Answering]) -> dict[str, Words]:
    """Return the centre's own sentences, then those of the house, by their keys."""
    request = requests.find(here.work, here.notes.request)
    kept = threads.sentences(here.work, request.centre if request else None)
    return {f"{OWN}{each.id}": say(_OWN, text=German(each.text)) for each in kept} | {**SENTENCES}


# NOTE: A sentence the centre keeps itself, in German.
_OWN = _("⭐ {text}")


def _ask_which(here: Here[Answering]) -> Sequence[Words]:
    """Number the sentences: a button has no room for one."""
    shown = page([*_own(here).items()], str(here.notes.page), PER_PAGE)
    # NOTE: To staff, above ready sentences; the person reads theirs in {language}.
    asked = say(_("Which sentence? {who} reads it in {language}."), **_reader(here))
    # NOTE: A ready sentence in a list; a button with its number sends it.
    numbered = _("{count}. {line}")
    listed = [
        say(numbered, count=Count(n), line=item[1]) for n, item in enumerate(shown.items, start=1)
    ]
    # NOTE: To staff, below the list: sentences with a star are their centre's own.
    own = [_("⭐ These stay in German.")] if shown.items[0][0].startswith(OWN) else []
    return (asked, *listed, *own)


def _which(here: Here[Answering]) -> Sequence[Option]:
    shown = page([*_own(here).items()], str(here.notes.page), PER_PAGE)
    options = [Option(item[0], verbatim(str(n))) for n, item in enumerate(shown.items, start=1)]
    # NOTE: Below the list of ready sentences.
    more = Option(MORE, p_("button", "➕ More sentences"))
    new = Option(NEW, p_("button", "⭐ New sentence of our centre"))
    return [*options, more if shown.rest else new]


def _keep_which(here: Here[Answering], choice: str) -> Step[Answering]:
    if choice == MORE:
        return Goto("which", replace(here.notes, page=here.notes.page + 1))
    if choice == NEW:
        return Goto("new")
    return Next(replace(here.notes, canned=choice))


def _keep_new(here: Here[Answering], text: str) -> Step[Answering]:
    centre = scope(here.context.actor)
    kept = threads.keep_sentence(here.work, centre, FALLBACK, text)
    return Next(replace(here.notes, canned=f"{OWN}{kept.id}"))


def _finish(here: Here[Answering]) -> Sequence[Onward]:
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
            name="text",
            text=_ask_text,
            keep=_keep_text,
            when=lambda here: not here.notes.text,
            skippable=True,
            longest=LONGEST,
        ),
        OneOf(name="sure", text=_ask_sure, options=_sure, keep=_keep_sure, when=_is_foreign),
    ),
    finish=_finish,
    notes=Answering,
    counted=False,
    guard="thread.write",
    scope=holders,
)
SENTENCE: Flow[Answering] = Flow(
    "sentence",
    (
        OneOf(
            name="which",
            text=_ask_which,
            options=_which,
            columns=IN_A_ROW,
            keep=_keep_which,
        ),
        ShortText(
            name="new",
            # NOTE: To staff who add a sentence for their centre; it is sent, too.
            text=lambda here: (_("Write the sentence in German. It is kept and sent."),),
            keep=_keep_new,
            listed=False,
            longest=LONGEST_SENTENCE,
        ),
    ),
    finish=_finish,
    notes=Answering,
    counted=False,
    guard="thread.canned",
    scope=holders,
)
