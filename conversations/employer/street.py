"""At which street people come to a firm: asked once, when a day is agreed; it may be left out."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.employer.about import STREET, About, whose
from conversations.employer.need_card import HOW_TO_CHANGE
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import ShortText
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Next, Onward, Resume, Step
from locales.words import Ltr, _, say
from storage import needs, offers
from storage.introductions import steps

LONGEST = 120
# NOTE: To a firm: the place of work, for who comes there.
WHERE = _("Which street and house? Please write it in German.")


def _keep(here: Here[About], street: str) -> Step[About]:
    return Next(About(here.notes.introduction, day=street))


def _finish(here: Here[About]) -> Sequence[Onward]:
    """Keep it, or that it was asked; then what was open goes on."""
    found, street = steps.find(here.work, here.notes.introduction), here.notes.day
    offer = offers.find(here.work, found.offer_id) if found else None
    if offer is not None:
        needs.keep_street(here.work, offer, street)
    said = say(_("📍 Address: {address}"), address=Ltr(street))
    here.send(Message((_("Thank you."), *([said] if street else []), HOW_TO_CHANGE)))
    return [Resume()] if here.context.position.aside is not None else ()


ASK_STREET: Flow[About] = Flow(
    STREET,
    (
        ShortText(
            name="street",
            text=one(
                WHERE,
                # NOTE: To a firm that said a day, below: which street and house?
                _("People read it when a day with you is agreed."),
            ),
            keep=_keep,
            skippable=True,
            longest=LONGEST,
        ),
    ),
    finish=_finish,
    notes=About,
    counted=False,
    guard="candidate.other",
    scope=whose,
)
