"""What staff are asked once more about a firm: stop it, one of two, who left, whose it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from conversations.employer import letting_go, standing
from conversations.everybody import notices
from conversations.introductions import carry_on
from conversations.kit.buttons import Standing
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.questions import OneOf, Option
from conversations.kit.questions.pieces import NO, YES, choices, one
from conversations.kit.steps import Next, Onward, Press, Run, Step
from conversations.staff.absence import MOST, NOBODY
from conversations.staff.firm_card import CHECK, KIND, REVISION
from conversations.staff.member import label
from conversations.staff.whose import colleague_key
from locales.words import Name, Words, _, p_, say
from storage import audit, employers, firms, firms_joined
from storage.introductions import lists
from storage.introductions.steps import Facts
from storage.models import Employer
from storage.models.offers import EmployerStatus
from storage.people import TEAM, employer_doors
from storage.places import centre_around
from storage.rules.stages import STOPPED, Move, Side, Stage
from storage.team import members
from storage.work import Work

STOP, SAME, LEFT = "stop", "same", "left"


@dataclass(frozen=True)
class Sure:
    """Which firm, what shall be done, about whom (a firm or somebody of it), and whether surely."""

    firm: int = 0
    what: str = ""
    about: int = 0
    yes: bool = False


# NOTE: To staff who want to stop a firm after a problem.
def _ask_stop(work: Work, firm: Employer, about: int) -> list[Words]:
    return [
        say(_("Stop {employer} now?"), employer=Name(firm.name)),
        _("Nothing of it is shown any more. Its offers rest."),
        _("Who was on the way there reads at once that they need not go."),
    ]


# NOTE: To staff: a firm that registered was known already.
def _ask_same(work: Work, firm: Employer, about: int) -> list[Words]:
    known = employers.find(work, str(about))
    names = {"new": Name(firm.name), "employer": Name(known.name if known else "")}
    return [
        say(_("Is {new} the same as {employer}?"), **names),
        _("Then its people answer for the firm we know, and see what it offers."),
    ]


ASKED: Mapping[str, Callable[[Work, Employer, int], Sequence[Words]]] = {
    STOP: _ask_stop,
    SAME: _ask_same,
    LEFT: letting_go.asked,
}


def _ask(here: Here[Sure]) -> Sequence[Words]:
    firm = employers.find(here.work, str(here.notes.firm))
    asks = ASKED.get(here.notes.what)
    return asks(here.work, firm, here.notes.about) if firm and asks else (CHANGED,)


def _keep(here: Here[Sure], choice: str) -> Step[Sure]:
    return Next(replace(here.notes, yes=choice == YES))


def _finish(here: Here[Sure]) -> Sequence[Onward]:
    firm = employers.find(here.work, str(here.notes.firm))
    if firm is None:
        return [Run("firms")]
    if here.notes.yes:
        around = centre_around(here.work, firm.plz)
        audit.note(here.work, f"{KIND}.{here.notes.what}", colleague_key(here), None, around)
        firm = DONE[here.notes.what](here, firm)
    return to_card(firm)


def to_card(firm: Employer) -> Sequence[Onward]:
    """Go on to the card of a firm."""
    return [Press(str(Standing(KIND, firm.id, REVISION, "open")))]


def _stop(here: Here[Sure], firm: Employer) -> Employer:
    """Close every way to it: who was to go there tomorrow reads that they need not.

    Who works there already is for the centre to talk with.
    """
    by = colleague_key(here)
    standing.stop(here.work, firm)
    for each in lists.of_firm(here.work, firm.id):
        if each.stage is Stage.STARTED:
            notices.to_introduce(here.work, each, once=STOPPED)
        else:
            carry_on(here.work, each, Move.CLOSE, Side.CENTRE, Facts(reason=STOPPED), by=by)
    return firm


def _same(here: Here[Sure], firm: Employer) -> Employer:
    """Make one of both, where that is still possible."""
    known = employers.find(here.work, str(here.notes.about))
    is_other = known is not None and known.id != firm.id
    if known is None or not is_other or not firms_joined.is_movable(here.work, firm):
        here.context.echo = CHANGED
        return firm
    theirs = employer_doors(here.work, firm.id)
    firms_joined.join(here.work, firm, known)
    if known.status is EmployerStatus.VERIFIED:
        standing.tell(here.work, known, theirs)
    return known


def _left(here: Here[Sure], firm: Employer) -> Employer:
    if not letting_go.let_go(here.context, firm, here.notes.about):
        here.context.echo = CHANGED
    return firm


DONE: Mapping[str, Callable[[Here[Sure], Employer], Employer]] = {
    STOP: _stop,
    SAME: _same,
    LEFT: _left,
}


def _colleagues(here: Here[Sure]) -> Sequence[Option]:
    every = members(here.work, _whose(here.work, here.notes), TEAM)[:MOST]
    options = [Option(str(key), label(here.work, key)) for key in every]
    # NOTE: On a button: no colleague stands in.
    return [*options, Option(NOBODY, p_("button", "Nobody"))]


def _keep_named(here: Here[Sure], value: str) -> Step[Sure]:
    firm = employers.find(here.work, str(here.notes.firm))
    if firm is not None:
        firm.named_id = None if value == NOBODY else int(value)
        _note(here, "firm.named")
    return Next()


# NOTE: A lead says why a firm is shown though not every point is ticked, or a red flag stands.
WHY: Mapping[str, Words] = {
    "visited": p_("button", "I was there"),
    "known": p_("button", "We know this firm"),
    "talked": p_("button", "The firm explained it"),
}


def _keep_why(here: Here[Sure], why: str) -> Step[Sure]:
    """Show it all the same, and note who said so and why."""
    firm = employers.find(here.work, str(here.notes.firm))
    if firm is not None and firms.is_due(here.work, firm):
        standing.verify(here.work, firm, colleague_key(here))
        _note(here, f"{CHECK}.overrule.{why}")
    return Next()


def _note(here: Here[Sure], what: str) -> None:
    around = _whose(here.work, here.notes)
    audit.note(here.work, what, colleague_key(here), None, around)


def _to_card(here: Here[Sure]) -> Sequence[Onward]:
    firm = employers.find(here.work, str(here.notes.firm))
    return to_card(firm) if firm else [Run("firms")]


def _whose(work: Work, notes: Sure) -> str | None:
    firm = employers.find(work, str(notes.firm))
    return centre_around(work, firm.plz) if firm else ""


FIRM_SURE: Flow[Sure] = Flow(
    "firm_sure",
    (
        OneOf(
            name="sure",
            text=_ask,
            options=choices({YES: letting_go.SURELY, NO: p_("button", "No")}),
            keep=_keep,
            cancels=False,
        ),
    ),
    finish=_finish,
    notes=Sure,
    counted=False,
    guard="firm.stop",
    scope=_whose,
)
FIRM_NAMED: Flow[Sure] = Flow(
    "firm_named",
    (
        OneOf(
            name="named",
            # NOTE: To staff: which colleague is there for a firm.
            text=one(_("Who looks after this firm? The firm reads the name.")),
            options=_colleagues,
            keep=_keep_named,
        ),
    ),
    finish=_to_card,
    notes=Sure,
    counted=False,
    guard="firm.named",
    scope=_whose,
)
FIRM_OVERRULE: Flow[Sure] = Flow(
    "firm_overrule",
    (
        OneOf(
            name="why",
            # NOTE: To a lead who shows a firm though something was not looked at.
            text=one(_("Why is it shown all the same? The reason is written into the log.")),
            options=choices(WHY),
            keep=_keep_why,
        ),
    ),
    finish=_to_card,
    notes=Sure,
    counted=False,
    guard=f"{CHECK}.overrule",
    scope=_whose,
)
FLOWS = (FIRM_SURE, FIRM_NAMED, FIRM_OVERRULE)
