"""The kinds of question; each exists once and serves everybody."""

from conversations.kit.questions.asked import (
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
from conversations.kit.questions.digits import DigitsOf
from conversations.kit.questions.grid import GridOf
from conversations.kit.questions.number_of import NumberOf
from conversations.kit.questions.one_of import OneOf
from conversations.kit.questions.phone_number import PhoneNumber
from conversations.kit.questions.short_text import ShortText
from conversations.kit.questions.some_of import SomeOf
from conversations.kit.questions.text_or import TextOr
from conversations.kit.questions.when import DayOf, TimeOf
from conversations.kit.questions.where import Place, PlaceOf

__all__ = [
    "Again",
    "Answer",
    "Asked",
    "Chosen",
    "DayOf",
    "DigitsOf",
    "GridOf",
    "Heard",
    "NumberOf",
    "OneOf",
    "Option",
    "PhoneNumber",
    "Place",
    "PlaceOf",
    "Prompt",
    "Said",
    "ShortText",
    "SomeOf",
    "Stay",
    "TextOr",
    "TimeOf",
]
