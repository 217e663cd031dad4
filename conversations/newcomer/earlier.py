"""An earlier time became free: asked first comes who waits longest, and one tap takes it."""

from __future__ import annotations

from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message, Style, stacked
from conversations.kit.outgoing import Outgoing
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import Moment, Name, Words, _, p_, say
from storage import earlier
from storage.booking import Refusal, begins
from storage.models import Earlier
from storage.places import centre_of
from storage.work import Work

KIND = "earlier"
YES, NO, STOP = "yes", "no", "stop"
# NOTE: Answers to: An earlier time is free. And what ends the waiting.
LABELS = {
    YES: p_("button", "✅ Yes, I take it"),
    NO: p_("button", "No, thank you"),
    STOP: p_("button", "🔕 Do not wait for it"),
}
# NOTE: To somebody whose appointment is booked, or has another time.
BOOKED = _("✅ It is booked: {when}")
WAITS = _("⏳ You wait for an earlier time here: {centre}")
WAITS_FOR_ANY = _("⏳ You wait for a free time here: {centre}")
ASKS = _("When there is one, I ask you, in the daytime.")
NO_MORE = _("You do not wait any more.")
# NOTE: In passing: an earlier time was offered, and is somebody else's by now.
GONE = _("This time is no longer free.")
KEPT = _("All right. Nothing changes.")


def waiting_message(work: Work, row: Earlier) -> Message:
    """Show what somebody is asked about, or that they wait."""
    slot, current = earlier.held_slot(work, row), earlier.appointment_of(work, row)
    centre = Name(centre_of(work, row.centre).name)
    if slot is None:
        waits = say(WAITS if current else WAITS_FOR_ANY, centre=centre)
        return Message((waits, ASKS), stacked([_button(row, STOP)]))
    lines = [
        # NOTE: Somebody waits for an earlier appointment: there is one.
        _("⏫ There is a free time for you:")
        if current is None
        else _("⏫ An earlier time is free:"),
        say(_("🕒 {when}"), when=Moment(begins(work, slot).astimezone(work.zone))),
        say(_("🏠 {centre}"), centre=centre),
    ]
    if current is not None:
        mine = Moment(current.starts_at.astimezone(work.zone))
        lines.append(say(_("Your appointment (Termin) now: {when}"), when=mine))
    answers = stacked([_button(row, each) for each in LABELS])
    return Message((*lines, _until(work, row)), answers, asks=True)


# NOTE: Until when nobody else gets the time that is offered.
def _until(work: Work, row: Earlier) -> Words:
    assert row.held_until is not None
    ends = Moment(row.held_until.astimezone(work.zone))
    if row.appointment_id is None:
        return say(_("Please answer before: {when}"), when=ends)
    return say(_("It is kept for you until: {when}"), when=ends)


def render(outgoing: Outgoing) -> Message | None:
    """Ask, as long as the time is still held for them."""
    row = earlier.find(outgoing.work, outgoing.row.subject)
    if row is None or row.person_id != outgoing.person.id or row.revision != outgoing.row.revision:
        return None
    return waiting_message(outgoing.work, row) if earlier.held_slot(outgoing.work, row) else None


def _button(row: Earlier, action: str) -> Button:
    style = Style.PRIMARY if action == YES else None
    return Button(LABELS[action], str(Standing(KIND, row.id, row.revision, action)), style)


def _gone(work: Work, actor: Actor, row: Earlier, argument: str) -> Result | None:
    is_held = earlier.held_slot(work, row) is not None
    return None if is_held else Result(GONE, waiting_message(work, row))


def _yes(work: Work, actor: Actor, row: Earlier, argument: str) -> Result:
    came = earlier.accept(work, row)
    if isinstance(came, Refusal):
        earlier.pass_on(work, row)
        return Result(GONE, waiting_message(work, row))
    when = Moment(came.starts_at.astimezone(work.zone))
    return Result(card=Message((say(BOOKED, when=when),)), changed=[("appointment", came.id)])


def _no(work: Work, actor: Actor, row: Earlier, argument: str) -> Result:
    earlier.pass_on(work, row)
    return Result(KEPT, waiting_message(work, row))


def _stop(work: Work, actor: Actor, row: Earlier, argument: str) -> Result:
    earlier.stop(work, row)
    return Result(card=Message((NO_MORE,)))


def _find(work: Work, actor: Actor, key: int) -> Earlier | None:
    return earlier.find(work, key)


def _whose(row: Earlier) -> str:
    return str(row.person_id)


def _revision(row: Earlier) -> int:
    return row.revision


def _card(work: Work, actor: Actor, row: Earlier) -> Message:
    return waiting_message(work, row)


ACTIONS = {
    YES: Action(_yes, _gone),
    NO: Action(_no, _gone),
    STOP: Action(_stop, stale=never),
}
EARLIER = Subject(KIND, "", _find, _whose, _revision, _card, ACTIONS)
