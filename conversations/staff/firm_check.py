"""What staff look at before anything of a firm is shown: points with ticks, and red flags."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.employer import standing
from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.guard import CHANGED, DONE
from conversations.kit.messages import Button, Message, paired, stacked
from conversations.kit.permissions import may
from conversations.kit.steps import Start
from conversations.kit.subject import Result, Subject
from conversations.staff.firm_card import (
    CHECK,
    FLAGGED,
    KIND,
    REVISION,
    Do,
    Kept,
    act,
    checks_of,
    find,
    noted,
    revision,
    state,
    whose,
)
from conversations.staff.firm_sure import Sure
from locales.words import Name, Words, _, p_, say
from storage import firms
from storage.models import Employer
from storage.models.offers import EmployerStatus
from storage.rules.verifying import CODES, FLAGS, POINTS, may_verify
from storage.work import Work

# NOTE: To staff: what is looked at before anything of a firm is shown; a button with a tick.
CHECKED: Mapping[str, Words] = {
    "called": p_("button", "Called back on a public number"),
    "number": p_("button", "Betriebsnummer seen"),
    "contact": p_("button", "We know who the contact is"),
    "pay": p_("button", "Pay and hours are plausible"),
}


def check_list(work: Work, actor: Actor, kept: Kept) -> Message:
    """Show what is to be looked at, each point with its tick, and what may come of it."""
    firm = kept.firm
    title = say(_("<b>🏢 {employer}</b>"), employer=Name(firm.name))
    # NOTE: To staff, above a list of points with ticks.
    asks = _("Please tick what you have seen. A red flag stops it.")
    # NOTE: Below a list of points with ticks, for staff: back to the card of the firm.
    back = Button(p_("button", "🏢 To the firm"), str(Standing(KIND, firm.id, REVISION, "open")))
    rows = (
        *stacked([_tick(firm, code) for code in POINTS]),
        *paired([_tick(firm, code) for code in FLAGS]),
        *stacked([*_ends(work, actor, kept), back]),
    )
    return Message((title, *state(work, firm), *checks_of(firm), asks), rows, private=True)


# NOTE: On a button, for staff: a point is ticked or not; a red flag is set or not.
def _tick(firm: Employer, code: str) -> Button:
    on = code in (firm.checks or ())
    if code in CHECKED:
        sign, words = (_("☑️ {label}") if on else _("⬜ {label}")), CHECKED[code]
    else:
        sign, words = (_("🚩 {label}") if on else _("▫️ {label}")), FLAGGED[code]
    return CHECKS.button(
        say(sign, label=words), firm.id, REVISION, f"{'untick' if on else 'tick'}-{code}"
    )


# NOTE: Buttons below a list of points with ticks, for staff and leads.
def _ends(work: Work, actor: Actor, kept: Kept) -> list[Button]:
    if not firms.is_due(work, kept.firm):
        return []
    if may_verify(kept.firm.checks or ()):
        name, words = "verify", p_("button", "✅ Show this firm for a year")
    else:
        name, words = "overrule", p_("button", "⚖️ Show it all the same")
    is_theirs = may(actor, CHECKS.row(name), kept.centre)
    return [CHECKS.button(words, kept.id, REVISION, name)] if is_theirs else []


def _marks(*, on: bool) -> Do:
    def do(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
        firms.mark(work, firm, argument, on)
        return Result()

    return do


def _verify(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
    standing.verify(work, firm, actor.person.id if actor.person else None)
    return Result(DONE)


def _overrule(work: Work, actor: Actor, firm: Employer, argument: str) -> Result:
    return Result(steps=[Start("firm_overrule", Sure(firm.id))])


def _unless_ready(work: Work, actor: Actor, firm: Employer, argument: str) -> Result | None:
    """Nothing is shown before every point is ticked and no red flag stands."""
    is_ready = firms.is_due(work, firm) and may_verify(firm.checks or ())
    return None if is_ready else Result(CHANGED)


def _unless_due(work: Work, actor: Actor, firm: Employer, argument: str) -> Result | None:
    return None if firms.is_due(work, firm) else Result(CHANGED)


def _if_stopped(work: Work, actor: Actor, firm: Employer, argument: str) -> Result | None:
    return Result(CHANGED) if firm.status is EmployerStatus.STOPPED else None


def _is_code(argument: str) -> bool:
    return argument in CODES


ACTIONS = {
    "tick": act(noted(f"{CHECK}.tick", _marks(on=True)), _if_stopped, _is_code),
    "untick": act(noted(f"{CHECK}.untick", _marks(on=False)), _if_stopped, _is_code),
    "verify": act(noted(f"{CHECK}.verify", _verify), _unless_ready),
    "overrule": act(_overrule, _unless_due),
}
CHECKS: Subject[Kept] = Subject(CHECK, "", find, whose, revision, check_list, ACTIONS)
