"""How it ended with somebody, as their firm reads it: by the code, never a name."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.cards.firm import contact_lines
from conversations.cards.offer import offer_title
from conversations.kit.messages import Message
from locales.words import Day, Ltr, Words, _, say
from storage import offers
from storage.introductions.days import lost_day
from storage.models import Introduction
from storage.rules.stages import FILLED, MANNERS, Side, Stage
from storage.work import Work

# NOTE: To a firm: it saw somebody who is not to be had any more; nobody says why.
GONE = _("This person is no longer available.")
NOTHING_TO_DO = _("You need not do anything.")
# NOTE: To a firm: there is no person with this code any more. {code} is made up of letters.
AWAY = _("👤 Person {code} is no longer available.")
# NOTE: To a firm: somebody on the way to it, where others have the places. {code}: letters.
FILLED_NOW = _("👤 Person {code}: the place is filled.")
# NOTE: To a firm: whose answer did not come in time. {code} is made up of letters.
SILENT: Mapping[Side, Words] = {
    Side.FIRM: _("⌛ Person {code}: the time is over. We had no answer from you."),
    Side.PERSON: _("⌛ Person {code}: the time is over. The person did not answer."),
}
ENDS: Mapping[Stage, Words] = {
    # NOTE: To a firm: it did not want somebody. {code} is made up of letters.
    Stage.REFUSED: _("👤 Person {code}: you said no. Thank you for telling us."),
    # NOTE: To a firm: somebody does not work there any more. {code} is made up of letters.
    Stage.LEFT: _("🚪 Person {code} is not with you any more. Thank you for trying it."),
    # NOTE: To a firm: somebody still works there after three months.
    Stage.KEPT: _("🎉 Three months! Thank you for this place. Person {code}"),
}


def ended_message(work: Work, introduction: Introduction) -> Message:
    """Say how it ended; where a day was agreed that is to come, that nobody comes."""
    offer, lines = offers.find(work, introduction.offer_id), ended_lines(work, introduction)
    contact = offer is not None and introduction.stage is not Stage.REFUSED
    return Message((*lines, *(contact_lines(work, offer.employer) if offer and contact else ())))


def ended_lines(work: Work, introduction: Introduction) -> list[Words]:
    """Say how it ended, by the work and the day that was: the name is gone with the way.

    A last line says that nobody comes on a day to come.
    """
    offer = offers.find(work, introduction.offer_id)
    end = say(_end(introduction), code=Ltr(introduction.code))
    on = lost_day(work, introduction)
    is_off = introduction.stage not in (Stage.LEFT, Stage.REFUSED)
    off = nobody_comes(Day(on)) if on and is_off else []
    return [end, *([offer_title(offer)] if offer else []), *_was(work, introduction), *off]


def _was(work: Work, introduction: Introduction) -> list[Words]:
    """Say on which day somebody began, or was to be there."""
    began, on = introduction.started_at and introduction.starts_on, introduction.on_date
    if began:
        # NOTE: To a firm: since when somebody was there who is not any more.
        return [say(_("▶️ First day: {day}"), day=Day(began))]
    return [say(_("📅 {when}"), when=Day(on))] if on and on < work.today else []


def _end(introduction: Introduction) -> Words:
    if introduction.stage is Stage.CLOSED and introduction.reason == FILLED:
        return FILLED_NOW
    if introduction.stage is Stage.EXPIRED:
        at = Stage(introduction.reason or Stage.SHOWN)
        return SILENT[Side.FIRM if MANNERS[at].owner is Side.FIRM else Side.PERSON]
    return ENDS.get(introduction.stage, AWAY)


def nobody_comes(day: Day) -> list[Words]:
    """Say of a day that was agreed that it comes to nothing."""
    # NOTE: To a firm: the person who was to come on this day does not come.
    return [say(_("❌ Nobody comes on {day}."), day=day)]
