"""What a firm can do with somebody, at each stage of their way to each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from conversations.cards.appointment import CALENDAR
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message, Style, stacked
from locales.words import Moment, Words, _, p_, say
from storage.firm_days import OF_STAGE
from storage.introductions import checks, sealing, showing
from storage.introductions.days import is_ahead
from storage.introductions.permission import last_at_firm
from storage.models import Introduction, Offer
from storage.rules.keeping import GONE, TALK, WELL
from storage.rules.stages import FILLED, Side, Stage
from storage.rules.trial_days import code_of, suggested
from storage.work import Work

KIND, LETTER, REFUSAL = "candidate", "J", "refusal"
SEND, ASK, NO, BACK, OTHER = "send", "ask", "no", "back", "other"
BEGINS, AGAIN, TALKS, MISSED, SHOW = "begins", "again", "talk", "missed", "show"
HERE = "here"
WHY, DAY, CHECK, OPEN = "why", "day", "check", "open"
# NOTE: Buttons of a firm, below somebody it was shown or who was there for a day.
LABELS: Mapping[str, Words] = {
    SEND: p_("button", "👋 Please send"),
    ASK: p_("button", "🤔 I have a question"),
    NO: p_("button", "❌ No"),
    OTHER: p_("button", "🗓️ Other days"),
    BEGINS: p_("button", "🎉 This person begins with us"),
    AGAIN: p_("button", "👍 One more day"),
    TALKS: p_("button", "🟡 Let us talk"),
    HERE: p_("button", "✅ Is here"),
    MISSED: p_("button", "🚫 Did not come"),
    CALENDAR: p_("button", "📆 For my calendar"),
    BACK: p_("button", "↩️ Take it back"),
}
# NOTE: To take back what a firm said yes to before.
NO_LONGER = p_("button", "❌ Not any more")
# NOTE: To a question after a day somebody was at a firm: it is not to go on.
NOT_US = p_("button", "👎 No")
# NOTE: Answers of a firm to: Why not? The person never hears it.
REASONS: Mapping[str, Words] = {
    FILLED: p_("button", "The place is filled"),
    "german": p_("button", "💬 German"),
    "hours": p_("button", "🕒 Hours and times"),
    "skill": p_("button", "🛠️ The skills"),
    "other": p_("button", "Another reason"),
}
# NOTE: Answers of a firm to: How is it going? Somebody works there since some weeks.
HOW: Mapping[str, Words] = {
    WELL: p_("button", "👍 Going well"),
    TALK: p_("button", "🟡 I need to talk"),
    GONE: p_("button", "🚪 No longer there"),
}
AT: Mapping[Stage, tuple[str, ...]] = {
    Stage.SHOWN: (SEND, ASK, NO),
    Stage.QUESTION: (SEND, NO),
    Stage.DATED: (HERE, MISSED, OTHER),
    Stage.CAME: (BEGINS, AGAIN, TALKS, MISSED),
    Stage.TALKING: (BEGINS, AGAIN),
    Stage.STARTING: (TALKS,),
}
BEFORE_THE_DAY = (CALENDAR, OTHER)
"""While a day is agreed that has not begun; from its hour on a firm says who is there."""


def buttons(
    work: Work, introduction: Introduction, offer: Offer, *, said: bool
) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons of a card; where its firm just `said` something what takes it back."""
    if said:
        return stacked([button(introduction, BACK)])
    not_now = {BEGINS} if sealing.was_missed(introduction) else set()
    ahead = BEFORE_THE_DAY if is_ahead(work, introduction) else None
    possible = (each for each in ahead or AT.get(introduction.stage, ()) if each not in not_now)
    found = [button(introduction, each) for each in possible]
    if introduction.stage is Stage.NAMING:
        found += _days(work, introduction, offer)
    if introduction.stage is Stage.STARTED:
        found += _checks(work, introduction)
    if introduction.stage not in (Stage.SHOWN, Stage.QUESTION, Stage.STARTED):
        last = NOT_US if introduction.stage is Stage.CAME else NO_LONGER
        found.append(button(introduction, NO, last))
    return stacked(found)


def button(introduction: Introduction, action: str, label: Words | None = None) -> Button:
    """Build one of the buttons."""
    data = str(Standing(KIND, introduction.id, showing.revision_of(introduction), action))
    style = Style.PRIMARY if action == SEND else None
    return Button(label or LABELS[action], data, style)


def _days(work: Work, introduction: Introduction, offer: Offer) -> list[Button]:
    """Offer those of the next two days that suit on which somebody may come, and others."""
    shown = [
        button(
            introduction,
            f"{DAY}-{code_of(at)}",
            say(p_("button", "📅 {when}"), when=Moment(at.replace(tzinfo=work.zone), short=True)),
        )
        for at in suggested(work.today, offer.slots, sealing.refused(introduction))
        if at.date() <= (last_at_firm(introduction) or date.max)
    ]
    return [*shown, button(introduction, OTHER)]


def _checks(work: Work, introduction: Introduction) -> list[Button]:
    """Offer a talk, or that they are gone, at any time; that it goes well once asked."""
    said = may_say(work, introduction)
    return [button(introduction, f"{CHECK}-{each}", HOW[each]) for each in HOW if each in said]


def is_asked(work: Work, introduction: Introduction) -> bool:
    """Tell whether a firm is asked something about somebody."""
    if introduction.stage is Stage.STARTED:
        return checks.open_of(work, introduction, Side.FIRM) is not None
    return introduction.stage in OF_STAGE


def may_say(work: Work, introduction: Introduction) -> set[str]:
    """Return what a firm can say now of how it goes with who works there."""
    asked = is_asked(work, introduction)
    talks = Side.FIRM in checks.talks(work, introduction)
    return {GONE, *([WELL] if asked else []), *([] if talks and not asked else [TALK])}


def reasons_message(introduction: Introduction, *head: Words) -> Message:
    """Ask a firm why not, in one tap."""
    why = _("Why not? One tap helps us to look better. The person does not read it.")
    about = (REFUSAL, introduction.id, showing.revision_of(introduction))
    found = [Button(words, str(Standing(*about, f"{WHY}-{k}"))) for k, words in REASONS.items()]
    # NOTE: A button below: Why not? To the card of somebody.
    back = button(introduction, SHOW, p_("button", "Back"))
    return Message((*head, why), stacked([*found, back]), private=True)
