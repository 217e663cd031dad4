"""Do you still look for work? Asked once after offers nobody answered; then they pause."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.everybody.switches import switch
from conversations.kit.actor import Actor
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.outgoing import Outgoing
from conversations.kit.permissions import may
from conversations.kit.steps import Run
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import Day, Words, _, p_, say
from storage import fatigue, people
from storage.models import Person
from storage.rules.ages import is_adult
from storage.work import Work

KIND, REVISION = "still", 1
YES, PAUSE, WORK = "yes", "pause", "work"
HAVE_WORK = "have_work"
"""The command that goes on with who has work."""
# NOTE: To somebody who did not answer several offers.
QUESTION = _("<b>Do you still look for work?</b>")
# NOTE: Below: Do you still look for work?
UNANSWERED = _("We sent you some offers and heard nothing. That is fine.")
# NOTE: Below: Do you still look for work?
PAUSES = _("If we hear nothing by {day}, the offers pause. You can go on at any time.")
# NOTE: Buttons below: Do you still look for work?
LABELS = {
    YES: p_("button", "✅ Yes, I look for work"),
    PAUSE: p_("button", "⏸️ No offers for now"),
    WORK: p_("button", "🎉 I have work"),
}
GOES_ON = _("Good. We look for offers for you. What fits now: /offers")
PAUSED = _("⏸️ The offers pause now. Appointments and help go on as before.")
# NOTE: To somebody who did not answer whether they still look for work.
SILENT = _("We asked if you still look for work, and heard nothing. That is fine.")
# NOTE: To somebody who does not get offers now; a button to go on follows.
TO_GO_ON = _("You want offers again? One tap is enough.")
# NOTE: Button: offers come again.
AGAIN = p_("button", "▶️ Send me offers again")


def still_message(outgoing: Outgoing) -> Message | None:
    """Ask, or say that offers pause; None where they said something since."""
    work, person = outgoing.work, outgoing.person
    if outgoing.row.subject != person.id or not is_adult(person.age_band):
        return None
    return _card(work, None, person) if person.still_at is not None else None


def _card(work: Work, actor: Actor | None, person: Person) -> Message:
    if not person.work_on or person.stopped_at is not None:
        return _paused(person)
    if person.still_at is None or not fatigue.is_asked(work, person):
        return Message((GOES_ON,))
    by = say(PAUSES, day=Day(fatigue.answer_by(work, person.still_at)))
    buttons = [_button(person, name, words) for name, words in LABELS.items()]
    return Message((QUESTION, UNANSWERED, by), stacked(buttons), asks=True)


def _paused(person: Person) -> Message:
    heard: Sequence[Words] = () if person.still_at is None else (SILENT,)
    return Message((*heard, PAUSED, TO_GO_ON), stacked([_button(person, YES, AGAIN)]))


def _button(person: Person, action: str, words: Words) -> Button:
    return STILL.button(words, person.id, REVISION, action)


def _yes(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    """Go on; who stopped everything gets offers again, and nothing else."""
    switch(work, person, "on.work")
    return Result(_("Thank you for telling us."))


def _pause(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    fatigue.heard(work, person.id)
    switch(work, person, "off.work")
    return Result(_("Thank you for telling us."))


def _work(work: Work, actor: Actor, person: Person, argument: str) -> Result:
    """Go on with what follows where somebody has work; offers pause."""
    fatigue.heard(work, person.id)
    if may(actor, f"/{HAVE_WORK}", actor.key):
        return Result(steps=[Run(HAVE_WORK)])
    switch(work, person, "off.work")
    return Result(_("Thank you for telling us."))


def _find(work: Work, actor: Actor, key: int) -> Person | None:
    return people.find(work, key)


def _whose(person: Person) -> str:
    return str(person.id)


def _revision(person: Person) -> int:
    return REVISION


ACTIONS = {
    YES: Action(_yes, stale=never),
    PAUSE: Action(_pause, stale=never),
    WORK: Action(_work, stale=never),
}
STILL = Subject(KIND, "", _find, _whose, _revision, _card, ACTIONS)
