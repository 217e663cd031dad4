"""The sheet that brings somebody back to their page: given at the desk, confirmed at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from conversations.cards.notice import called
from conversations.everybody.link import COPIES, picture
from conversations.kit.actor import Actor
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Button, Message
from conversations.kit.questions import OneOf
from conversations.kit.questions.pieces import NO, choices
from conversations.kit.steps import Next, Onward, Start, Step
from conversations.kit.subject import Action, Result, never
from conversations.staff.new_phone import CHECKED, NOT_NEWCOMER, NOTHING
from conversations.staff.whose import whose
from locales.languages import FALLBACK
from locales.words import Day, Ltr, Words, _, say, verbatim
from storage import new_phone, people
from storage.models import Person
from storage.ourselves import page_url
from storage.page import arriving, papers
from storage.queues import due
from storage.queues.kinds import Kind
from storage.rules.typed_codes import grouped
from storage.work import Work

# NOTE: To staff, in passing: the bot has no page in the browser here.
NO_PAGE = _("There is no page in the browser here.")
# NOTE: To staff, in passing: somebody showed at the desk that it is them.
CONFIRMED = _("Right. The person sees everything again.")
# NOTE: To staff, in passing: nothing is hidden from the person.
NOTHING_HELD = _("Nothing is hidden from this person.")


@dataclass(frozen=True)
class Sheet:
    """Who gets a sheet, and whether staff said that they did not check who it is."""

    person: int = 0
    unchecked: bool = False


# NOTE: To staff: somebody stands before them and wants their page back.
def _ask_checked(here: Here[Sheet]) -> Sequence[Words]:
    return (
        say(_("A way back for {who}."), who=called(here.work, here.notes.person)),
        _("Is the person here, and did you check who it is?"),
    )


def _keep_checked(here: Here[Sheet], said: str) -> Step[Sheet]:
    person, page = people.find(here.work, here.notes.person), page_url(here.work)
    if said == NO or here.person is None or person is None or page is None:
        return Next(replace(here.notes, unchecked=True))
    _show(here, person, here.person.id, page)
    return Next()


# NOTE: To staff, above a link for the person before them; each line is short.
def _show(here: Here[Sheet], person: Person, by: int, page: str) -> None:
    work = here.work
    made = papers.for_person(work, person, whose(work, here.notes), _language(work, person), by)
    ends_at = work.now + timedelta(days=work.limits.letter_days)
    address = f"{page}/l/{made.token}"
    lines = (
        _("Let the person scan or copy this, or print it. It works once."),
        _("An older paper opens nothing any more."),
        verbatim(address),
        say(_("Address to type: {link}"), link=Ltr(f"{page}/l")),
        say(_("Code: {code}"), code=Ltr(grouped(made.code or ""))),
        say(_("This paper is good until: {day}"), day=Day(ends_at.astimezone(work.zone).date())),
    )
    copies = Button(COPIES, copies=address)
    row = here.send(Message(lines, ((copies,),), private=True, file=picture(address)))
    if row is not None:
        over = work.now + work.limits.new_person
        due.schedule(work, Kind.LINK_OVER, over, subject=row, chat_id=here.context.chat.id)


def _language(work: Work, person: Person) -> str:
    chats = people.chats_of(work, person.id)
    return next((each.language for each in chats if each.language), FALLBACK)


def _finish(here: Here[Sheet]) -> Sequence[Onward]:
    if here.notes.unchecked:
        here.send(Message((NOTHING,)))
    return ()


SHEET: Flow[Sheet] = Flow(
    "sheet",
    (
        OneOf(
            name="checked",
            text=_ask_checked,
            options=choices(CHECKED),
            keep=_keep_checked,
            stays=True,
        ),
    ),
    finish=_finish,
    notes=Sheet,
    counted=False,
    guard="person.sheet",
    scope=whose,
)


def _begin(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    return Result(steps=[Start(SHEET.name, Sheet(person.id))])


def _closed(work: Work, actor: Actor, person: Person, argument: str) -> Result | None:
    if page_url(work) is None:
        return Result(NO_PAGE, looks=True)
    return None if new_phone.can_move(work, person) else Result(NOT_NEWCOMER, looks=True)


def _confirm(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    arriving.confirm(work, person.id, actor.person.id if actor.person else None)
    return Result(CONFIRMED)


def _is_shown(work: Work, actor: Actor, person: Person, argument: str) -> Result | None:
    return None if arriving.held_back(work, person.id) else Result(NOTHING_HELD, looks=True)


GIVE: Action[Person] = Action(_begin, _closed, stale=never)
"""For the card of a person: a paper for who lost their page. PIN: always."""
CONFIRM: Action[Person] = Action(_confirm, _is_shown, stale=never)
"""For the card of a person who came back, or has a new phone: nothing is hidden any more."""
