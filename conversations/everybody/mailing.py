"""News by e-mail: an address, six digits that confirm it, and the way to end it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.everybody.menus import way_on
from conversations.kit.context import Context
from conversations.kit.events import Typed
from conversations.kit.flow import Flow
from conversations.kit.guard import PRACTISED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import (
    Again,
    Answer,
    Asked,
    Chosen,
    DigitsOf,
    Heard,
    OneOf,
    Option,
    Prompt,
    Said,
)
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Goto, Interrupt, Leave, Next, Onward, Run, Step
from locales.words import Ltr, Words, _, p_, say
from storage import people
from storage.digits import Tried
from storage.models import Contact
from storage.models.chats import FaceName
from storage.page import contacts, mails
from storage.page.contacts import DIGITS, Given
from storage.rules.mail_address import read_address

NAME, ADDRESS, CODE = "mail", "address", "code"
ON, OFF, OTHER, DONE = "on", "off", "other", "done"
# NOTE: Somebody typed something else where an e-mail address is asked for.
NO_ADDRESS = _("Please write an e-mail address, such as name@example.org.")
# NOTE: Somebody typed something else where six digits are asked for.
SIX = _("Please type the six digits from the e-mail.")
# NOTE: The number from the e-mail does not fit; the question follows.
WRONG = _("These are not the digits from the e-mail.")
# NOTE: To somebody who typed wrong digits too often.
ENOUGH = _("That was not right. Please write another address, or ask your centre.")
# NOTE: To somebody who wrote many e-mail addresses.
TOO_MANY = _("These are many addresses. Please ask your centre to help you.")
# NOTE: To somebody who asks for e-mails where none can be sent.
NOT_HERE = _("We cannot send e-mails at the moment. The news is here.")
# NOTE: To somebody in Telegram, who has no page in a browser.
NO_PAGE = (
    _("E-mails are for our page in the browser."),
    _("Here the news comes by itself."),
)
# NOTE: What the reader of the page may do to be told when something changes.
HINT = _("E-mail when there is news: /mail")


@dataclass(frozen=True)
class Mailing:
    """What shall be with mails; `asked`: a code is awaited, `missed` how often it was wrong."""

    choice: str = ""
    asked: bool = False
    missed: int = 0


N = Mailing


def mail(context: Context, argument: str) -> Sequence[Onward]:
    """Ask for an address, or what shall be with the one there is."""
    if context.person is None:
        return [Run("start")]
    if context.actor.practises or not contacts.is_offered(context.work):
        context.send(Message((PRACTISED if context.actor.practises else NOT_HERE,)))
        return ()
    if not offered(context):
        context.send(Message(NO_PAGE, way_on(context)))
        return ()
    return [Interrupt(NAME)]


def offered(context: Context) -> bool:
    """Tell whether mails can tell of anything: they speak of what stands on a page."""
    work, person = context.work, context.person
    on_page = context.is_on_page or (
        person is not None and FaceName.PAGE in people.faces_of(work, person.id)
    )
    return on_page and contacts.is_offered(work)


def hints(context: Context) -> tuple[Words, ...]:
    """Return how one hears of news by e-mail, on a page where nobody else says it."""
    work, person = context.work, context.person
    wanted = context.is_on_page and person is not None and contacts.is_offered(work)
    return (HINT,) if wanted and person and contacts.live(work, person.id) is None else ()


def _contact(here: Here[N]) -> Contact | None:
    return contacts.current(here.work, here.person.id if here.person else None)


def _is_confirmed(here: Here[N]) -> bool:
    found = _contact(here)
    return found is not None and found.confirmed_at is not None and here.notes.choice != OTHER


def _needs_address(here: Here[N]) -> bool:
    return not _is_confirmed(here) and not _awaits(here)


def _awaits(here: Here[N]) -> bool:
    found = _contact(here)
    return here.notes.asked or (not _is_confirmed(here) and contacts.awaits(here.work, found))


def _stands(here: Here[N]) -> Sequence[Words]:
    found = _contact(here)
    if found is None:
        return ()
    address = Ltr(found.address)
    if found.failed_at is not None:
        # NOTE: Their e-mail address takes no e-mails from us.
        return (say(_("📧 E-mails to {mail} do not arrive."), mail=address),)
    if found.stopped_at is not None:
        # NOTE: They ended the e-mails; buttons below.
        return (say(_("📧 You get no e-mails now. Your address: {mail}"), mail=address),)
    # NOTE: They get e-mails; buttons below.
    return (say(_("📧 When there is news, an e-mail goes to {mail}."), mail=address),)


# NOTE: Buttons: what shall be with e-mails.
def _choices(here: Here[N]) -> Sequence[Option]:
    found = _contact(here)
    goes = found is not None and found.stopped_at is None and found.failed_at is None
    switch = Option(OFF, p_("button", "🔕 No more e-mails"))
    if not goes:
        switch = Option(ON, p_("button", "▶️ E-mails again"))
    return (
        switch,
        Option(OTHER, p_("button", "✏️ Another address")),
        Option(DONE, p_("button", "✔️ Done")),
    )


def _keep_choice(here: Here[N], choice: str) -> Step[N]:
    found = _contact(here)
    if found is not None and choice == OFF:
        contacts.stop(here.work, found)
    if found is not None and choice == ON:
        contacts.resume(here.work, found)
    return Goto(ADDRESS, N(OTHER)) if choice == OTHER else Next(N(choice))


@dataclass(frozen=True, kw_only=True)
class AddressOf(Asked[N]):
    """An e-mail address, as servers take it."""

    numbered: bool = False

    def ask(self, here: Here[N]) -> Prompt:
        """Show the words alone."""
        return Prompt(tuple(self.text(here)))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take an address."""
        found = read_address(said.text) if isinstance(said, Typed) else None
        return Answer(found) if found else Again(NO_ADDRESS)


