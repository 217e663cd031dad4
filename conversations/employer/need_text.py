"""What somebody of a firm wrote or said to no question: a need to complete, or a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from conversations import terms
from conversations.cards.offer_draft import Draft
from conversations.cards.opening import KIND
from conversations.employer import need_card
from conversations.employer.need import whose
from conversations.employer.need_draft import LONGEST_NOTE, fresh, keep
from conversations.employer.need_questions import WHOSE
from conversations.employer.need_said import understood
from conversations.employer.own_part import OwnPart
from conversations.everybody import notices
from conversations.everybody.menus import way_on
from conversations.everybody.person import request
from conversations.kit.context import Context
from conversations.kit.events import Sent, Typed
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.permissions import EMPLOYER
from conversations.kit.questions import OneOf
from conversations.kit.questions.pieces import choices, into
from conversations.kit.questions.short_text import TOO_LONG
from conversations.kit.steps import Interrupt, Onward, Resume, Run
from conversations.kit.typed import holds
from locales.words import Count, Words, _, p_, say
from storage import threads
from storage.places import centre_around
from storage.requests import ask_for_person
from storage.rules.last_day import read_last_day
from storage.rules.need_words import may_be_need

PIECES = timedelta(minutes=2)
# NOTE: Words somebody of a firm writes whose place is taken, also within a sentence. Alternatives
# with commas, any number.
FILLED = p_("typed word", "is filled, is taken, we found somebody, nobody any more")
# NOTE: The same, where they are not there for some days.
AWAY = p_("typed word", "holiday, vacation, we are closed")
# NOTE: The same, where they ask who comes, and when.
WHO_COMES = p_("typed word", "who comes, when does somebody come, when is somebody coming")
NEED_TEXT, YES, SEND, NO = "need_text", "yes", "send", "no"
WORD = re.compile(r"[^\W\d_]{3}")


def written(context: Context, event: Typed) -> Sequence[Onward] | None:
    """Ask whether a text is a need, all of it where it comes in pieces; lead to what else it says.

    None for who speaks for no firm, and for any other text, such as a mistyped code: it is a
    message to the centre.
    """
    if not context.actor.scopes(EMPLOYER) or not WORD.search(event.text):
        return None
    if steps := _leads(context, event.text):
        return steps
    earlier = _begun(context)
    if earlier is None and not may_be_need(event.text):
        return None
    text = " ".join(" ".join(filter(None, (earlier, event.text))).split())
    if len(text) > LONGEST_NOTE:
        context.send(Message((say(TOO_LONG, n=Count(LONGEST_NOTE)),)))
        return ()
    return [Interrupt(NEED_TEXT, replace(fresh(context), note=text))]


def _begun(context: Context) -> str | None:
    """Return what was written just before and is asked about: a text may come in pieces."""
    at, asked_at = context.position.at, context.position.asked_at
    is_new = asked_at is not None and context.work.now - asked_at <= PIECES
    is_ours = is_new and at is not None and at.flow == NEED_TEXT
    return at.notes.note if is_ours and at and isinstance(at.notes, Draft) else None


def _leads(context: Context, text: str) -> Sequence[Onward]:
    """Lead to where a firm says and sees what the text is about; nowhere where it is else."""
    firms = context.actor.scopes(EMPLOYER)
    if holds(FILLED, text):
        return [Run("myoffers")]
    if may_be_need(text):
        return ()
    if holds(AWAY, text):
        until = read_last_day(text, context.work.today)
        away = [OwnPart(int(firm), "away", until=until) for firm in firms]
        return [Interrupt("own_part", *away) if len(away) == 1 else Run("myfirm")]
    return [Run("mypeople")] if holds(WHO_COMES, text) else ()


def spoken(context: Context, event: Sent) -> Sequence[Onward] | None:
    """Ask whether a voice is a need; None for nobody's firm, or what is no voice."""
    if not context.actor.scopes(EMPLOYER) or event.kind != "voice" or event.file_id is None:
        return None
    return [Interrupt(NEED_TEXT, replace(fresh(context), voice=event.file_id))]


# NOTE: To somebody of a firm who wrote something nobody asked for; their words stand above it.
def _ask(here: Here[Draft]) -> Sequence[Words]:
    said = terms.quoted(here.notes.note) if here.notes.note else [_("🎤 A voice message")]
    return (*said, _("Shall we make a need of this?"))


def _finish(here: Here[Draft]) -> Sequence[Onward]:
    """Keep a need for staff to complete, or pass it on; what was open goes on with a tap."""
    context, notes = here.context, here.notes
    if notes.said == SEND:
        _pass_on_voice(here)
        return request(context, "work", notes.note)
    if notes.said == YES and here.person is not None and notes.firm is not None:
        offer = keep(here.work, understood(here.work, notes), here.person)
        _pass_on_voice(here)
        card = need_card.card(here.work, context.actor, offer)
        # NOTE: To a firm: the centre reads or hears what it said, and asks what is missing.
        kept = _("Thank you. The centre has it and asks you what is missing.")
        shown = replace(card, lines=(kept, *card.lines), rows=(*card.rows, *way_on(context)))
        context.send(shown, (KIND, offer.id))
        return ()
    if context.position.aside is not None:
        return [Resume()]
    here.send(Message((_("All right. You find everything here: /menu"),), way_on(context)))
    return ()


def _pass_on_voice(here: Here[Draft]) -> None:
    """Put a voice into a thread of its own speaker, where a colleague answers it."""
    notes, work = here.notes, here.work
    if notes.voice is None or here.person is None:
        return
    where = centre_around(work, notes.firm_plz or "")
    asked = ask_for_person(work, here.person.id, where, "work", None)
    threads.write(work, asked, here.language, voice=notes.voice)
    if notes.said == YES:
        notices.asked_for_person(work, asked)


# NOTE: Somebody of a firm wrote something: a need, a message to the centre, or nothing.
TEXT: Flow[Draft] = Flow(
    NEED_TEXT,
    (
        OneOf(
            name="make",
            text=_ask,
            options=choices(
                {
                    YES: p_("button", "📝 Yes, we need somebody"),
                    SEND: p_("button", "✉️ Send it to the centre"),
                    NO: p_("button", "No"),
                }
            ),
            keep=into("said"),
            cancels=False,
        ),
        replace(WHOSE, when=lambda here: here.notes.said == YES and WHOSE.when(here)),
    ),
    finish=_finish,
    notes=Draft,
    counted=False,
    guard="/need",
    scope=whose,
)
