"""What an offer can ask for, in words: when, licence, experience; for staff and for firms."""

from __future__ import annotations

from collections.abc import Mapping

from conversations import terms
from conversations.cards.offer_draft import OTHER
from conversations.kit.questions.pieces import NO
from locales.words import Words, p_
from storage.rules.codes import LICENCES_ASKED

# NOTE: When the work is; below usual times.
SPANS: Mapping[str, Words] = {**terms.TIMES, OTHER: p_("button", "🗓️ Other times")}
# NOTE: Which driving licence an offer asks for.
LICENCES: Mapping[str, Words] = {
    NO: p_("button", "No licence needed"),
    **{key: terms.LICENCES[key] for key in LICENCES_ASKED},
}
# NOTE: How much experience an offer asks for.
EXPERIENCE: Mapping[str, Words] = {
    "none": p_("button", "Without experience"),
    "some": p_("button", "Some experience"),
    "trained": p_("button", "Trained in this work"),
}
