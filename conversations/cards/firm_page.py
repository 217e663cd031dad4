"""What a firm reads that opened its letter: whom to ask, how to answer, or to be called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from locales.render import label
from locales.words import Words, _, p_
from storage import firms, team
from storage.models import Employer, PageLink
from storage.work import Work

# NOTE: On the page that a firm's letter opens.
_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "free": _("Do you need people? Tell us. It is free."),
        # NOTE: On the page that a firm's letter opens; a name follows.
        "contact": _("Your contact:"),
        "answer": p_("button", "✍️ Answer here"),
        "call": p_("button", "☎️ Please call me"),
        # NOTE: On the page that a firm's letter opens, above a field to type into.
        "number": _("Which phone number may we call?"),
        # NOTE: On the page that a firm's letter opens, after the button: Please call me.
        "asked": _("Thank you. The centre has your number now."),
        "wrong": _("Please write a phone number, such as 0151 234567."),
    }
)


def firm_words(language: str) -> Mapping[str, str]:
    """Return the words of the page by name, as plain text in one language."""
    return {name: label(words, language) for name, words in _WORDS.items()}


def contact(work: Work, link: PageLink, firm: Employer) -> str:
    """Name who looks after the firm, wrote to it or spoke with it; empty where that is nobody."""
    named = firms.named_of(work, firm)
    names = (team.name_of(work, each) for each in (named, link.made_by, firm.verified_by))
    return next(filter(None, names), "")
