"""Enter an offer, or change one: each answer is coded, so the offer speaks every language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from conversations.cards.offer_draft import Draft, centre_of, into, new_offer
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import Asked, OneOf, Option
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Correct, Goto, Next, Onward, Run, Step
from conversations.staff.offer_card import KIND, card, kept
from conversations.staff.offer_check import PARTS, check_lines
from conversations.staff.offer_more import MORE
from conversations.staff.offer_questions import FIRM, HOW, WHAT
from locales.words import Day, _, p_, say
from storage import audit, offers, pending
from storage.introductions.called_off import keeps_open
from storage.queues.kinds import Kind
from storage.work import Work

SAVE, CHANGE, CANCEL = "save", "change", "cancel"
NEW, CHANGING, TWIN = "offer", "reoffer", "twin"


def _whose(work: Work, draft: Draft) -> str | None:
    return centre_of(work, draft)


def _days(here: Here[Draft]) -> list[date]:
    """Return the last days to choose from: the one that was said, or half and all of the time."""
    if here.notes.until is not None:
        return [here.notes.until]
    weeks = here.work.limits.offer_weeks
    return [here.today + timedelta(weeks=each) for each in (weeks, max(1, weeks // 2))]


def _checks(here: Here[Draft]) -> Sequence[Option]:
    # NOTE: Buttons, for staff: save an offer; {day} is the last day it can be shown.
    label = p_("button", "✔️ Save, until {day}")
    days = [Option(f"{SAVE}{day:%Y%m%d}", say(label, day=Day(day))) for day in _days(here)]
    change = Option(CHANGE, p_("button", "✏️ Change"))
    return [*days, change, Option(CANCEL, p_("button", "Cancel"))]


def _keep_check(here: Here[Draft], choice: str) -> Step[Draft]:
    if choice == CHANGE:
        return Goto("part")
    if choice == CANCEL:
        return Next(replace(here.notes, save=False))
    day = choice.removeprefix(SAVE)
    until = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    return Next(replace(here.notes, until=until, save=True))


def _keep_part(flow: str) -> Callable[[Here[Draft], str], Step[Draft]]:
    return lambda here, part: Next() if part == CANCEL else Correct(flow, part)


def _back_to_check(here: Here[Draft]) -> Sequence[Goto[Draft]]:
    return [Goto("check")]


def _finish(here: Here[Draft]) -> Sequence[Onward]:
    """Save it; for a minute nobody hears of it, and one tap takes it back."""
    if not here.notes.save:
        # NOTE: To staff who began to enter an offer and cancelled.
        here.send(Message((_("Nothing was saved."),)))
        return ()
    actor = here.person
    if not here.notes.is_complete or actor is None:
        return [Run("offer", "new")]
    work = here.work
    offer = new_offer(work, here.notes, actor.id)
    offers.save_offer(work, offer)
    pending.begin(work, Kind.OFFER_OPENS, offer.id, offer.revision, actor.id)
    audit.note(work, "/offer", actor.id, None, centre_of(work, here.notes))
    return _show(here, offer.id)


def _changed(here: Here[Draft]) -> Sequence[Onward]:
    """Put the answer into the offer; what waits for the minute waits for the changed one."""
    work, key = here.work, here.notes.key
    offer = offers.find(work, key)
    if offer is None or offer.revision != here.notes.revision:
        here.send(Message((CHANGED,)))
        return _show(here, key) if key else ()
    if into(here.notes, offer):
        waits = pending.take_back(work, Kind.OFFER_OPENS, offer.id)
        keeps_open(work, offer)
        who = here.person.id if here.person else 0
        offers.save_offer(work, offer, work.now + work.limits.undo, who)
        if waits:
            pending.begin(work, Kind.OFFER_OPENS, offer.id, offer.revision, who)
        audit.note(work, f"{KIND}.change", who, None, centre_of(work, here.notes))
    return _show(here, offer.id)


def _show(here: Here[Draft], key: int) -> Sequence[Onward]:
    offer = offers.find(here.work, key)
    if offer is not None:
        shown = card(here.work, here.context.actor, kept(here.work, offer))
        here.context.send(shown, (KIND, offer.id))
    return ()


def _part(flow: str, *, listed: bool) -> OneOf[Draft]:
    """Ask which part to change; in the flow of its own it can be left, elsewhere one goes back."""
    leaves = {CANCEL: p_("button", "Cancel")} if listed else {}
    return OneOf(
        name="part",
        # NOTE: To staff: which part of an offer.
        text=one(_("What would you like to change?")),
        options=choices({**PARTS, **leaves}),
        keep=_keep_part(flow),
        columns=2,
        listed=listed,
    )


CHECK: Asked[Draft] = OneOf(
    name="check",
    text=check_lines,
    options=_checks,
    keep=_keep_check,
)
OFFER: Flow[Draft] = Flow(
    NEW,
    (*FIRM, *WHAT, *HOW, CHECK, _part(NEW, listed=False), *MORE),
    finish=_finish,
    corrected=_back_to_check,
    notes=Draft,
    guard="/offer",
    scope=_whose,
)
REOFFER: Flow[Draft] = Flow(
    CHANGING,
    (_part(CHANGING, listed=True), *(each for each in WHAT if each.name != TWIN), *HOW, *MORE),
    finish=_changed,
    corrected=_changed,
    notes=Draft,
    counted=False,
    guard=f"{KIND}.change",
    scope=_whose,
)
