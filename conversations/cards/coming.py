"""Who comes to what was announced, a page at a time: first names or codes, for staff alone."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.cards.activity import activity_title
from conversations.cards.notice import called
from conversations.cards.report_lines import coming_lines
from conversations.kit.actor import Actor
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.pages import NEXT, page
from conversations.kit.subject import Action, Result, Subject, never
from locales.words import Count, Words, _, p_, say
from storage import announced, announcements
from storage.activities import one
from storage.models import Announcement, Signup
from storage.people import EVERYWHERE, TEAM
from storage.work import Work

KIND, SHOW, REVISION, MOST, PAGES = "coming", "show", 1, 20, 1000
# NOTE: A button below what became of an announcement, for staff: the list of who comes.
WHO = p_("button", "👥 Who comes")
# NOTE: A button below the list of who comes: back to what became of the announcement.
BACK = p_("button", "📣 The announcement")

# NOTE: To staff: how many people come who belong to another centre; no names.
OTHERS = _("From other centres: {count}")


@dataclass(frozen=True)
class Listed:
    """A page of who comes to what was announced."""

    announcement: Announcement
    number: int


def button(announcement: Announcement, number: int = 1, label: Words = WHO) -> Button:
    """Return the button that shows a page of the list."""
    return Button(label, str(Standing(KIND, announcement.id * PAGES + number, REVISION, SHOW)))


def _card(work: Work, actor: Actor, listed: Listed) -> Message:
    """Name who comes of the own centre, then who waits for a place; others are counted."""
    announcement, scopes = listed.announcement, actor.scopes(TEAM)
    activity = one(work, announcement.activity_id)
    centre = None if EVERYWHERE in scopes else next(iter(scopes), "")
    own, others = announced.who_comes(work, activity, centre)
    shown = page(own, f"{listed.number}", MOST)
    # NOTE: To staff: nobody said yet that they come to a course.
    nobody = _("Nobody yet.")
    names = [_name(work, each) for each in shown.items] or ([] if others else [nobody])
    more = [button(announcement, shown.number + 1, NEXT)] if shown.rest else []
    back = Button(BACK, str(Standing("announcement", announcement.id, REVISION, "open")))
    lines = [activity_title(activity), *coming_lines(work, activity), *names]
    if others:
        lines.append(say(OTHERS, count=Count(others)))
    return Message((*lines, *shown.counted()), stacked([*more, back]), private=True)


def _name(work: Work, signup: Signup) -> Words:
    # NOTE: To staff: somebody comes to a course; {name} is a first name or a code.
    comes = _("👤 {name}")
    # NOTE: To staff: somebody would like to come, and waits for a place.
    waits = _("⏳ {name}, waiting list")
    return say(waits if signup.waiting else comes, name=called(work, signup.person_id))


def _find(work: Work, actor: Actor, key: int) -> Listed | None:
    number, at = divmod(key, PAGES)
    announcement = announcements.find(work, number)
    return Listed(announcement, at) if announcement and at else None


def _whose(listed: Listed) -> str:
    return listed.announcement.centre


def _revision(listed: Listed) -> int:
    return REVISION


def _show(work: Work, actor: Actor, listed: Listed, argument: str) -> Result:
    return Result(looks=True)


COMING: Subject[Listed] = Subject(
    KIND, "", _find, _whose, _revision, _card, {SHOW: Action(_show, stale=never)}, is_list=True
)
