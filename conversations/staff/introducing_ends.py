"""What is asked before a person and a firm go no further, or the parents' yes counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.kit.here import Here
from conversations.kit.questions import OneOf
from conversations.kit.questions.pieces import YES, choices, into, one, yes_into
from conversations.kit.steps import Next, Step
from conversations.staff.introducing_age import DID_YOU_SEE, says_adult
from conversations.staff.introducing_asked import as_planned, flow
from conversations.staff.introducing_card import Seen
from conversations.staff.introducing_draft import About
from conversations.staff.introducing_steps import plan
from conversations.staff.introducing_words import REASONS
from locales.words import Words, _, p_
from storage.introductions import steps
from storage.introductions.planned import Planned
from storage.rules.stages import Move, Side


def _keep_end(here: Here[About], choice: str) -> Step[About]:
    return Next(replace(here.notes, word=choice, keep=choice != "no"))


def _ends(here: Here[About], thing: Seen) -> None:
    """End it for the person, or for both."""
    withdraws = here.notes.word == "withdraw"
    step = Planned(Move.WITHDRAW, Side.PERSON) if withdraws else Planned(Move.CLOSE, Side.CENTRE)
    plan(here.work, here.context.actor, thing, "end", step)


def _seen(here: Here[About]) -> Sequence[Words]:
    found = steps.find(here.work, here.notes.introduction)
    if found is not None and says_adult(here.work, found):
        return (DID_YOU_SEE,)
    return (_("Did you see the yes of the parents, or of the guardian, for this firm?"),)


# NOTE: A colleague notes that a firm does not want somebody, and why.
FIRM_NO = flow(
    "no",
    (
        OneOf(
            name="why",
            # NOTE: To staff who call a firm: why does it say no? Buttons follow.
            text=one(_("Why does the firm say no?")),
            options=choices(REASONS),
            keep=into("word"),
        ),
    ),
    as_planned("no", Move.REFUSE, lambda notes: notes.word),
)
# NOTE: A colleague notes that the parents of somebody of 16 or 17 years say yes to one firm.
GUARDIAN = flow(
    "guard",
    (
        OneOf(
            name="sure",
            text=_seen,
            options=choices(
                {YES: p_("button", "✍️ Yes, I saw it"), "no": p_("button", "No, not yet")}
            ),
            keep=yes_into("keep"),
            cancels=False,
        ),
    ),
    as_planned("guard", Move.GUARD, lambda notes: ""),
)
# NOTE: A colleague ends the way of somebody to a firm; both are told kindly.
WAY_ENDS = flow(
    "end",
    (
        OneOf(
            name="how",
            text=one(_("How does it end? Both hear it in a minute, without a reason.")),
            options=choices(
                {
                    "withdraw": p_("button", "❌ The person does not want it"),
                    "close": p_("button", "❌ It ends here"),
                    "no": p_("button", "No, it goes on"),
                }
            ),
            keep=_keep_end,
            cancels=False,
        ),
    ),
    _ends,
)
ENDS = (FIRM_NO, GUARDIAN, WAY_ENDS)
