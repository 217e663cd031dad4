"""The access of a colleague ends, for good: asked once more, then done at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.everybody import delivery, mediation, notices
from conversations.introductions import LEFT
from conversations.kit.context import opened
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf
from conversations.kit.questions.pieces import choices
from conversations.kit.steps import Next, Onward, Run, Step
from conversations.staff.member import called, whose
from conversations.staff.whose import colleague_key
from locales.words import Words, _, p_, say
from storage.introductions import lists
from storage.leaving import may_leave, revoke
from storage.people import chats_of
from storage.rules.ranks import outranks
from storage.team import Member, member
from storage.threads import owned_by

# NOTE: To somebody whose work for a centre ends, on their phone.
GOODBYE = _("Your access ends today. Thank you for your work.")


@dataclass(frozen=True)
class Revoked:
    """Whose access ends, and whether that was said once more."""

    who: int = 0
    sure: bool = False


# NOTE: To a lead; {name} is the colleague whose access ends.
def _question(here: Here[Revoked]) -> Sequence[Words]:
    who = called(here.work, here.notes.who)
    return (
        say(_("End the access of {name} now?"), name=who),
        _("What they have in hand goes to the centre. Whom they invited this week is paused."),
    )


def _keep(here: Here[Revoked], choice: str) -> Step[Revoked]:
    return Next(replace(here.notes, sure=choice == "yes"))


def _finish(here: Here[Revoked]) -> Sequence[Onward]:
    who = member(here.work, here.notes.who)
    if who is not None and here.notes.sure and _may(here, who):
        chats = chats_of(here.work, who.person.id)
        owned = owned_by(here.work, who.person.id)
        on_the_way = lists.owned_by(here.work, who.person.id)
        mediation.leaves(here.work, who.person.id)
        revoke(here.work, colleague_key(here), who)
        for chat in chats:
            opened(here.work, chat.id, f"{here.context.origin}:{chat.id}").send(Message((GOODBYE,)))
        for each in owned:
            delivery.waits_again(here.work, each)
        for way in on_the_way:
            notices.to_introduce(here.work, way, once=LEFT)
    return [Run("team")]


def _may(here: Here[Revoked], who: Member) -> bool:
    """Look once more: it may have changed since it was asked."""
    is_over = outranks(here.context.actor.roles, who.roles)
    return is_over and may_leave(here.work, who, colleague_key(here))


REVOKE: Flow[Revoked] = Flow(
    "revoke",
    (
        OneOf(
            name="sure",
            text=_question,
            # NOTE: A lead answers: shall the access of a colleague end?
            options=choices({"yes": p_("button", "Yes, end it"), "no": p_("button", "No")}),
            keep=_keep,
            cancels=False,
        ),
    ),
    finish=_finish,
    notes=Revoked,
    counted=False,
    guard="colleague.revoke",
    scope=whose,
)
