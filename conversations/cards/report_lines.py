"""What became of an announcement, in lines: sent, unclear, blocked, left; who comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import ceil

from conversations import terms
from conversations.cards.activity import activity_time
from conversations.cards.line import colleague_name
from locales.words import Count, Ltr, Moment, Words, _, say, verbatim
from storage import announcements, approvals, audience, firms_invited
from storage.activities import coming
from storage.audience import Audience, Reason
from storage.models import Activity, Announcement
from storage.models.announcements import AnnouncementState, ApprovalAnswer
from storage.models.outbox import OutboxState
from storage.places import centre as centre_of
from storage.work import Work

S = OutboxState
# NOTE: To staff: how many messages of an announcement wait.
STILL_TO_GO = _("Still to go: {count}")
# NOTE: To staff: an announcement waits for the morning, or for Monday.
QUIET = _("🌙 At night and on Sundays nothing is sent. It goes out: {when}")
# NOTE: To staff, of an announcement that goes out now: how long it still takes.
MINUTES = _("Minutes left: {count}")
# NOTE: To staff: one language in a list, and how many people read it.
IN_LANGUAGE = _("{language}: {count}")
# NOTE: To staff, behind a colon in a list: why people are not written to, and how many.
REASONS: Mapping[Reason, Words] = {
    Reason.STOPPED: _("stopped: {count}"),
    Reason.BLOCKED: _("blocked: {count}"),
    Reason.LIMIT: _("enough this week: {count}"),
    Reason.LANGUAGE: _("no language yet: {count}"),
}


def delivery_lines(work: Work, announcement: Announcement) -> tuple[int, list[Words]]:
    """Say how far it came; the number is how many are still to go."""
    states = announcements.progress(work, announcement)
    total = audience.frozen(work, announcement)
    lost = states.get(S.FAILED, 0) + states.get(S.EXPIRED, 0)
    counts = {key: states.get(key, 0) for key in (S.SENT, S.UNCLEAR, S.BLOCKED)}
    to_go = max(0, total - lost - sum(counts.values()))
    named = {key.value: Count(number) for key, number in counts.items()}
    # NOTE: To staff: numbers of messages.
    lines = [say(_("Sent: {sent} · unclear: {unclear} · blocked: {blocked}"), **named)]
    if announcement.state == AnnouncementState.STOPPED:
        lost, to_go = lost + to_go, 0
    if lost:
        # NOTE: To staff: how many messages were not sent.
        lines.append(say(_("Not sent: {count}"), count=Count(lost)))
    if to_go:
        lines.append(say(STILL_TO_GO, count=Count(to_go)))
    if to_go and announcement.state == AnnouncementState.APPROVED:
        lines.append(say(MINUTES, count=Count(minutes(work, to_go))))
    return to_go, lines


def minutes(work: Work, count: int) -> int:
    """Return how long so many messages take, in whole minutes."""
    return max(1, ceil(count / work.limits.sends_per_second / 60))


# NOTE: To staff: how many people are coming, of how many who can.
def coming_line(work: Work, activity: Activity) -> Words | None:
    """Say how many come; None for what is not on one day."""
    if activity.on_date is None:
        return None
    number, places = coming(work, activity, activity.on_date)
    if places is None:
        return say(_("Coming: {count}"), count=Count(number))
    both = {"count": Count(number), "places": Count(places)}
    return say(_("Coming: {count} of {places}"), **both)


def coming_lines(work: Work, activity: Activity) -> list[Words]:
    """Say when it is and how many come, or that it does not take place."""
    if activity.on_date is None:
        return []
    lines = [activity_time(activity, activity.on_date)]
    if activity.cancelled_at is not None:
        # NOTE: To staff: a course that was announced was cancelled.
        return [*lines, _("❌ It does not take place.")]
    found = coming_line(work, activity)
    return [*lines, *([found] if found else []), *firm_lines(work, activity)]


# NOTE: To staff: firms that were invited, and how many of them said that they come.
def firm_lines(work: Work, activity: Activity) -> list[Words]:
    """Say how many firms were asked to come, and what they said; nothing where none was."""
    every = firms_invited.of_activity(work, activity.id)
    if not every:
        return []
    comes = Count(firms_invited.count(every))
    return [say(_("🏢 Firms that come: {count} of {all}"), count=comes, all=Count(len(every)))]


def people_lines(
    work: Work, key: str, languages: Mapping[str, int], found: Audience
) -> list[Words]:
    """Say how many of a centre get it, in which languages, and who is left out and why."""
    home = centre_of(work, key)
    name, count = verbatim(home.name if home else key), sum(languages.values())
    # NOTE: To staff before sending: how many people get it.
    lines = [say(_("People in {centre}: {count}"), centre=name, count=Count(count))]
    if each := [_in(code, number) for code, number in sorted(languages.items()) if code]:
        lines.append(terms.joined(each))
    out = [say(REASONS[reason], count=Count(number)) for reason, number in found.left_out.items()]
    # NOTE: To staff: how many people an announcement is not sent to; the reasons follow.
    left = say(_("Left out: {count}"), count=Count(sum(found.left_out.values())))
    return [*lines, terms.joined([left, *out])]


def _in(code: str, number: int) -> Words:
    return say(IN_LANGUAGE, language=terms.language(code), count=Count(number))


def clock(work: Work, at: datetime) -> Words:
    """Say when it goes out: the time alone where that is today."""
    local = at.astimezone(work.zone)
    if local.date() == work.today:
        # NOTE: To staff who tapped "Send now": it goes out in about a minute, or later today.
        return say(_("⏳ It goes out at {time}."), time=Ltr(f"{local:%H:%M}"))
    # NOTE: To staff: an announcement goes out on another day; {when} is day and time.
    return say(_("⏳ It goes out: {when}."), when=Moment(local))


def approval_lines(work: Work, announcement: Announcement) -> list[Words]:
    """Say what a second person was asked and answered, where one was."""
    found = approvals.find(work, announcement.id)
    if found is None:
        return []
    if found.answer is None:
        until = Moment(found.answer_by.astimezone(work.zone))
        # NOTE: To staff: an announcement is not sent before a lead has seen it.
        return [say(_("⏳ A lead must see it first, until {when}."), when=until)]
    name = colleague_name(work, found.answered_by)
    if found.answer == ApprovalAnswer.YES:
        # NOTE: To staff: a second person has seen an announcement; {name} is a lead.
        return [say(_("✅ {name} approved it."), name=name)]
    if found.answer == ApprovalAnswer.NO:
        # NOTE: To staff: a second person says no to an announcement; the reason may follow.
        said = say(_("❌ {name} did not approve it. Nothing was sent."), name=name)
        return [said, *(terms.quoted(found.reason) if found.reason else [])]
    if found.answer == ApprovalAnswer.VOID:
        # NOTE: To staff: who wrote an announcement took it back before a lead had seen it.
        return [_("↩️ It was changed or taken back. Nothing was sent.")]
    # NOTE: To staff: no lead answered in time.
    return [_("⌛ No lead saw it in time. Nothing was sent.")]
