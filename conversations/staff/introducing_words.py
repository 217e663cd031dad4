"""The words staff read of somebody on the way to a firm: how far, whose turn, why not."""

from __future__ import annotations

from collections.abc import Mapping

from locales.words import Words, _, p_
from storage.rules.stages import FILLED, Permit, Side, Stage

# NOTE: To staff, about a person and a firm: how far they are with each other.
STAGES: Mapping[Stage, Words] = {
    Stage.INTERESTED: _("🙋 Interested. The firm has not seen a card yet."),
    Stage.SHOWN: _("📨 The firm has a card without a name."),
    Stage.QUESTION: _("🤔 The firm has a question."),
    Stage.WANTED: _("👋 The firm says yes. The person's yes for this firm is missing."),
    Stage.GUARDIAN: _("✍️ The yes of the parents is missing."),
    Stage.PERMIT: _("📄 The permission for this job is missing."),
    Stage.NAMING: _("📅 The firm names days."),
    Stage.CHOOSING: _("📅 The person chooses a day."),
    Stage.DATED: _("📅 A day is agreed."),
    Stage.CAME: _("✅ The day is over. The firm says how it was."),
    Stage.TALKING: _("🟡 Somebody wants to talk about it first."),
    Stage.STARTING: _("▶️ They begin soon."),
    Stage.STARTED: _("💼 Works there."),
    Stage.KEPT: _("🎉 Still there after three months."),
    Stage.LEFT: _("🚪 Does not work there any more."),
    Stage.REFUSED: _("❌ The firm said no."),
    Stage.WITHDRAWN: _("❌ The person said no."),
    Stage.EXPIRED: _("⌛ Nobody answered in time. It is over."),
    Stage.CLOSED: _("❌ It was ended."),
}
# NOTE: To staff: who has the next step between a person and a firm.
SIDES: Mapping[Side, Words] = {
    Side.PERSON: _("the person"),
    Side.FIRM: _("the firm"),
    Side.CENTRE: _("the centre"),
}
# NOTE: To staff: how far the permission for one job is; it stands behind "Permission:".
PERMITS: Mapping[Permit, Words] = {
    Permit.OPEN: _("not begun"),
    Permit.FORM: _("the firm has the form"),
    Permit.AUTHORITY: _("at the authority"),
    Permit.CLEAR: _("clear"),
    Permit.CLOSED: _("was not given"),
}
# NOTE: The same, where the last day of it is past.
OVER = _("over")
# NOTE: To staff: why a firm says no; also on buttons for who calls the firm.
REASONS: Mapping[str, Words] = {
    FILLED: p_("button", "The place is taken"),
    "german": p_("button", "More German needed"),
    "hours": p_("button", "The hours do not fit"),
    "skill": p_("button", "Other skills needed"),
    "other": p_("button", "Another reason"),
}
