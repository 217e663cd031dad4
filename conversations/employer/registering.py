"""A firm comes by itself: who it is, where, whom to ask and when; then the centre calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.cards.faces import WHO_READS
from conversations.cards.firm import contact_lines, firm_name
from conversations.cards.offer_draft import postcode_of
from conversations.cards.skill_of import FieldOf, area_options
from conversations.employer import contact_asked
from conversations.employer.need_draft import LONGEST_NOTE
from conversations.everybody import notices, sharing
from conversations.everybody.loose import is_long
from conversations.everybody.menus import MENU_ROW
from conversations.kit.commands import button
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.permissions import EMPLOYER
from conversations.kit.position import Begun
from conversations.kit.questions import (
    Chosen,
    Option,
    Place,
    PlaceOf,
    TextOr,
)
from conversations.kit.questions.pieces import into, one
from conversations.kit.steps import Interrupt, Leave, Next, Onward, Run, Start, Step, Wait
from locales.words import Day, Words, _, p_, say
from storage import firms
from storage.firm_contacts import Said
from storage.firms import Firm
from storage.models import Employer
from storage.models.introductions import Reach
from storage.people import TEAM, introduce
from storage.rules.verifying import CALL_WITHIN
from storage.rules.workdays import working_days_after
from storage.work import Work

NAME, NOT_ONE = "register", "not"
LONGEST_NAME = 120
# NOTE: To somebody who began to enter something and stopped.
NOTHING_SAVED = _("Nothing was saved.")


@dataclass(frozen=True)
class Registering:
    """What a firm said of itself so far; nothing is kept before the last answer."""

    name: str = ""
    sector: str = ""
    plz: str = ""
    contact: str = ""
    reach: str = Reach.HERE
    phone: str = ""
    hour: int = 0
    need: str = ""

    @property
    def is_complete(self) -> bool:
        """Tell whether everything was said."""
        return all((self.name, self.sector, self.plz, self.contact, self.phone, self.hour))


def begin(context: Context, argument: str = "") -> Sequence[Onward]:
    """Ask who they are; who speaks for a firm already sees it, staff see all firms.

    What they wrote first, if anything, is the need that follows.
    """
    actor = context.actor
    if actor.practises:
        return [Start("practice_end")]
    if actor.scopes(TEAM):
        return [Run("firms")]
    if actor.scopes(EMPLOYER):
        return [Run("myfirm")]
    need = argument if len(argument) <= LONGEST_NOTE else ""
    return [Leave(), Start(NAME, Registering(need=need if is_long(need) else ""))]


def offered(context: Context) -> bool:
    """Tell whether a menu names it: to who is not known yet."""
    return context.person is None


# NOTE: To somebody who says that they are an employer: what comes, before anything is asked.
def _first(here: Here[Registering]) -> Sequence[Words]:
    return (
        _("Do you need people? Tell us. It is free."),
        _("We keep what you write here, and call you. Nothing is published before."),
        WHO_READS[here.context.chat.face],
        _("What is the name of your firm?"),
    )


def _not_one(here: Here[Registering]) -> Sequence[Option]:
    # NOTE: Below the question for the name of the firm: it was tapped by mistake.
    return (Option(NOT_ONE, p_("button", "I am not an employer")),)


def _keep_name(here: Here[Registering], said: str | Chosen) -> Step[Registering]:
    if not isinstance(said, Chosen):
        return into("name")(here, said)
    if here.person is None:
        return Start("welcome")
    here.send(Message((NOTHING_SAVED,), (MENU_ROW,)))
    return Leave()


def _keep_place(here: Here[Registering], place: Place) -> Step[Registering]:
    plz = postcode_of(here.work, place)
    return Next(replace(here.notes, plz=plz))


def _finish(here: Here[Registering]) -> Sequence[Onward]:
    """Keep the firm and who speaks for it; from now on they are known, staff read so."""
    said, context = here.notes, here.context
    if not said.is_complete:
        return [Start(NAME)]
    person = introduce(here.work, context.chat)
    contact = Said(said.contact, said.phone, Reach(said.reach), said.hour)
    about = Firm(said.name, said.sector, said.plz)
    firm = firms.register(here.work, about, person.id, contact)
    context.chat.menu_language = None
    context.grants()
    notices.firm_came(here.work, firm)
    rows = ((button(MY_FIRM, "myfirm"),),)
    here.send(Message(thanks(here.work, firm), rows))
    need = Begun("need", said.need)
    mails = [Wait(need, Interrupt("mail"))] if contact.reach is Reach.MAIL else []
    return sharing.settled(context) or mails or [Run(need.command, need.argument)]


# NOTE: To somebody who registered a firm: what comes now.
def thanks(work: Work, firm: Employer) -> tuple[Words, ...]:
    """Say who calls by when, and that nothing is published before."""
    by = Day(working_days_after(work.today, CALL_WITHIN))
    return (
        say(_("Thank you. This firm is noted: {employer}"), employer=firm_name(firm)),
        say(_("☎️ The centre calls you by: {day}"), day=by),
        _("Nothing is published before."),
        *contact_lines(work, firm),
    )


# NOTE: In the menu of somebody who speaks for a firm.
MY_FIRM = p_("command", "🏢 My firm")
# NOTE: Questions to somebody who registers a firm.
REGISTER: Flow[Registering] = Flow(
    NAME,
    (
        TextOr(
            name="name",
            text=_first,
            options=_not_one,
            keep=_keep_name,
            longest=LONGEST_NAME,
            numbered=False,
        ),
        FieldOf(
            name="sector",
            text=one(_("What does the firm do?")),
            options=area_options,
            keep=into("sector"),
            columns=2,
        ),
        PlaceOf(
            name="place",
            text=one(_("Where is the firm?")),
            preset=lambda here: None,
            keep=_keep_place,
        ),
        contact_asked.NAME,
        contact_asked.REACH,
        contact_asked.PHONE,
        contact_asked.HOUR,
    ),
    finish=_finish,
    notes=Registering,
)
