"""A firm comes with its letter: who has it answers for the firm, or is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.cards.firm import contact_lines
from conversations.everybody import notices
from conversations.everybody.arriving import Linked
from conversations.everybody.menus import way_on
from conversations.everybody.start import TOO_OLD, greeting_of
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message, Style
from conversations.kit.permissions import EMPLOYER
from conversations.kit.questions import OneOf, Option, PhoneNumber
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Forget, Leave, Next, Onward, Run, Step
from locales.words import Name, Words, _, p_, say
from storage import employers
from storage.desk import offers_of
from storage.models import Employer, PageLink
from storage.page import arriving
from storage.work import Work

YES, CALL, NO = "yes", "call", "no"
# NOTE: To whoever opened the letter of a firm and says that it is not for them.
KEEP_NOTHING = _("Thank you. We keep nothing.")
# NOTE: The same, to whoever is known here, or where the firm gave its number before.
NOTHING = _("Nothing was changed.")


def _firm(work: Work, notes: Linked) -> Employer | None:
    link = arriving.find(work, notes.link)
    return employers.find(work, str(link.employer_id or "")) if link else None


def _contact(here: Here[Linked]) -> Sequence[Words]:
    firm = _firm(here.work, here.notes)
    return contact_lines(here.work, firm) if firm else ()


# NOTE: To whoever opened the letter of a firm, here or in Telegram.
def _ask_who(here: Here[Linked]) -> Sequence[Words]:
    firm = _firm(here.work, here.notes)
    letter = say(_("This letter is for: {employer}"), employer=Name(firm.name if firm else ""))
    return (letter, _("Do you answer for this firm?"))


def _options(here: Here[Linked]) -> Sequence[Option]:
    return (
        Option(YES, p_("button", "✅ Yes, I answer"), Style.PRIMARY),
        Option(CALL, p_("button", "☎️ Please call me")),
        Option(NO, p_("button", "No, this is not for me")),
    )


def _keep_who(here: Here[Linked], said: str) -> Step[Linked]:
    """Let them answer: only this step makes anybody known. Who has no offer is called."""
    link = arriving.find(here.work, here.notes.link)
    if link is None:
        here.send(Message((TOO_OLD,)))
        return Leave()
    if said == NO:
        return _not_theirs(here, link)
    if said == YES:
        arriving.answers(here.work, here.context.chat, link)
        here.context.chat.menu_language = None
        here.context.grants()
        greeting = greeting_of(here.work, str(link.employer_id))
        here.send(Message((greeting, *_contact(here))))
        if not offers_of(here.work, link.employer_id or 0):
            said = CALL
    return Next(replace(here.notes, said=said))


def _not_theirs(here: Here[Linked], link: PageLink) -> Step[Linked]:
    """Say what is kept: of a stranger nothing, but for a number the firm gave before."""
    kept = NOTHING if link.phone or here.person is not None else KEEP_NOTHING
    if here.person is None:
        return Forget((kept,))
    here.send(Message((kept,), way_on(here.context)))
    return Leave()


def _wants_call(here: Here[Linked]) -> bool:
    return here.notes.said == CALL


def _keep_phone(here: Here[Linked], phone: str) -> Step[Linked]:
    link = arriving.find(here.work, here.notes.link)
    if link is not None:
        arriving.ask_call(here.work, link, phone)
        notices.firm_calls(here.work, link)
    return Next()


def _finish(here: Here[Linked]) -> Sequence[Onward]:
    if here.notes.said == YES:
        return [Run("myoffers")]
    if here.notes.said == CALL:
        thanks = _("Thank you. The centre has your number now.")
        known = here.context.actor.scopes(EMPLOYER)  # they read it above
        here.send(Message((thanks, *(() if known else _contact(here)))))
    return ()


LETTER: Flow[Linked] = Flow(
    "letter",
    (
        OneOf(name="who", text=_ask_who, options=_options, keep=_keep_who, stays=True),
        PhoneNumber(
            name="phone",
            text=one(_("Which phone number may we call?")),
            keep=_keep_phone,
            when=_wants_call,
        ),
    ),
    finish=_finish,
    notes=Linked,
    counted=False,
)
