"""The words of a mail: short, with a link, and nothing about a person but the name of a firm."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from locales.direction import clean
from locales.languages import FALLBACK
from locales.render import label
from locales.words import Count, Ltr, Name, Words, _, p_, say
from storage import employers, people
from storage.models import Contact, Outbox
from storage.models.people import RoleName
from storage.page import contacts, unopened
from storage.queues.chats import find_chat
from storage.queues.kinds import Kind
from storage.work import Work

Said: TypeAlias = tuple[Words, ...]


@dataclass(frozen=True)
class Part:
    """What a mail says in one language, as plain text: lines, a link by its name, lines below."""

    language: str
    lines: Sequence[str]
    link: str = ""
    below: Sequence[str] = ()
    ends: str = ""


@dataclass(frozen=True)
class Mail:
    """A mail without its addresses: the subject in one line, parts, the reader's own first."""

    subject: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class _Words:
    subject: Words
    lines: Said
    below: Said = ()
    link: Words | None = None
    ends: Words | None = None


# NOTE: In an e-mail, the name of the link to the page.
LOOK = p_("button", "Look here")
# NOTE: In an e-mail, below everything: the link that ends all e-mails.
NO_MORE = p_("button", "No more e-mails")


def render_mail(work: Work, row: Outbox, digits: str = "") -> Mail | None:
    """Return what a mail says when it goes; None where nothing is left to say, or not wanted."""
    contact, chat = contacts.find(work, row.subject), find_chat(work, row.chat_id)
    if contact is None or chat is None or not contact.address:
        return None
    words = WORDS[Kind(row.kind or "")](work, contact, digits)
    if words is None:
        return None
    languages = tuple(dict.fromkeys((chat.language or FALLBACK, FALLBACK)))
    subject = " · ".join(label(words.subject, each) for each in languages)
    return Mail(clean(subject), [_part(words, each) for each in languages])


def _part(words: _Words, language: str) -> Part:
    def said(some: Said) -> list[str]:
        return [label(each, language) for each in some]

    link, ends = (label(each, language) if each else "" for each in (words.link, words.ends))
    return Part(language, said(words.lines), link, said(words.below), ends)


# NOTE: Subject and text of an e-mail; {employer} is the name of a firm.
def _news(work: Work, contact: Contact, digits: str) -> _Words | None:
    if not _is_wanted(work, contact):
        return None
    firm = _firm(work, contact)
    for_firm, for_you = _("Something new for {employer}"), _("Something new for you")
    subject = say(for_firm, employer=firm) if firm else for_you
    return _linked(work, subject, _("On our page there is something new for you."))


# NOTE: Subject and text of an e-mail, after a date was changed or cancelled.
def _changed(work: Work, contact: Contact, digits: str) -> _Words | None:
    if not _is_wanted(work, contact):
        return None
    return _linked(work, _("Something changed"), _("Something changed. Please look today."))


def _linked(work: Work, subject: Words, line: Words) -> _Words:
    # NOTE: In an e-mail, below the link; {count} is a number of days.
    how_long = say(_("The link is only for you. Days it works: {count}."), count=_days(work))
    return _Words(subject, (line,), (how_long,), LOOK, NO_MORE)


# NOTE: Subject and text of an e-mail with six digits that confirm the address.
def _code(work: Work, contact: Contact, digits: str) -> _Words | None:
    if contact.confirmed_at is not None or contact.stopped_at is not None:
        return None
    minutes = Count(work.limits.code_minutes)
    return _Words(
        _("Your number"),
        (
            say(_("Your number: {digits}"), digits=Ltr(digits)),
            say(_("Please type it on our page. Minutes it works: {count}."), count=minutes),
            _("You did not ask for it? Then you do not have to do anything."),
        ),
    )


def _days(work: Work) -> Count:
    return Count(work.limits.mail_days)


def _is_wanted(work: Work, contact: Contact) -> bool:
    found = contacts.live(work, contact.person_id)
    return found is contact and unopened.has_unopened(work, contact.person_id)


def _firm(work: Work, contact: Contact) -> Name | None:
    roles = sorted(people.roles_of(work, contact.person_id))
    scopes = (scope for role, scope in roles if role is RoleName.EMPLOYER)
    firm = next((found for scope in scopes if (found := employers.find(work, scope))), None)
    return Name(firm.name) if firm else None


WORDS: Mapping[Kind, Callable[[Work, Contact, str], _Words | None]] = {
    Kind.MAIL_NEWS: _news,
    Kind.MAIL_CHANGED: _changed,
    Kind.MAIL_CODE: _code,
}
