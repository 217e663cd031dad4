"""Small pieces that questions are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from conversations.kit.here import Here
from conversations.kit.questions.asked import Option
from locales.words import Words


def one(*words: Words) -> Callable[[Here[object]], Sequence[Words]]:
    """Ask with a fixed text."""
    return lambda here: words


def choices(labels: Mapping[str, Words]) -> Callable[[Here[object]], Sequence[Option]]:
    """Offer the codes of a table of terms."""
    options = tuple(Option(code, words) for code, words in labels.items())
    return lambda here: options
