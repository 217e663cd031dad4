"""A lead sees an announcement of a colleague: who gets it, every language of it; yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.cards.activity import activity_lines, activity_place
from conversations.cards.line import colleague_name
from conversations.cards.report import ANNOUNCEMENT, report_message
from conversations.cards.report_lines import approval_lines, people_lines
from conversations.everybody import approval
from conversations.everybody.approval import KIND
from conversations.kit.actor import Actor, actor_of
from conversations.kit.flow import Flow
from conversations.kit.guard import CHANGED
from conversations.kit.here import Here
from conversations.kit.messages import Button, Message, Style, paired
from conversations.kit.outgoing import Outgoing
from conversations.kit.permissions import may
from conversations.kit.questions import ShortText
from conversations.kit.questions.pieces import one
from conversations.kit.steps import Next, Onward, Press, Start, Step
from conversations.kit.subject import Action, Result, Subject
from locales.languages import LANGUAGES
from locales.words import Moment, Words, _, p_, say, verbatim
from storage import activities, announcements, approvals, audit, bundles
from storage.audience import audience, frozen_languages
from storage.models import Announcement, Approval
from storage.people import TEAM
from storage.work import Work

LETTER = "F"
YES, NO, SHOW = "yes", "no", "show"
# NOTE: To a lead, in passing: who wrote an announcement cannot be the second person.
OWN = _("Somebody else must see it.")


@dataclass(frozen=True)
class Asked:
    """An announcement and what a second person is asked about it."""

    announcement: Announcement
    row: Approval
    revision: int
    """Of the activity: a yes to another text counts for nothing."""

    @property
    def key(self) -> int:
        """The key of both."""
        return self.announcement.id


@dataclass(frozen=True)
class Refusal:
    """Which announcement a lead says no to, and why."""

    announcement: int = 0
    reason: str = ""


def approval_message(work: Work, actor: Actor, asked: Asked, shown: str | None = None) -> Message:
    """Show who asks, who gets it, and the text in one language, with buttons for the others."""
    announcement = asked.announcement
    name = colleague_name(work, announcement.created_by)
    # NOTE: To a lead: a colleague wrote an announcement that a second person must see.
    head = say(_("🔎 {name} asks you to look at this announcement."), name=name)
    key = announcement.audience or announcement.centre
    found = audience(work, key, bundles.among(work, announcement.bundle))
    people = people_lines(work, key, frozen_languages(work, announcement), found)
    lines = [head, *people, *_when(work, announcement)]
    if asked.row.answer is not None:
        return Message((*lines, *approval_lines(work, announcement)), private=True)
    until = Moment(asked.row.answer_by.astimezone(work.zone))
    # NOTE: To a lead: until when an announcement waits for the answer.
    lines.append(say(_("Please answer by {when}. After that it is not sent."), when=until))
    code = shown or actor.language
    also = ((code, _text(work, announcement)),)
    return Message((*lines, _code(asked)), _rows(asked), also=also, private=True, asks=True)


def _rows(asked: Asked) -> tuple[tuple[Button, ...], ...]:
    # NOTE: Buttons below an announcement a lead looks at.
    yes, no = p_("button", "✅ Approve"), p_("button", "❌ Do not approve")
    answers = (_button(asked, yes, YES, Style.PRIMARY), _button(asked, no, NO))
    others = [
        _button(asked, verbatim(language.own_name), f"{SHOW}-{code}")
        for code, language in LANGUAGES.items()
    ]
    return (answers, *paired(others))


def _button(asked: Asked, label: Words, action: str, style: Style | None = None) -> Button:
    return replace(APPROVAL.button(label, asked.key, asked.revision, action), style=style)


def _code(asked: Asked) -> Words:
    return APPROVAL.code(asked.key)


def _text(work: Work, announcement: Announcement) -> tuple[Words, ...]:
    activity = activities.one(work, announcement.activity_id)
    if activity.on_date is None:
        raise LookupError("an announcement is for one day")
    return activity_lines(activity, activity.on_date, activity_place(work, activity))


def _when(work: Work, announcement: Announcement) -> Sequence[Words]:
    if announcement.begins_at is None:
        # NOTE: To a lead: an announcement is sent as soon as the lead says yes.
        return (_("It goes out a minute after your yes."),)
    when = Moment(announcement.begins_at.astimezone(work.zone))
    # NOTE: To a lead: when an announcement is sent, if the lead says yes.
    return (say(_("It goes out: {when}."), when=when),)


def question(outgoing: Outgoing) -> Message | None:
    """Ask a lead who still is one, while nobody answered."""
    work = outgoing.work
    actor = actor_of(work, outgoing.person, outgoing.chat.language)
    asked = find(work, actor, outgoing.row.subject or 0)
    if asked is None or asked.row.answer is not None:
        return None
    allowed = may(actor, APPROVAL.row(YES), asked.row.whose)
    return approval_message(work, actor, asked) if allowed else None


def answered(outgoing: Outgoing) -> Message | None:
    """Say what became of the question: to who wrote it with all that can be done now."""
    work = outgoing.work
    actor = actor_of(work, outgoing.person, outgoing.chat.language)
    announcement = announcements.find(work, outgoing.row.subject)
    if announcement is None or not actor.scopes(TEAM):
        return None
    report = report_message(work, announcement)
    theirs = may(actor, ANNOUNCEMENT.row("open"), announcement.centre)
    return replace(report, rows=report.rows if theirs else (), private=True)


def find(work: Work, actor: Actor, key: int) -> Asked | None:
    """Return what is asked about an announcement; None where nothing is."""
    announcement, row = announcements.find(work, key), approvals.find(work, key)
    if announcement is None or row is None:
        return None
    return Asked(announcement, row, activities.one(work, announcement.activity_id).revision)


def _whose(asked: Asked) -> str | None:
    return asked.row.whose


def _revision(asked: Asked) -> int:
    return asked.revision


def _show(work: Work, actor: Actor, asked: Asked, language: str) -> Result:
    return Result(card=approval_message(work, actor, asked, language), looks=True)


def _closed(work: Work, actor: Actor, asked: Asked, argument: str) -> Result | None:
    """Who wrote it cannot be the second; it is answered once."""
    if actor.person is None or actor.person.id == asked.announcement.created_by:
        return Result(OWN, looks=True)
    return None if asked.row.answer is None else Result(CHANGED)


def _yes(work: Work, actor: Actor, asked: Asked, argument: str) -> Result:
    by = actor.person.id if actor.person else 0
    if approvals.is_too_late(work, asked.announcement):
        approvals.over(work, asked.announcement)
        approval.ended(work, asked.announcement)
        return Result(changed=[(ANNOUNCEMENT.kind, asked.key), (KIND, asked.key)])
    try:
        approvals.yes(work, asked.announcement, by)
    except announcements.NotADraftError:
        return Result(CHANGED)
    return _said(work, by, asked, YES)


def _no(work: Work, actor: Actor, asked: Asked, argument: str) -> Result:
    return Result(steps=[Start("refuse", Refusal(asked.key))])


def _said(work: Work, by: int, asked: Asked, answer: str) -> Result:
    audit.note(work, APPROVAL.row(answer), by, centre=asked.announcement.centre)
    approval.answered(work, asked.announcement)
    return Result(changed=[(ANNOUNCEMENT.kind, asked.key), (KIND, asked.key)])


def _keep_reason(here: Here[Refusal], reason: str) -> Step[Refusal]:
    return Next(replace(here.notes, reason=reason))


def _refuse(here: Here[Refusal]) -> Sequence[Onward]:
    work, by = here.work, here.person
    asked = find(work, here.context.actor, here.notes.announcement)
    if asked is None or by is None:
        return ()
    if approvals.no(work, asked.announcement, by.id, here.notes.reason or None):
        _said(work, by.id, asked, NO)
    shown = f"{SHOW}-{here.language}"
    return [Press(APPROVAL.button(CHANGED, asked.key, asked.revision, shown).data)]


def whose(work: Work, refusal: Refusal) -> str | None:
    """Return whose an announcement is, for the guard of the flow."""
    row = approvals.find(work, refusal.announcement)
    return row.whose if row else None


def _is_language(argument: str) -> bool:
    return argument in LANGUAGES


ACTIONS = {
    YES: Action(_yes, _closed),
    NO: Action(_no, _closed),
    SHOW: Action(_show, accepts=_is_language),
}
APPROVAL: Subject[Asked] = Subject(KIND, LETTER, find, _whose, _revision, approval_message, ACTIONS)
# NOTE: A lead says no to an announcement of a colleague.
REFUSE: Flow[Refusal] = Flow(
    "refuse",
    (
        ShortText(
            name="reason",
            text=one(_("Why not? Your colleague reads it.")),
            keep=_keep_reason,
            skippable=True,
            longest=200,
        ),
    ),
    finish=_refuse,
    notes=Refusal,
    counted=False,
    guard="approval.no",
    scope=whose,
)
