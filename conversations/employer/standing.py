"""What a firm hears of itself: checked, not shown, its year is over; each time once."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.cards.candidate_ends import NOTHING_TO_DO
from conversations.cards.firm import contact_lines
from conversations.cards.opening import NOT_COMPLETE
from conversations.employer.need_card import OPENS, waits
from conversations.employer.own_firm import STATES
from conversations.kit.commands import button
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.outgoing import Outgoing
from locales.words import Name, Words, _, p_, say
from storage import employers, firms, needs
from storage.desk import offers_of
from storage.models import Employer
from storage.models.offers import EmployerStatus, OfferState
from storage.models.outbox import OutboxState
from storage.people import Door, employer_doors, speaks_for
from storage.queues.kinds import Kind
from storage.queues.speaking import speak
from storage.work import Work

VERIFIED, STOPPED = EmployerStatus.VERIFIED, EmployerStatus.STOPPED
REVISION = {VERIFIED: 1, STOPPED: 2, EmployerStatus.PENDING: 3}


def verify(work: Work, firm: Employer, by: int | None) -> None:
    """Show a firm for a year; where it was not shown before, it hears so."""
    if firms.verify(work, firm, by):
        tell(work, firm, employer_doors(work, firm.id))


def stop(work: Work, firm: Employer) -> None:
    """Show nothing more of a firm, and tell it whom it can call."""
    firms.stop(work, firm)
    tell(work, firm, employer_doors(work, firm.id))


def lapse(work: Work, firm: Employer) -> None:
    """Show nothing more of a firm nobody looked at again in its year, and tell it so."""
    firms.lapse(work, firm)
    tell(work, firm, employer_doors(work, firm.id))


def tell(work: Work, firm: Employer, doors: Sequence[Door]) -> None:
    """Tell people of a firm how it stands now."""
    about, once = (Kind.FIRM_STANDS, firm.id, REVISION[firm.status]), f"{work.now:%y%m%d%H%M%S}"
    for chat, whom in doors:
        speak(work, chat, *about, whom=whom, once=f"{firm.status}:{once}")


def news(outgoing: Outgoing) -> Message | None:
    """Say how a firm stands, while that is so; read later it says what is true then."""
    work, row = outgoing.work, outgoing.row
    firm = employers.find(work, f"{row.subject}")
    if firm is None or not speaks_for(work, outgoing.person.id, firm.id):
        return None
    if row.revision != REVISION.get(firm.status) and row.state is not OutboxState.SENT:
        return None
    # NOTE: Above what a firm hears of itself.
    title = say(_("<b>🏢 {employer}</b>"), employer=Name(firm.name))
    said, buttons = SAID.get(firm.status, _waits)(work, firm)
    return Message((title, *said, *contact_lines(work, firm)), stacked(buttons))


Said = tuple[list[Words], list[Button]]


# NOTE: To a firm: the centre has checked it just now; a button to say what it needs follows.
def _checked(work: Work, firm: Employer) -> Said:
    new = button(p_("button", "➕ We need somebody"), "need")
    said = [_("✅ Your firm is checked. Thank you for waiting.")]
    of_firm = offers_of(work, firm.id)
    is_shown = any(each.state is OfferState.OPEN for each in of_firm)
    shown = [_("What you told us is shown from now on.")] if is_shown else []
    opens = [OPENS] if any(waits(work, each, Kind.OFFER_OPENS) for each in of_firm) else []
    open_ = [NOT_COMPLETE] if any(needs.is_incomplete(work, each) for each in of_firm) else []
    if shown or opens or open_:
        own = button(p_("command", "📋 My offers"), "myoffers")
        return [*said, *shown, *opens, *open_], [own, new]
    return [*said, _("You can tell us now what you need.")], [new]


# NOTE: To a firm the centre does not want to show; the centre's phone number follows.
def _stopped(work: Work, firm: Employer) -> Said:
    said = [_("⏸️ We cannot show at the moment what your firm offers.")]
    said.append(_("Please call the centre. Somebody there talks about it with you."))
    return said, [button(p_("command", "👋 Talk to a person"), "person")]


# NOTE: To a firm that was checked a year ago; the centre's phone number follows.
def _waits(work: Work, firm: Employer) -> Said:
    if firm.verified_until is None or firm.verified_until >= work.today:
        return [STATES[firm.status]], []
    over = _("🔁 A year is over. The centre checks your firm again.")
    return [over, _("Until then nothing of your firm is shown."), NOTHING_TO_DO], []


SAID = {VERIFIED: _checked, STOPPED: _stopped}
