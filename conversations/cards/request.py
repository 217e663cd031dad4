"""What a request says to colleagues before one of them took it: topic, language, age of it."""

from __future__ import annotations

from datetime import datetime

from conversations import terms
from conversations.kit.buttons import Standing
from conversations.kit.messages import Button
from locales.languages import FALLBACK
from locales.words import Day, Ltr, Moment, Words, _, p_, say
from storage import people
from storage.models import Request
from storage.requests import topics_of
from storage.trouble import CALL, CENTRE, HERE
from storage.work import Work

KIND, LETTER, TAKE, RESCUE, REVISION = "request", "Q", "take", "rescue", 1
# NOTE: To staff: a request nobody answered in time; {at} is when the answer was promised.
LATE = _("⏰ Overdue since: {at}")
# NOTE: Answers to: How shall we talk? After somebody told of a problem.
WISHES = {
    HERE: p_("button", "💬 Answer me here"),
    CALL: p_("button", "☎️ Call me"),
    CENTRE: p_("button", "🏠 At the centre"),
}
# NOTE: To staff, after: How to talk. What somebody with a problem chose.
WISHED = {HERE: _("💬 in writing, here"), CALL: _("☎️ a call"), CENTRE: _("🏠 at the centre")}


# NOTE: To staff: what somebody wants to talk about, in which language, since when.
def request_lines(work: Work, request: Request) -> list[Words]:
    """Say what waits, and by when it is answered."""
    is_late = request.answer_by <= work.now
    by = say(LATE if is_late else _("Answer by: {at}"), at=_local(work, request.answer_by))
    return [headline(work, request), _since(work, request), by, *_wish(request)]


# NOTE: To staff: since when somebody waits.
def _since(work: Work, request: Request) -> Words:
    """Say when it was asked, in one line of a phone."""
    at = request.opened_at.astimezone(work.zone)
    return say(_("Since: {day}, {time}"), day=Day(at.date()), time=Ltr(f"{at:%H:%M}"))


def _wish(request: Request) -> list[Words]:
    wish = WISHED.get(request.wish or "")
    # NOTE: To staff: how somebody wants to talk about a problem, one of three answers.
    return [say(_("How to talk: {answer}"), answer=wish)] if wish else []


def headline(work: Work, request: Request) -> Words:
    """Name topic and language."""
    language = terms.language(language_of(work, request.person_id))
    both = {"topic": terms.topics(topics_of(request)), "language": language}
    # NOTE: A request in a list, for staff; {code} is how they call it.
    return say(_("<b>{code}</b> {topic} · {language}"), code=code(request), **both)


def code(request: Request) -> Ltr:
    """Return how staff call a request before they know whose it is."""
    return Ltr(f"{LETTER}{request.id}")


def take_button(request: Request, action: str = TAKE) -> Button:
    """Return the button that makes who taps it the owner."""
    # NOTE: A button: I take this request; {code} stands before its topic.
    label = say(p_("button", "🙋 Take {code}"), code=code(request))
    return Button(label, str(Standing(KIND, request.id, REVISION, action)))


def language_of(work: Work, person_id: int) -> str:
    """Return the language somebody reads: that of their chat."""
    spoken = [chat.language for chat in people.chats_of(work, person_id) if chat.language]
    return spoken[0] if spoken else FALLBACK


def _local(work: Work, at: datetime) -> Moment:
    return Moment(at.astimezone(work.zone))
