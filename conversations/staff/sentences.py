"""Ready sentences: chosen by number, a centre's own made and taken away where they are offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.cards.canned import SENTENCES
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.pages import Page, page
from conversations.kit.questions import OneOf, Option, ShortText
from conversations.kit.questions.pieces import choices
from conversations.kit.steps import Goto, Next, Onward, Start, Step
from conversations.staff.answering import Answering, finish, reader
from conversations.staff.scope import scope
from conversations.staff.whose import colleague_key, holders
from locales.languages import FALLBACK
from locales.words import Count, German, Words, _, p_, say, verbatim
from storage import requests, sentences
from storage.models import Sentence
from storage.people import EVERYWHERE, LEADS
from storage.sentences import OWN

LONGEST = 200
PER_PAGE, IN_A_ROW = 8, 4
NEW, MORE, DROP, NONE, YES, NO = "new", "more", "drop", "none", "yes", "no"
Item = tuple[str, Words]
# NOTE: To staff: a sentence their centre kept is gone from the list that follows.
DROPPED = _("It is not offered any more.")


def _shown(here: Here[Answering]) -> Page[Item]:
    """Return a page of the centre's own sentences, then those of the house, by their keys."""
    request = requests.find(here.work, here.notes.request)
    kept = sentences.of_centre(here.work, request.centre if request else None)
    own = [(sentences.key_of(each), _starred(each)) for each in kept]
    return page([*own, *SENTENCES.items()], str(here.notes.page), PER_PAGE)


def _starred(sentence: Sentence) -> Words:
    # NOTE: A sentence the centre keeps itself, in German.
    return say(_("⭐ {text}"), text=German(sentence.text))


def _droppable(here: Here[Answering]) -> Sequence[Item]:
    """Return what of the page this colleague may take away: leads, and who made it."""
    found = ((item, sentences.find(here.work, item[0])) for item in _shown(here).items)
    return [item for item, own in found if own is not None and _may_drop(here, own)]


def _may_drop(here: Here[Answering], sentence: Sentence) -> bool:
    leads = here.context.actor.scopes(LEADS)
    is_led = EVERYWHERE in leads or sentence.centre in leads
    return is_led or sentences.made_by(here.work, sentence, colleague_key(here))


def _listed(items: Sequence[Item]) -> list[Words]:
    """Number the sentences: a button has no room for one."""
    # NOTE: A ready sentence in a list; a button with its number chooses it.
    numbered = _("{count}. {line}")
    return [say(numbered, count=Count(n), line=line) for n, (_key, line) in enumerate(items, 1)]


def _numbers(items: Sequence[Item]) -> list[Option]:
    return [Option(key, verbatim(str(n))) for n, (key, _line) in enumerate(items, 1)]


def _ask_which(here: Here[Answering]) -> Sequence[Words]:
    shown = _shown(here)
    # NOTE: To staff, above ready sentences; the person reads theirs in {language}.
    asked = say(_("Which sentence? {who} reads it in {language}."), **reader(here))
    # NOTE: To staff, below the list: sentences with a star are their centre's own.
    own = [_("⭐ These stay in German.")] if shown.items[0][0].startswith(OWN) else []
    return (asked, *_listed(shown.items), *own)


def _which(here: Here[Answering]) -> Sequence[Option]:
    shown = _shown(here)
    # NOTE: Below the list of ready sentences.
    more = Option(MORE, p_("button", "➕ More sentences"), wide=True)
    new = Option(NEW, p_("button", "⭐ New sentence of our centre"), wide=True)
    # NOTE: Below the list of ready sentences: one the centre kept shall not be offered any more.
    drop = Option(DROP, p_("button", "🗑️ Take a sentence away"), wide=True)
    below = [more if shown.rest else new, *([drop] if _droppable(here) else [])]
    return [*_numbers(shown.items), *below]


def _keep_which(here: Here[Answering], choice: str) -> Step[Answering]:
    if choice == MORE:
        return Goto("which", replace(here.notes, page=here.notes.page + 1))
    if choice == NEW:
        return Goto("new")
    if choice == DROP:
        return Start("drop_sentence", here.notes)
    return Next(replace(here.notes, canned=choice))


def _keep_new(here: Here[Answering], text: str) -> Step[Answering]:
    centre, key = scope(here.context.actor), colleague_key(here)
    kept = sentences.keep(here.work, centre, FALLBACK, text, key)
    return Next(replace(here.notes, canned=sentences.key_of(kept)))


def _ask_gone(here: Here[Answering]) -> Sequence[Words]:
    # NOTE: To staff, above the sentences their centre kept.
    return (_("Which sentence shall not be offered any more?"), *_listed(_droppable(here)))


def _gone(here: Here[Answering]) -> Sequence[Option]:
    # NOTE: Below the sentences of a centre: all of them stay.
    none = Option(NONE, p_("button", "✖️ None of them"), wide=True)
    return [*_numbers(_droppable(here)), none]


def _keep_gone(here: Here[Answering], choice: str) -> Step[Answering]:
    return Next(replace(here.notes, canned="" if choice == NONE else choice))


def _ask_sure(here: Here[Answering]) -> Sequence[Words]:
    own = sentences.find(here.work, here.notes.canned)
    # NOTE: To staff; the sentence that goes follows.
    return (_("Take this sentence away, for all colleagues?"), *([_starred(own)] if own else []))


def _keep_sure(here: Here[Answering], choice: str) -> Step[Answering]:
    own = sentences.find(here.work, here.notes.canned)
    if choice == YES and own is not None and _may_drop(here, own):
        sentences.drop(here.work, own, colleague_key(here))
        here.context.echo = DROPPED
    return Next()


def _again(here: Here[Answering]) -> Sequence[Onward]:
    """Go back to the sentences that are left."""
    return [Start("sentence", Answering(here.notes.request, page=here.notes.page))]


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
            longest=LONGEST,
        ),
    ),
    finish=finish,
    notes=Answering,
    counted=False,
    guard="thread.canned",
    scope=holders,
)
DROP_SENTENCE: Flow[Answering] = Flow(
    "drop_sentence",
    (
        OneOf(name="gone", text=_ask_gone, options=_gone, columns=IN_A_ROW, keep=_keep_gone),
        OneOf(
            name="sure",
            text=_ask_sure,
            # NOTE: A colleague answers: shall a sentence of the centre not be offered any more?
            options=choices(
                {YES: p_("button", "🗑️ Yes, take it away"), NO: p_("button", "No, it stays")}
            ),
            keep=_keep_sure,
            cancels=False,
            when=lambda here: bool(here.notes.canned),
        ),
    ),
    finish=_again,
    notes=Answering,
    counted=False,
    guard="thread.canned",
    scope=holders,
)
