"""The kinds of question; each exists once and serves everybody."""

from conversations.questions.asked import (
    Again,
    Answer,
    Asked,
    Chosen,
    Heard,
    Option,
    Prompt,
    Said,
    Stay,
)
from conversations.questions.grid import GridOf
from conversations.questions.one_of import OneOf
from conversations.questions.short_text import ShortText
from conversations.questions.some_of import SomeOf
from conversations.questions.when import DayOf, TimeOf
from conversations.questions.where import PlaceOf

__all__ = [
    "Again",
    "Answer",
    "Asked",
    "Chosen",
    "DayOf",
    "GridOf",
    "Heard",
    "OneOf",
    "Option",
    "PlaceOf",
    "Prompt",
    "Said",
    "ShortText",
    "SomeOf",
    "Stay",
    "TimeOf",
]
