"""One text for one thing: what fits where it is said first must fit wherever else it stands."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Message

from locales.entries import entries, forms, read_catalogue
from locales.languages import TRANSLATED

APPOINTMENT = "(Termin)"
HELD = ("activit", "announc", "held", "holding", "look", "report", "changing", "coming", "offer")
"""Where staff speak of what is held, announced and offered: files whose name begins so."""
OWN = ("ندارم", "دارم", "የብለይን", "ኣለኒ", "ليس لدي", "لدي ")
"""Somebody says of themselves that they have something, or not."""
per_language = pytest.mark.parametrize("language", [each for each in TRANSLATED if each != "de"])


def stands(message: Message, beginnings: tuple[str, ...], folder: str = "") -> bool:
    """Tell whether a text stands in a file of that folder whose name begins so."""
    files = [name.rpartition("/") for name, _line in message.locations]
    return any(name.startswith(beginnings) and where.endswith(folder) for where, _s, name in files)


@per_language
def test_a_course_an_activity_or_an_offer_is_no_appointment(language: str) -> None:
    wrong = [
        (message.id, form)
        for message in entries(read_catalogue(language))
        if stands(message, HELD) and APPOINTMENT not in str(message.id)
        for form in forms(message)
        if APPOINTMENT in form
    ]
    assert wrong == []


@per_language
def test_what_staff_enter_of_an_offer_is_not_said_of_themselves(language: str) -> None:
    wrong = [
        (message.id, form)
        for message in entries(read_catalogue(language))
        if stands(message, ("offer_",), "staff")
        for form in forms(message)
        if any(each in form for each in OWN)
    ]
    assert wrong == []