@dataclass(frozen=True, kw_only=True)
class CodeOf(DigitsOf[N]):
    """Six digits from the mail; where none comes, another address."""

    def ask(self, here: Here[N]) -> Prompt:
        """Show the words, and the way to another address."""
        other = Option(OTHER, p_("button", "✏️ Another address"))
        return replace(super().ask(here), rows=((other,),))

    def hear(self, here: Here[N], said: Said) -> Heard:
        """Take six digits, or that another address is wanted."""
        if isinstance(said, Chosen) and said.value == OTHER:
            return Answer(OTHER)
        return super().hear(here, said)


def _keep_address(here: Here[N], address: str) -> Step[N]:
    if here.person is None:
        return Leave()
    given = contacts.give(here.work, here.person.id, address)
    found = _contact(here)
    if given is Given.ENOUGH:
        here.send(Message((TOO_MANY,)))
        return Leave()
    if given is Given.KEPT and found is not None:
        if found.confirmed_at is not None:
            return Next(N(ON))
        mails.put_code(here.work, found, here.context.chat.id)
    return Next(N(asked=True))


# NOTE: After somebody wrote their e-mail address: a number was sent there.
def _ask_code(here: Here[N]) -> Sequence[Words]:
    return (
        *((WRONG,) if here.notes.missed else ()),
        _("An e-mail with six digits is on its way. Please type them here."),
        _("No e-mail? Please look among the spam too. It can take some minutes."),
    )


def _keep_code(here: Here[N], typed: str) -> Step[N]:
    if typed == OTHER or here.person is None:
        return Goto(ADDRESS, N(OTHER))
    tried = contacts.attempt(here.work, here.person.id, typed)
    if tried is Tried.RIGHT:
        return Next(N(ON))
    missed = here.notes.missed + 1
    if tried is Tried.SHUT or missed >= here.work.limits.pin_misses:
        here.send(Message((ENOUGH,)))
        return Goto(ADDRESS, N(OTHER))
    return Goto(CODE, N(asked=True, missed=missed))


# NOTE: To somebody who gets e-mails from now on, or none any more.
SAID = {
    ON: _(
        "Good. If you do not look here, an e-mail comes: one a day. More only when a date changes."
    ),
    OFF: _("No more e-mails. To get them again: /mail"),
    DONE: _("This is noted."),
}


def _finish(here: Here[N]) -> Sequence[Onward]:
    here.send(Message((SAID[here.notes.choice or DONE],), way_on(here.context)))
    return ()


# NOTE: Somebody wants news by e-mail, another address, or none any more.
MAIL: Flow[N] = Flow(
    NAME,
    (
        OneOf(name="choice", text=_stands, options=_choices, keep=_keep_choice, when=_is_confirmed),
        AddressOf(
            name=ADDRESS,
            text=one(
                _("What is your e-mail address?"),
                _("The e-mail only says that there is news, and has a link to this page."),
            ),
            keep=_keep_address,
            when=_needs_address,
        ),
        CodeOf(
            name=CODE,
            text=_ask_code,
            keep=_keep_code,
            when=_awaits,
            sorry=SIX,
            least=DIGITS,
            most=DIGITS,
            secret=False,
            back=False,
        ),
    ),
    notes=Mailing,
    finish=_finish,
    counted=False,
)
