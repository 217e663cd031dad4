"""A person, please: one open request each, and how to talk with somebody now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations import terms
from conversations.cards.book import book_row
from conversations.cards.centre import copy_row
from conversations.cards.late import LONGER, next_news
from conversations.everybody import delivery, home, notices
from conversations.everybody.first_name import name_first
from conversations.everybody.menus import way_on
from conversations.everybody.trouble import ABOUT, NOBODY, TOLD, telling
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.position import NoNotes
from conversations.kit.questions import OneOf
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Interrupt, Next, Onward, Run, Step
from locales.words import Moment, Words, _, p_, say
from storage import firms, team, threads
from storage.models import Request
from storage.requests import SERIOUS, answered_on, ask_for_person, heard_again_on
from storage.work import Work

NOT_NOW = "not_now"
# NOTE: Somebody waits for a person, and all colleagues are away. Address and phone follow.
READ_AGAIN = _("Your request is kept. Somebody reads here again: {when}")


@dataclass(frozen=True)
class Asking:
    """What somebody wants to talk about."""

    topic: str = ""


def a_person(context: Context, argument: str) -> Sequence[Onward]:
    """Ask what it is about; before consent say where the centre is, and where help is."""
    if context.person is not None:
        return [Interrupt("topic")]
    mine = home.own_centre(context)
    rows = (*copy_row(mine), *book_row(context), (button(ABOUT, "problem"),))
    context.send(Message(how_to_talk(context), rows))
    return ()


def request(context: Context, topic: str, text: str | None = None) -> Sequence[Onward]:
    """Keep the request, tell the centre, say by when it answers, and how to talk now."""
    if context.person is None:
        return a_person(context, "")
    mine, asked = home.own_centre(context), None
    is_told = context.actor.practises
    if not is_told:
        asked, is_told = ask_centre(context, context.person.id, topic, text)
    by = promised(context.work, asked) if asked else []
    said = _nobody(context) or ((TOLD, *by, *how_to_talk(context)) if is_told else None)
    said = said or (NOBODY, *home.centre_lines(context))
    context.send(Message(said, (*copy_row(mine), *book_row(context), *way_on(context))))
    return ()


def ask_centre(
    context: Context, person_id: int, topic: str, text: str | None = None
) -> tuple[Request, bool]:
    """Keep a request and tell who has it, else the centre; False where nobody can be told."""
    work, mine = context.work, home.own_centre(context)
    asked = ask_for_person(work, person_id, mine.key if mine else None, topic, text)
    is_taken = asked.owner_id is not None and delivery.added(work, asked)
    is_taken = is_taken or _has_contact(context, asked)
    return asked, is_taken or notices.asked_for_person(work, asked)


def _has_contact(context: Context, asked: Request) -> bool:
    """Give what somebody of a firm asks to the colleague who is there for it; False: to nobody."""
    work, firm = context.work, home.own_firm(context)
    named = firms.named_of(work, firm) if firm and context.profile is None else None
    if named is None or asked.owner_id is not None or not team.can_answer(work, named):
        return False
    is_theirs = threads.take(work, asked, named)
    if is_theirs:
        delivery.handed(work, asked)
    return is_theirs


def promised(work: Work, request: Request) -> list[Words]:
    """Say by when the centre answers; that it takes longer where that day passed in silence."""
    if request.answer_by > work.now:
        return [next_news(answered_on(work, request))]
    if request not in threads.overdue(work, request.centre):
        return []
    return [LONGER, next_news(heard_again_on(work, request))]


def _nobody(context: Context) -> tuple[Words, ...] | None:
    """Say since when somebody reads again, where all of the centre are away."""
    mine = home.own_centre(context)
    back = team.back_at(context.work, mine.key if mine else None)
    if back is None:
        return None
    again = say(READ_AGAIN, when=Moment(back))
    return (again, _("It cannot wait? Please call or come."), *home.centre_lines(context))


def how_to_talk(context: Context) -> tuple[Words, ...]:
    """Say how to talk with somebody now."""
    return (_("You can always come to the centre or call."), *home.centre_lines(context))


def _keep_topic(here: Here[Asking], topic: str) -> Step[Asking]:
    """A problem is told at once: nobody has to answer anything first."""
    if topic != SERIOUS or here.person is None:
        return Next(Asking(topic))
    return Interrupt("trouble", telling(here.context, here.person.id))


def _request_topic(here: Here[Asking]) -> Sequence[Onward]:
    """Keep it first: who stops at the question for a name has asked all the same."""
    return [*request(here.context, here.notes.topic), *name_first(here.context)]


def _keep_wish(here: Here[object], choice: str) -> Step[object]:
    return Next() if choice == NOT_NOW else Run("person")


def _finish_wish(here: Here[object]) -> Sequence[Onward]:
    here.send(Message((_("All right. You find everything here: /menu"),)))
    return ()


TOPIC: Flow[Asking] = Flow(
    "topic",
    (
        OneOf(
            name="topic",
            text=one(_("What is it about?")),
            options=choices(terms.TOPICS),
            keep=_keep_topic,
        ),
    ),
    finish=_request_topic,
    notes=Asking,
    counted=False,
)

# NOTE: Asked once after the first questions.
ASK_PERSON: Flow[object] = Flow(
    "ask_person",
    (
        OneOf(
            name="wish",
            text=one(_("Would you like to talk with a person?")),
            options=choices(
                {"yes": p_("button", "👋 Yes, please"), NOT_NOW: p_("button", "Not now")}
            ),
            keep=_keep_wish,
            cancels=False,
        ),
    ),
    notes=NoNotes,
    finish=_finish_wish,
    counted=False,
)
