"""Who comes back with the sheet from the desk: their page opens here, and nowhere else any more."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.everybody import moving
from conversations.everybody.arriving import Linked
from conversations.everybody.start import TOO_OLD
from conversations.kit import messages
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message, Style
from conversations.kit.questions import OneOf, Option
from conversations.kit.questions.pieces import NO, YES, one
from conversations.kit.steps import Forget, Leave, Next, Onward, Run, Step
from locales.languages import FALLBACK
from locales.words import Ltr, Moment, Words, _, p_, say
from storage import people
from storage.finding import centre_of
from storage.models import Person
from storage.page import arriving
from storage.places import centre
from storage.queues.speaking import answer
from storage.work import Work

# NOTE: To who opened the sheet from the desk, and does not want to go on here.
NOT_HERE = _("That is fine. The paper still works.")


def _options(here: Here[Linked]) -> Sequence[Option]:
    return (
        Option(YES, p_("button", "✅ Yes, go on here"), Style.PRIMARY),
        Option(NO, p_("button", "No, not on this device")),
    )


def _keep(here: Here[Linked], said: str) -> Step[Linked]:
    """Use the sheet up: what somebody had open elsewhere ends."""
    if said == NO:
        return Forget((NOT_HERE,))
    context, link = here.context, arriving.find(here.work, here.notes.link)
    if link is None or not arriving.come_back(here.work, context.chat, link):
        here.send(Message((TOO_OLD,)))
        return Leave()
    context.grants()
    at = Moment((here.work.now + here.work.limits.new_phone).astimezone(here.work.zone))
    # NOTE: To somebody who came back to their page with the sheet from the desk.
    here.send(Message((_("Welcome back. You go on here now."), say(moving.FROM, when=at))))
    _warn(here)
    return Next()


def _warn(here: Here[Linked]) -> None:
    """Say it in the person's other chats: a sheet can be stolen."""
    person = here.person
    if person is None:
        return
    # NOTE: To somebody in Telegram: their page was opened with the sheet from the desk.
    opened = _("Your page was opened with the paper from the desk.")
    for chat in people.chats_of(here.work, person.id):
        if chat.id != here.context.chat.id:
            lines = (opened, not_you(here.work, person))
            key = f"{here.context.origin}:to:{chat.id}"
            body = messages.finish(Message(lines), chat.language or FALLBACK)
            answer(here.work, chat.id, key, body, whom=person.id)


def not_you(work: Work, person: Person) -> Words:
    """Say whom to call who did not do it."""
    key = centre_of(person)
    mine = centre(work, key) if key else None
    if mine is None or not mine.phone:
        return _("Not you? Please come to your centre at once.")
    return say(_("Not you? Please call at once: {phone}"), phone=Ltr(mine.phone))


def _finish(here: Here[Linked]) -> Sequence[Onward]:
    return [Run("menu")]


# NOTE: To who opened the sheet from the desk: it works once.
WAY_BACK: Flow[Linked] = Flow(
    "way_back",
    (
        OneOf(
            name="here",
            text=one(
                _("Do you want to go on here with your paper?"),
                _("It works once. Where your page is still open, it closes then."),
            ),
            options=_options,
            keep=_keep,
            stays=True,
        ),
    ),
    finish=_finish,
    notes=Linked,
    counted=False,
)
